import type { Locator, Page } from 'playwright-core';
import { NARROW, picture, startStage, tabTo, type Stage } from './support';

/** Three people in three windows on a Tuesday morning. Bent has no mouse, Carla sits with her phone. Two more come to vote. */
let stage: Stage | undefined;
let anna: Page;
let bent: Page;
let carla: Page;
let jens: Page;
let lone: Page;

beforeAll(async () => {
  const { open } = (stage = await startStage({ CLOCK_START: '2026-11-24T10:00:00+01:00' }));
  [anna, bent, carla, jens, lone] = await Promise.all([
    open('anna'),
    open('bent', { dark: true }),
    open('carla', { viewport: NARROW }),
    open('jens', { viewport: NARROW }),
    open('lone', { viewport: NARROW }),
  ]);
}, 60_000);
afterAll(() => stage?.close());

const thread = (page: Page, text: string | RegExp): Locator => page.locator('.thread', { hasText: text });
/** What somebody wrote, as it stands in the channel: for a moment a hidden line says it too, to screen readers. */
const message = (page: Page, text: string): Locator => page.locator('.message', { hasText: text });
const instruks = (page: Page): Locator => thread(page, 'Instruks 1 · Aktivering af krisestaben').last();
const incident = (page: Page): Locator =>
  page.locator('.message.bot', { hasText: 'Telefonerne er nede på alle skoler' }).filter({ hasText: 'Luk hændelsen…' }).last();
const vote = (page: Page): Locator => page.locator('.message.bot', { hasText: 'Afstemning: Aktivering af krisestaben' }).last();
const goTo = (page: Page, place: string): Promise<void> => page.locator('#places button').filter({ hasText: place }).click();
const write = async (page: Page, text: string): Promise<void> => {
  const field = page.locator('#compose textarea');
  await field.fill(text);
  await field.press('Enter');
};

it('opens an incident with the keyboard only, and the others see it at once', async () => {
  await tabTo(bent, /^Åbn hændelse/);
  await bent.keyboard.press('Enter');
  await bent.locator('#dialog[open]').waitFor();
  // The first field has the focus already.
  await bent.keyboard.type('Telefonerne er nede på alle skoler');
  await tabTo(bent, /^Hvilken myndighed er ramt/);
  await bent.keyboard.type('Viborg Kommune');
  await picture(bent, 'dialog-åbn-hændelse-mørk');
  await tabTo(bent, /^Åbn hændelse|^Opret|^Åbn/);
  await bent.keyboard.press('Enter');
  await bent.locator('#dialog[open]').waitFor({ state: 'detached' });
  for (const page of [anna, bent, carla]) await thread(page, 'Telefonerne er nede på alle skoler').getByRole('button', { name: 'Nej…' }).waitFor();
  // Ten in the morning is when they practise, whenever it is here.
  await incident(carla).locator('time').first().getByText(/^10\.\d\d$/).waitFor();
});

it('goes through START HER with the keyboard only, which starts instruks 1', async () => {
  await tabTo(bent, /^Nej…/);
  await bent.keyboard.press('Enter');
  await bent.locator('#dialog[open]').waitFor();
  await tabTo(bent, /^Hvorfor/);
  await bent.keyboard.press('Control+A');
  await bent.keyboard.type('Flere skoler kan ikke ringe 112');
  await tabTo(bent, /^Gem: Nej/);
  await bent.keyboard.press('Enter');
  await bent.locator('#dialog[open]').waitFor({ state: 'detached' });
  for (const page of [anna, bent, carla]) await incident(page).getByText('Flere skoler kan ikke ringe 112').waitFor();
  await tabTo(bent, /^Kontakt er taget/);
  await bent.keyboard.press('Enter');
  for (const page of [anna, bent, carla]) await instruks(page).getByText('Afgøres ved afstemning').waitFor({ state: 'attached' });
});

