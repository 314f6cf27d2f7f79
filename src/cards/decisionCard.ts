import type { DecisionPart, IncidentState, LogEntryState } from '../domain/state';
import template from './decisionCard.json';
import { inertShort } from './inert';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

const PARTS: Readonly<Record<DecisionPart, string>> = { beslutter: 'hvem der besluttede det', begrundelse: 'hvorfor' };

export interface DecisionCardInput {
  readonly state: IncidentState;
  readonly nr: number;
}

const KEY = 'beslutning:';

/** What a card row calls this card; there is one per incomplete decision. */
export function decisionCardKey(nr: number): string {
  return `${KEY}${nr}`;
}

/** The line that a card row of this kind is about. */
export function decisionNr(cardKey: string): number | undefined {
  return cardKey.startsWith(KEY) ? Number(cardKey.slice(KEY.length)) : undefined;
}

/** An incomplete decision is kept as information until somebody gives what it lacks. */
export function decisionCard(input: DecisionCardInput): AdaptiveCard {
  return withBodyStart(render(template, decisionView(input)), topOf(input.state, {}));
}

export function decisionView({ state, nr }: DecisionCardInput): object {
  const entry = state.log.entries.find((candidate) => candidate.nr === nr);
  const mangler = entry !== undefined && entry.mangler.length > 0;
  return {
    haendelse: state.id,
    nr,
    mangler: mangler && state.phase === 'open',
    tekst: entry ? inertShort(entry.tekst, 300) : '[slettet]',
    ...(mangler
      ? { status: `⚠ Gemt som information. Før det er en beslutning, mangler: ${missingText(entry.mangler)}.`, farve: 'Warning' }
      : whatBecameOf(entry, state)),
  };
}

/** Nothing is asked for any more: it was completed, corrected to something else, or erased. */
function whatBecameOf(entry: LogEntryState | undefined, { log }: IncidentState): { readonly status: string; readonly farve: string } {
  if (!entry) return { status: 'ℹ Linjen er slettet.', farve: 'Default' };
  const first = (line: LogEntryState) => line.foersteNr ?? line.nr;
  const now = log.entries.findLast((line) => first(line) === first(entry) && !line.afloest);
  if (!now) return { status: 'ℹ Linjen er rettet, og rettelsen er slettet.', farve: 'Default' };
  if (now.entryType === 'beslutning' && now.mangler.length === 0) return { status: `✔ Beslutningen er fuldstændig. Den står i linje ${now.nr}.`, farve: 'Good' };
  return { status: `ℹ Linjen er rettet i linje ${now.nr}.`, farve: 'Default' };
}

export function missingText(mangler: readonly DecisionPart[]): string {
  return mangler.map((part) => PARTS[part]).join(' og ');
}
