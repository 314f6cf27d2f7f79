import type { Page } from 'playwright-core';
import { violations } from './axe';
import { NARROW, picture, startStage, type Stage } from './support';

/** An øvelse on a Monday morning, in the practice ground at phone width: from the last vote to the last answer. */
let stage: Stage;
const pages = new Map<string, Page>();
beforeAll(async () => {
  stage = await startStage({ CLOCK_START: '2026-11-23T10:00:00+01:00' });
  for (const who of ['jens', 'anna', 'lone', 'nanna', 'carla']) pages.set(who, await stage.open(who, { viewport: NARROW, dark: who === 'carla' }));
}, 90_000);
afterAll(() => stage.close());

function pageOf(who: string): Page {
  const page = pages.get(who);
  if (!page) throw new Error(`${who} has no window`);
  return page;
}
const cardWith = (page: Page, text: string) => page.locator('.message.bot').filter({ hasText: text }).last();
const press = (page: Page, card: string, name: string) => cardWith(page, card).getByRole('button', { name }).first().click();
const goTo = (page: Page, place: string) => page.locator('#places button').filter({ hasText: place }).click();
const dialogOf = (page: Page) => page.locator('#dialog');

async function send(page: Page, name: string): Promise<void> {
  await dialogOf(page).getByRole('button', { name, exact: true }).click();
  await page.locator('#dialog[open]').waitFor({ state: 'detached' });
}

async function looksRight(page: Page, name: string, part: string): Promise<void> {
  await picture(page, `alarm-${name}`);
  expect(await violations(page, part)).toEqual([]);
}

it('the vote decides, and the alarm stands in the channel', async () => {
  const jens = pageOf('jens');
  await jens.getByRole('button', { name: 'Åbn hændelse…' }).first().click();
  await dialogOf(jens)
    .getByLabel(/Hvad er der sket/)
    .fill('Telefonerne er nede');
  await dialogOf(jens)
    .getByLabel(/Hvilken myndighed/)
    .fill('Viborg Kommune');
  await dialogOf(jens)
    .getByLabel(/øvelse/i)
    .first()
    .check();
  await send(jens, 'Åbn hændelse');
  await press(jens, 'START HER', 'Nej…');
  await send(jens, 'Gem: Nej');
  await press(jens, 'START HER', 'Kontakt er taget');
  await press(jens, 'START HER', 'Læg forslag frem…');
  await send(jens, 'Læg forslag frem');
  await goTo(pageOf('nanna'), 'Styregruppe');
  for (const who of ['jens', 'anna', 'lone', 'nanna']) {
    await goTo(pageOf(who), 'Styregruppe');
    await press(pageOf(who), 'Afstemning: Aktivering', 'Enig i det hele');
    // Nanna's decides only when the others' are there, and a card that is updated just then is no longer the one she presses.
    if (who !== 'nanna')
      await cardWith(pageOf('nanna'), 'Afstemning: Aktivering')
        .filter({ hasText: new RegExp(`✔\\s*${who}`, 'i') })
        .waitFor();
  }
  await press(pageOf('nanna'), 'Din stemme afgør det', 'Bekræft min stemme');
  await goTo(jens, 'Krisestab');
  await cardWith(jens, '🚨 ALARM').getByRole('button', { name: 'Ring…' }).waitFor();
  await cardWith(jens, '🚨 ALARM').scrollIntoViewIfNeeded();
  await looksRight(jens, 'kort-lys', '.message.bot');
}, 90_000);

it('a locked phone says in its first words that it is an øvelse, what to do and when', async () => {
  const carla = pageOf('carla');
  await carla.getByRole('button', { name: 'Lås skærmen' }).click();
  const notice = carla.locator('#notifications li').filter({ hasText: 'ØVELSE · ALARM: mød kl. 10.' });
  await notice.first().waitFor();
  await looksRight(carla, 'telefon', '#phone');
  expect(await notice.first().locator('span').last().textContent()).toMatch(/^ØVELSE · ALARM: mød kl\. 10\.\d\d\. Svar nu på kortet/);
  await carla.getByRole('button', { name: 'Lås op' }).click();
});

it('the personal chat has text and card, and its button answers with everybody’s answers', async () => {
  const carla = pageOf('carla');
  await goTo(carla, 'Chat');
  const card = cardWith(carla, '🚨 ALARM');
  await card.getByRole('button', { name: 'Modtaget – jeg er på vej' }).click();
  await card.getByText('Gemt: du er på vej.').waitFor();
  await looksRight(carla, 'personlig-mørk', '.message.bot');
});

it('the call queue shows a number that rings at one press', async () => {
  const jens = pageOf('jens');
  await press(jens, '🚨 ALARM', 'Ring…');
  const dialog = dialogOf(jens);
  await dialog.getByText('Anna Holmgaard').waitFor();
  await looksRight(jens, 'ringekø', '#dialog');
  // What the button would open: the page of a test has no telephone.
  await jens.evaluate('window.open = (url) => { window.rung = url; return null; }');
  await dialog.getByText('📞 Privat +45 30 00 00 01').click();
  expect(await jens.evaluate('window.rung')).toBe('tel:+4530000001');
  await dialog.getByRole('button', { name: 'Start opkald' }).click();
  await dialog.getByText('⏳ Du ringer nu.').waitFor();
  await dialog.getByRole('button', { name: 'Kommer' }).click();
  await dialog.getByText('Gemt: Anna Holmgaard kommer.').waitFor();
  await dialog.getByText('Eva Skovsende').waitFor();
  await dialog.getByRole('button', { name: 'Kan ikke' }).click();
  await dialog.getByText('Gemt: Eva Skovsende kan ikke komme.').waitFor();
  await looksRight(jens, 'ringekø-næste', '#dialog');
  await jens.keyboard.press('Escape');
});

it('the mail is approved with one press, and says that it is not sent yet', async () => {
  const anna = pageOf('anna');
  await goTo(anna, 'Krisestab');
  await press(anna, 'Orientering af DDH Repræsentantskab', 'Send til 6');
  await cardWith(anna, 'Orientering af DDH Repræsentantskab').getByText('Endnu ikke sendt').waitFor();
  await looksRight(anna, 'udkast', '.message.bot');
});
