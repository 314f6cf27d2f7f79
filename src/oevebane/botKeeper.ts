import { BotWillNotStart, type BotProcess } from './botProcess';

const RESTARTS = 5;
const PAUSE_MILLISECONDS = 2_000;
// A bot that has run this long has recovered: earlier stumbles no longer count.
const STEADY_MILLISECONDS = 60_000;

export interface KeptBot {
  /** Undefined while the bot is down. */
  url(): string | undefined;
  /** Rejects when the bot cannot be brought back; never resolves. */
  lost: Promise<never>;
  stop(): Promise<void>;
}

/** Brings the bot back when it dies: pulling the plug is something we practise. Rejects if the first start fails. */
export async function keepBotRunning(options: {
  launch: () => Promise<BotProcess>;
  say: (sentence: string) => void;
  pause?: () => Promise<void>;
}): Promise<KeptBot> {
  const { launch, say, pause = () => new Promise<void>((wake) => setTimeout(wake, PAUSE_MILLISECONDS)) } = options;
  let bot: BotProcess | undefined = await launch();
  let stopping = false;

  async function watch(): Promise<void> {
    for (let stumbles = 0; bot && !stopping;) {
      const startedAt = Date.now();
      const code = await bot.ended;
      bot = undefined;
      if (stopping) return;
      if (Date.now() - startedAt > STEADY_MILLISECONDS) stumbles = 0;
      say(`Botten stoppede (${code}). Den startes igen om lidt.`);
      while (!bot && !stopping) {
        if (++stumbles > RESTARTS) throw new BotWillNotStart(false, 'den bliver ved med at stoppe.');
        await pause();
        if (!stopping) bot = await relaunch();
      }
      if (bot && !stopping) say('Botten kører igen.');
    }
  }

  async function relaunch(): Promise<BotProcess | undefined> {
    try {
      return await launch();
    } catch (error) {
      if (error instanceof BotWillNotStart && !error.badConfiguration) return undefined;
      throw error;
    }
  }

  const watching = watch();
  return {
    url: () => bot?.url,
    lost: watching.then(() => new Promise<never>(() => undefined)),
    async stop() {
      stopping = true;
      await bot?.stop();
      // A launch may just be under way: what it brings must be stopped too.
      await watching.catch(() => undefined);
      await bot?.stop();
    },
  };
}
