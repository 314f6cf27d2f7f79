import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, PROJECT, RULES_FILE, type Violation } from './cruise';

interface Rule {
  readonly name: string;
  readonly comment: string;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { forbidden } = require(RULES_FILE) as { readonly forbidden: readonly Rule[] };

/** What a reader of a failed run needs: the import, and why it is not allowed. */
function inWords({ rule, from, to }: Violation): string {
  const why = forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  return `${from} → ${to} (${rule.name}: ${why})`;
}

it('src/ keeps to its boundaries', async () => {
  const { violations, totalCruised } = await cruise(PROJECT);
  expect(totalCruised).toBeGreaterThan(100);
  expect(violations.map(inWords)).toEqual([]);
});

it('every boundary says why it is there', () => {
  expect(forbidden.filter(({ comment }) => !comment).map(({ name }) => name)).toEqual([]);
});

/** A file, what it imports, and the rule that has to refuse it. */
const REFUSED: readonly (readonly [file: string, imports: string, rule: string])[] = [
  ['domain/reads', 'node:fs', 'domain-is-pure'],
  ['domain/draws', '../cards/view', 'domain-is-pure'],
  ['domain/validates', 'zod', 'domain-is-pure'],
  ['content/draws', '../cards/view', 'content-knows-only-domain'],
  ['cards/runs', '../app/ports', 'cards-are-views'],
  ['app/stores', '../adapters/tables/store', 'app-knows-only-ports'],
  ['app/posts', '../teams/shell', 'app-knows-only-ports'],
  ['adapters/reports', '../reports/report', 'adapters-know-only-app'],
  ['teams/stores', '../adapters/tables/store', 'teams-is-a-thin-shell'],
  ['reports/posts', '../teams/shell', 'reports-know-only-app'],
  ['svar/listens', '../teams/shell', 'svar-knows-only-app'],
  ['cli/posts', '../teams/shell', 'cli-starts-no-bot'],
  ['reports/commands', '../cli/command', 'nobody-imports-cli'],
  ['cli/starts', '../main', 'nobody-imports-main'],
  ['app/configures', '../config', 'config-is-for-the-edges'],
  ['adapters/tables/configures', '../../config', 'config-is-for-the-edges'],
  ['teams/configures', '../config', 'teams-reads-no-config'],
  ['cli/clocks', '../clock', 'clock-is-made-by-main'],
  ['config', './domain/state', 'root-files-know-little'],
  ['app/activity', 'botbuilder', 'bot-libraries-stay-in-teams'],
  ['app/connector', 'botframework-connector', 'bot-libraries-stay-in-teams'],
  ['reports/ai', '@microsoft/teams-ai', 'bot-libraries-stay-in-teams'],
  ['cli/serves', 'restify', 'bot-libraries-stay-in-teams'],
  ['app/tables', '@azure/data-tables', 'outside-services-stay-in-adapters'],
  ['app/tablesByHand', '@azure/core-rest-pipeline', 'outside-services-stay-in-adapters'],
  ['teams/graph', '@microsoft/microsoft-graph-client', 'outside-services-stay-in-adapters'],
  ['teams/signsIn', '@azure/identity', 'signing-in-is-wired-at-the-edge'],
  ['teams/expands', 'adaptivecards-templating', 'templating-stays-in-cards'],
  ['oevebane/peeks', '../domain/state', 'oevebane-knows-no-bot'],
  ['teams/practises', '../oevebane/connector', 'bot-knows-no-oevebane'],
  ['app/tested', '../../tests/support', 'src-knows-no-tests'],
  ['app/develops', 'azurite', 'bot-needs-no-dev-dependency'],
  ['app/here', './there', 'no-cycles'],
  ['domain/chicken', './egg', 'no-cycles-at-run-time-in-domain'],
  ['app/nowhere', './missing', 'everything-resolves'],
];

const ALLOWED: readonly (readonly [file: string, imports: string])[] = [
  ['domain/calendar', 'luxon'],
  ['content/file', 'node:fs'],
  ['content/shape', '../domain/state'],
  ['cards/shows', '../domain/state'],
  ['app/answers', '../cards/view'],
  ['adapters/tables/connect', '../../config'],
  ['teams/library', 'botbuilder'],
  ['cli/asks', '../adapters/tables/store'],
  ['oevebane/embeds', 'azurite'],
];

/** What the imports above lead to. */
const TARGETS = [
  'domain/state',
  'cards/view',
  'app/ports',
  'adapters/tables/store',
  'teams/shell',
  'reports/report',
  'cli/command',
  'clock',
  'oevebane/connector',
  'oevebane/start',
];
const PACKAGES = [
  'luxon',
  'zod',
  'botbuilder',
  'botframework-connector',
  '@microsoft/teams-ai',
  'restify',
  '@azure/core-rest-pipeline',
  '@azure/data-tables',
  '@microsoft/microsoft-graph-client',
  '@azure/identity',
  'adaptivecards-templating',
];

describe('in a project that breaks every rule once', () => {
  let folder: string;
  let violations: readonly Violation[];
  const broken = (from: string) =>
    violations.filter((violation) => violation.from === `src/${from}.ts` && violation.rule.name !== 'nothing-lies-unused');

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'boundaries-'));
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    const importing = (imports: string, type = false) =>
      `import ${type ? 'type ' : ''}{ it } from '${imports}';\nexport const own = 1;\nexport type Own = typeof it;\n`;
    write(
      'package.json',
      JSON.stringify({ dependencies: Object.fromEntries(PACKAGES.map((name) => [name, '1'])), devDependencies: { azurite: '1' } }),
    );
    for (const name of [...PACKAGES, 'azurite']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'exports.it = 1;\n');
    }
    for (const target of TARGETS) write(`src/${target}.ts`, 'export const it = 1;\n');
    write('tests/support.ts', 'export const it = 1;\n');
    write('src/app/there.ts', importing('./here'));
    write('src/domain/egg.ts', importing('./chicken'));
    write('src/domain/typeOfA.ts', importing('./typeOfB', true));
    write('src/domain/typeOfB.ts', importing('./typeOfA'));
    write('src/teams/names.ts', importing('../config', true));
    write('src/cards/names.ts', importing('../app/ports', true));
    write('src/main.ts', "import { own } from './app/answers';\nexport const it = own;\n");
    for (const [file, imports] of [...REFUSED, ...ALLOWED]) write(`src/${file}.ts`, importing(imports));
    ({ violations } = await cruise(folder));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(REFUSED)('src/%s.ts may not import %s: %s', (file, _imports, rule) => {
    expect(broken(file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it.each(ALLOWED)('src/%s.ts may import %s', (file) => {
    expect(broken(file).map(inWords)).toEqual([]);
  });

  it('a type is an import too', () => {
    expect(broken('cards/names').map((violation) => violation.rule.name)).toEqual(['cards-are-views']);
  });

  it('types may point at each other in the core, and the shell may name the types of settings', () => {
    expect([...broken('domain/typeOfA'), ...broken('domain/typeOfB'), ...broken('teams/names')].map(inWords)).toEqual([]);
  });

  it('a file that no program reaches is found, and one that is reached is not', () => {
    const unused = violations.filter(({ rule }) => rule.name === 'nothing-lies-unused').map(({ to }) => to);
    expect(unused).toContain('src/reports/report.ts');
    expect(unused).not.toContain('src/app/answers.ts');
  });

  it('no rule is left untried', () => {
    const tried = new Set(violations.map(({ rule }) => rule.name));
    expect(forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});
