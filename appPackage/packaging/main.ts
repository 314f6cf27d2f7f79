import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { zipSync } from 'fflate';
import { prepare } from './appPackage';
import type { Files } from './files';
import type { Environment } from './fill';

// `npm run package [-- --env prod]`: from the project's folder; values from the environment and env/.env.<name>.

const SOURCE = 'appPackage';
const TARGET = 'dist/appPackage';
/** Also for Microsoft's toolkit, which zips this folder itself (teamsapp.yml). */
const FOLDER = path.join(TARGET, 'files');
/** The same package is the same zip. */
const NO_TIME = new Date(1980, 0, 1);

function main(): number {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  const name = values.env ?? process.env.TEAMSFX_ENV;
  const target = path.join(TARGET, `ddh-beredskab${name ? `.${name}` : ''}.zip`);
  // Whatever comes of it: an older package is not mistaken for this one.
  for (const old of [target, FOLDER]) rmSync(old, { recursive: true, force: true });
  const prepared = prepare(sourceFiles(), { ...fileEnvironment(name), ...process.env });
  if (prepared.kind === 'refused') {
    process.stderr.write(`Appen kunne ikke pakkes:\n${prepared.problems.map((problem) => `- ${problem}\n`).join('')}`);
    return 1;
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, bytes] of Object.entries(prepared.files)) writeFileSync(path.join(FOLDER, file), bytes);
  const zip = zipSync(prepared.files, { level: 9, mtime: NO_TIME });
  writeFileSync(target, zip);
  const contents = Object.keys(prepared.files).join(', ');
  process.stdout.write(
    `Appen er pakket: ${target} (${contents}; ${Math.ceil(zip.length / 1024)} kB). Slash-kommandoer: ${prepared.slashCommands ? 'til' : 'fra'}.\n`,
  );
  return 0;
}

function sourceFiles(): Files {
  const names = readdirSync(SOURCE).filter((name) => /\.(json|png)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(SOURCE, name))]));
}

function fileEnvironment(name: string | undefined): Environment {
  const file = `env/.env.${name ?? ''}`;
  return name !== undefined && existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

process.exitCode = main();
