import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import { NAVN_TEGN, UNKNOWN_CONTACT } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './kontaktperson.json';

export interface KontaktpersonInput extends DialogInput<'kontaktperson'> {
  readonly state: IncidentState;
  /** How the contact person is reached who is known already, for whoever may see it. */
  readonly kendt?: { readonly phone: string; readonly email: string } | undefined;
}

/**
 * Offers the authority that still lacks a contact person first. What is known is filled in, so that it can be corrected
 * without typing it again; not where another authority could be chosen, whose contact person it is not.
 */
export function kontaktpersonDialog({ state, kendt, nonce, values, error }: KontaktpersonInput): AdaptiveCard {
  const missing = state.myndigheder.find((myndighed) => !myndighed.kontaktperson) ?? state.myndigheder[0];
  const known = state.myndigheder.length === 1 ? missing?.kontaktperson : undefined;
  const {
    myndighed = missing?.navn ?? '',
    navn = known?.name ?? '',
    telefon = (known && kendt?.phone) ?? '',
    email = (known && kendt?.email) ?? '',
  } = values ?? {};
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
