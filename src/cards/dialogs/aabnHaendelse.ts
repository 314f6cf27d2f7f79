import { inertShort } from '../inert';
import type { AdaptiveCard } from '../render';
import template from './aabnHaendelse.json';
import { dialogCard, type DialogInput } from './dialog';

export interface AabnHaendelseInput extends DialogInput<'aabnHaendelse'> {
  /** One was opened for the same myndighed a short while ago: nothing is opened until the reader says so. */
  readonly allerede?: { readonly nr: number; readonly af: string; readonly kl: string; readonly link?: string | undefined } | undefined;
}

export function aabnHaendelseDialog({ nonce, values, error, allerede }: AabnHaendelseInput): AdaptiveCard {
  const { beskrivelse = '', myndigheder = '', kontaktperson = '', telefon = '', email = '', oevelse, alligevel } = values ?? {};
  return dialogCard(template, {
    error: allerede ? `Allerede åbnet af ${inertShort(allerede.af, 60)} ${allerede.kl}: hændelse ${allerede.nr} – gå til den. Intet er åbnet nu.` : error,
    texts: { beskrivelse, myndigheder, kontaktperson, telefon, email },
    view: {
      nonce,
      oevelse: oevelse === 'true' ? 'true' : 'false',
      spoergIgen: allerede !== undefined || alligevel === 'true',
      alligevel: alligevel === 'true' ? 'true' : 'false',
      link: allerede?.link ? `[Gå til hændelse ${allerede.nr}](${allerede.link})` : '',
    },
  });
}
