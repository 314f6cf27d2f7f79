import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Tests that start programs start the built ones: built once here, from the sources as they are. */
export default function build(): void {
  execFileSync(process.execPath, ['build.mjs'], { cwd: path.resolve(__dirname, '../..'), stdio: 'inherit' });
}
