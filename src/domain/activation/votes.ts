import type { Command } from '../command';
import type { DomainEvent } from '../event';
import type { IncidentContent } from '../instruks';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import { castVote, recordOralVote } from '../vote/decide';
import type { AfstemningClosed, PressVote, RecordOralVote, VoteEvent, VoteState } from '../vote/vote';
import { consequencesOf } from './consequences';

export function castVoteIn({ actor, now, body }: Command<PressVote>, state: IncidentState, content: IncidentContent): Decision<DomainEvent> {
  return voted(body.afstemning, now, state, content, (vote) => castVote({ actor, now, body }, vote));
}

export function recordOralVoteIn({ actor, now, body }: Command<RecordOralVote>, state: IncidentState, content: IncidentContent): Decision<DomainEvent> {
  return voted(body.afstemning, now, state, content, (vote) => recordOralVote({ actor, now, body }, vote));
}

function voted(id: string, now: Instant, state: IncidentState, content: IncidentContent, decide: (vote: VoteState) => Decision<VoteEvent>): Decision<DomainEvent> {
  const vote = Object.hasOwn(state.afstemninger, id) ? state.afstemninger[id] : undefined;
  if (!vote) return rejected('ukendt-afstemning', 'Den afstemning findes ikke.');
  const decision = decide(vote);
  return decision.kind === 'rejected' ? decision : accepted(...withConsequences(decision.events, now, state, content));
}

/** Outcome and what it leads to are committed together: there is no decided vote whose alarm could get lost. */
export function withConsequences(events: readonly VoteEvent[], now: Instant, state: IncidentState, content: IncidentContent): readonly DomainEvent[] {
  const index = events.findIndex(isClosed);
  const closed = events[index];
  const vote = closed && state.afstemninger[closed.afstemning];
  if (!closed || !isClosed(closed) || !vote) return events;
  return [...events, ...consequencesOf({ closed, vote, nr: state.log.count + 1 + index, now }, state, content)];
}

function isClosed(event: VoteEvent): event is AfstemningClosed {
  return event.type === 'AfstemningClosed';
}
