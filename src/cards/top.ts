import { whyClosed } from '../domain/closing/closing';
import type { IncidentState } from '../domain/state';
import { dayAndTime } from '../domain/time';
import { inertShort, unbroken } from './inert';
import { renderPart } from './render';
import template from './top.json';

/** A sentence for the one who pressed, or what is wrong with a form that is shown again. */
export type Besked = { readonly notice?: string | undefined } | { readonly error?: string | undefined };

/** The first lines of every card of an incident: which one it is, whether it is an exercise, and a sentence to the reader. */
export function topOf(state: IncidentState | undefined, besked: Besked): readonly unknown[] {
  const error = 'error' in besked ? besked.error : undefined;
  const notice = 'notice' in besked ? besked.notice : undefined;
  return renderPart(template, {
    oevelse: state?.oevelse ?? false,
    haendelse: state ? incidentTitle(state) : '',
    lukket: state ? closedLine(state) : '',
    besked: inertShort(error ?? notice ?? '', 240),
    beskedIkon: error ? '⚠' : 'ℹ',
    beskedStil: error ? 'attention' : 'accent',
  });
}

/** "■ Lukket: dublet af hændelse 2 · Bent Krogh 21.11. 14.05"; nothing while it is open. */
export function closedLine({ lukning }: Pick<IncidentState, 'lukning'>): string {
  if (!lukning) return '';
  const why = [whyClosed(lukning), inertShort(lukning.begrundelse, 160)].filter(Boolean).join(' – ');
  return `■ Lukket: ${why} · ${inertShort(lukning.by.name, 40)} ${unbroken(dayAndTime(lukning.at))}`;
}

/** "Hændelse 3 · Viborg: Telefonerne er nede" */
export function incidentTitle(state: Pick<IncidentState, 'nr' | 'kortNavn'>): string {
  return `Hændelse ${state.nr} · ${inertShort(state.kortNavn, 80)}`;
}
