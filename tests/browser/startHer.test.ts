import type { Page } from 'playwright-core';
import { violations } from './axe';
import { NARROW, picture, startStage, type Stage } from './support';

let stage: Stage | undefined;
beforeAll(async () => {
  // A Saturday: closed, so that every node before the vote has to be passed.
  stage = await startStage({ CLOCK_START: '2026-11-21T14:00:00+01:00' });
}, 60_000);
afterAll(() => stage?.close());

describe.each([
  ['light', false, 'Skive Kommune'],
  ['dark', true, 'Viborg Kommune'],
])('START HER with one thumb, %s', (look, dark, myndighed) => {
  let page: Page;
  beforeAll(async () => {
    if (!stage) throw new Error('no stage');
    page = await stage.open('jens', { viewport: NARROW, dark });
  });
  afterAll(() => page.context().close());

  /** The card of this look's own incident. */
  const card = () => page.locator('.message.bot').filter({ hasText: myndighed }).filter({ hasText: 'START HER' }).last();

  async function looksRight(name: string, part: string): Promise<void> {
    await picture(page, `start-her-${name}-${look}`);
    expect(await violations(page, part)).toEqual([]);
  }

  async function inDialog(button: string, send?: string, reason?: string): Promise<void> {
    await card().getByRole('button', { name: button }).click();
    await page.locator('#dialog[open]').waitFor();
    await looksRight(button.replace(/[^\p{L}]/gu, ''), '#dialog');
    if (reason !== undefined)
      await page
        .locator('#dialog')
        .getByLabel(/^Hvorfor/)
        .fill(reason);
    if (send === undefined) await page.keyboard.press('Escape');
    else await page.locator('#dialog').getByRole('button', { name: send }).click();
    await page.locator('#dialog[open]').waitFor({ state: 'detached' });
  }

  it('goes from the form to the exception, each card and dialog as people meet it', async () => {
    await page.getByRole('button', { name: 'Åbn hændelse…' }).first().click();
    const form = page.locator('#dialog');
    await form.getByLabel(/Hvad er der sket/).fill('Telefonerne er nede');
    await form.getByLabel(/Hvilken myndighed/).fill(myndighed);
    await looksRight('form', '#dialog');
    await form.getByRole('button', { name: 'Åbn hændelse' }).click();
    await page.locator('#dialog[open]').waitFor({ state: 'detached' });
    await card().getByRole('button', { name: 'Ja…' }).waitFor();
    await looksRight('spoergsmaal', '.message.bot');
    await inDialog('Nej…', 'Gem: Nej');
    await inDialog('Ring…');
    await card().getByRole('button', { name: 'Kontakt er taget' }).click();
    await card().getByRole('button', { name: 'Orientér styregruppen nu' }).waitFor();
    await looksRight('udenfor', '.message.bot');
    await inDialog('Vis forløbet…');
    await inDialog('Undtagelse…', 'Gå videre alligevel', 'Det er frost');
    await card().getByText('(undtagelse)').waitFor();
  });
});
