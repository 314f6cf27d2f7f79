import type { Content } from '../../content/schema';
import { dateAndTime } from '../../domain/danishTime';
import type { IncidentState } from '../../domain/state';
import { minutesAfter, type Instant } from '../../domain/time';
import type { AdaptiveCard } from '../render';
import { asksContact } from './asksContact';
import { dialogCard, type DialogInput } from './dialog';
import template from './kadence.json';

export interface KadenceInput extends DialogInput<'kadence'> {
  readonly state: IncidentState;
  readonly content: Content;
  readonly now: Instant;
}

/** How often the hændelsesmyndighed tells how things are, as agreed with it. */
export function kadenceDialog({ state, content, now, nonce, values, error }: KadenceInput): AdaptiveCard {
  const { kadence } = state.moeder;
  const usual = content.moeder.kadence.hverMinutter;
  const next = dateAndTime(kadence?.naeste ?? minutesAfter(now, usual));
  return dialogCard(template, {
    state,
    error,
    texts: {},
    view: {
      nonce,
      haendelse: state.id,
      spoerges: asksContact(state),
      hverMinutter: Number(values?.hverMinutter) || (kadence?.hverMinutter ?? usual),
      beskedDato: values?.beskedDato || next.dato,
      beskedTid: values?.beskedTid || next.tid,
    },
  });
}
