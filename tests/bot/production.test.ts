import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBotProcess } from '../support/botProcess';
import { Staff } from '../support/staff';

/**
 * What is deployed, as it is deployed: dist/ without what infra/deploy.ignore leaves at home, in a folder with nothing
 * beside or above it. Other versions of Node by hand: `NODES=/path/to/node22:/path/to/node24 npx jest tests/bot/production`.
 */
const ROOT = join(__dirname, '../..');
const NODES = process.env.NODES?.split(':') ?? [process.execPath];

let staff: Staff;
let folder: string;
beforeAll(async () => {
  staff = await Staff.start({ withoutBot: true });
  folder = mkdtempSync(join(tmpdir(), 'deployed-'));
  const left = readFileSync(join(ROOT, 'infra/deploy.ignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const stays = (name: string) =>
    left.some((pattern) => new RegExp(`^${pattern.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name));
  for (const name of readdirSync(join(ROOT, 'dist'))) {
    if (!stays(name)) cpSync(join(ROOT, 'dist', name), join(folder, name), { recursive: true });
  }
});
afterAll(async () => {
  await staff.close();
  rmSync(folder, { recursive: true });
});

it('has no more than the bot, its tools and its content', () => {
  expect(
    readdirSync(folder)
      .filter((name) => !/\.js(\.map)?$/.test(name))
      .sort(),
  ).toEqual(['content']);
  expect(readdirSync(folder)).toContain('bot.js');
  expect(readdirSync(folder)).not.toContain('oevebane.js');
});

it('is plain ASCII, so that the engine keeps the program at one byte a letter', () => {
  expect(readFileSync(join(folder, 'bot.js')).every((byte) => byte < 0x80)).toBe(true);
});

it.each(NODES)('alone in a folder it starts on %s, takes a press, and stops', async (node) => {
  staff.bot = await startBotProcess(staff.environment, { node, script: join(folder, 'bot.js') });
  if (!staff.incidentCard(1)) await staff.openIncident('bent');
  const instruks = staff.instruksCard(2) ?? (await staff.startInstruks('bent', 2));
  expect((await instruks.press('gry', '2B.1 Udført')).step('2B.1')).toContain('✔ Udført af Gry Hedelykke');
  await staff.until(() => instruks.step('2B.1').includes('✔'));
  expect((await instruks.press('gry', '2B.1 Fortryd')).step('2B.1')).toContain('○ Åben');
  await staff.until(() => instruks.step('2B.1').includes('○'));
  expect(await staff.bot.stop()).toBe(0);
});
