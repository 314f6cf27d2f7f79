import type { Locator, Page } from 'playwright-core';
import { violations } from './axe';
import { picture, startStage, tabTo, WIDE, type Stage } from './support';

/** An incident on a Tuesday morning, ten times as fast: what the activation sends lies in calendars and mailboxes. */
const GUEST = 'vagt@viborg.example';
const PHONE = { width: 360, height: 740 };
const SENDING = { timeout: 30_000 };

let stage: Stage;
let anna: Page;
beforeAll(async () => {
  stage = await startStage({ CLOCK_START: '2026-11-24T10:00:00+01:00', CLOCK_SPEED: '10' });
  anna = await stage.open('anna');
  await activate();
}, 120_000);
afterAll(() => stage.close());

const place = (page: Page, name: string): Locator => page.locator('#places button').filter({ hasText: name });
const cardWith = (page: Page, text: string): Locator => page.locator('.message.bot').filter({ hasText: text }).last();
const cardCalled = (page: Page, title: string): Locator => page.locator('.message.bot').filter({ has: page.getByRole('heading', { name: title }) });
const mails = (page: Page): Locator => page.locator('.mails > li');
const press = (page: Page, card: string, name: string): Promise<void> => cardWith(page, card).getByRole('button', { name }).first().click();

async function submit(page: Page, name: string): Promise<void> {
  await page.locator('#dialog').getByRole('button', { name, exact: true }).click();
  await page.locator('#dialog[open]').waitFor({ state: 'detached' });
}

async function activate(): Promise<void> {
  await anna.getByRole('button', { name: 'Åbn hændelse…' }).first().click();
  const dialog = anna.locator('#dialog');
  const fill = (label: RegExp, text: string) => dialog.getByLabel(label).fill(text);
  await fill(/Hvad er der sket/, 'Telefonerne er nede');
  await fill(/Hvilken myndighed/, 'Viborg Kommune');
  await fill(/^Kontaktperson hos/, 'Ole Vind');
  await fill(/e-mail/, GUEST);
  await submit(anna, 'Åbn hændelse');
  await press(anna, 'START HER', 'Nej…');
  await submit(anna, 'Gem: Nej');
  await press(anna, 'START HER', 'Kontakt er taget');
  await press(anna, 'START HER', 'Læg forslag frem…');
  await submit(anna, 'Læg forslag frem');
  await place(anna, 'Styregruppe').click();
  for (const who of ['jens', 'lone', 'nanna']) {
    const page = await stage.open(who);
    await place(page, 'Styregruppe').click();
    await press(page, 'Afstemning: Aktivering', 'Enig i det hele');
    // The channel's card, which would take the place of the one that asks Anna.
    await cardWith(anna, 'Afstemning: Aktivering')
      .filter({ hasText: new RegExp(`✔\\s*${who}`, 'i') })
      .waitFor();
    await page.context().close();
  }
  await press(anna, 'Afstemning: Aktivering', 'Enig i det hele');
  await press(anna, 'Din stemme afgør det', 'Bekræft min stemme');
}

