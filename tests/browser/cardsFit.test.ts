import type { Browser, Page } from 'playwright-core';
import { cardOf, named, readJson, unfolded, type Json } from '../cards/cardTools';
import { launchBrowser } from './support';

/**
 * A phone at its narrowest. The øvebane's page lets buttons wrap; Teams promises nothing of the kind, so here a row never
 * breaks, a button is as wide as its words, and it is padded as Teams pads it.
 */
const CARD_WIDTH = 320;
const STRICT = `
  body { margin: 0; font: 14px/1.43 'Segoe UI', system-ui, Arial, sans-serif; }
  * { box-sizing: border-box; }
  #frame { width: ${CARD_WIDTH}px; }
  .ac-pushButton { flex: none !important; min-width: 96px; padding: 5px 12px; border: 1px solid; font: inherit; font-weight: 600; }
  .ac-pushButton, .ac-pushButton > * { white-space: nowrap !important; overflow: visible !important; }
  .ac-input.ac-textInput, .ac-multichoiceInput { width: 100%; padding: 6px 10px; border: 1px solid; font: inherit; }
`;

/** Runs in the page: draws the card and tells of everything that sticks out of it, or of what shows it. */
const MISFITS = `(json, hostConfig) => {
  const frame = document.getElementById('frame');
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  card.parse(json);
  frame.replaceChildren(card.render());
  const padding = hostConfig.spacing.padding;
  const edges = frame.getBoundingClientRect();
  const misfits = [];
  const outside = (box, of) => box.left < of.left - 1 || box.right > of.right + 1 || box.top < of.top - 1 || box.bottom > of.bottom + 1;
  const room = { left: edges.left + padding, right: edges.right - padding, top: edges.top, bottom: edges.bottom };
  const look = (what, boxes, element) => {
    if (boxes.some((box) => outside(box, room))) misfits.push(what + ' sticks out of the card');
    for (let at = element; at !== frame; at = at.parentElement) {
      if (getComputedStyle(at).overflow === 'visible') continue;
      if (boxes.some((box) => outside(box, at.getBoundingClientRect()))) misfits.push(what + ' is cut off');
    }
  };
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (node.data.trim() !== '') look('"' + node.data.trim().slice(0, 60) + '"', boxes, node.parentElement);
  }
  for (const field of frame.querySelectorAll('button, input, select, textarea')) {
    const name = field.localName + ' "' + (field.getAttribute('aria-label') || field.textContent).slice(0, 60) + '"';
    look(name, [field.getBoundingClientRect()], field.parentElement);
    if (field.localName !== 'input' || !field.placeholder) continue;
    field.value = field.placeholder;
    if (field.scrollWidth > field.clientWidth) misfits.push(name + ' has no room for its placeholder');
  }
  return [...new Set(misfits)];
}`;

let browser: Browser | undefined;
let page: Page;
const hostConfig = readJson('src/oevebane/page/hostConfig.json');

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: CARD_WIDTH, height: 800 } });
  await page.setContent(`<!doctype html><html lang="da"><meta charset="utf-8"><style>${STRICT}</style><div id="frame"></div>`);
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.min.js') });
});
afterAll(() => browser?.close());

function misfits(card: unknown): Promise<string[]> {
  return page.evaluate<string[]>(`(${MISFITS})(${JSON.stringify(unfolded(card))}, ${JSON.stringify(hostConfig)})`);
}

describe(`at ${CARD_WIDTH} px`, () => {
  test.each(named)('%s has every word, button and field within it', async (_name, { card }) => {
    expect(await misfits(card)).toEqual([]);
  });

  const body = (card: Json) => card.body as readonly Json[];
  const button = (title: string) => ({ type: 'Action.Submit', title });

  test('a row of buttons that is too wide is found', async () => {
    const card = cardOf('velkomst');
    const row = { type: 'ActionSet', actions: [button('Kontaktperson…'), button('Mine opgaver…'), button('Status…')] };
    expect(await misfits({ ...card, body: [...body(card), row] })).toContain('button "Status…" sticks out of the card');
  });

  test('a line that may not break is found', async () => {
    const card = cardOf('velkomst');
    const line = { type: 'ColumnSet', columns: [{ type: 'Column', width: '40px', items: [{ type: 'TextBlock', text: 'Kriselederen' }] }] };
    expect(await misfits({ ...card, body: [...body(card), line] })).toContain('"Kriselederen" is cut off');
  });
});
