import { existsSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Node } from 'web-tree-sitter';
import { createBicepParser, outputsOf, PROJECT, read } from './bicep';

interface Step {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>;
}
type Stage = 'provision' | 'deploy' | 'publish';

const yaml = read('teamsapp.yml');
const stages = parse(yaml) as Readonly<Record<Stage, readonly Step[]>>;
const usesOf = (stage: Stage) => stages[stage].map(({ uses }) => uses);
const placeholders = (text: string) => [...new Set([...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name))];

let template: Node;
beforeAll(async () => {
  template = (await createBicepParser())(read('infra/azure.bicep'));
});

describe('teamsapp.yml', () => {
  const packaged = ['cli/runNpmCommand', 'teamsApp/validateManifest', 'teamsApp/zipAppPackage', 'teamsApp/validateAppPackage', 'teamsApp/update'];

  it('provisions, deploys and publishes in the order of the toolkit', () => {
    expect(usesOf('provision')).toEqual(['teamsApp/create', 'arm/deploy', ...packaged]);
    expect(usesOf('deploy')).toEqual(['cli/runNpmCommand', 'cli/runNpmCommand', 'azureAppService/zipDeploy']);
    expect(usesOf('publish')).toEqual([...packaged, 'teamsApp/publishAppPackage']);
  });

  it('runs only what npm has here', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const run = [...yaml.matchAll(/args: run (\w+)/g)].map(([, name = '']) => name);
    expect(run).toEqual(['package', 'build', 'package']);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('hands the toolkit what npm run package has written', () => {
    const written = /const TARGET = '([^']+)';/.exec(read('appPackage/packaging/main.ts'))?.[1];
    const manifests = [...yaml.matchAll(/manifestPath: \.\/(.+)/g)].map(([, file]) => file);
    expect(new Set(manifests)).toEqual(new Set([`${written}/files/manifest.json`]));
  });

  it('names files that exist', () => {
    const files = [...yaml.matchAll(/: \.\/(infra\/[\w./]+)$/gm)].map(([, file = '']) => file);
    expect(files).toEqual(['infra/azure.bicep', 'infra/azure.parameters.json', 'infra/deploy.ignore']);
    expect(files.filter((file) => !existsSync(path.join(PROJECT, file)))).toEqual([]);
  });

  it('leaves at home what is no part of the bot', () => {
    const ignored = read('infra/deploy.ignore').trim().split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['appPackage/', 'oevebane*', 'roster-demo.yaml']));
  });
});

describe('every placeholder', () => {
  const list = /\*\*Needed in .*?\n\n/s.exec(read('docs/deploy-status.md'))?.[0] ?? '';
  /** What the person who installs writes down. */
  const byHand = [...list.matchAll(/`([A-Z_]{5,})`/g)].map(([, name = '']) => name);
  const byToolkit = [
    'TEAMSFX_ENV',
    ...Object.values(stages).flatMap((steps) =>
      Array.isArray(steps) ? (steps as Step[]).flatMap((step) => Object.values(step.writeToEnvironmentFile ?? {})) : [],
    ),
  ];

  it('is filled by the template, by the toolkit or by hand, and nothing is written down in vain', () => {
    const filled = [...outputsOf(template), ...byToolkit, ...byHand];
    const wanted = placeholders([yaml, read('appPackage/manifest.json'), read('infra/azure.parameters.json')].join('\n'));
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter((name) => !filled.includes(name))).toEqual([]);
    expect(byHand.filter((name) => !wanted.includes(name) && name !== 'SLASH_COMMANDS')).toEqual([]);
  });
});
