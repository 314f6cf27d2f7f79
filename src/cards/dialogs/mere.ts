import type { Content } from '../../content/schema';
import { isVotedOn } from '../../domain/checklist/locks';
import { findInstruks } from '../../domain/instruks';
import { shorten } from '../../domain/opening/opening';
import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import { choicesById } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './mere.json';

export interface MereInput extends DialogInput<'mere'> {
  readonly state: IncidentState;
  readonly content: Content;
  readonly instruksId: string;
  readonly people: readonly PersonRef[];
}

const TRINTEKST_TEGN = 60;

/** Everything rarer than a press: one dialog per card, which asks for the step. */
export function mereDialog({ state, content, instruksId, people, nonce, values, error }: MereInput): AdaptiveCard {
  const steps = findInstruks(content, instruksId)?.afsnit.flatMap((afsnit) => afsnit.trin) ?? [];
  const { trin = '', handling = '', tekst = '', person = '' } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: { tekst },
    view: {
      nonce,
      haendelse: state.id,
      instruks: instruksId,
      trin,
      handling,
      person,
      trinValg: steps.map((step) => ({ title: `${step.nummer} ${shorten(step.tekst, TRINTEKST_TEGN)}${isVotedOn(step, content) ? ' (afgøres ved afstemning)' : ''}`, value: step.id })),
      personValg: choicesById(people),
    },
  });
}
