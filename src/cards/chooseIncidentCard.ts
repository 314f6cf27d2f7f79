import template from './chooseIncidentCard.json';
import { inertShort } from './inert';
import { render, type AdaptiveCard } from './render';

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
  return render(template, { indbakke, linje: inertShort(text, 300), haendelser: incidents.slice(0, SHOWN).map((choice) => ({ id: choice.id, titel: choiceTitle(choice) })) });
}

/** "ØVELSE · 2 · Viborg: Telefonerne er nede" */
export function choiceTitle({ nr, kortNavn, oevelse }: Choice): string {
  return `${oevelse ? 'ØVELSE · ' : ''}${nr} · ${inertShort(kortNavn, 60)}`;
}
