import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from './cruise';
import { DOCUMENTS, problems } from './documents';

const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the documents', () => {
  it('are all here', () => {
    expect(DOCUMENTS.map(({ file }) => file)).toEqual(
      expect.arrayContaining([
        'README.md',
        'docs/deploy.md',
        'docs/security.md',
        'docs/data-protection.md',
        'docs/adr/0001-log-is-the-truth-streamstone.md',
      ]),
    );
  });

  it.each(DOCUMENTS.map((document) => [document.file, document] as const))('%s names nothing that is not there', (_, document) => {
    expect(problems(document)).toEqual([]);
  });

  it.each([
    ['a link to a file that is not there', '[x](docs/nowhere.md)', 'the link docs/nowhere.md leads nowhere'],
    ['a link to a heading that is not there', '[x](docs/security.md#nowhere)', 'the link docs/security.md#nowhere leads to no heading'],
    ['a file', '`src/nowhere.ts`', 'there is no file src/nowhere.ts'],
    ['a folder', '`tests/nowhere/`', 'there is no file tests/nowhere/'],
    ['a script', '`npm run nowhere`', 'npm has no nowhere here'],
    ['a script in a block', '```sh\nnpm run nowhere\n```', 'npm has no nowhere here'],
    ['a script without "run"', '`npm bot`', 'npm has no bot here'],
    ['what a tool does', '`npm run log -- delete --incident 1`', 'no tool knows delete'],
    ['how a tool is told', '`npm run log -- verify --number 1`', 'no tool knows --number'],
    ['a command', '`/nulstil alt`', 'nobody answers /nulstil'],
    ['a setting', '`NOWHERE_URL`', 'nothing is called NOWHERE_URL'],
    ['a setting in a block', '```sh\nexport NOWHERE_URL=x\n```', 'nothing is called NOWHERE_URL'],
    ['a verb', '`deleteEverything`', 'nothing is called deleteEverything'],
  ])('would be told of %s', (_, text, problem) => {
    expect(problems({ file: 'README.md', text })).toEqual([`README.md: ${problem}`]);
  });

  it('may name what is there', () => {
    const text =
      '[x](docs/security.md#secrets) `src/app/rights.ts` `cards/startHer.ts` `tests/bot/faults` `npm run log -- verify --incident 1` `npm cit` `/hændelse` `/healthz` `TABLES_ENDPOINT` `castVote`';
    expect(problems({ file: 'README.md', text })).toEqual([]);
  });
});

describe('the table of settings in docs/deploy.md', () => {
  const [, table = ''] = /<!-- settings:.*?-->\n([^]*?)\n\n/.exec(read('docs/deploy.md')) ?? [];
  const listed = all(table, /^\| `([A-Z_]+)` \|/gm);
  const configured = all(read('src/config.ts'), /^ {2}([A-Z_]+): /gm);

  it('has every setting that config.ts reads, and no other', () => {
    expect(configured.length).toBeGreaterThan(10);
    expect([...listed].sort()).toEqual([...configured].sort());
  });

  it('has the defaults of config.ts', () => {
    const defaults = new Map(
      all(table, /^(\| `[A-Z_]+` \| [^|]+ \|)/gm).map(
        (row) =>
          row
            .split('|')
            .slice(1, 3)
            .map((cell) => cell.replaceAll('`', '').trim()) as [string, string],
      ),
    );
    for (const line of read('src/config.ts').split('\n')) {
      const [, name = '', given] = /^ {2}([A-Z_]+): .*\.default\('?([^')]+)'?\)/.exec(line) ?? [];
      if (given) expect([name, defaults.get(name)]).toEqual([name, given]);
    }
  });
});
