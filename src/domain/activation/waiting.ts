import type { DraftId } from '../orientation/orientation';
import { DRAFTS } from '../orientation/orientation';
import { approversOf } from '../orientation/approvers';
import type { PersonRef } from '../person';
import type { IncidentState } from '../state';
import { missingVoters } from '../vote/counting';
import type { VoteState } from '../vote/vote';
import { openVoteOf } from './decide';

/** What an incident waits for from one person beside the steps: an answer to the alarm, a vote, an approval. */
export type Waiting =
  | { readonly kind: 'alarm' }
  | { readonly kind: 'stemme'; readonly vote: VoteState }
  | { readonly kind: 'udkast'; readonly udkast: DraftId; readonly titel: string };

export function waitingFor(person: PersonRef, state: IncidentState): readonly Waiting[] {
  const { alarm, udkast } = state;
  const alarmed = alarm && !alarm.afblaest && alarm.alarmerede.some((one) => one.person.id === person.id && !one.svar);
  const vote = openVoteOf(state);
  return [
    ...(alarmed ? [{ kind: 'alarm' as const }] : []),
    ...(vote && missingVoters(vote).some(({ id }) => id === person.id) ? [{ kind: 'stemme' as const, vote }] : []),
    ...DRAFTS.flatMap((id): readonly Waiting[] => {
      const draft = udkast[id];
      const asked = draft && !draft.godkendt && approversOf(draft, state).some((one) => one.id === person.id);
      return asked ? [{ kind: 'udkast', udkast: id, titel: draft.titel }] : [];
    }),
  ];
}
