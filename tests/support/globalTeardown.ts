import { rmSync } from 'node:fs';
import { COMPILED_FOLDER } from './botProcess';

export default function tidy(): void {
  const folder = process.env[COMPILED_FOLDER];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
