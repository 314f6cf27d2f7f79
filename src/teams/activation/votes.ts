import type { Command } from '../../domain/command';
import type { DomainEvent } from '../../domain/event';
import { decide } from '../../domain/incident';
import type { IncidentState } from '../../domain/state';
import type { PressVote, RecordOralVote, VoteState } from '../../domain/vote/vote';
import type { Services } from '../services';

export const NO_SUCH_VOTE = 'Den afstemning findes ikke længere. Intet er ændret.';

export function voteOf(id: string, { afstemninger }: IncidentState): VoteState | undefined {
  return Object.hasOwn(afstemninger, id) ? afstemninger[id] : undefined;
}

/** What the core would write if the vote were confirmed now; it is only looked at. */
export function foreseen(command: Command<PressVote | RecordOralVote>, state: IncidentState, { scenes }: Services): readonly DomainEvent[] {
  const decision = decide({ ...command, body: { ...command.body, bekraeftet: true } }, state, scenes.contentFor(state.contentHash));
  return decision.kind === 'accepted' ? decision.events : [];
}
