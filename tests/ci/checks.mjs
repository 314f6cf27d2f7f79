// `npm test`: the tests, and beside them types and lint, which take what the tests leave of the processor while they wait. All
// of them run to their end; what types and lint found stands at the end. Arguments go to jest.
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** The code that it ends with, and what it said where that was not to be shown at once. */
function run(command, args, { aside }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: aside ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
    child.on('error', (error) => resolve({ code: 1, said: `${command}: ${error.message}\n` }));
    if (aside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  });
}

const results = await Promise.all([
  run('jest', process.argv.slice(2), { aside: false }),
  run('tsc', ['--noEmit'], { aside: true }),
  run('eslint', ['.'], { aside: true }),
]);
for (const { said } of results) process.stdout.write(said);
process.exitCode = Math.max(...results.map(({ code }) => code));
