import type { Locator, Page } from 'playwright-core';
import { violations } from './axe';
import { picture, startStage, WIDE, type Stage } from './support';

/** As narrow as a phone, and as high as the longest form: the pictures show all of it. */
const PHONE = { width: 360, height: 1700 };

describe.each([
  { look: 'lys', dark: false },
  { look: 'mørk', dark: true },
])('a krisestab is activated in the øvebane: every dialog on the way passes the accessibility check ($look)', ({ look, dark }) => {
  let stage: Stage;
  const pages = new Map<string, Page>();
  beforeAll(async () => {
    // A Monday morning.
    stage = await startStage({ CLOCK_START: '2026-11-23T10:00:00+01:00' });
    for (const who of ['jens', 'bent', 'anna', 'carla', 'lone', 'nanna']) pages.set(who, await stage.open(who, { viewport: PHONE, dark }));
  }, 90_000);
  afterAll(() => stage.close());

  const pageOf = (who: string): Page => {
    const page = pages.get(who);
    if (!page) throw new Error(`${who} has no window`);
    return page;
  };
  const goTo = (page: Page, place: string) => page.locator('#places button').filter({ hasText: place }).click();
  const cardWith = (page: Page, text: string): Locator => page.locator('.message.bot').filter({ hasText: text }).last();
  const buttonOn = (card: Locator, name: string) => card.getByRole('button', { name }).first();
  const dialogOf = (page: Page) => page.locator('#dialog[open]');
  const INCIDENT = 'Luk hændelsen…';
  const VOTE = 'Afstemning: Aktivering';
  const ALARM = '🚨 ALARM';

  /** The whole page with what is open on it, on the phone and on a desk. */
  async function looksRight(page: Page, name: string): Promise<void> {
    await picture(page, `aktivering-${name}-${look}`);
    const onPhone = await violations(page, 'html');
    await page.setViewportSize(WIDE);
    const onDesk = await violations(page, 'html');
    await page.setViewportSize(PHONE);
    expect({ name, onPhone, onDesk }).toEqual({ name, onPhone: [], onDesk: [] });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  }

  async function cardLooksRight(page: Page, name: string, card: Locator): Promise<void> {
    // At once: a card may be brought up to date at any time, and does not stand still.
    await card.evaluate('(element) => element.scrollIntoView({ block: "nearest" })');
    await looksRight(page, name);
  }

  /** What the answer to a press says on the alarm goes with the card's next update: it is noticed as soon as it is drawn. */
  async function isTold(page: Page, sentence: string, button: Locator): Promise<void> {
    await page.evaluate(`void (window.told = new Promise((told) => {
      const says = ({ textContent }) => textContent.includes('${ALARM}') && textContent.includes('${sentence}');
      const look = () => [...document.querySelectorAll('.message.bot')].some(says) && told();
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    }))`);
    await button.click();
    await page.evaluate('window.told');
  }

  async function openDialog(page: Page, card: Locator, button: string, name: string): Promise<Locator> {
    await buttonOn(card, button).click();
    await dialogOf(page).waitFor();
    await looksRight(page, name);
    return dialogOf(page);
  }

  async function close(page: Page): Promise<void> {
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'detached' });
  }

  async function send(page: Page, button: string): Promise<void> {
    await dialogOf(page).getByRole('button', { name: button, exact: true }).click();
    await dialogOf(page).waitFor({ state: 'detached' });
  }

  async function lookInto(page: Page, card: Locator, button: string, name: string): Promise<void> {
    await openDialog(page, card, button, name);
    await close(page);
  }

  /** The answer is one more of these than there were. */
  async function ask(page: Page, text: string, answers: Locator): Promise<Locator> {
    const before = await answers.count();
    await page.locator('#compose textarea').fill(text);
    await page.keyboard.press('Enter');
    await answers.nth(before).waitFor();
    return answers.nth(before);
  }

  it('from the first call to the proposal', async () => {
    const jens = pageOf('jens');
    await jens.getByRole('button', { name: 'Åbn hændelse…' }).first().click();
    const form = dialogOf(jens);
    await form.getByLabel(/Hvad er der sket/).fill('Telefonerne er nede');
    await form.getByLabel(/Hvilken myndighed/).fill('Skive Kommune');
    await send(jens, 'Åbn hændelse');
    const start = cardWith(jens, INCIDENT);
    await openDialog(jens, start, 'Nej…', 'svar');
    await send(jens, 'Gem: Nej');
    await lookInto(jens, start, 'Ring…', 'ring-til-styregruppen');
    await buttonOn(start, 'Kontakt er taget').click();
    await openDialog(jens, start, 'Læg forslag frem…', 'forslag');
    await send(jens, 'Læg forslag frem');
  }, 60_000);

  it('the vote', async () => {
    for (const who of ['jens', 'bent', 'anna', 'lone', 'nanna']) await goTo(pageOf(who), 'Styregruppe');
    const vote = (who: string) => cardWith(pageOf(who), VOTE);
    const agree = (who: string) => buttonOn(vote(who), 'Enig i det hele').click();
    await cardLooksRight(pageOf('jens'), 'afstemning', vote('jens'));
    await lookInto(pageOf('jens'), vote('jens'), 'Ret forslaget…', 'ret-forslaget');
    await lookInto(pageOf('anna'), vote('anna'), 'Mundtlig stemme…', 'mundtlig-stemme');
    await agree('jens');
    await agree('anna');
    await vote('jens')
      .getByText(/Der mangler: 2/)
      .waitFor();
    const ballot = await openDialog(pageOf('lone'), vote('lone'), 'Ikke enig…', 'ikke-enig');
    await ballot
      .getByLabel(/niveau.*Skriv hvorfor/i)
      .first()
      .fill('To kommuner er ramt.');
    await send(pageOf('lone'), 'Stem');
    await vote('nanna')
      .getByText(/Der mangler: 1/)
      .waitFor();

    const nanna = pageOf('nanna');
    await agree('nanna');
    const asked = cardWith(nanna, 'Din stemme afgør det');
    await cardLooksRight(nanna, 'bekræft-stemme-kort', asked);
    await buttonOn(asked, 'Tilbage').click();
    const against = await openDialog(nanna, vote('nanna'), 'Ikke enig…', 'ikke-enig-sidste');
    await against
      .getByLabel(/niveau.*Skriv hvorfor/i)
      .first()
      .fill('To kommuner er ramt.');
    await against.getByRole('button', { name: 'Stem', exact: true }).click();
    await against.getByRole('button', { name: 'Bekræft min stemme' }).waitFor();
    await looksRight(nanna, 'bekræft-stemme');
    await send(nanna, 'Bekræft min stemme');
    await vote('nanna').getByText('✔ Vedtaget').first().waitFor();
    await cardLooksRight(nanna, 'afstemning-vedtaget', vote('nanna'));
  }, 90_000);

  it('the alarm', async () => {
    const [jens, anna, carla] = [pageOf('jens'), pageOf('anna'), pageOf('carla')];
    for (const page of [jens, anna]) await goTo(page, 'Krisestab');
    await isTold(anna, 'Gemt: du er på vej.', buttonOn(cardWith(anna, ALARM), 'Modtaget – jeg er på vej'));
    await cardLooksRight(anna, 'alarm-på-vej', cardWith(anna, ALARM));
    await goTo(carla, 'Chat');
    await cardLooksRight(carla, 'alarm-chat', cardWith(carla, ALARM));
    await isTold(carla, 'Gemt: du kan ikke komme.', buttonOn(cardWith(carla, ALARM), 'Jeg kan ikke'));
    await cardLooksRight(carla, 'alarm-kan-ikke', cardWith(carla, ALARM));
    const queue = await openDialog(jens, cardWith(jens, ALARM), 'Ring…', 'ringekø');
    await queue.getByRole('button', { name: 'Start opkald' }).click();
    await queue.getByText('⏳ Du ringer nu.').waitFor();
    await looksRight(jens, 'ringekø-ringer');
    await queue.getByRole('button', { name: 'Intet svar' }).click();
    await queue.getByText('⏳ Du ringer nu.').waitFor({ state: 'detached' });
    await looksRight(jens, 'ringekø-intet-svar');
    await close(jens);
    await lookInto(anna, cardWith(anna, ALARM), 'Afblæs alarm…', 'afblæs');
  }, 90_000);

  it('what follows the decision', async () => {
    const anna = pageOf('anna');
    const incident = cardWith(anna, INCIDENT);
    await cardLooksRight(anna, 'hændelse', incident);
    await lookInto(anna, incident, 'Niveau…', 'niveau');
    await lookInto(anna, incident, 'Betaling…', 'betaling');
    const draft = cardWith(anna, 'Orientering af DDH Repræsentantskab');
    await cardLooksRight(anna, 'udkast', draft);
    await lookInto(anna, draft, 'Ret…', 'ret-udkast');
  }, 60_000);

  it('the commands', async () => {
    const anna = pageOf('anna');
    const answers = (text: string) => anna.locator('.message.bot').filter({ hasText: text });
    await lookInto(anna, await ask(anna, '/mine', answers('Vis mine opgaver…')), 'Vis mine opgaver…', 'mine');
    await cardLooksRight(anna, 'haendelser', await ask(anna, '/haendelser', answers('Hændelser:')));
    await cardLooksRight(anna, 'log-vis', await ask(anna, '/log vis', answers('Slet en linje…')));
    await goTo(anna, 'Chat');
    await cardLooksRight(anna, 'mine-chat', await ask(anna, '/mine', answers('Dine opgaver')));
  }, 60_000);
});
