import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from './cruise';

/** Clock and chance by every name that is within reach: the core is given both inside the command. */
const IMPURE =
  /new Date\(\)|Date\.now\b|performance\.now\b|DateTime\.(now|local|utc)\(\)|Math\.random\b|randomUUID|randomBytes|setTimeout|setInterval/g;
const ENVIRONMENT = /process\s*\.\s*env\b|process\[/g;

function sources(folder: string): readonly string[] {
  return readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`);
}

function found(pattern: RegExp, text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => [...line.matchAll(pattern)].map(([match]) => `${index + 1}: ${match}`));
}

function findings(pattern: RegExp, folder: string): readonly string[] {
  return sources(folder).flatMap((file) => found(pattern, readFileSync(path.join(PROJECT, file), 'utf8')).map((finding) => `${file}:${finding}`));
}

it('the core has neither clock nor chance', () => {
  expect(sources('src/domain').length).toBeGreaterThan(10);
  expect(findings(IMPURE, 'src/domain')).toEqual([]);
});

it("the environment is read by config.ts, and by the practice ground's own start; telemetry sets two switches of its library", () => {
  const readers = findings(ENVIRONMENT, 'src').map((finding) => finding.split(':')[0]);
  expect([...new Set(readers)].sort()).toEqual(['src/adapters/telemetry/start.ts', 'src/config.ts', 'src/oevebane/start.ts']);
});

it.each(['new Date()', 'Date.now()', 'DateTime.now()', 'Math.random()', 'crypto.randomUUID()', 'setTimeout(go, 1)'])(
  '%s in the core would be found',
  (impure) => {
    expect(found(IMPURE, `const a = 1;\nconst b = ${impure};`)).toHaveLength(1);
  },
);

it.each(['new Date(now)', 'Date.parse(now)', 'DateTime.fromISO(now)'])('%s is no clock', (pure) => {
  expect(found(IMPURE, pure)).toEqual([]);
});

it.each(['process.env.PORT', "process['env']", 'const { PORT } = process.env;'])('%s would be found', (reading) => {
  expect(found(ENVIRONMENT, reading)).toHaveLength(1);
});