it('puts a proposal with the mouse', async () => {
  await incident(anna).getByRole('button', { name: 'Læg forslag frem…' }).click();
  const dialog = anna.locator('#dialog');
  await dialog.getByLabel(/^Hvor meget/).fill('10 vagter i aften');
  await dialog.getByText('Ja', { exact: true }).click();
  await dialog.getByLabel('Hvorfor? (vagtplanen)').fill('Køen vokser');
  await picture(anna, 'dialog-forslag');
  await dialog.getByRole('button', { name: 'Læg forslag frem' }).click();
  await anna.locator('#dialog[open]').waitFor({ state: 'detached' });
  for (const page of [anna, jens, lone]) {
    await goTo(page, 'Styregruppe');
    await vote(page).getByText('Ja: 10 vagter i aften').waitFor();
  }
});

it('decides by four votes: with the mouse, with the keyboard only, and two from the phone, the last of whom is asked', async () => {
  await vote(anna).getByRole('button', { name: 'Enig i det hele' }).click();
  await tabTo(bent, /^Styregruppe/, { back: true });
  await bent.keyboard.press('Enter');
  await vote(bent).waitFor();
  await tabTo(bent, /^Enig i det hele/);
  await bent.keyboard.press('Enter');
  await vote(jens).getByRole('button', { name: 'Enig i det hele' }).click();
  for (const page of [anna, bent, jens, lone]) await vote(page).getByText('Der mangler: 1 fra styregruppen.').waitFor();
  await vote(lone).getByRole('button', { name: 'Enig i det hele' }).click();
  const asked = lone.locator('.message.bot', { hasText: 'Din stemme afgør det' }).last();
  await picture(lone, 'bekræft-stemme-telefon');
  await asked.getByRole('button', { name: 'Bekræft min stemme' }).click();
  for (const page of [anna, bent, jens, lone]) await vote(page).getByText('✔ Vedtaget: Krisestaben aktiveres').waitFor();
  for (const page of [anna, bent]) await goTo(page, 'Krisestab');
  for (const page of [anna, bent, carla]) {
    await incident(page)
      .getByText(/^✔ Aktiveret .* Niveau: DDH Beredskab/)
      .waitFor();
    await instruks(page).getByText('Besluttet', { exact: false }).first().waitFor();
  }
});

it('presses the next step with the keyboard only', async () => {
  await bent.bringToFront();
  await tabTo(bent, /^.{0,4}1B\s*Varsling/);
  await bent.keyboard.press('Enter');
  await tabTo(bent, /^1B\.1 Udført/);
  await bent.keyboard.press('Enter');
  // Their own 1B is folded; the button is there all the same.
  for (const page of [anna, carla]) await instruks(page).locator('button', { hasText: '1B.1 Fortryd' }).waitFor({ state: 'attached' });
});

it('logs from the phone, and gets the receipt', async () => {
  await write(carla, '/log Politiet er orienteret kl. 01.10');
  await carla
    .getByText(/^Gemt: \d+/)
    .last()
    .waitFor();
  await message(anna, '/log Politiet er orienteret').waitFor();
});

it('reacts with the keyboard only, and the others see who it was; a second press takes it back', async () => {
  await tabTo(bent, /^Reagér: besked fra DDH Beredskab/, { back: true });
  await bent.keyboard.press('Enter');
  await bent.locator('#menu:popover-open').waitFor();
  await picture(bent, 'reaktioner-mørk');
  for (let count = 0; count < 4; count++) await bent.keyboard.press('ArrowRight');
  await bent.keyboard.press('Enter');
  const pill = (page: Page) => page.getByRole('button', { name: /^Øjne, 1: Bent Ravnsborg/ });
  for (const page of [anna, bent, carla]) await pill(page).waitFor();
  await pill(bent).press('Enter');
  for (const page of [anna, bent, carla]) await pill(page).waitFor({ state: 'detached' });
});

