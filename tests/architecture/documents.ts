import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMANDS } from '../../src/teams/commands';
import { PROJECT } from './cruise';

/** What can be held against the project in a document written in markdown. Each finding is one line: "file: what". */
export interface Document {
  readonly file: string;
  readonly text: string;
}

const ELSEWHERE = new Set(['node_modules', 'dist', 'coverage', '.git', '.data']);

/** Every file of the project, and every folder with "/" at its end. */
function tree(folder = ''): readonly string[] {
  return readdirSync(path.join(PROJECT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ELSEWHERE.has(entry.name)) return [];
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? [`${name}/`, ...tree(name)] : [name];
  });
}

const FILES = tree();
const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8');

export const DOCUMENTS: readonly Document[] = FILES.filter((file) => file === 'README.md' || /^docs\/.*\.md$/.test(file)).map((file) => ({
  file,
  text: read(file),
}));

/** Everything that is no document: where a name has to occur to exist. */
const SOURCE = FILES.filter(
  (file) =>
    /\.(ts|js|mjs|cjs|json|ya?ml|bicep|css|html)$/.test(file) &&
    !/golden|payloads|package-lock|oevebane\/page/.test(file) &&
    file !== 'tests/architecture/docs.test.ts',
)
  .map(read)
  .join('\n');
const WORDS: ReadonlySet<string> = new Set(SOURCE.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));

const PACKAGE = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
const NPM_ITSELF = ['ci', 'cit', 'install', 'audit', 'start', 'test'];
const COMMAND_LINE = ['src/cli/logCommand.ts', 'src/cli/rosterCommand.ts', 'src/cli/cards.ts'].map(read).join('\n');
const ROUTES = [...read('src/teams/server.ts').matchAll(/server\.(?:get|post)\('([^']+)'/g)].map(([, route]) => route);

/** Names of others, which no file of ours has. */
const OF_OTHERS = new Set(['az', 'atk', 'ClientAppId', 'groupId', 'TZ']);

/** Files that the reader has, or that a program of ours makes. */
const NOT_KEPT = /^(people\.(yaml|csv)|roles\.csv|v2\.yaml|env\/.*|dist\/.*|bot\.js)$/;
const INSTALLED = new Set(
  Object.keys((JSON.parse(read('package-lock.json')) as { readonly packages: object }).packages).map((place) =>
    place.replace(/^.*node_modules\//, ''),
  ),
);

/** What has been turned down, or is said to be missing, need not be there. */
const asItIs = (text: string) => text.replace(/^\*\*Rejected\.\*\*.*$/gm, '').replace(/^\*\*Not here yet:\*\*\n(- .*\n)*/gm, '');
const withoutFences = (text: string) => asItIs(text).replace(/^```[^]*?^```/gm, '');
const fences = (text: string) => [...text.matchAll(/^```\w*\n([^]*?)^```/gm)].map(([, code = '']) => code);
const inline = (text: string) => [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** As GitHub makes them. */
function anchors(text: string): readonly string[] {
  return [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

function brokenLinks({ file, text }: Document): readonly string[] {
  return [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [target = '', anchor] = link.split('#');
    const to = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
    if (!existsSync(path.join(PROJECT, to))) return [`the link ${link} leads nowhere`];
    return anchor !== undefined && !anchors(read(to)).includes(anchor) ? [`the link ${link} leads to no heading`] : [];
  });
}

/** "src/app/rights.ts", "cards/startHer.ts", "docs/adr": whole, or the end of a path. */
function missingFiles({ text }: Document): readonly string[] {
  const named = inline(text)
    .filter((code) => !SOURCE.includes(`'${code}'`))
    .filter(
      (code) =>
        /^[\w.@-]+(\/[\w.@-]+)*\/?$/.test(code) && (/\.(ts|cjs|mjs|js|json|ya?ml|md|bicep|png|ignore)$/.test(code) || /^[\w.-]+\//.test(code)),
    );
  return named
    .filter((name) => !INSTALLED.has(name) && !NOT_KEPT.test(name) && !FILES.some((file) => isEndOf(name, file)))
    .map((name) => `there is no file ${name}`);
}

function isEndOf(name: string, file: string): boolean {
  const [wanted, there] = [name, file].map((one) => `/${one.replace(/\/$/, '')}`) as [string, string];
  return there.endsWith(wanted);
}

function missingScripts({ text }: Document): readonly string[] {
  const code = [...inline(text), ...fences(text)].join('\n');
  const scripts = [...code.matchAll(/\bnpm (run )?([a-z][\w:-]*)/g)].map(([, run, name = '']) => ({ run, name }));
  const unknown = scripts
    .filter(({ run, name }) => !(name in PACKAGE.scripts && run) && !(NPM_ITSELF.includes(name) && !run))
    .map(({ name }) => `npm has no ${name} here`);
  const asked = [...code.matchAll(/npm run (?:log|roster|cards) -- ([^\n`&|]*)/g)].flatMap(([, rest = '']) => rest.split(/\s+/));
  const words = asked.filter((word) => /^(--)?[a-z]+$/.test(word) && word !== 'jsonl');
  const isKnown = (word: string) => COMMAND_LINE.includes(word.startsWith('--') ? `${word.slice(2)}: { type:` : `'${word}'`);
  return [...unknown, ...words.filter((word) => !isKnown(word)).map((word) => `no tool knows ${word}`)];
}

/** "/log vis", "/healthz". */
function missingCommands({ text }: Document): readonly string[] {
  const typed = inline(text).flatMap((code) => /^\/(api\/)?\p{L}+(?=\s|$)/u.exec(code)?.[0] ?? []);
  const ascii = (word: string) => word.slice(1).replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa');
  return typed
    .filter((word) => !ROUTES.includes(word) && !COMMANDS.some((command) => command === ascii(word)))
    .map((word) => `nobody answers ${word}`);
}

/** Verbs, events, types, settings: names that look like code, in code font, have to occur in the project. */
function missingNames({ text }: Document): readonly string[] {
  const names = inline(text)
    .filter((code) => /^[\p{L}_$][\p{L}\p{N}_$]*(\(\))?$/u.test(code))
    .map((code) => code.replace('()', ''));
  const settings = fences(text).flatMap((code) => code.match(/\b[A-Z]+(?:_[A-Z]+)+(?==|>)/g) ?? []);
  return [...names, ...settings]
    .filter((name) => !WORDS.has(name) && !INSTALLED.has(name) && !OF_OTHERS.has(name) && !FILES.some((file) => isEndOf(name, file)))
    .map((name) => `nothing is called ${name}`);
}

export function problems(document: Document): readonly string[] {
  const checks = [brokenLinks, missingFiles, missingScripts, missingCommands, missingNames];
  return [...new Set(checks.flatMap((check) => check(document)))].map((problem) => `${document.file}: ${problem}`);
}
