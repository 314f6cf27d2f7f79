import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import { choicesByName, deciders } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './udfyldBeslutning.json';

export interface UdfyldBeslutningInput extends DialogInput<'udfyldBeslutning'> {
  readonly state: IncidentState;
  readonly nr: number;
  readonly people: readonly PersonRef[];
}

/** What the line already says is filled in. */
export function udfyldBeslutningDialog({ state, nr, people, nonce, values, error }: UdfyldBeslutningInput): AdaptiveCard {
  const entry = state.log.entries.find((candidate) => candidate.nr === nr);
  const { beslutter = entry?.beslutter ?? '', begrundelse = entry?.begrundelse ?? '' } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse },
    view: {
      nonce,
      haendelse: state.id,
      nr,
      linje: inertShort(entry?.tekst ?? '', 400),
      beslutter,
      beslutterValg: choicesByName(deciders(state, people), beslutter),
    },
  });
}
