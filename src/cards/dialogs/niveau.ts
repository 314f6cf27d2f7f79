import type { Content } from '../../content/schema';
import type { IncidentState } from '../../domain/state';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './niveau.json';

export interface NiveauInput extends DialogInput<'niveau'> {
  readonly state: IncidentState;
  readonly content: Content;
}

/** The level up or down after activation: the kriseleder's decision. */
export function niveauDialog({ state, content, nonce, values, error }: NiveauInput): AdaptiveCard {
  const current = state.aktivering?.niveau;
  const { niveau = '', begrundelse = '' } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse },
    view: {
      nonce,
      haendelse: state.id,
      niveau,
      niveauer: content.beslutninger.niveauer.map(({ id, titel }) => ({ title: id === current ? `${titel} (nu)` : titel, value: id })),
    },
  });
}
