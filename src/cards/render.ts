import type { Template } from 'adaptivecards-templating';

/** An Adaptive Card as JSON, ready to be sent. */
export type AdaptiveCard = Readonly<Record<string, unknown>>;

/** No card is larger than this, counted as UTF-8 (platform facts, §1). */
export const MAX_CARD_BYTES = 28_000;

// Parsing a template costs far more than expanding it, and there is one per card for the life of the process.
const parsed = new WeakMap<object, Template>();

/** Parts kept per template: all sections of all instrukser of a dozen incidents, a few MB. */
const KEPT_PARTS = 300;
const parts = new WeakMap<object, Map<string, readonly unknown[]>>();

/** What a card is as JSON: written out to see its size, and used again to send it. */
const texts = new WeakMap<object, string>();

/** Expands a template with its view data. Data is never read as an expression, so `${…}` in a user's text stays text. */
export function render(template: object, view: object): AdaptiveCard {
  return { version: '1.5', lang: 'da', ...expand(template, view) };
}

/** The elements of a partial template, to be put into another card's body. */
export function renderBody(template: object, view: object): readonly unknown[] {
  return bodyOf(expand(template, view));
}

/**
 * The same for a part that mostly looks as it did the last time. Expanding is what costs most in a press, and a press
 * changes one section of many. The elements are shared between cards: nobody may change them.
 */
export function renderPart(template: object, view: object): readonly unknown[] {
  const kept = parts.get(template) ?? new Map<string, readonly unknown[]>();
  parts.set(template, kept);
  const key = JSON.stringify(view);
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= KEPT_PARTS) kept.delete(kept.keys().next().value!); // the oldest
  const drawn = renderBody(template, view);
  kept.set(key, drawn);
  return drawn;
}

/** Puts shared elements before a card's own. */
export function withBodyStart(card: AdaptiveCard, start: readonly unknown[]): AdaptiveCard {
  return { ...card, body: [...start, ...bodyOf(card)] };
}

export function withBodyEnd(card: AdaptiveCard, end: readonly unknown[]): AdaptiveCard {
  return { ...card, body: [...bodyOf(card), ...end] };
}

export function cardJson(card: object): string {
  const text = texts.get(card) ?? JSON.stringify(card);
  texts.set(card, text);
  return text;
}

export function cardBytes(card: AdaptiveCard): number {
  return Buffer.byteLength(cardJson(card), 'utf8');
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

function bodyOf(card: AdaptiveCard): readonly unknown[] {
  return Array.isArray(card.body) ? (card.body as unknown[]) : [];
}

function expand(template: object, view: object): AdaptiveCard {
  let ready = parsed.get(template);
  if (!ready) {
    ready = new (templating().Template)(template);
    parsed.set(template, ready);
  }
  return ready.expand({ $root: view }) as AdaptiveCard;
}
