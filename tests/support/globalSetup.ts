import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { COMPILED_FOLDER, startBotProcess } from './botProcess';
import { SHARED_AZURITES, startAzurite } from './store/azurite';

const ROOT = path.resolve(__dirname, '../..');

/** What the suites share, made once: the build from the sources as they are, the bot's compiled form, an Azurite for each worker. */
export default async function prepare({ maxWorkers }: { readonly maxWorkers: number }): Promise<void> {
  const azurites = Promise.all(Array.from({ length: maxWorkers }, () => startAzurite()));
  execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT, stdio: 'inherit' });
  const shared = await azurites;
  process.env[SHARED_AZURITES] = shared.map(({ url }) => url).join(' ');
  process.env[COMPILED_FOLDER] = mkdtempSync(path.join(tmpdir(), 'compiled-'));
  // The first process that ends leaves behind what it has compiled.
  const bot = await startBotProcess({ TABLES_CONNECTION_STRING: shared[0]?.connectionString ?? '', ROSTER_FILE: path.join(ROOT, 'src/oevebane/roster-demo.yaml') });
  await bot.stop();
}
