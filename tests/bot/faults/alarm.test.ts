import type { ConnectorRequest } from '../../../src/oevebane/connector/connector';
import { personalConversationId } from '../../../src/oevebane/connector/setting';
import { Alarming, rosterWith } from '../../support/alarming';
import { eventually, Rig } from '../../support/faults/rig';
import { MONDAY, STYREGRUPPE_CHANNEL } from '../../support/voting';

/** Each in a world of its own and all at once: most of the time is spent waiting until the bot tries again. */
afterAll(async () => Rig.closeAll());

const environment = { STYREGRUPPE_CHANNEL_ID: STYREGRUPPE_CHANNEL, CLOCK_START: MONDAY };

/** A post into somebody's own chat with the bot. */
const isTo = (rig: Rig, who: string, { conversationId }: ConnectorRequest) => conversationId === personalConversationId(rig.staff.person(who));
const isCard = ({ body }: ConnectorRequest) => JSON.stringify(body ?? '').includes('🚨 ALARM');
const isAlarmText = ({ body }: ConnectorRequest) => JSON.stringify(body ?? '').includes('ALARM: mød');

/** Everything has gone out, and each holder has text and card. */
async function settled(rig: Rig, alarm: Alarming, ...who: string[]): Promise<void> {
  await eventually(() => who.every((person) => alarm.told(person).includes('[kort]')));
  await eventually(async () => (await rig.pending(alarm.id)).length === 0);
}

it.concurrent('what Teams took and did not confirm is said again, marked as repeated; the card comes after it', async () => {
  const rig = await Rig.start({ environment });
  let lost = 0;
  rig.onTeams = (request) => (isTo(rig, 'anna', request) && isAlarmText(request) && lost++ === 0 ? { kind: 'dropAnswer' } : undefined);
  const alarm = await Alarming.raised(rig.staff);
  await settled(rig, alarm, 'anna', 'carla', 'eva', 'gry');
  expect(alarm.told('anna')).toEqual([expect.stringMatching(/^ALARM: mød/), expect.stringMatching(/^\(gentaget\) ALARM: mød/), '[kort]']);
  expect(alarm.told('carla')).toEqual([expect.stringMatching(/^ALARM: mød/), '[kort]']);
}, 120_000);

it.concurrent.each([
  ['Teams says: too fast', { kind: 'answer', status: 429, headers: { 'Retry-After': '1' } }],
  ['Teams is away', { kind: 'answer', status: 503 }],
] as const)('%s at the card: the text is not said again', async (_, fault) => {
  const rig = await Rig.start({ environment });
  let refused = 0;
  rig.onTeams = (request) => (isTo(rig, 'anna', request) && isCard(request) && refused++ === 0 ? fault : undefined);
  const alarm = await Alarming.raised(rig.staff);
  await settled(rig, alarm, 'anna');
  expect(refused).toBe(2);
  expect(alarm.told('anna')).toEqual([expect.stringMatching(/^ALARM: mød/), '[kort]']);
}, 120_000);

it.concurrent('the chat could not be opened: nothing has been said, so nothing is repeated', async () => {
  const rig = await Rig.start({ environment });
  const { teamsId } = rig.staff.person('anna');
  let refused = 0;
  rig.onTeams = (request) => (request.operation === 'createConversation' && JSON.stringify(request.body).includes(`"id":"${teamsId}"`) && refused++ === 0 ? { kind: 'dropAnswer' } : undefined);
  const alarm = await Alarming.raised(rig.staff);
  await settled(rig, alarm, 'anna');
  expect(refused).toBeGreaterThan(0);
  expect(alarm.told('anna')).toEqual([expect.stringMatching(/^ALARM: mød/), '[kort]']);
}, 120_000);

it.concurrent('the bot is killed between text and card: the card comes after the restart, and the text is not said again', async () => {
  const rig = await Rig.start({ environment });
  let killed: Promise<void> | undefined;
  rig.onTeams = async (request) => {
    if (killed || !isTo(rig, 'anna', request) || !isCard(request)) return undefined;
    killed = rig.bots[0]!.kill();
    await killed;
    return { kind: 'dropRequest' };
  };
  const alarm = await Alarming.raised(rig.staff);
  await eventually(() => killed !== undefined);
  await killed;
  rig.onTeams = undefined;
  expect(alarm.told('anna')).toEqual([expect.stringMatching(/^ALARM: mød/)]);
  await rig.startBot();
  await settled(rig, alarm, 'anna', 'carla', 'eva', 'gry');
  expect(alarm.told('anna')).toEqual([expect.stringMatching(/^ALARM: mød/), '[kort]']);
  const types = (await rig.lines(alarm.id)).map(({ event }) => event.type);
  expect(types.filter((type) => type === 'AlarmRaised')).toHaveLength(1);
  expect(types.filter((type) => type === 'AlarmNotReached')).toEqual([]);
}, 180_000);

it.concurrent('thirteen people are told within the rate windows: everybody once, in order, and Teams refuses nothing', async () => {
  const deputies = ['kirsten', 'mads', 'ole', 'steen', 'ulla', 'winnie', 'yrsa', 'aksel', 'bodil'];
  const ROSTER_FILE = rosterWith({ kriseleder: { holder: 'anna', deputies }, logfoerer: { holder: 'carla', deputies: [] }, procesansvarlig: { holder: 'eva', deputies: [] }, bemandingsansvarlig: { holder: 'gry', deputies: [] } });
  const rig = await Rig.start({ rateLimited: true, environment: { ...environment, ROSTER_FILE } });
  const alarm = await Alarming.raised(rig.staff);
  await settled(rig, alarm, 'anna', 'carla', 'eva', 'gry');
  for (const who of ['anna', 'carla', 'eva', 'gry']) expect(alarm.told(who)).toEqual([expect.stringMatching(/^ALARM: mød/), '[kort]']);
  for (const who of deputies) expect(alarm.told(who)).toEqual([expect.stringMatching(/^Hold dig klar/)]);
  expect(rig.bots[0]!.log()).not.toContain('answered 429');
}, 120_000);
