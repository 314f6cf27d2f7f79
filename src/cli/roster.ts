import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { TERMINAL } from './output';
import { run } from './rosterCommand';
import { runMain } from './runMain';
import { openRoster } from './wiring';

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

async function readRosterFile(path: string) {
  try {
    return { name: basename(path), text: await readFile(path, 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const around = {
  readFile: readRosterFile,
  open: openRoster,
  ask: process.stdin.isTTY ? ask : undefined,
};

void runMain(() => run(process.argv.slice(2), around, TERMINAL));
