import { findMoede } from '../../domain/meetings/meetings';
import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import { personValue } from '../meetingActions';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './fremmoede.json';

/** Roll-call: everybody is there unless ticked. */
export function fremmoedeDialog({ state, moede: id, nonce, values, error }: DialogInput<'fremmoede'> & { readonly state: IncidentState; readonly moede: string }): AdaptiveCard {
  const moede = findMoede(state.moeder, id);
  return dialogCard(template, {
    state,
    error,
    texts: {},
    view: {
      nonce,
      haendelse: state.id,
      moede: id,
      fravaerende: values?.fravaerende ?? (moede?.fravaerende ?? []).map((person) => personValue(person.id)).join(','),
      valg: (moede?.deltagere ?? []).map((person) => ({ title: inertShort(person.name, 80), value: personValue(person.id) })),
    },
  });
}
