import type { IncidentState } from '../../domain/state';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './sletLinje.json';

export interface SletLinjeInput extends DialogInput<'sletLinje'> {
  readonly state: IncidentState;
}

export function sletLinjeDialog({ state, nonce, values, error }: SletLinjeInput): AdaptiveCard {
  const { linje = '', begrundelse = '' } = values ?? {};
  return dialogCard(template, { state, error, texts: { linje, begrundelse }, view: { nonce, haendelse: state.id } });
}
