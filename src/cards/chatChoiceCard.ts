import template from './chatChoiceCard.json';
import { choiceRows, type Choice } from './chooseIncidentCard';
import { render, type AdaptiveCard } from './render';
import { incidentTitle } from './top';

export const CHAT_CHOICE_SUMMARY = 'Hvilken hændelse skriver du om her i chatten?';
const HOLDS = 'Valget gælder, til du vælger en anden, eller hændelsen bliver lukket.';

/** In a personal chat no thread tells which incident is meant: its owner does, and can change it at any time. */
export function chatChoiceCard({ incidents, chosen }: { readonly incidents: readonly Choice[]; readonly chosen?: string | undefined }): AdaptiveCard {
  const current = incidents.find(({ id }) => id === chosen);
  const others = incidents.filter((choice) => choice !== current);
  const forklaring = current ? HOLDS : `Vælg den, og skriv så det samme igen. ${HOLDS}`;
  const valgt = current ? `${current.oevelse ? '🎓 ØVELSE · ' : ''}${incidentTitle(current)}` : '';
  return render(template, { forklaring, valgt, haendelser: choiceRows(others) });
}
