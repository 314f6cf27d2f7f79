import type { PersonRef } from '../../domain/person';
import { inertShort } from '../inert';
import { choicesById } from '../people';
import type { AdaptiveCard } from '../render';
import template from './aabnHaendelse.json';
import { dialogCard, type DialogInput } from './dialog';

export interface AabnHaendelseInput extends DialogInput<'aabnHaendelse'> {
  /** Whoever opens: the one who got the request, unless somebody else is chosen. */
  readonly me: PersonRef;
  readonly people: readonly PersonRef[];
  /** "14.05", as the clock was when the form was opened. */
  readonly kl: string;
  /** One was opened for the same myndighed a short while ago: nothing is opened until the reader says so. */
  readonly allerede?: { readonly nr: number; readonly af: string; readonly kl: string; readonly link?: string | undefined } | undefined;
}

/** Only what and whom is asked for; the rest has an answer, or can wait. */
export function aabnHaendelseDialog({ nonce, me, people, kl, values, error, allerede }: AabnHaendelseInput): AdaptiveCard {
  const {
    beskrivelse = '',
    myndigheder = '',
    fra = '',
    modtaget = kl,
    kontaktperson = '',
    telefon = '',
    email = '',
    oevelse,
    alligevel,
    medlem,
    modtager,
  } = values ?? {};
  return dialogCard(template, {
    error: allerede
      ? `Allerede åbnet af ${inertShort(allerede.af, 60)} ${allerede.kl}: hændelse ${allerede.nr} – gå til den. Intet er åbnet nu.`
      : error,
    texts: { beskrivelse, myndigheder, fra, modtaget, kontaktperson, telefon, email },
    view: {
      nonce,
      medlem: medlem === 'ja' || medlem === 'nej' ? medlem : 'liste',
      modtager: modtager || me.id,
      modtagere: choicesById(people, me),
      oevelse: oevelse === 'true' ? 'true' : 'false',
      spoergIgen: allerede !== undefined || alligevel === 'true',
      alligevel: alligevel === 'true' ? 'true' : 'false',
      link: allerede?.link ? `[Gå til hændelse ${allerede.nr}](${allerede.link})` : '',
    },
  });
}
