import type { DomainEvent } from '../event';
import type { IncidentContent } from '../instruks';
import type { Decision } from '../rejection';
import type { IncidentState } from '../state';
import { prepareAnew, prepareWith } from './prepare';

/** An instruks that begins, whatever set it going, brings the first texts of its mails; a new kontaktperson the one that the former had got. */
export function withLetters(decision: Decision<DomainEvent>, state: IncidentState, content: IncidentContent | undefined): Decision<DomainEvent> {
  if (decision.kind === 'rejected' || !content) return decision;
  const letters = decision.events.flatMap((event) => lettersFor(event, state, content));
  return letters.length > 0 ? { ...decision, events: [...decision.events, ...letters] } : decision;
}

function lettersFor(event: DomainEvent, state: IncidentState, content: IncidentContent): ReturnType<typeof prepareWith> {
  if (event.type === 'InstruksStarted') return prepareWith(event.instruks, state, content);
  return event.type === 'KontaktpersonNamed' ? prepareAnew(state, content) : [];
}
