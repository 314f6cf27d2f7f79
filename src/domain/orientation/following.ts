import type { DomainEvent } from '../event';
import type { IncidentContent } from '../instruks';
import type { Decision } from '../rejection';
import type { IncidentState } from '../state';
import { prepareWith } from './prepare';

/** An instruks that begins, whatever set it going, brings the first texts of its mails. */
export function withLetters(decision: Decision<DomainEvent>, state: IncidentState, content: IncidentContent | undefined): Decision<DomainEvent> {
  if (decision.kind === 'rejected' || !content) return decision;
  const letters = decision.events.flatMap((event) => (event.type === 'InstruksStarted' ? prepareWith(event.instruks, state, content) : []));
  return letters.length > 0 ? { ...decision, events: [...decision.events, ...letters] } : decision;
}
