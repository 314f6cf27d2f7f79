/** The line that Exchange draws above the lines on how to join. */
const RULE = /_{20,}/g;

/**
 * The meeting's page with another text on it. Exchange puts the lines on how to join into the page itself, and takes the
 * online meeting away when they are gone from it: so they are kept. Where they cannot be told from the text that stood
 * before, all of the old page is kept, below.
 */
export function withText(page: string, text: string, joinUrl: string | undefined): string {
  return `<html><body><div>${htmlOf(text)}</div>${joinUrl === undefined ? '' : joiningLines(page, joinUrl)}</body></html>`;
}

function joiningLines(page: string, joinUrl: string): string {
  const body = /<body[^>]*>([^]*)<\/body>/i.exec(page)?.[1] ?? page;
  const link = Math.max(body.lastIndexOf(joinUrl), body.lastIndexOf(htmlOf(joinUrl)));
  const rule = [...body.matchAll(RULE)].map(({ index }) => index).findLast((index) => index < link);
  return rule === undefined ? `<br>${body}` : body.slice(Math.max(0, body.lastIndexOf('<', rule)));
}

function htmlOf(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/\r?\n/g, '<br>');
}
