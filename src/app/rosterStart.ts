import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from './logger';
import type { RosterStore } from './roster';
import { parseRoster } from './rosterImport';

/** The roster file that the configuration names cannot be used. The message lists file, line and what is wrong. */
export class RosterFileError extends Error {
  constructor(problems: readonly string[]) {
    super(`Personlisten (ROSTER_FILE) kan ikke bruges:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'RosterFileError';
  }
}

/** The first start fills an empty roster from a file; after that only an import changes it. */
export async function importRosterOnce(store: RosterStore, file: string | undefined, logger: Logger): Promise<void> {
  if (await store.load()) return;
  if (!file) return logger.warn({}, 'the roster is empty: nobody has any rights until one is imported');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new RosterFileError([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  });
  const parsed = parseRoster([{ name: path.basename(file), text }]);
  if (parsed.kind === 'errors') throw new RosterFileError(parsed.errors.map((error) => `${error.file}:${error.line}: ${error.message}`));
  await store.save(parsed.roster);
  logger.info({ people: parsed.roster.people.length }, 'roster imported');
}
