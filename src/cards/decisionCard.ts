import type { DecisionPart, IncidentState } from '../domain/state';
import template from './decisionCard.json';
import { inertShort } from './inert';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

const PARTS: Readonly<Record<DecisionPart, string>> = { beslutter: 'hvem der besluttede det', begrundelse: 'hvorfor' };

/** An incomplete decision is kept as information until somebody gives what it lacks. */
export function decisionCard({ state, nr }: { readonly state: IncidentState; readonly nr: number }): AdaptiveCard {
  const entry = state.log.entries.find((candidate) => candidate.nr === nr);
  const mangler = entry !== undefined && entry.mangler.length > 0;
  const view = {
    haendelse: state.id,
    nr,
    mangler,
    tekst: inertShort(entry?.tekst ?? '', 300),
    status: mangler ? `⚠ Gemt som information. Før det er en beslutning, mangler: ${missingText(entry.mangler)}.` : '✔ Beslutningen er fuldstændig.',
    farve: mangler ? 'Warning' : 'Good',
  };
  return withBodyStart(render(template, view), topOf(state, {}));
}

export function missingText(mangler: readonly DecisionPart[]): string {
  return mangler.map((part) => PARTS[part]).join(' og ');
}
