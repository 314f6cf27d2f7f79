// What `npm test` begins with: types and lint at the same time, one on each core. Neither stops the other: both say all they found.
import { spawn } from 'node:child_process';

const checks = ['typecheck', 'lint'].map((script) => new Promise((resolve) => {
  spawn('npm', ['run', '--silent', script], { stdio: 'inherit' }).on('exit', (code) => resolve(code ?? 1)).on('error', (error) => { process.stderr.write(`${script}: ${error.message}\n`); resolve(1); });
}));
process.exitCode = Math.max(...await Promise.all(checks));
