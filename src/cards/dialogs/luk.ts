import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './luk.json';

export interface LukInput extends DialogInput<'luk'> {
  readonly state: IncidentState;
  /** Every incident there is; the latest are offered. */
  readonly haendelser: readonly { readonly nr: number; readonly kortNavn: string; readonly oevelse: boolean }[];
}

const VALG = 30;

/** For an incident that should not have been one: a duplicate, or opened by mistake. */
export function lukDialog({ state, haendelser, nonce, values, error }: LukInput): AdaptiveCard {
  const { grund = '', dubletAf = '', begrundelse = '' } = values ?? {};
  const others = haendelser.filter(({ nr }) => nr !== state.nr).slice(-VALG);
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse },
    view: {
      nonce,
      haendelse: state.id,
      grund,
      dubletAf,
      dubletValg: others.reverse().map(({ nr, kortNavn, oevelse }) => ({ title: `${oevelse ? 'ØVELSE · ' : ''}${nr} · ${inertShort(kortNavn, 60)}`, value: String(nr) })),
    },
  });
}
