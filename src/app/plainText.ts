/**
 * Teams' HTML as the text that a bot would have been sent. Not a parser of HTML at large: Teams has cleaned what it
 * gives, and whatever is not understood here stays as text, which everybody who shows it escapes.
 */

const BLOCKS = new Set(['p', 'div', 'br', 'li', 'tr', 'ul', 'ol', 'table', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'codeblock']);
/** What stands between these tags is not for readers. */
const UNREAD = new Set(['script', 'style']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const HIGHEST_CODE_POINT = 0x10ffff;

/** Mentions are numbered; those of `leftOut` (the bot's own) leave nothing behind. */
export function plainText(html: string, leftOut: ReadonlySet<string> = new Set()): string {
  let text = '';
  let from = 0;
  while (from < html.length) {
    const open = html.indexOf('<', from);
    if (open < 0) break;
    text += decoded(html.slice(from, open));
    from = open + 1;
    if (!/^<(!|\/?[a-z])/i.test(html.slice(open, open + 3))) {
      text += '<'; // "3 < 4": no tag begins here
      continue;
    }
    const close = html.indexOf('>', open);
    if (close < 0) return tidied(`${text}<${decoded(html.slice(from))}`);
    from = close + 1;
    const [, closing, name = '', attributes = ''] = /^<(\/?)([a-z][a-z0-9]*)([^]*)>$/.exec(html.slice(open, from).toLowerCase()) ?? [];
    if (BLOCKS.has(name)) text += '\n';
    else if (closing) continue;
    else if (name === 'emoji') text += decoded(attribute(attributes, 'alt'));
    else if (UNREAD.has(name)) from = after(html, name, from);
    else if (name === 'at' && leftOut.has(attribute(attributes, 'id'))) from = after(html, name, from);
    else if (name === 'at') text += '@';
  }
  return tidied(text + decoded(html.slice(from)));
}

/** Behind the closing tag; the end, where there is none. */
function after(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[^>]*>`, 'gi');
  closing.lastIndex = from;
  return closing.test(html) ? closing.lastIndex : html.length;
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}

/** One pass: what an entity stands for is text and never read again. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > 0 && code <= HIGHEST_CODE_POINT ? String.fromCodePoint(code) : whole;
  });
}

/** Hard spaces become spaces; blocks that begin and end at the same place leave one line end. */
export function tidied(text: string): string {
  return text.replace(/[\u00a0\r]/g, ' ').replace(/[ \t]*\n[ \t\n]*/g, '\n').trim().toWellFormed();
}
