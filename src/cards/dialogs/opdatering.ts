import type { IncidentState } from '../../domain/state';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './opdatering.json';

/** What the hændelsesmyndighed has told. */
export function opdateringDialog({ state, nonce, values, error }: DialogInput<'opdatering'> & { readonly state: IncidentState }): AdaptiveCard {
  return dialogCard(template, { state, error, texts: { tekst: values?.tekst ?? '' }, view: { nonce, haendelse: state.id } });
}
