import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Program {
  readonly node: string;
  readonly script: string;
}

const BUILT: Program = { node: process.execPath, script: join(__dirname, '../../dist/bot.js') };

/** Of a run of jest: where what one process of the built bot has compiled is kept for the next (see compiled.cjs). */
export const COMPILED_FOLDER = 'COMPILED_FOLDER';

export interface BotProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it logged so far. */
  readonly log: () => string;
  /** Everything it wrote on stdout so far. */
  readonly stdout: () => string;
  /** Asks it to stop; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Pulls the plug. */
  kill(): Promise<void>;
  readonly exited: Promise<number | null>;
}

export type BotEnvironment = Readonly<Record<string, string>>;

/** The built bot as a process of its own, configured by the environment only (run contract). */
export async function startBotProcess(environment: BotEnvironment, program: Program = BUILT): Promise<BotProcess> {
  const started = await tryToStart(environment, program);
  if (!('url' in started)) throw new Error(`the bot ended at once (${started.code}):\n${started.stderr}`);
  return started;
}

export async function tryToStart(environment: BotEnvironment, { node, script }: Program = BUILT): Promise<BotProcess | { readonly code: number | null; readonly stderr: string; readonly stdout: string }> {
  // Telemetry is read by import(), which V8 does not know how to do from kept code.
  const canBeKept = script === BUILT.script && !('APPLICATIONINSIGHTS_CONNECTION_STRING' in environment);
  const compiled = canBeKept ? process.env[COMPILED_FOLDER] : undefined;
  const child = spawn(node, [...(compiled ? ['--require', join(__dirname, 'compiled.cjs')] : []), script], {
    cwd: dirname(script), env: { PATH: process.env.PATH ?? '', PORT: '0', ...(compiled && { COMPILED_FOLDER: compiled }), ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  // Closed, not only ended: all that it wrote has been read.
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const firstLine = once(createInterface(child.stdout), 'line').then(([line]) => (JSON.parse(String(line)) as { url: string }).url);
  const first = await Promise.race([firstLine, exited.then((code) => ({ code }))]);
  if (typeof first !== 'string') return { code: first.code, stderr, stdout };
  return {
    url: first,
    pid: child.pid ?? 0,
    log: () => stderr,
    stdout: () => stdout,
    exited,
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
