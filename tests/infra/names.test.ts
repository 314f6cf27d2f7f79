import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

// No Bicep compiler and no Azure are to be had here: what can be held is that the names agree across the files.

const PROJECT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8');
const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];

const bicep = read('infra/azure.bicep');
const teamsapp = read('teamsapp.yml');
const placeholders = (text: string) => all(text, /\$\{\{(\w+)\}\}/g);

/** What the person who installs writes down, as docs/deploy-status.md lists it, and what the toolkit itself knows. */
const BY_HAND = all(/\*\*Needed in .*?\n\n/s.exec(read('docs/deploy-status.md'))?.[0] ?? '', /`([A-Z_]{5,})`/g);
const BY_TOOLKIT = ['TEAMS_APP_ID', 'TEAMSFX_ENV'];

it('every app setting is one that config.ts reads', () => {
  const settings = all(bicep, /\{ name: '([A-Z_]+)', value/g).filter((name) => !name.startsWith('WEBSITE_'));
  const known = all(read('src/config.ts'), /^ {2}([A-Z_]+): /gm);
  expect(settings).toContain('TABLES_ENDPOINT');
  expect(settings.filter((name) => !known.includes(name))).toEqual([]);
});

it('every parameter that is given exists in the template, and every one without a default is given', () => {
  const { parameters } = JSON.parse(read('infra/azure.parameters.json')) as { parameters: Record<string, unknown> };
  const given = Object.keys(parameters);
  expect(given.filter((name) => !all(bicep, /^param (\w+) /gm).includes(name))).toEqual([]);
  expect(all(bicep, /^param (\w+) \w+$/gm).filter((name) => !given.includes(name))).toEqual([]);
});

it('every placeholder is filled by the template, by the toolkit or by hand', () => {
  const filled = [...all(bicep, /^output (\w+) /gm), ...BY_TOOLKIT, ...BY_HAND];
  const wanted = placeholders([teamsapp, read('appPackage/manifest.json'), read('infra/azure.parameters.json')].join('\n'));
  expect(wanted.length).toBeGreaterThan(5);
  expect(wanted.filter((name) => !filled.includes(name))).toEqual([]);
});

it('teamsapp.yml has the three stages, and the files that it names exist', () => {
  const stages = parse(teamsapp) as Record<string, unknown>;
  expect(Object.keys(stages)).toEqual(['version', 'environmentFolderPath', 'provision', 'deploy', 'publish']);
  const files = all(teamsapp, /: (\.\/(?:infra|appPackage)\/[\w./]+)$/gm);
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !existsSync(path.join(PROJECT, file)))).toEqual([]);
});
