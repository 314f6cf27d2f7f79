import type { Page } from 'playwright-core';
import { violations } from './axe';
import { NARROW, picture, startStage, WIDE, type Stage } from './support';

/** A Tuesday morning. */
const INSIDE_HOURS = '2026-11-24T10:00:00+01:00';

let stage: Stage | undefined;
beforeAll(async () => {
  stage = await startStage({ CLOCK_START: INSIDE_HOURS });
  const anna = await stage.open('anna');
  await fillTheChannel(anna);
  await anna.context().close();
}, 60_000);
afterAll(() => stage?.close());

/** An incident with an instruks, talk, a file, a mention and reactions: something of everything that the page can show. */
async function fillTheChannel(page: Page): Promise<void> {
  const write = async (text: string) => {
    const before = await page.locator('.message:not(.bot)').count();
    await page.locator('#compose textarea').fill(text);
    await page.keyboard.press('Enter');
    await page.locator('.message:not(.bot)').nth(before).waitFor();
  };
  await page.getByRole('button', { name: 'Åbn hændelse…' }).click();
  const dialog = page.locator('#dialog');
  await dialog.getByLabel(/Hvad er der sket/).fill('Strømmen er væk i hele byen');
  await dialog.getByLabel(/Hvilken myndighed/).fill('Skive Kommune');
  await dialog.getByRole('button', { name: 'Åbn hændelse' }).click();
  await page.getByRole('button', { name: 'Nej…' }).click();
  await dialog.getByRole('button', { name: 'Gem: Nej' }).click();
  await page.getByRole('button', { name: 'Kontakt er taget' }).click();
  await page.getByRole('button', { name: '1A.2 Beslut…' }).waitFor();
  await write('Hvem ringer til @Anna Holmgaard?');
  await page
    .locator('.message:not(.bot)')
    .last()
    .getByRole('button', { name: /^Reagér/ })
    .click();
  await page.locator('#menu').getByRole('button', { name: 'Synes om' }).click();
  await page.getByRole('button', { name: /^Synes om, 1/ }).waitFor();
  await write('/log b: Vi venter på elselskabet');
  await page.getByRole('button', { name: /Udfyld beslutning…$/ }).waitFor();
  await write('/log vis');
  await page.getByRole('button', { name: 'Slet en linje…' }).waitFor();
}

const looks = [
  { name: 'bred-lys', viewport: WIDE, dark: false },
  { name: 'bred-mørk', viewport: WIDE, dark: true },
  { name: 'smal-lys', viewport: NARROW, dark: false },
  { name: 'smal-mørk', viewport: NARROW, dark: true },
];

describe.each(looks)('at $name', ({ name, viewport, dark }) => {
  let page: Page;
  beforeAll(async () => {
    if (!stage) throw new Error('no stage');
    page = await stage.open('bent', { viewport, dark });
  });
  afterAll(() => page.context().close());

  const looksRight = async (what: string, part = 'html') => {
    await picture(page, `${what}-${name}`);
    expect(await violations(page, part)).toEqual([]);
  };
  const press = (label: string | RegExp) => page.getByRole('button', { name: label }).first().click();

  it.each([/^Krisestab/, /^Styregruppe/, /^Chat/, /^Aktivitet/])('the place %s has no violations', async (place) => {
    await press(place);
    await looksRight(`sted-${place.source.slice(1).toLowerCase()}`);
    const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(widest).toBeLessThanOrEqual(viewport.width);
  });

  it('the locked phone has none', async () => {
    await press('Lås skærmen');
    await looksRight('låst', '#phone');
    await press('Lås op');
  });

  it('the settings have none', async () => {
    await press('Indstillinger');
    await page.locator('#settings[open]').waitFor();
    await looksRight('indstillinger', '#settings');
    await page.keyboard.press('Escape');
  });

  it('attaching, mentioning, answering and the menu of a message have none', async () => {
    await press(/^Krisestab/);
    await press(/^Svar i tråden/);
    await press(/Vedhæft/);
    await page.locator('#file-dialog[open]').waitFor();
    await looksRight('vedhæft', '#file-dialog');
    await page.getByLabel('Filens navn').fill('Kort.pdf');
    await page.keyboard.press('Enter');
    await press('@ Nævn');
    await page.locator('.suggestions:visible').waitFor();
    await looksRight('nævn', '.compose.reply');
    await page.keyboard.press('Escape');
    await page.locator('.message:not(.bot) .more').last().click();
    await page.locator('#menu:popover-open').waitFor();
    await looksRight('menu', '#menu');
    await page.keyboard.press('Escape');
  });

  const dialogs = [
    'Åbn hændelse…',
    'Kontaktperson…',
    'Roller…',
    'Luk hændelsen…',
    'Mine opgaver…',
    'Status…',
    '1A.2 Beslut…',
    'Mere…',
    'Vis forløbet…',
    'Læg forslag frem…',
    'Udfyld beslutning…',
    'Slet en linje…',
  ];
  it.each(dialogs)('the dialog behind %s has none', async (button) => {
    await press(new RegExp(`${button}$`));
    await page.locator('#dialog[open]').waitFor();
    await looksRight(`dialog-${button.replace(/[^\p{L}\d]/gu, '')}`, '#dialog');
    await page.keyboard.press('Escape');
    await page.locator('#dialog[open]').waitFor({ state: 'detached' });
  });
});

it('follows the chosen appearance rather than the system, also after coming back', async () => {
  if (!stage) throw new Error('no stage');
  const page = await stage.open('carla', { dark: true });
  const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const dark = await background();
  await page.getByRole('button', { name: 'Indstillinger' }).click();
  await page.getByLabel('Lyst').check();
  const light = await background();
  expect(light).not.toBe(dark);
  await page.reload();
  await page.locator('body[data-ready]').waitFor();
  expect(await background()).toBe(light);
  await page.context().close();
});
