import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from 'playwright-core';

const OEVEBANE = join(__dirname, '../../dist/oevebane.js');
const CHROMIUM = '/usr/bin/chromium';
const ANSWER_MILLISECONDS = 25_000;

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 390, height: 800 };

/** Where the pictures of a run are put, for people to look at. */
export const PICTURES = process.env.PICTURES ?? mkdtempSync(join(tmpdir(), 'oevebane-billeder-'));

export interface Stage {
  url: string;
  browser: Browser;
  /** A window of its own, as this person. */
  open(person: string, options?: { viewport?: { width: number; height: number }; dark?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not there: the browser tests need Debian's Chromium (apt-get install chromium).`);
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
}

/** The whole practice ground as `npm start` runs it, on free ports and in a folder of its own, and a browser before it. */
export async function startStage(environment: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const browser = await launchBrowser();
  const dataDir = mkdtempSync(join(tmpdir(), 'oevebane-'));
  const child = spawn(process.execPath, [OEVEBANE], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', OEVEBANE_PORT: '0', OEVEBANE_STORE_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
    exited.then(() => 'The øvebane ended at once; what it said stands above.'),
  ]);
  const url = /http:\/\/[\d.:]+/.exec(line)?.[0];
  if (url === undefined) {
    await browser.close();
    throw new Error(line);
  }
  const problems: string[] = [];

  return {
    url,
    browser,
    async open(person, { viewport = WIDE, dark = false } = {}) {
      const context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', locale: 'da-DK' });
      const page = await context.newPage();
      page.setDefaultTimeout(ANSWER_MILLISECONDS);
      page.on('pageerror', ({ message }) => problems.push(`${person}: ${message}`));
      page.on('console', (message) => message.type() === 'error' && problems.push(`${person}: ${message.text()}`));
      await page.goto(`${url}/?som=${person}`);
      await page.locator('body[data-ready]').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      child.kill('SIGTERM');
      await exited;
      // A page that complains into its console is broken, whatever it looks like.
      if (problems.length > 0) throw new Error(`The page reported errors:\n${problems.join('\n')}`);
    },
  };
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** As a screen reader would say it, near enough; runs in the page. */
const NAME_OF_FOCUSED = `(() => {
  const at = document.activeElement;
  const named = (at.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  return named || at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent;
})()`;

/** A hand that has no mouse: Tab until the thing with this accessible name has the focus. */
export async function tabTo(page: Page, name: RegExp, { back = false } = {}): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < 150; count++) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const focused = await page.evaluate<string>(NAME_OF_FOCUSED);
    if (name.test(focused)) return;
    passed.push(focused.slice(0, 40));
  }
  throw new Error(`no focus on ${name}; passed: ${passed.join(' | ')}`);
}
