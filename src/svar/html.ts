import { createHash } from 'node:crypto';
import type { WantedAnswer } from '../domain/mail/settings';
import type { SvarAnswer } from '../app/svarlink';

/** What everybody reads on the page, whichever of its states it is in. */
export interface PageHead {
  readonly nr: number;
  readonly oevelse: boolean;
  /** A number at work. */
  readonly ring?: string | undefined;
  /** What is asked whether it suits, with its times. */
  readonly aftalt?: string | undefined;
}

export const BEMAERKNING_TEGN = 500;

const STYLE = `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;font:1.125rem/1.5 system-ui,"Segoe UI",Roboto,sans-serif;color:#1b1b1b;background:#fff}
main{max-width:34rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem}
.om{color:#454545;margin:0}
.aftalt{font-weight:600;overflow-wrap:anywhere}
.oevelse{background:#5c2d91;color:#fff;padding:.5rem .75rem;margin:0 0 .75rem;font-weight:700}
.besked{border:2px solid;border-left-width:.5rem;padding:.5rem .75rem;margin:0 0 1rem;overflow-wrap:anywhere}
.fejl{border-color:#a4262c}
.gemt{border-color:#107c10}
label{display:block;font-weight:600;margin-bottom:.25rem}
textarea{width:100%;min-height:5.5rem;font:inherit;color:inherit;background:transparent;padding:.5rem;border:2px solid #616161;border-radius:4px}
button{display:block;width:100%;min-height:3.25rem;margin:0 0 .75rem;padding:.5rem .75rem;font:inherit;font-weight:700;color:#fff;background:#0f548c;border:2px solid #0f548c;border-radius:4px;overflow-wrap:anywhere}
button+button{color:#0f548c;background:#fff}
:focus-visible{outline:3px solid #1b1b1b;outline-offset:3px}
a{color:#0f548c;font-weight:700;white-space:nowrap}
@media (prefers-color-scheme:dark){
body{color:#f3f3f3;background:#1b1b1b}
.om{color:#c8c8c8}
.fejl{border-color:#ff99a4}
.gemt{border-color:#9fd89f}
textarea{border-color:#adadad}
button{color:#10243a;background:#96c6fa;border-color:#96c6fa}
button+button{color:#96c6fa;background:#1b1b1b}
:focus-visible{outline-color:#fff}
a{color:#96c6fa}
}`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': POLICY,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** The question with its buttons. Nothing is decided by looking at it. */
export function questionPage(
  head: PageHead,
  svar: WantedAnswer,
  again: { readonly bemaerkning: string; readonly fejl: string } | undefined,
): SvarAnswer {
  const buttons = svar.knapper
    .map(({ id, titel }) => `<button type="submit" name="svar" value="${escapeHtml(id)}">${escapeHtml(titel)}</button>`)
    .join('\n');
  const error = again ? `<p class="besked fejl" role="alert">⚠ ${escapeHtml(again.fejl)}</p>` : '';
  const form = `<form method="post">
<p><label for="bemaerkning">Vil du tilføje noget? (kan udelades)</label>
<textarea id="bemaerkning" name="bemaerkning" maxlength="${BEMAERKNING_TEGN}" aria-describedby="husk">${escapeHtml(again?.bemaerkning ?? '')}</textarea>
<span class="om" id="husk">Skriv ingen CPR-numre eller andet om enkelte borgere.</span></p>
${buttons}
</form>`;
  return page(
    again ? 400 : 200,
    again ? `Ikke gemt: ${svar.spoergsmaal}` : svar.spoergsmaal,
    head,
    `<h1>${escapeHtml(svar.spoergsmaal)}</h1>\n${agreed(head)}${error}${form}`,
  );
}

/** What was answered and when. `andet`: something else was pressed later, and that counts for nothing. */
export function answeredPage(
  head: PageHead,
  {
    svartekst,
    bemaerkning,
    tid,
    nu,
    andet,
    ringOp = false,
    iTelefonen = false,
  }: {
    readonly svartekst: string;
    readonly bemaerkning: string;
    readonly tid: string;
    readonly nu: boolean;
    readonly andet: boolean;
    readonly ringOp?: boolean;
    readonly iTelefonen?: boolean;
  },
): SvarAnswer {
  const heading = nu ? 'Tak. Dit svar er gemt' : 'Du har allerede svaret';
  const warning = andet ? '<p class="besked fejl" role="alert">⚠ Det, du trykkede på nu, er ikke gemt. Dit første svar gælder.</p>' : '';
  const note = bemaerkning ? `<br>${escapeHtml(bemaerkning)}` : '';
  return page(
    andet ? 409 : 200,
    heading,
    head,
    `<h1>${heading}</h1>\n${agreed(head)}${warning}<p class="besked gemt">✔ Svaret ${escapeHtml(tid)}${iTelefonen ? ' i telefonen' : ''}: <strong>${escapeHtml(svartekst)}</strong>${note}</p>\n${ringOp && !iTelefonen ? '<p>DDH får besked om at ringe til dig.</p>\n' : ''}<p>Har det ændret sig, så ring.</p>`,
  );
}