it('mentions somebody, who sees it in the badge, in the activity, and on the locked phone', async () => {
  await bent.getByRole('button', { name: /^Styregruppe/ }).click();
  await anna.locator('#compose textarea').pressSequentially('Ring til skolechefen @rav');
  await anna.getByRole('option', { name: 'Bent Ravnsborg', exact: true }).waitFor();
  await picture(anna, 'nævn');
  await anna.keyboard.press('Enter');
  await anna.keyboard.press('Enter');
  await bent.getByRole('button', { name: /^Krisestab, \d+ ulæste?, du er nævnt/ }).waitFor();
  await bent.getByRole('button', { name: 'Lås skærmen' }).click();
  await bent.locator('#notifications').getByText('Ring til skolechefen Bent Ravnsborg').waitFor();
  await picture(bent, 'telefon-mørk');
  await bent.keyboard.press('Escape');
  await bent.getByRole('button', { name: /^Aktivitet/ }).click();
  await picture(bent, 'aktivitet-mørk');
  await bent
    .getByRole('button', { name: /Anna Holmgaard nævnte dig/ })
    .first()
    .click();
  await bent.locator('.message.to-me:focus', { hasText: 'Ring til skolechefen' }).waitFor();
});

it('edits, deletes and takes back', async () => {
  await write(carla, 'Vand i kælderen');
  const id = await carla.locator('.message', { hasText: 'Vand i kælderen' }).getAttribute('data-message');
  const mine = (page: Page) => page.locator(`[data-message="${id}"]`);
  const choose = async (name: string) => {
    await mine(carla)
      .getByRole('button', { name: /^Reagér, rediger eller slet/ })
      .click();
    await carla.locator('#menu').getByRole('button', { name }).click();
  };
  await choose('Rediger');
  await carla.getByLabel('Rediger beskeden').fill('Vand i kælder 2');
  await carla.keyboard.press('Enter');
  await mine(anna).getByText('Vand i kælder 2').waitFor();
  await mine(anna).getByText('Redigeret').waitFor();
  await choose('Slet');
  await mine(anna).getByText('Slettet.').waitFor();
  await mine(carla).getByRole('button', { name: 'Fortryd sletning' }).click();
  await mine(anna).getByText('Vand i kælder 2').waitFor();
});

it('attaches a file by its name', async () => {
  await anna.locator('#compose').getByRole('button', { name: 'Vedhæft' }).click();
  await anna.getByLabel('Filens navn').fill('Kort over skoler.pdf');
  await anna.keyboard.press('Enter');
  await write(anna, 'Se kortet');
  await carla.locator('.file', { hasText: 'Kort over skoler.pdf' }).waitFor();
});

it('answers in a thread; half-written answers survive what others do', async () => {
  const root = (page: Page) => thread(page, 'Se kortet');
  await root(carla).getByRole('button', { name: 'Svar i tråden' }).click();
  await root(carla).getByLabel('Svar i tråden').fill('Jeg er på v');
  await write(anna, 'Ny tråd imens');
  await thread(carla, 'Ny tråd imens').waitFor();
  expect(await root(carla).getByLabel('Svar i tråden').inputValue()).toBe('Jeg er på v');
  await root(carla).getByLabel('Svar i tråden').fill('Jeg er på vej');
  await carla.keyboard.press('Enter');
  await root(anna).getByText('Jeg er på vej').waitFor();
  await picture(anna, 'kanal');
  await picture(carla, 'kanal-telefon');
});

it('does not lose a press that began before something came in', async () => {
  const place = anna.locator('#places button').filter({ hasText: 'Styregruppe' });
  const { x, y, width, height } = (await place.boundingBox())!;
  await anna.mouse.move(x + width / 2, y + height / 2);
  await anna.mouse.down();
  await goTo(jens, 'Styregruppe');
  await write(jens, 'Vi er samlet');
  await anna.getByRole('button', { name: /^Styregruppe, 1 ulæst$/ }).waitFor();
  await anna.mouse.up();
  await message(anna, 'Vi er samlet').waitFor();
});
