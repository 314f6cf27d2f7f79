import { shorten } from '../domain/opening/opening';
import { inertLines } from './inert';
import template from './openHaendelseCard.json';
import { render, type AdaptiveCard } from './render';

// The button carries the text into the dialog; the message that it came from still has the whole.
const BESKRIVELSE_TEGN = 3_000;

/** The answer to /haendelse: a dialog can only be opened by a press. */
export function openHaendelseCard({ beskrivelse = '' }: { readonly beskrivelse?: string | undefined }): AdaptiveCard {
  return render(template, {
    vist: inertLines(beskrivelse, 300),
    data: { msteams: { type: 'task/fetch' }, dialog: 'aabnHaendelse', beskrivelse: shorten(beskrivelse, BESKRIVELSE_TEGN) },
  });
}
