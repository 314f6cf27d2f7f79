import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { JsonObject } from '../../../src/oevebane/connector/json';
import { eventually, Rig } from '../../support/faults/rig';
import { ROSTER, temporaryFile } from '../../support/staff';
import { MONDAY, STYREGRUPPE_CHANNEL, Voting } from '../../support/voting';

/** A styregruppe of thirteen; the kriseleder is one more person. */
const ROSTER_OF_13 = withThirteen();
const VOTERS = ['anna', 'jens', 'bent', 'lone', 'nanna', 'pernille', 'steen', 'ulla', 'winnie', 'aksel', 'claus', 'erik', 'frida'];

/** Each in a world of its own and all at once: the dead bot's leases have to run out. */
afterAll(async () => Rig.closeAll());

const environment = { STYREGRUPPE_CHANNEL_ID: STYREGRUPPE_CHANNEL, CLOCK_START: MONDAY, ROSTER_FILE: ROSTER_OF_13 };

it.concurrent('thirteen people press twice within a second, through two processes: thirteen votes, one outcome, one alarm', async () => {
  const rig = await Rig.start({ bots: 2, environment });
  const voting = await Voting.atTheVote(rig.staff);
  const card = await voting.put();
  const press = (who: string, verb: string): JsonObject => rig.press(who, verb, { haendelse: voting.id, afstemning: 'aktivering-1', version: 1 }, card.id);

  await Promise.all(VOTERS.map(async (who, n) => {
    const first = await rig.done(press(who, 'stemEnig'), rig.bots[n % 2]);
    // Whoever is asked confirms; the others press the same button again.
    await rig.done(press(who, first.includes('bekraeftStemme') ? 'bekraeftStemme' : 'stemEnig'), rig.bots[(n + 1) % 2]);
  }));

  const events = (await rig.lines(voting.id)).map(({ event }) => event);
  const votes = events.flatMap((event) => (event.type === 'StemmeCast' ? [event] : []));
  expect(votes.map(({ person }) => person.id).sort()).toEqual([...VOTERS].sort());
  const outcomes = events.flatMap((event) => (event.type === 'AfstemningClosed' ? [event] : []));
  expect(outcomes.map(({ resultat }) => resultat)).toEqual(['vedtaget']);
  // Those before the outcome are the ones that it counts; all the others came after.
  expect(votes.filter(({ efterLukning }) => !efterLukning).map(({ person }) => person.id)).toEqual(outcomes[0]?.stemmer.map(({ person }) => person.id));
  expect(votes.slice(outcomes[0]?.stemmer.length).every(({ efterLukning }) => efterLukning)).toBe(true);
  expect(events.filter(({ type }) => type === 'AlarmRaised')).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'KrisestabActivated')).toHaveLength(1);
  expect((await rig.verify(voting.id)).kind).toBe('intact');

  await eventually(async () => (await rig.pending(voting.id)).length === 0);
  expect(rig.fromBot().filter(({ activity }) => String(activity.text).startsWith('ALARM: mød'))).toHaveLength(1);
}, 120_000);

it.concurrent.each([
  ['before it is sent', 'dropRequest', /^ALARM: mød/],
  ['after it was sent, before Teams answered', undefined, /^(\(gentaget\) )?ALARM: mød/],
] as const)('the bot is killed while the alarm goes out, %s: it goes out after the restart', async (_, fault, wanted) => {
  const rig = await Rig.start({ environment });
  const voting = await Voting.atTheVote(rig.staff);
  const card = await voting.put();
  for (const who of ['jens', 'anna', 'lone']) await voting.agree(card, who);
  let killed: Promise<void> | undefined;
  rig.onTeams = async (request) => {
    if (killed || !JSON.stringify(request.body ?? '').includes('ALARM: mød')) return undefined;
    killed = rig.bots[0]!.kill();
    await killed;
    return fault ? { kind: fault } : undefined;
  };
  await voting.decide(card, 'nanna').catch(() => undefined);
  await eventually(() => killed !== undefined);
  await killed;
  rig.onTeams = undefined;
  await rig.startBot();
  await eventually(async () => (await rig.pending(voting.id)).length === 0);
  const alarms = rig.fromBot().map(({ activity }) => String(activity.text)).filter((text) => text.includes('ALARM: mød'));
  expect(alarms.length).toBeGreaterThanOrEqual(1);
  for (const text of alarms) expect(text).toMatch(wanted);
  const events = (await rig.lines(voting.id)).map(({ event }) => event.type);
  expect(events.filter((type) => type === 'AlarmRaised')).toHaveLength(1);
  expect(events.filter((type) => type === 'AfstemningClosed')).toHaveLength(1);
}, 180_000);

function withThirteen(): string {
  const roster = parse(readFileSync(ROSTER, 'utf8')) as { styregruppe: object[] };
  const styregruppe = [...roster.styregruppe, ...['claus', 'dorte', 'erik', 'frida'].map((person) => ({ person, formand: false }))];
  return temporaryFile('roster.yaml', stringify({ ...roster, styregruppe }));
}
