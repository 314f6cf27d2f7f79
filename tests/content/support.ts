import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ContentError, loadContent, type ContentLibrary } from '../../src/content/loader';
import type { Trin } from '../../src/content/schema';

export const CONTENT_DIR = resolve(__dirname, '../../src/content');

const SEEDS_DIR = resolve(__dirname, '../../../shared/seeds');

/** The text of one of the authority documents, when the shared folder is there (it is not part of the repo). */
export function seed(number: '000' | '001' | '002'): string | undefined {
  if (!existsSync(SEEDS_DIR)) return undefined;
  const name = readdirSync(SEEDS_DIR).find((file) => file.startsWith(`${number}_`));
  return name === undefined ? undefined : readFileSync(join(SEEDS_DIR, name), 'utf8');
}

export function allSteps(): Trin[] {
  return loadContent(CONTENT_DIR).current.instrukser.flatMap((i) => i.afsnit.flatMap((a) => a.trin));
}

/** A copy of the real content in a temp folder that a test may break. */
export class ContentCopy {
  readonly dir = mkdtempSync(join(tmpdir(), 'ddh-content-'));

  constructor() {
    cpSync(CONTENT_DIR, this.dir, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  }

  read(file: string): string {
    return readFileSync(join(this.dir, file), 'utf8');
  }

  write(file: string, text: string): this {
    writeFileSync(join(this.dir, file), text);
    return this;
  }

  replace(file: string, from: string, to: string): this {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} does not contain: ${from}`);
    return this.write(
      file,
      text.replace(from, () => to),
    );
  }

  /** The number of the first line with `needle`. */
  lineOf(file: string, needle: string): number {
    const index = this.read(file)
      .split('\n')
      .findIndex((line) => line.includes(needle));
    if (index < 0) throw new Error(`${file} does not contain: ${needle}`);
    return index + 1;
  }

  /** Does what udgivelser.yaml tells the author to do: take the hash from the error message. */
  publish(): this {
    const computed = /sha256 er nu ([0-9a-f]{64})/.exec(this.errors().join('\n'))?.[1];
    if (computed !== undefined) {
      const index = this.read('udgivelser.yaml');
      const at = index.lastIndexOf('sha256: "') + 'sha256: "'.length;
      this.write('udgivelser.yaml', index.slice(0, at) + computed + index.slice(at + 64));
    }
    return this;
  }

  load(): ContentLibrary {
    return loadContent(this.dir);
  }

  /** The lines of the error, without its heading; none when the content loads. */
  errors(): string[] {
    try {
      this.load();
      return [];
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      return error.message.split('\n').slice(1);
    }
  }
}
