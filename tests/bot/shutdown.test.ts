import { Rig } from '../support/faults/rig';

/** SIGTERM in the middle of a press: it is answered as what it is, and the process is gone within ten seconds. */
afterAll(async () => Rig.closeAll());

const STEP = 'status-bemanding';
const isCommit = (path: string) => path.endsWith('/$batch');

it.concurrent('a press under way is finished and answered; nobody new is let in', async () => {
  const rig = await Rig.start();
  const incident = await rig.opened(2);
  const { bot, step } = await underWay(rig, incident);
  const gone = bot.stop();
  await refused(bot.url);
  step.release();
  expect(await step.answer).toMatchObject({ kind: 'acknowledged', text: expect.stringContaining('Udført af Gry Hedelykke') });
  expect(await gone).toBe(0);
  expect((await rig.lines(incident)).filter(({ event }) => event.type === 'StepCompleted')).toHaveLength(1);
});

it.concurrent('a press that the store does not answer is not claimed, and does not hold the process', async () => {
  const rig = await Rig.start();
  const incident = await rig.opened(2);
  const { bot, step } = await underWay(rig, incident);
  const asked = Date.now();
  const gone = bot.stop();
  expect((await step.answer).kind).not.toBe('acknowledged');
  await gone;
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect((await rig.lines(incident)).filter(({ event }) => event.type === 'StepCompleted')).toHaveLength(0);
});

/** A press whose transaction stands before the store, until it is released. */
async function underWay(rig: Rig, incident: string) {
  let release = () => {};
  const held = new Promise<undefined>((resolve) => {
    release = () => resolve(undefined);
  });
  const arrived = new Promise<void>((resolve) => {
    rig.proxy.decide(async ({ path }) => {
      if (!isCommit(path)) return undefined;
      resolve();
      return held;
    });
  });
  const answer = rig.deliver(rig.udfoert('gry', incident, 2, STEP));
  await arrived;
  return { bot: rig.bots[0]!, step: { answer, release } };
}

async function refused(url: string): Promise<void> {
  while (
    await fetch(`${url}/healthz`, { headers: { Connection: 'close' } }).then(
      () => true,
      () => false,
    )
  );
}
