import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ci-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs .ci/run with an npm that only does what `script` says. */
function run(script: string): { readonly lastLine: string | undefined; readonly status: number | null; readonly output: string } {
  writeFileSync(path.join(folder, 'npm'), `#!/usr/bin/env bash\necho "called with $*"\n${script}\n`, { mode: 0o755 });
  const { stdout, status } = spawnSync(path.join(PROJECT, '.ci/run'), {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` },
    encoding: 'utf8',
  });
  return { lastLine: stdout.trimEnd().split('\n').at(-1), status, output: stdout };
}

/** What jest's reporter does at the end of a run. */
function report(results: object): string {
  const reporter = path.join(PROJECT, 'tests/support/countsReporter.cjs');
  return `node -e 'new (require("${reporter}"))().onRunComplete(new Set(), ${JSON.stringify(results)})'`;
}

it('calls the test command of the README and ends with its counts', () => {
  const { lastLine, status, output } = run(report({ numPassedTests: 12, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }));
  expect(output).toContain('called with cit');
  expect([lastLine, status]).toEqual(['12 passed, 0 failed', 0]);
});

it.each([
  ['tests failed', `${report({ numPassedTests: 10, numFailedTests: 2, numRuntimeErrorTestSuites: 0 })}; exit 1`, '10 passed, 2 failed', 1],
  [
    'a test file could not be loaded',
    `${report({ numPassedTests: 10, numFailedTests: 0, numRuntimeErrorTestSuites: 1 })}; exit 1`,
    '10 passed, 1 failed',
    1,
  ],
  ['no test ran', report({ numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }), '0 passed, 0 failed', 1],
  ['the tests were not reached', 'exit 2', '0 passed, 0 failed', 2],
])('fails when %s', (_, script, counts, code) => {
  const { lastLine, status } = run(script);
  expect([lastLine, status]).toEqual([counts, code]);
});
