import type { Browser } from 'playwright-core';
import { cardOf, named, unfolded, type Json } from '../cards/cardTools';
import { violations } from './axe';
import { openPageAlone, type PageAlone } from './pageAlone';
import { launchBrowser, WIDE } from './support';

/** The narrowest phone that Teams is used on. */
const PHONE = { width: 360, height: 800 };
const looks = [
  { look: 'light and wide', viewport: WIDE, dark: false },
  { look: 'dark on a phone', viewport: PHONE, dark: true },
];

/** Runs in the page: the message at hand once more, below the first. */
const SHOW_AGAIN = `async () => {
  const [{ state }, { drawMessage }] = await Promise.all([import('/state.js'), import('/message.js')]);
  document.getElementById('messages').append(drawMessage({ ...state.conversations[0].messages[0], id: 'm2' }));
}`;

let browser: Browser | undefined;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser?.close());

describe.each(looks)('every card and dialog of the gallery, $look', ({ viewport, dark }) => {
  let alone: PageAlone;
  beforeAll(async () => {
    if (!browser) throw new Error('no browser');
    alone = await openPageAlone(browser, { viewport, dark });
  });
  afterAll(() => alone.close());

  const faultsOf = async (card: unknown, titel: string): Promise<string[]> => {
    const inDialog = titel.startsWith('Dialog: ');
    await alone.show({ card, title: titel.replace('Dialog: ', ''), inDialog });
    return violations(alone.page, inDialog ? '#dialog' : 'html');
  };

  test.each(named)('%s passes the accessibility check, as it comes and with everything folded out', async (_name, { titel, card }) => {
    expect(await faultsOf(card, titel)).toEqual([]);
    const open = unfolded(card);
    if (JSON.stringify(open) !== JSON.stringify(card)) expect(await faultsOf(open, titel)).toEqual([]);
  });

  const field = { type: 'Input.ChoiceSet', id: 'person', choices: [{ title: 'Anna Holm', value: 'anna' }] };
  const broken: [string, string, Json, string][] = [
    ['a choice without a label', 'Dialog: prøve', field, 'select-name'],
    ['a field without a label', 'Kort', { type: 'Input.Text', id: 'tekst' }, 'label'],
    ['a row to press without words', 'Kort', { type: 'Container', selectAction: { type: 'Action.Submit' }, items: [] }, 'aria-command-name'],
  ];
  test.each(broken)('%s is found', async (_name, titel, part, rule) => {
    const card = cardOf('velkomst');
    const faults = await faultsOf({ ...card, body: [...(card.body as readonly Json[]), part] }, titel);
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${rule}: `))]);
  });
});

test('the same card in two threads has no id twice', async () => {
  if (!browser) throw new Error('no browser');
  const alone = await openPageAlone(browser, { viewport: WIDE, dark: false });
  try {
    await alone.show({ card: cardOf('instruks-1-i-gang'), title: '', inDialog: false });
    await alone.page.evaluate(`(${SHOW_AGAIN})()`);
    expect(await violations(alone.page, 'html')).toEqual([]);
  } finally {
    await alone.close();
  }
});
