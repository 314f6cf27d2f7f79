import type { IncidentState } from '../../domain/state';
import type { VoteState } from '../../domain/vote/vote';
import type { AdaptiveCard } from '../render';
import { GRUND_TEGN } from '../voteActions';
import { dialogCard, type DialogInput } from './dialog';
import template from './ikkeEnig.json';
import { reasonFields } from './reasons';

export interface IkkeEnigInput extends DialogInput<'ikkeEnig'> {
  readonly state: IncidentState;
  readonly vote: VoteState;
}

export function ikkeEnigDialog({ state, vote, nonce, values, error }: IkkeEnigInput): AdaptiveCard {
  return dialogCard(template, {
    state,
    error,
    texts: {},
    view: {
      nonce, haendelse: state.id, afstemning: vote.id, version: vote.version, tegn: GRUND_TEGN, slut: vote.udfald !== undefined, punkter: reasonFields(vote, values ?? {}),
    },
  });
}
