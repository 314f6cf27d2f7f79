import type { DecisionPart, IncidentState } from '../domain/state';
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
    tekst: inertShort(entry?.tekst ?? '', 300),
    status: mangler ? `⚠ Gemt som information. Før det er en beslutning, mangler: ${missingText(entry.mangler)}.` : '✔ Beslutningen er fuldstændig.',
    farve: mangler ? 'Warning' : 'Good',
  };
}

export function missingText(mangler: readonly DecisionPart[]): string {
  return mangler.map((part) => PARTS[part]).join(' og ');
}
