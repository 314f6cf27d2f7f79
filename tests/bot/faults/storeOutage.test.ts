import { storeKind } from '../../support/faults/kinds';
import { eventually, Rig } from '../../support/faults/rig';
import type { Treatment } from '../../support/store/proxy';

/** Each in a world of its own and all at once: most of the time is spent waiting until the bot gives up. */
async function given() {
  const rig = await Rig.start();
  const incident = await rig.opened(2);
  return {
    rig,
    incident,
    ready: async () => (await fetch(`${rig.bots[0]!.url}/readyz`)).status,
    done: async (trin: string) => (await rig.lines(incident)).filter(({ event }) => event.type === 'StepCompleted' && event.trin === trin).length,
  };
}
afterAll(async () => Rig.closeAll());

it.concurrent.each<[string, Treatment]>([['breaks every connection', 'break'], ['is overloaded (503)', 'refuse'], ['hangs', 'keepSilent']])(
  'while the store %s people read that it was not saved, and the same again counts once when it is back',
  async (_how, treatment) => {
    const { rig, incident, ready, done } = await given();
    const before = (await rig.lines(incident)).length;
    const press = rig.udfoert('eva', incident, 2, 'beskriv-haendelsen');
    const line = await rig.said('carla', '/log vandet stiger');
    rig.proxy.decide(() => treatment);

    // Both answers come while the store is still away: nothing waits for it.
    expect(await rig.deliver(press)).toMatchObject({ kind: 'refused', text: expect.stringContaining('Ikke gemt. Send det igen') });
    expect((await rig.deliver(line)).kind).toBe('acknowledged'); // the HTTP request only; what the user reads is a message
    expect(rig.postsOf('text "Ikke gemt. Send det "')).toHaveLength(1);
    expect(rig.postsOf('receipt')).toEqual([]);
    expect(await ready()).toBe(503);

    rig.proxy.decide(undefined);
    expect(await ready()).toBe(200);
    expect(await rig.lines(incident)).toHaveLength(before);
    await rig.done(press);
    await rig.done(press);
    await rig.done(line);
    await rig.settled(incident);
    expect(await done('beskriv-haendelsen')).toBe(1);
    expect(await rig.lines(incident)).toHaveLength(before + 2);
    expect(rig.postsOf('receipt')).toHaveLength(1);
    expect((await rig.verify(incident)).kind).toBe('intact');
  },
  60_000,
);

it.concurrent('an answer that is lost after the commit is no loss: acknowledged once, there once', async () => {
  const { rig, incident, done } = await given();
  const before = (await rig.lines(incident)).length;
  const lost: string[] = [];
  rig.proxy.decide((request) => {
    const kind = storeKind(request);
    if (!kind.startsWith('batch create U') || lost.includes(kind)) return undefined;
    lost.push(kind);
    return 'loseAnswer';
  });
  await rig.done(rig.udfoert('eva', incident, 2, 'beskriv-haendelsen'));
  await rig.done(await rig.said('carla', '/log vandet stiger'));
  await rig.settled(incident);
  expect(lost).toHaveLength(2);
  expect(await done('beskriv-haendelsen')).toBe(1);
  expect(await rig.lines(incident)).toHaveLength(before + 2);
  expect(rig.postsOf('receipt')).toHaveLength(1);
}, 60_000);

it.concurrent('when it cannot be found out whether it was stored, the user is asked to send it again, and it counts once', async () => {
  const { rig, incident, done } = await given();
  const before = (await rig.lines(incident)).length;
  let away = false;
  rig.proxy.decide((request) => {
    if (away) return 'keepSilent';
    away = storeKind(request).startsWith('batch create U');
    return away ? 'loseAnswer' : undefined;
  });
  const press = rig.udfoert('eva', incident, 2, 'beskriv-haendelsen');
  expect(await rig.deliver(press)).toMatchObject({ kind: 'refused', text: expect.stringContaining('Ikke gemt') });
  rig.proxy.decide(undefined);
  await rig.done(press);
  await rig.settled(incident);
  expect(await done('beskriv-haendelsen')).toBe(1);
  expect(await rig.lines(incident)).toHaveLength(before + 1);
}, 60_000);

it.concurrent('what was posted while the store went away is not posted again when it is back', async () => {
  const { rig, incident, ready } = await given();
  let away = false;
  rig.proxy.decide((request) => {
    away ||= storeKind(request).startsWith('batch delete O');
    return away ? 'refuse' : undefined;
  });
  await rig.done(rig.handover('bent', incident, 'logfoerer', 'dan'));
  await eventually(() => away);
  expect(await ready()).toBe(503);
  rig.proxy.decide(undefined);
  await rig.settled(incident);
  expect(rig.postsOf('roleHandedOver')).toHaveLength(1);
}, 60_000);

it.concurrent('while the store is away people read that a change, a deletion or a reaction was not saved; the same again is kept', async () => {
  const { rig, incident } = await given();
  const { teams } = rig.staff;
  const carla = rig.staff.person('carla');
  const line = await rig.said('carla', '/log vandet stiger');
  await rig.done(line);
  await rig.settled(incident);
  const before = (await rig.lines(incident)).length;
  const messageId = String(line.id);
  const onPost = { person: carla, messageId: rig.fromBot()[0]!.id, type: 'like' };
  const told = () => rig.fromBot().map(({ activity }) => String(activity.text ?? '')).filter((text) => text.startsWith('Ikke gemt: '));

  rig.proxy.decide(() => 'break');
  await teams.edit({ person: carla, messageId, text: '/log vandet falder' });
  await teams.react(onPost);
  expect(told()).toEqual([expect.stringContaining('din rettelse står ikke i loggen. Ret beskeden igen'), expect.stringContaining('din reaktion står ikke i loggen')]);
  rig.proxy.decide(undefined);
  expect(await rig.lines(incident)).toHaveLength(before);

  await teams.edit({ person: carla, messageId, text: '/log vandet falder' });
  await teams.unreact(onPost);
  await teams.react(onPost);
  await eventually(async () => (await rig.lines(incident)).length === before + 3);
  expect((await rig.lines(incident)).slice(before).map(({ event }) => event.type)).toEqual(['LogEntryCorrected', 'ReactionLogged', 'ReactionLogged']);

  rig.proxy.decide(() => 'break');
  await teams.remove({ person: carla, messageId });
  expect(told().at(-1)).toContain('det står ikke i loggen, at en besked er slettet. Sig det til logføreren.');
}, 60_000);
