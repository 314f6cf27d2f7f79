import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { SvarAnswer } from '../../src/app/svarlink';
import { answeredPage, gonePage, notSavedPage, questionPage, tooManyPage } from '../../src/svar/html';
import { PUBLISHED } from '../support/given';
import { violations } from './axe';
import { launchBrowser } from './support';

/** The page behind a svarlink as a phone shows it: its own headers and all. */
const HEAD = { nr: 3, oevelse: true, ring: '+45 20 00 00 01' };
const SVAR = PUBLISHED.breve.kp.svar!;
const LONG = 'Kommunikationsmedarbejdernesituationsbilledeopdatering '.repeat(4);
const PAGES: Readonly<Record<string, SvarAnswer>> = {
  question: questionPage(HEAD, SVAR, undefined),
  error: questionPage(HEAD, SVAR, { bemaerkning: LONG, fejl: 'Intet er gemt. Tryk på et af svarene.' }),
  answered: answeredPage(HEAD, { svartekst: 'Ja, jeg er med', bemaerkning: LONG, tid: '21.11. 14.04', nu: true, andet: false }),
  otherwise: answeredPage({ ...HEAD, oevelse: false }, { svartekst: 'Ja, jeg er med', bemaerkning: '', tid: '21.11. 14.04', nu: false, andet: true }),
  gone: gonePage(410),
  tooMany: tooManyPage(),
  notSaved: notSavedPage(503),
};

let browser: Browser;
let server: Server;
let origin: string;
let posted: string | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'POST') posted = body;
      const { html, headers } = PAGES[request.method === 'POST' ? 'answered' : (request.url ?? '').slice(1)] ?? gonePage(404);
      response.writeHead(200, headers).end(html); // whatever the status is: a browser logs the others as errors
    });
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  await new Promise((closed) => server.close(closed));
});

async function open(name: string, dark: boolean): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme: dark ? 'dark' : 'light', bypassCSP: false });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('favicon') && complaints.push(message.text()));
  await page.goto(`${origin}/${name}`);
  return { page, complaints };
}

describe.each([['light', false], ['dark', true]] as const)('%s', (_, dark) => {
  it.each(Object.keys(PAGES))('%s: fits a phone, passes axe, and is styled within its own policy', async (name) => {
    const { page, complaints } = await open(name, dark);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await page.evaluate("getComputedStyle(document.querySelector('main')).padding")).toBe('16px');
    expect(await violations(page, 'html')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it('is answered by keyboard alone', async () => {
  const { page } = await open('question', false);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Jeg kommer fem minutter for sent');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Ja, jeg er med');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tak. Dit svar er gemt' }).waitFor();
  expect(new URLSearchParams(posted)).toEqual(new URLSearchParams({ bemaerkning: 'Jeg kommer fem minutter for sent', svar: 'ja' }));
});
