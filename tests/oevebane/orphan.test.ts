import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from './support';

/** Until the bot no longer answers: each question is asked when the last one was answered. */
async function untilGone(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url);
    } catch {
      return;
    }
  }
}

it('an øvebane that is killed leaves no bot behind on its port', async () => {
  const botUrl = join(temporaryFolder(), 'url');
  const child = spawn(process.execPath, [join(__dirname, 'botOwner.cjs'), join(__dirname, 'fakeBot.cjs'), botUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const answer = await fetch(url, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(200);
  child.kill('SIGKILL');
  await untilGone(url);
});
