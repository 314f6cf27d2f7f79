import type { Content } from '../../content/schema';
import { KONTAKTPERSON_STEP } from '../../domain/checklist/decide';
import { findInstruks, findStep } from '../../domain/instruks';
import type { PersonRef } from '../../domain/person';
import { holders, type IncidentState } from '../../domain/state';
import { choicesByName, deciders } from '../people';
import type { AdaptiveCard } from '../render';
import template from './beslut.json';
import { dialogCard, type DialogInput } from './dialog';

export interface BeslutInput extends DialogInput<'beslut'> {
  readonly state: IncidentState;
  readonly content: Content;
  readonly instruksId: string;
  readonly trinId: string;
  /** Others than the holders of the incident's roles and the styregruppe who may have decided. */
  readonly people: readonly PersonRef[];
}

/** @throws when the content has no such step. */
export function beslutDialog({ state, content, instruksId, trinId, people, nonce, values, error }: BeslutInput): AdaptiveCard {
  const instruks = findInstruks(content, instruksId);
  const trin = instruks && findStep(instruks, trinId)?.trin;
  if (!trin) throw new Error(`no step ${instruksId}/${trinId}`);
  const { valg = '', tekst = '', begrundelse = '', beslutter = defaultDecider(state, trin.roller) } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: { tekst, begrundelse },
    view: {
      nonce,
      haendelse: state.id,
      instruks: instruksId,
      trin: trin.id,
      nummer: trin.nummer,
      trintekst: trin.tekst,
      harValg: trin.valg !== undefined,
      valg: trin.valg ?? [],
      valgt: valg,
      // The core takes the decision's text of this one step as the contact person's name.
      tekstlabel: trin.id === KONTAKTPERSON_STEP ? 'Kontaktpersonens navn' : 'Hvad er besluttet?',
      beslutter,
      beslutterValg: choicesByName(deciders(state, people), beslutter),
    },
  });
}

function defaultDecider(state: IncidentState, roller: readonly string[]): string {
  return roller.flatMap((rolle) => holders(state, rolle))[0]?.name ?? '';
}
