import type { DraftId, DraftState } from '../domain/orientation/orientation';
import { shorten } from '../domain/opening/opening';
import type { IncidentState } from '../domain/state';
import { dayAndTime, type Instant } from '../domain/time';
import template from './draftCard.json';
import { inertLines, inertShort, unbroken } from './inert';
import { contactText, NAVN_TEGN } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

/** How many there are, and how many of them have no address. */
export interface Mailable {
  readonly antal: number;
  readonly udenMail: number;
}

interface DraftCardInput {
  readonly state: IncidentState;
  readonly udkast: DraftId;
  readonly repraesentantskab: Mailable;
  readonly now: Instant;
  readonly notice?: string | undefined;
}

const TEKST_TEGN = 3_000;
const LINJER = 40;

/** A mail as it would be sent. Nothing here says that it was: sending is a capability of its own. */
export function draftCard({ state, udkast, repraesentantskab, now, notice }: DraftCardInput): AdaptiveCard {
  const view = { ...draftView({ state, udkast, now }), til: recipients(udkast, state, repraesentantskab) };
  return withBodyStart(render(template, view), topOf(state, { notice }));
}

export function draftView({ state, udkast, now }: Pick<DraftCardInput, 'state' | 'udkast' | 'now'>): object {
  const draft = state.udkast[udkast];
  if (!draft) throw new Error(`no card of the draft ${udkast}: it has not been prepared`);
  const { godkendt } = draft;
  const open = state.phase === 'open';
  return {
    haendelse: state.id,
    udkast,
    revision: draft.revision,
    titel: draft.titel,
    ...statusOf(draft),
    kontaktperson: udkast === 'hm' ? contactText(state) : '',
    emne: inertShort(draft.emne, 200),
    linjer: inertLines(draft.tekst, TEKST_TEGN, LINJER),
    forkortet: shorten(draft.tekst, TEKST_TEGN) !== draft.tekst,
    kanRettes: open && !godkendt,
    // The card is not drawn again when the seconds have passed; the core refuses the late press in words.
    kanFortrydes: open && godkendt !== undefined && Date.parse(now) < Date.parse(godkendt.fortrydesTil),
  };
}

function statusOf({ godkendt }: DraftState): { readonly status: string; readonly farve: string } {
  if (!godkendt) return { status: '○ Udkast – ikke godkendt', farve: 'Accent' };
  const who = `${inertShort(godkendt.by.name, NAVN_TEGN)} ${unbroken(dayAndTime(godkendt.at))}`;
  return { status: `✔ Godkendt af ${who} – klar til afsendelse, ikke sendt`, farve: 'Good' };
}

function recipients(udkast: DraftId, state: IncidentState, { antal, udenMail }: Mailable): string {
  if (udkast === 'hm') return `Kontaktperson: ${contactText(state)}`;
  if (antal === 0) return '⚠ DDH Repræsentantskab: ingen på listen';
  return `DDH Repræsentantskab, ${antal} ${antal === 1 ? 'person' : 'personer'}${udenMail > 0 ? ` (⚠ ${udenMail} uden mailadresse)` : ''}`;
}