/** What was asked about is not so any more: an answer would be one to something else. `pressed`: somebody has given it all the same. */
export function overtakenPage(head: PageHead, hvorfor: keyof typeof OVERTAKEN, pressed: boolean): SvarAnswer {
  const { overskrift, tekst } = OVERTAKEN[hvorfor];
  const notSaved = pressed ? '<p class="besked fejl" role="alert">⚠ Det, du trykkede på nu, er ikke gemt.</p>\n' : '';
  return page(pressed ? 409 : 410, overskrift, head, `<h1>${overskrift}</h1>\n${notSaved}<p>${tekst}</p>`);
}

const OVERTAKEN = {
  aendret: { overskrift: 'Aftalen er ændret', tekst: 'Du får en nyere mail om det. Svar i den.' },
  aflyst: { overskrift: 'Mødet er aflyst', tekst: 'Du skal ikke gøre mere.' },
  genaabnet: { overskrift: 'Beslutningen er åbnet igen', tekst: 'Du får en mail, når der er besluttet på ny.' },
  ikkeMed: { overskrift: 'Du er ikke længere med på mødet', tekst: 'Du skal ikke gøre mere.' },
} as const;

function agreed({ aftalt }: PageHead): string {
  return aftalt ? `<p class="aftalt">${escapeHtml(aftalt)}</p>\n` : '';
}

/** The same for a link that never was and one that is over: neither tells anything. */
export function gonePage(status: 404 | 410): SvarAnswer {
  return page(
    status,
    'Linket gælder ikke',
    undefined,
    '<h1>Linket gælder ikke</h1>\n<p>Det er forkert, udløbet eller kaldt tilbage. Intet er ændret.</p>\n<p>Står der et telefonnummer i mailen, så ring til det.</p>',
  );
}

export function tooManyPage(): SvarAnswer {
  const answer = page(
    429,
    'Vent lidt',
    undefined,
    '<h1>Vent lidt</h1>\n<p>Der er trykket mange gange på kort tid. Intet er ændret. Prøv igen om et minut, eller ring til nummeret i mailen.</p>',
  );
  return { ...answer, headers: { ...answer.headers, 'Retry-After': '60' } };
}

/** It was only looked at: nothing could get lost. */
export function notShownPage(status: 500 | 503): SvarAnswer {
  return page(
    status,
    'Siden kan ikke vises',
    undefined,
    '<h1>Siden kan ikke vises lige nu</h1>\n<p>Intet er ændret. Prøv igen om lidt, eller ring til nummeret i mailen.</p>',
  );
}

export function notSavedPage(status: 500 | 503): SvarAnswer {
  return page(
    status,
    'Dit svar er IKKE gemt',
    undefined,
    '<h1>Dit svar er IKKE gemt</h1>\n<p role="alert">⚠ Det lykkedes ikke lige nu. Gå tilbage og prøv igen om lidt, eller ring til nummeret i mailen.</p>',
  );
}

function page(status: number, title: string, head: PageHead | undefined, main: string): SvarAnswer {
  const mark = head?.oevelse ? '<p class="oevelse">ØVELSE – dette er kun en øvelse</p>\n' : '';
  const about = head ? `<p class="om">DDH Beredskab, hændelse ${head.nr}</p>` : '<p class="om">DDH Beredskab</p>';
  const ring = head?.ring
    ? `<p>Spørgsmål? Ring til <a href="tel:${escapeHtml(head.ring.replace(/[^+\d]/g, ''))}">${escapeHtml(head.ring)}</a>.</p>`
    : '';
  const html = `<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${head?.oevelse ? 'ØVELSE – ' : ''}${escapeHtml(title)} – DDH Beredskab</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${mark}${about}
${main}
${ring}
</main>
</body>
</html>
`;
  return { status, headers: HEADERS, html };
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}
