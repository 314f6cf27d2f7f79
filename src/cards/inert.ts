import { shorten } from '../domain/opening/opening';

const ZERO_WIDTH_SPACE = '\u200b';

/** Control characters, and marks that would turn the reading direction of everything that follows. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text that somebody wrote, made safe to show on a card in one line: control characters, halves of surrogate pairs and
 * direction marks go, and what a host would compute (`{{DATE(…)}}`, `${…}`) is broken by an invisible space. Markdown
 * needs no treatment, since such text is only ever shown in a TextRun, a choice or a button's title.
 */
export function inert(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(HALF_PAIR, '\ufffd')
    .replace(/\{(?=\{)|\$(?=\{)/g, `$&${ZERO_WIDTH_SPACE}`)
    .trim();
}

/** The beginning of such a text. Only as much is cleaned as can be shown: a card has many texts, and each may be very long. */
export function inertShort(text: string, characters: number): string {
  const head = text.slice(0, characters * 2 + 20);
  return shorten(head.length < text.length ? `${inert(head)}…` : inert(head), characters);
}

/** The same, where there is room for the lines as they were written: a TextRun keeps no line breaks. What is beyond the last is in it. */
export function inertLines(text: string, characters: number, most = 8): readonly string[] {
  const lines = shorten(text, characters)
    .split(/[\r\n]+/)
    .map(inert)
    .filter((line) => line !== '');
  const rest = lines.slice(most - 1).join(' ');
  return rest === '' ? lines : [...lines.slice(0, most - 1), rest];
}

/** Hard spaces: what means little in two halves stays on one line of a phone. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
