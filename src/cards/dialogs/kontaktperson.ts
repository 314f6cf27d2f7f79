import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import { NAVN_TEGN, UNKNOWN_CONTACT } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './kontaktperson.json';

export interface KontaktpersonInput extends DialogInput<'kontaktperson'> {
  readonly state: IncidentState;
}

/** Offers the authority that still lacks a contact person first. */
export function kontaktpersonDialog({ state, nonce, values, error }: KontaktpersonInput): AdaptiveCard {
  const missing = state.myndigheder.find((myndighed) => !myndighed.kontaktperson) ?? state.myndigheder[0];
  const { myndighed = missing?.navn ?? '', navn = '', telefon = '', email = '' } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: { navn, telefon, email },
    view: {
      nonce,
      haendelse: state.id,
      myndighed,
      myndigheder: state.myndigheder.map((candidate) => ({
        title: `${inertShort(candidate.navn, 60)} (${candidate.kontaktperson ? `nu: ${inertShort(candidate.kontaktperson.name, NAVN_TEGN)}` : UNKNOWN_CONTACT})`,
        value: candidate.navn,
      })),
    },
  });
}
