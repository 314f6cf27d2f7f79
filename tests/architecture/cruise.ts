import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export const PROJECT = path.resolve(__dirname, '../..');
export const RULES_FILE = path.join(PROJECT, '.dependency-cruiser.cjs');

export interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Report {
  readonly summary: { readonly violations: readonly Violation[]; readonly totalCruised: number };
}

/** Holds src/ of a folder against the project's rules. The library is ESM only, hence its program. */
export async function cruise(folder: string): Promise<Report['summary']> {
  const program = path.join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--config', RULES_FILE, '--output-type', 'json', 'src'], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  return (JSON.parse(stdout) as Report).summary;
}
