import type { JsonObject } from '../../src/oevebane/connector/json';
import { eventually, Rig } from '../support/faults/rig';

/** The bot is killed, people go on writing, and it comes back. */
let rig: Rig;
let incident: string;
/** Roots of the incident's own thread and of that of instruks 2. */
let own: string;
let instruks: string;

beforeAll(async () => {
  rig = await Rig.start({ graph: true });
  incident = await rig.opened(2);
  const cards = await rig.store.cardRows.cards(incident);
  own = cards.find(({ card }) => card === 'haendelse')?.activityId ?? '';
  instruks = cards.find(({ card }) => card === 'instruks-2')?.activityId ?? '';
});
afterAll(async () => rig.close());

/** Kills the bot, lets it look as if it had been away since the incident was opened, and starts it again. */
async function away(meanwhile: () => Promise<void>): Promise<void> {
  await rig.staff.bot?.kill();
  await meanwhile();
  await rig.store.heartbeat.beat(new Date(Date.now() - 10 * 60_000).toISOString());
  await rig.startBot();
}

const gaps = async (of: string) => (await rig.lines(of)).filter(({ event }) => event.type === 'GapRecorded');

it('what people wrote while the bot was killed is in the log when it is back, with both times', async () => {
  await rig.done(await rig.said('carla', 'Mens botten er der', own));
  const before = (await rig.lines(incident)).length;
  const missed: JsonObject[] = [];
  await away(async () => {
    missed.push(await rig.said('dan', 'Vi har <strøm> & vand igen', own));
    missed.push(await rig.said('carla', '/log h: ringede til Viborg', instruks));
    missed.push(await rig.said('eva', '/status', own));
  });
  await eventually(async () => (await gaps(incident)).length > 0);

  const lines = (await rig.staff.export()).slice(before);
  expect(lines.map(({ fra, type, indhold, instruks: nummer, status }) => [fra, type, indhold, nummer, status])).toEqual([
    [rig.staff.person('dan').name, 'samtale', 'Vi har <strøm> & vand igen', null, 'fundet igen'],
    [rig.staff.person('carla').name, 'handling', 'ringede til Viborg', 2, 'fundet igen'],
    ['DDH Beredskab', 'information', expect.stringContaining('2 svar er fundet igen og står i loggen.'), null, 'hul i loggen'],
  ]);
  const written = missed.map(({ id }) => rig.clock.incidentAt(new Date(Number(id))).toISOString());
  expect(lines.slice(0, 2).map(({ haendelsestid }) => haendelsestid)).toEqual(written.slice(0, 2));
  for (const { haendelsestid, registreringstid } of lines.slice(0, 2)) expect(registreringstid > haendelsestid).toBe(true);
  expect((await rig.verify(incident)).kind).toBe('intact');

  // The writer of the /log is told where it stands, and what Teams delivers after all counts once.
  await eventually(() => rig.postsOf('receipt').some((text) => text.includes('fundet igen')));
  for (const activity of missed.slice(0, 2)) await rig.done(activity);
  expect(await rig.staff.export()).toHaveLength(before + 3);
}, 60_000);

it('a reaction to a card, set while the bot was killed, and a CPR number: in the log, masked, and its writer is told', async () => {
  const before = (await rig.lines(incident)).length;
  await rig.done(rig.staff.teams.activities.reaction({ person: rig.staff.person('eva'), place: { channelId: rig.staff.channel, rootId: instruks }, messageId: instruks, added: ['1f440_eyes'] }));
  await rig.staff.world.react(rig.staff.person('eva'), instruks, '1f440_eyes');
  await away(async () => {
    await rig.staff.world.react(rig.staff.person('dan'), instruks, '1f440_eyes');
    await rig.said('dan', 'Borger 010190-1234 savnes', own);
  });
  await eventually(async () => (await gaps(incident)).length > 1);
  expect((await rig.staff.export()).slice(before).map(({ fra, indhold, status }) => [fra, indhold, status])).toEqual([
    [rig.staff.person('eva').name, 'Reagerede med 1f440_eyes på kortet til instruks 2', null],
    [rig.staff.person('dan').name, 'Borger [CPR-nummer fjernet] savnes', 'fundet igen'],
    [rig.staff.person('dan').name, 'Reagerede med 👀 på kortet til instruks 2', 'fundet igen'],
    ['DDH Beredskab', expect.stringMatching(/svar og 1 reaktion er fundet igen og står i loggen\.$/), 'hul i loggen'],
  ]);
  await eventually(() => rig.fromBot().some(({ rootId, activity }) => rootId === own && /^Et CPR-nummer er taget ud af din besked fra kl\. /.test(String(activity.text)) && String(activity.text).includes(`<at>${rig.staff.person('dan').name}</at>`)));
}, 60_000);

it('without the permission the log says that nobody knows what was written', async () => {
  await rig.staff.world.setSwitches({ graph: false });
  const other = await rig.opened();
  await away(async () => { await rig.said('dan', 'Hører I mig?', (await rig.store.cardRows.cards(other))[0]?.activityId); });
  await eventually(async () => (await gaps(other)).length > 0);
  expect((await rig.staff.export(2)).at(-1)?.indhold).toContain('Om der blev skrevet noget i trådene imens, kunne ikke undersøges.');
  expect(rig.staff.bot?.log()).toContain('Graph answered 403 Forbidden');
  expect((await rig.verify(other)).kind).toBe('intact');
}, 60_000);
