import { findMoede } from '../../domain/meetings/meetings';
import type { IncidentState } from '../../domain/state';
import { dayAndTime } from '../../domain/time';
import type { AdaptiveCard } from '../render';
import template from './aflysMoede.json';
import { dialogCard, type DialogInput } from './dialog';

export function aflysMoedeDialog({ state, moede: id, nonce, values, error }: DialogInput<'aflysMoede'> & { readonly state: IncidentState; readonly moede: string }): AdaptiveCard {
  const moede = findMoede(state.moeder, id);
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse: values?.begrundelse ?? '' },
    view: { nonce, haendelse: state.id, moede: id, hvad: moede ? `${moede.titel} ${dayAndTime(moede.start)} aflyses for ${moede.deltagere.length} deltagere.` : '' },
  });
}
