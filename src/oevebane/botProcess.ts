import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const START_MILLISECONDS = 60_000;
const DRAIN_MILLISECONDS = 10_000;
const BAD_CONFIGURATION = 2;

export interface BotProcess {
  url: string;
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<number | string>;
  stop(): Promise<void>;
}

export class BotWillNotStart extends Error {
  constructor(
    readonly badConfiguration: boolean,
    lastWords: string,
  ) {
    super(lastWords.trim());
    this.name = 'BotWillNotStart';
  }
}

const PARENT_PIPE = 3;
const LAST_MOMENTS_MILLISECONDS = 2_000;
/**
 * Runs inside the bot's process before the bot, which knows nothing of it: when this process is gone, however it went, the
 * pipe between them closes, and the bot must not stay behind on its port. Its store is gone too, so it is not given long.
 */
const endWithParent = `data:text/javascript,${encodeURIComponent(`
import { Socket } from 'node:net';
const parent = new Socket({ fd: ${PARENT_PIPE}, readable: true, writable: false });
parent.on('error', () => undefined).on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${LAST_MOMENTS_MILLISECONDS});
});
parent.resume().unref();
`)}`;

/** Starts the built bot by the run contract and waits for the line that says where it listens. */
export async function startBot(options: { script: string; env: NodeJS.ProcessEnv; logFile: string }): Promise<BotProcess> {
  const child = spawn(process.execPath, ['--import', endWithParent, options.script], {
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // Ctrl-C reaches a whole process group; the bot shall hear from us alone, and have time to finish.
    detached: true,
  });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  child.stderr?.pipe(log);
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-2000)));
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'ukendt'));
    child.once('error', (error) => resolve(error.message));
  });

  const url = await Promise.race([
    firstUrl(child),
    ended.then((code) => {
      throw new BotWillNotStart(code === BAD_CONFIGURATION, lastWords);
    }),
    after(START_MILLISECONDS),
  ]);
  if (url === undefined) {
    await stop(child, ended);
    throw new BotWillNotStart(false, 'den meldte sig ikke klar inden for et minut.');
  }
  return { url, ended, stop: () => stop(child, ended) };
}

function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /"url"\s*:\s*"([^"]+)"/.exec(line);
      if (found?.[1]) resolve(found[1]);
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const drained = await Promise.race([ended.then(() => true), after(DRAIN_MILLISECONDS).then(() => false)]);
  if (!drained) child.kill('SIGKILL');
  await ended;
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());
}
