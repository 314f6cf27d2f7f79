import { plainText, tidied } from '../../app/plainText';

/** The line that Exchange draws above the lines on how to join. */
const RULE = /_{20,}/g;

interface Page {
  /** What we wrote. */
  readonly own: string;
  /** How to join; undefined: not to be told from what we wrote. */
  readonly joining: string | undefined;
}

/**
 * The meeting's page with another text on it. Exchange puts the lines on how to join into the page itself, and takes the
 * online meeting away when they are gone from it: so they are kept. Where they cannot be told from the text that stood
 * before, all of the old page is kept, below.
 */
export function withText(html: string, text: string, joinUrl: string | undefined): string {
  const { own, joining } = pageOf(html, joinUrl);
  const kept = joining ?? (joinUrl === undefined ? '' : `<br>${own}`);
  return `<html><body><div>${htmlOf(text)}</div>${kept}</body></html>`;
}

/** Whether the text is there already: an update that changes nothing would be sent to everybody all the same. */
export function says(html: string, text: string, joinUrl: string | undefined): boolean {
  const { own, joining } = pageOf(html, joinUrl);
  const read = plainText(own);
  return read === tidied(text) || (joining === undefined && read.startsWith(`${tidied(text)}\n`));
}

function pageOf(html: string, joinUrl: string | undefined): Page {
  const body = /<body[^>]*>([^]*)<\/body>/i.exec(html)?.[1] ?? html;
  if (joinUrl === undefined) return { own: body, joining: undefined };
  const link = Math.max(body.lastIndexOf(joinUrl), body.lastIndexOf(htmlOf(joinUrl)));
  const rule = [...body.matchAll(RULE)].map(({ index }) => index).findLast((index) => index < link);
  if (rule === undefined) return { own: body, joining: undefined };
  // With the tags that are opened around it, which stand close by.
  const near = Math.max(0, rule - 1000);
  const from = near + body.slice(near, rule).search(/(<[a-z][^>]*>\s*)*$/i);
  return { own: body.slice(0, from), joining: body.slice(from) };
}

function htmlOf(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/\r?\n/g, '<br>');
}