it('the meeting stands in Anna’s calendar, and the invitation in her mailbox is unread until it is looked at', async () => {
  const unread = anna.getByRole('button', { name: /^Mail, 1 ulæst$/ });
  await unread.waitFor(SENDING);
  await place(anna, 'Kalender').click();
  const meeting = anna.locator('.meetings > li');
  await meeting.getByRole('heading', { name: /^.*Stabsmøde 1/ }).waitFor();
  expect(await meeting.textContent()).toMatch(/tirsdag den 24\. november 2026 kl\. \d\d\.\d\d–\d\d\.\d\d/);
  expect(await meeting.textContent()).toContain('Ole Vind');
  const join = meeting.getByRole('link', { name: 'Deltag i Teams-mødet' });
  expect(await join.getAttribute('href')).toMatch(/^https:\/\/teams\.microsoft\.com\//);
  await picture(anna, 'kalender-indkaldt');
  expect(await violations(anna, 'html')).toEqual([]);
  await unread.click();
  await mails(anna).getByText('🗓 Mødeindkaldelse').waitFor();
  await mails(anna).getByText('● Ny').waitFor();
  await anna.setViewportSize(PHONE);
  await picture(anna, 'mail-indkaldt-smal');
  expect(await violations(anna, 'html')).toEqual([]);
  await anna.setViewportSize(WIDE);
  await anna.getByRole('button', { name: 'Mail', exact: true }).waitFor();
}, 60_000);

it('a guest outside Teams has the invitation in a mailbox that is chosen with the keyboard', async () => {
  await tabTo(anna, /Alle postkasser$/, { back: true });
  await anna.keyboard.press('Enter');
  await tabTo(anna, /^Postkasse$/);
  await anna.keyboard.type('Ole Vind');
  await mails(anna).filter({ hasText: 'Stabsmøde 1' }).getByText('🗓 Mødeindkaldelse').waitFor();
});

it('a mail that is approved comes while one looks, and its svarlink is answered from there', async () => {
  const jens = await stage.open('jens');
  await place(anna, 'Krisestab').click();
  await press(anna, 'Praktisk til myndighedens kontaktperson', 'Send til 1');
  await place(jens, 'Alle postkasser').click();
  await jens.locator('#mailbox').selectOption(GUEST);
  const mail = mails(jens).filter({ hasText: 'Din opgave som kontaktperson for Viborg' });
  await mail.waitFor(SENDING);
  expect(await mail.textContent()).toMatch(/Fra.*beredskab@ddh\.example.*Svar til.*Til.*Ole Vind/);
  const link = mail.locator('.mail-text a').first();
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  const [page] = await Promise.all([jens.waitForEvent('popup'), link.click()]);
  await page.getByLabel(/Vil du tilføje noget/).fill('Jeg ringer ind fra bilen');
  await picture(page, 'svarlink');
  await page.getByRole('button', { name: 'Ja, jeg er med' }).click();
  await page.getByRole('heading', { name: 'Tak. Dit svar er gemt' }).waitFor();
  const card = cardCalled(anna, 'Praktisk til myndighedens kontaktperson');
  await card.getByText(/✔ Svar: 1 af 1/).waitFor();
  await card.getByText(/Jeg ringer ind fra bilen/).waitFor();
  await card.scrollIntoViewIfNeeded();
  await picture(anna, 'svar-på-kortet');
  await jens.context().close();
}, 60_000);

it('without access to its calendar the bot says that nobody has been told of the cancelling; with it, a press tells them', async () => {
  await allow('Botten må bruge sin kalender i Graph', false);
  await place(anna, 'Krisestab').click();
  const card = cardCalled(anna, 'Stabsmøde 1');
  await card.getByRole('button', { name: 'Aflys…' }).click();
  await anna.locator('#dialog[open]').waitFor();
  await anna
    .locator('#dialog')
    .getByLabel(/^Hvorfor/)
    .fill('Telefonerne virker igen');
  await submit(anna, 'Aflys mødet');
  await card.getByText(/^⚠ Afbuddet er ikke sendt/).waitFor(SENDING);
  await allow('Botten må bruge sin kalender i Graph', true);
  await card.getByRole('button', { name: 'Prøv igen' }).click();
  await card.getByText('✔ Afbuddet er sendt').waitFor(SENDING);
}, 60_000);

async function allow(what: string, yes: boolean): Promise<void> {
  await anna.getByRole('button', { name: 'Indstillinger' }).click();
  await anna.locator('#settings[open]').waitFor();
  const box = anna.getByLabel(what);
  expect(await box.isChecked()).toBe(!yes);
  await Promise.all([anna.waitForResponse(/api.switches$/), box.setChecked(yes)]);
  await anna.keyboard.press('Escape');
}

it('a meeting that was cancelled says so in words, in the calendar and in both mails about it', async () => {
  await place(anna, 'Kalender').click();
  await anna.locator('.meetings > li').getByText('✖ Aflyst').waitFor(SENDING);
  expect(await anna.getByRole('link', { name: 'Deltag i Teams-mødet' }).count()).toBe(0);
  await place(anna, 'Mail').click();
  await mails(anna).first().getByText('✖ Mødet er aflyst').waitFor();
  await mails(anna).nth(1).getByText('↷ Afløst af en nyere mail').waitFor();
}, 60_000);

it('what is a program in a mail is text', async () => {
  const shown = await anna.evaluate(`import('/links.js').then(({ withLinks }) => {
    const box = document.createElement('div');
    box.append(...withLinks('<img src=x onerror=alert(1)> javascript:alert(1) https://svar.example/a?b=1&c=2. Slut'));
    return box.innerHTML;
  })`);
  expect(shown).toBe(
    '&lt;img src=x onerror=alert(1)&gt; javascript:alert(1) <a href="https://svar.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">https://svar.example/a?b=1&amp;c=2</a>. Slut',
  );
});

const looks = [
  { name: 'bred-lys', viewport: WIDE, dark: false },
  { name: 'bred-mørk', viewport: WIDE, dark: true },
  { name: 'smal-lys', viewport: PHONE, dark: false },
  { name: 'smal-mørk', viewport: PHONE, dark: true },
];

it.each(looks)('mails, calendar, mailboxes and settings have no violations at $name', async ({ name, viewport, dark }) => {
  const page = await stage.open('bent', { viewport, dark });
  const looksRight = async (what: string) => {
    await picture(page, `${what}-${name}`);
    expect(await violations(page, 'html')).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
  };
  await place(page, 'Alle postkasser').click();
  await looksRight('postkasser-uvalgt');
  await page.locator('#mailbox').selectOption(GUEST);
  await mails(page).first().waitFor();
  await looksRight('postkasser');
  await mails(page).last().scrollIntoViewIfNeeded();
  await picture(page, `postkasser-nederst-${name}`);
  await page.getByLabel('Du er:').selectOption('anna');
  await place(page, 'Mail').click();
  await mails(page).first().waitFor();
  await looksRight('mail');
  await place(page, 'Kalender').click();
  await page.locator('.meetings > li').first().waitFor();
  await page.getByText('Indkaldelsens tekst').click();
  await looksRight('kalender');
  await page.getByRole('button', { name: 'Indstillinger' }).click();
  await page.locator('#settings[open]').waitFor();
  await picture(page, `indstillinger-${name}`);
  expect(await violations(page, '#settings')).toEqual([]);
  await page.context().close();
});
