import { keepBotRunning } from '../../src/oevebane/botKeeper';
import { BotWillNotStart, type BotProcess } from '../../src/oevebane/botProcess';

function bots() {
  const running: { die: (code: number) => void; stopped: boolean }[] = [];
  const launch = async (): Promise<BotProcess> => {
    const bot = { die: (_code: number): void => undefined, stopped: false };
    const ended = new Promise<number>((resolve) => (bot.die = resolve));
    running.push(bot);
    return {
      url: `http://bot-${running.length}`,
      ended,
      stop: async () => {
        bot.stopped = true;
        bot.die(0);
      },
    };
  };
  return { running, launch };
}

const immediately = async (): Promise<void> => undefined;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('brings the bot back when it dies, and says so', async () => {
  const { running, launch } = bots();
  const said: string[] = [];
  const kept = await keepBotRunning({ launch, say: (sentence) => said.push(sentence), pause: immediately });
  running[0]?.die(137);
  await turn();
  expect(kept.url()).toBe('http://bot-2');
  expect(said).toEqual(['Botten stoppede (137). Den startes igen om lidt.', 'Botten kører igen.']);
  await kept.stop();
  expect(running[1]?.stopped).toBe(true);
});

it('gives up on a bot that keeps dying', async () => {
  const { running, launch } = bots();
  const kept = await keepBotRunning({ launch, say: () => undefined, pause: immediately });
  const lost = expect(kept.lost).rejects.toThrow(BotWillNotStart);
  for (let count = 0; count < 6; count++) {
    running.at(-1)?.die(1);
    await turn();
  }
  await lost;
  expect(running).toHaveLength(6);
  expect(kept.url()).toBeUndefined();
});

it('also stops a bot that was just on its way up again', async () => {
  const { running, launch } = bots();
  let wake = (): void => undefined;
  const kept = await keepBotRunning({
    launch: async () => {
      if (running.length > 0) await new Promise<void>((resolve) => (wake = resolve));
      return launch();
    },
    say: () => undefined,
    pause: immediately,
  });
  running[0]?.die(1);
  await turn();
  const stopped = kept.stop();
  wake();
  await stopped;
  expect(running.map((bot) => bot.stopped)).toEqual([false, true]);
});

it('does not try again when it is set up wrongly', async () => {
  const { running, launch } = bots();
  const kept = await keepBotRunning({
    launch: () => (running.length === 0 ? launch() : Promise.reject(new BotWillNotStart(true, 'BOT_TYPE mangler'))),
    say: () => undefined,
    pause: immediately,
  });
  running[0]?.die(2);
  await expect(kept.lost).rejects.toThrow('BOT_TYPE mangler');
});
