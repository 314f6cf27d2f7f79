import template from './chatChoiceCard.json';
import { choiceTitle, type Choice } from './chooseIncidentCard';
import { render, type AdaptiveCard } from './render';

export const CHAT_CHOICE_SUMMARY = 'Hvilken hændelse skriver du om her i chatten?';
const HOLDS = 'Valget gælder, til du vælger en anden, eller hændelsen bliver lukket.';
const SHOWN = 20;

/** In a personal chat no thread tells which incident is meant: its owner does, and can change it at any time. */
export function chatChoiceCard({ incidents, chosen }: { readonly incidents: readonly Choice[]; readonly chosen?: string | undefined }): AdaptiveCard {
  const current = incidents.find(({ id }) => id === chosen);
  const others = incidents.filter((choice) => choice !== current);
  const forklaring = current ? HOLDS : `Vælg den, og skriv så det samme igen. ${HOLDS}`;
  return render(template, { forklaring, valgt: current ? choiceTitle(current) : '', haendelser: others.slice(0, SHOWN).map((choice) => ({ id: choice.id, titel: choiceTitle(choice) })) });
}
