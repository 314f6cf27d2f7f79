import type { IncidentState } from '../../domain/state';
import type { AdaptiveCard } from '../render';
import template from './afblaes.json';
import { dialogCard, type DialogInput } from './dialog';

/** A false alarm is called off; everybody who was told anything is told so. */
export function afblaesDialog({ state, nonce, values, error }: DialogInput<'afblaes'> & { readonly state: IncidentState }): AdaptiveCard {
  const { begrundelse = '' } = values ?? {};
  const told = state.alarm ? state.alarm.alarmerede.length + state.alarm.holdKlar.length : 0;
  const meetings = state.moeder.moeder.filter(({ status }) => status === 'planlagt').map(({ titel }) => titel);
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse },
    view: { nonce, haendelse: state.id, hvem: `${told} ${told === 1 ? 'person' : 'personer'} får besked med det samme.${meetings.length > 0 ? ` ${meetings.join(' og ')} bliver aflyst.` : ''}` },
  });
}
