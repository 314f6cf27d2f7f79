import type { AdaptiveCard } from '../render';
import template from './aabnHaendelse.json';
import { dialogCard, type DialogInput } from './dialog';

export function aabnHaendelseDialog({ nonce, values, error }: DialogInput<'aabnHaendelse'>): AdaptiveCard {
  const { beskrivelse = '', myndigheder = '', kontaktperson = '', telefon = '', email = '', oevelse } = values ?? {};
  return dialogCard(template, {
    error,
    texts: { beskrivelse, myndigheder, kontaktperson, telefon, email },
    view: { nonce, oevelse: oevelse === 'true' ? 'true' : 'false' },
  });
}
