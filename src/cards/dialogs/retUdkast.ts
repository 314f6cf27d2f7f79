import type { DraftId } from '../../domain/orientation/orientation';
import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import { clockTime, type Instant } from '../../domain/time';
import { inertLines, inertShort, unbroken } from '../inert';
import { NAVN_TEGN } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './retUdkast.json';

export interface RetUdkastInput extends DialogInput<'retUdkast'> {
  readonly state: IncidentState;
  readonly udkast: DraftId;
  /** Somebody else has the text open too. */
  readonly rettesAf?: { readonly person: PersonRef; readonly siden: Instant } | undefined;
}

const NYERE_TEGN = 1_500;
const NYERE_LINJER = 20;

/** The text of a mail, as it stands. What was typed over an older text comes back below the newer one. */
export function retUdkastDialog({ state, udkast, nonce, values, error, rettesAf }: RetUdkastInput): AdaptiveCard {
  const draft = state.udkast[udkast];
  const { emne = draft?.emne ?? '', tekst = draft?.tekst ?? '' } = values ?? {};
  const erNyere = draft !== undefined && values?.revision !== undefined && values.revision !== draft.revision;
  const view = {
    nonce,
    haendelse: state.id,
    udkast,
    revision: draft?.revision ?? 0,
    rettesAf: rettesAf
      ? `✎ ${inertShort(rettesAf.person.name, NAVN_TEGN)} er ved at rette teksten (siden ${unbroken(clockTime(rettesAf.siden))}). Tal sammen først.`
      : '',
    erNyere,
    nytEmne: erNyere ? inertShort(draft.emne, 200) : '',
    nyeLinjer: erNyere ? inertLines(draft.tekst, NYERE_TEGN, NYERE_LINJER) : [],
  };
  return dialogCard(template, { state, error, texts: { emne, tekst }, view });
}
