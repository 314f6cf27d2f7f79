import template from './chooseIncidentCard.json';
import { inertShort } from './inert';
import { render, type AdaptiveCard } from './render';

export interface ChooseIncidentInput {
  /** Id of the stored line that waits for its incident. */
  readonly indbakke: string;
  readonly text: string;
  readonly incidents: readonly { readonly id: string; readonly nr: number; readonly kortNavn: string; readonly oevelse?: boolean }[];
}

/** Stored first, asked about afterwards. */
export function chooseIncidentCard({ indbakke, text, incidents }: ChooseIncidentInput): AdaptiveCard {
  return render(template, {
    indbakke,
    linje: inertShort(text, 300),
    haendelser: incidents.slice(0, 20).map(({ id, nr, kortNavn, oevelse }) => ({ id, titel: `${oevelse ? 'ØVELSE · ' : ''}${nr} · ${inertShort(kortNavn, 60)}` })),
  });
}
