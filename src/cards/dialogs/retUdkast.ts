import type { DraftId } from '../../domain/orientation/orientation';
import type { IncidentState } from '../../domain/state';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './retUdkast.json';

export interface RetUdkastInput extends DialogInput<'retUdkast'> {
  readonly state: IncidentState;
  readonly udkast: DraftId;
}

/** The text of a mail, as it stands. */
export function retUdkastDialog({ state, udkast, nonce, values, error }: RetUdkastInput): AdaptiveCard {
  const draft = state.udkast[udkast];
  const { emne = draft?.emne ?? '', tekst = draft?.tekst ?? '' } = values ?? {};
  return dialogCard(template, { state, error, texts: { emne, tekst }, view: { nonce, haendelse: state.id, udkast } });
}
