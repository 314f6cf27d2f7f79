import type { Fault } from '../../../src/oevebane/connector/connector';
import { teamsKind } from '../../support/faults/kinds';
import { eventually, Rig } from '../../support/faults/rig';

/** Each in a world of its own and all at once: most of the time is spent waiting until the bot tries again. */
async function given() {
  const rig = await Rig.start();
  const incident = await rig.opened();
  return {
    rig,
    incident,
    start: () => rig.done(rig.press('bent', 'startInstruks', { haendelse: incident, instruks: 'instruks-2' })),
    tries: (kind: string) => rig.teamsSeen.filter((request) => teamsKind(request) === kind).length,
    /** The first `times` requests of this kind meet the fault. */
    befalls(kind: string, fault: Fault, times = 1): void {
      let left = times;
      rig.onTeams = (request) => (teamsKind(request) === kind && left-- > 0 ? fault : undefined);
    },
  };
}
afterAll(async () => Rig.closeAll());

const status = (code: number, headers?: Record<string, string>): Fault => ({ kind: 'answer', status: code, headers, body: { error: { code: 'X', message: 'x' } } });

describe('a call that Teams does not take at first', () => {
  it.concurrent('429: goes out after the time that Teams asked for, once and not marked as repeated', async () => {
    const { rig, incident, start } = await given();
    const at: number[] = [];
    rig.onTeams = (request) => {
      if (teamsKind(request) !== 'teams send mention') return undefined;
      at.push(Date.now());
      return at.length === 1 ? status(429, { 'Retry-After': '3' }) : undefined;
    };
    await start();
    await rig.settled(incident);
    expect(at).toHaveLength(2);
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(3_000);
    expect(rig.postsOf('mention')).toEqual([expect.stringMatching(/^Din tur/)]);
  });

  it.concurrent('404 once (Teams is mistaken now and then): goes out, not marked as repeated', async () => {
    const { rig, incident, start, tries, befalls } = await given();
    befalls('teams send mention', status(404));
    await start();
    await rig.settled(incident);
    expect(tries('teams send mention')).toBe(2);
    expect(rig.postsOf('mention')).toEqual([expect.stringMatching(/^Din tur/)]);
  });

  it.concurrent.each([502, 503])('%d: nobody knows whether it is there, so it is repeated and says so', async (code) => {
    const { rig, incident, start, tries, befalls } = await given();
    befalls('teams send mention', status(code));
    await start();
    await rig.settled(incident);
    expect(tries('teams send mention')).toBe(2);
    expect(rig.postsOf('mention')).toEqual([expect.stringMatching(/^\(gentaget\) Din tur/)]);
  });

  it.concurrent('the answer is lost after the work was done: it stands there twice, the second time marked', async () => {
    const { rig, incident, start, befalls } = await given();
    befalls('teams send mention', { kind: 'dropAnswer' });
    await start();
    await rig.settled(incident);
    expect(rig.postsOf('mention')).toEqual([expect.stringMatching(/^Din tur/), expect.stringMatching(/^\(gentaget\) Din tur/)]);
  });

  it.concurrent('the answer about a new thread is lost: there are two, and the one that is known goes on', async () => {
    const { rig, incident, start, befalls } = await given();
    befalls('teams createConversation instruksCard', { kind: 'dropAnswer' });
    await start();
    await rig.settled(incident);
    expect(rig.postsOf('instruksCard')).toHaveLength(2);
    expect(rig.postsOf('mention')).toHaveLength(1);
  });

  it.concurrent.each([403, 400])('%d: never tried again; the log says who was not told', async (code) => {
    const { rig, incident, start, tries, befalls } = await given();
    befalls('teams send mention', status(code), Infinity);
    await start();
    await rig.settled(incident);
    expect(tries('teams send mention')).toBe(1);
    const [failed] = (await rig.lines(incident)).flatMap(({ event }) => (event.type === 'DeliveryFailed' ? [event] : []));
    expect(failed?.hvad).toMatch(/Anna Holmgaard.*Carla Vestermark.*instruks 2/);
    expect(failed?.hvorfor).not.toMatch(/\d/);
  });
});

it.concurrent('Teams away for a while: presses are answered all the same, few requests are made, and all goes out afterwards in order', async () => {
  const { rig, incident, start, tries } = await given();
  await start();
  await rig.settled(incident);
  const steps = ['beskriv-haendelsen', 'vurder-forventet-behov', 'udfyld-guide'];
  const people = ['dan', 'eva', 'finn'];
  rig.teamsSeen.length = 0;
  let away = true;
  rig.onTeams = () => (away ? status(503) : undefined);

  for (const [n, trin] of steps.entries()) await rig.done(rig.give('bent', incident, 2, trin, people[n]!));
  await rig.done(rig.dialog('anna', { dialog: 'beslut', nonce: 'n1', haendelse: incident, instruks: 'instruks-2', trin: 'vurder-forventet-behov', valg: 'intet-behov', beslutter: 'Anna', begrundelse: 'Nu' }));
  expect(await rig.done(rig.udfoert('bent', incident, 2, 'status-bemanding'))).toContain('2B.1');
  await eventually(() => tries('teams send assign') >= 3);
  const refused = [...rig.teamsSeen];
  away = false;
  await rig.settled(incident);

  // Only the first of the waiting calls was tried; the others did not knock on a closed door.
  const calls = refused.filter((request) => teamsKind(request) === 'teams send assign').map((request) => String((request.body as { text: string }).text));
  expect(calls.length).toBe(3);
  expect(refused.length).toBeLessThanOrEqual(3 + 2 * 4); // and either card's update, as often
  expect(new Set(calls.map((text) => text.replace('(gentaget) ', '').split('\n')[0])).size).toBe(1);
  const assigned = rig.postsOf('assign').map((text) => /2\w\.\d/.exec(text)?.[0]);
  expect(assigned).toEqual(['2A.1', '2B.2', '2D.2']);
}, 90_000);

it.concurrent('Teams hanging: the lane goes on when the time is up', async () => {
  const { rig, incident, start } = await given();
  let hung = 0;
  rig.onTeams = (request) => (teamsKind(request) === 'teams send mention' && hung++ === 0 ? new Promise<Fault>(() => {}) : undefined);
  await start();
  await rig.done(rig.udfoert('bent', incident, 2, 'opstart-ddh-beredskab')); // refused by its lock, but answered
  await rig.settled(incident);
  expect(hung).toBe(2);
  expect(rig.postsOf('mention')).toHaveLength(1);
}, 60_000);

it.concurrent('a card that Teams refuses to change is left alone, and the log goes on', async () => {
  const { rig, incident, start, tries } = await given();
  rig.onTeams = (request) => (request.operation === 'update' ? status(403) : undefined);
  await start();
  const before = tries('teams update haendelseCard');
  for (const person of ['dan', 'carla', 'dan']) await rig.done(rig.handover('bent', incident, 'logfoerer', person));
  await rig.staff.until(() => rig.postsOf('roleHandedOver').length === 3);
  expect(tries('teams update haendelseCard') - before).toBeLessThanOrEqual(2);
});
