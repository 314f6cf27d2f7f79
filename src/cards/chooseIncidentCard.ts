import template from './chooseIncidentCard.json';
import { inertLines } from './inert';
import { render, type AdaptiveCard } from './render';
import { incidentTitle } from './top';

export interface Choice {
  readonly id: string;
  readonly nr: number;
  readonly kortNavn: string;
  readonly oevelse?: boolean;
}

export const CHOOSE_SUMMARY = 'Hvilken hændelse hører linjen til?';
const SHOWN = 20;

/** Stored first, asked about afterwards. `indbakke`: id of the stored line that waits for its incident. */
export function chooseIncidentCard({ indbakke, text, incidents }: { readonly indbakke: string; readonly text: string; readonly incidents: readonly Choice[] }): AdaptiveCard {
  return render(template, { indbakke, linje: inertLines(text, 300), haendelser: choiceRows(incidents) });
}

/** Each in words above a short button: Teams cuts a long title off, and two incidents may begin alike. */
export function choiceRows(incidents: readonly Choice[]) {
  return incidents.slice(0, SHOWN).map((choice) => ({ id: choice.id, nr: choice.nr, oevelse: choice.oevelse ?? false, titel: incidentTitle(choice) }));
}
