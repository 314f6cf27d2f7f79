import { storeKind } from '../../support/faults/kinds';
import { eventually, Rig } from '../../support/faults/rig';
import { cardOf } from '../../support/staff';

/** People answer below a card before the bot has written down that the card's thread is the incident's. */
afterAll(async () => Rig.closeAll());

const talk = async (rig: Rig, incident: string) =>
  (await rig.lines(incident)).flatMap(({ event }) => (event.type === 'ReplyLogged' ? [event.tekst] : event.type === 'LogEntryWritten' ? [`/log ${event.entry.tekst}`] : []));
const waiting = async (rig: Rig) => (await rig.store.inbox.waiting()).map(({ text }) => text).sort();

/** Instruks 2 stands in Teams, and no thread can be written down: the id of its message. */
async function postedButNotWrittenDown(rig: Rig, incident: string): Promise<string> {
  rig.proxy.decide((request) => (storeKind(request).startsWith('replace T ') ? 'break' : undefined));
  await rig.done(rig.press('bent', 'startInstruks', { haendelse: incident, instruks: 'instruks-2' }));
  const { id } = await rig.staff.until(() => rig.fromBot().find((message) => JSON.stringify(cardOf(message) ?? '').includes('"dialog":"mere"')));
  return id;
}

it('what they wrote is log as soon as that is written down, each once', async () => {
  const rig = await Rig.start();
  const incident = await rig.opened();
  const root = await postedButNotWrittenDown(rig, incident);
  const reply = await rig.said('hans', 'Vi er på vej', root);
  for (const activity of [reply, reply, await rig.said('carla', '/log h: ringede til Viborg', root)]) await rig.done(activity);
  expect([await waiting(rig), await talk(rig, incident)]).toEqual([['Vi er på vej', 'h: ringede til Viborg'], []]);
  rig.proxy.decide(undefined);
  await eventually(async () => (await waiting(rig)).length === 0);
  expect((await talk(rig, incident)).sort()).toEqual(['/log ringede til Viborg', 'Vi er på vej']);
  await rig.staff.until(() => rig.postsOf('receipt').some((text) => text.includes('Carla Vestermark')));
  expect((await rig.lines(incident)).filter(({ event }) => event.type === 'ReplyLogged').map(({ event }) => event)).toMatchObject([{ instruks: 'instruks-2' }]);
});

it('a bot that dies then posts the card again: a /log below the first one is not lost, and a press there makes it a thread of ours', async () => {
  const rig = await Rig.start();
  const incident = await rig.opened();
  const orphan = await postedButNotWrittenDown(rig, incident);
  await rig.done(await rig.said('hans', 'Hører I mig?', orphan));
  await rig.done(await rig.said('carla', '/log h: skrevet under den første', orphan));
  await rig.staff.bot!.kill();
  rig.proxy.decide(undefined);
  await rig.startBot();
  await eventually(async () => (await waiting(rig)).length === 0);
  expect(await talk(rig, incident)).toEqual(['/log skrevet under den første']); // whose thread the talk stood in nobody could know
  // The card that was left behind still works, and tells whose it is.
  await rig.done(rig.press('bent', 'udfoert', { haendelse: incident, instruks: 'instruks-2', trin: 'status-bemanding', revision: 0 }, orphan));
  await rig.done(await rig.said('hans', 'Hører I mig nu?', orphan));
  expect((await rig.lines(incident)).at(-1)?.event).toMatchObject({ type: 'ReplyLogged', tekst: 'Hører I mig nu?', instruks: 'instruks-2' });
});
