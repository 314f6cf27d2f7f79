import type { Template } from 'adaptivecards-templating';

/** An Adaptive Card as JSON, ready to be sent. */
export type AdaptiveCard = Readonly<Record<string, unknown>>;

/** No card is larger than this, counted as UTF-8 (platform facts, §1). */
export const MAX_CARD_BYTES = 28_000;

// Parsing a template costs far more than expanding it, and there is one per card for the life of the process.
const parsed = new WeakMap<object, Template>();

/** Expands a template with its view data. Data is never read as an expression, so `${…}` in a user's text stays text. */
export function render(template: object, view: object): AdaptiveCard {
  return { version: '1.5', lang: 'da', ...expand(template, view) };
}

/** The elements of a partial template, to be put into another card's body. */
export function renderBody(template: object, view: object): readonly unknown[] {
  const { body } = expand(template, view);
  return Array.isArray(body) ? body : [];
}

/** Puts shared elements before a card's own. */
export function withBodyStart(card: AdaptiveCard, start: readonly unknown[]): AdaptiveCard {
  return { ...card, body: [...start, ...(Array.isArray(card.body) ? (card.body as unknown[]) : [])] };
}

export function cardBytes(card: AdaptiveCard): number {
  return jsonBytes(card);
}

/** Loaded with the first card: it takes longer to load than all of the rest of a start. `warmUp` does it in good time. */
function templating(): typeof import('adaptivecards-templating') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('adaptivecards-templating') as typeof import('adaptivecards-templating');
}

/** So that the first person to press does not wait for it. */
export function warmUp(): void {
  render({ type: 'AdaptiveCard' }, {});
}

function jsonBytes(value: object): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

/**
 * Draws the roomiest view whose card is small enough, else the tightest. Texts stand once in a view and once in its
 * card, so what a tighter view saves is known without drawing it: never more than two drawings.
 */
export function drawFitting<V extends object>(roomiest: V, tighter: readonly (() => V)[], draw: (view: V) => AdaptiveCard): AdaptiveCard {
  const card = draw(roomiest);
  const excess = cardBytes(card) - MAX_CARD_BYTES;
  if (excess <= 0) return card;
  const allowed = jsonBytes(roomiest) - excess;
  let view = roomiest;
  for (const next of tighter) {
    view = next();
    if (jsonBytes(view) <= allowed) break;
  }
  return draw(view);
}

function expand(template: object, view: object): AdaptiveCard {
  let ready = parsed.get(template);
  if (!ready) {
    ready = new (templating().Template)(template);
    parsed.set(template, ready);
  }
  return ready.expand({ $root: view }) as AdaptiveCard;
}
