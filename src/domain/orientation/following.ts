import type { DomainEvent } from '../event';
import type { IncidentContent } from '../instruks';
import type { Decision } from '../rejection';
import type { IncidentState } from '../state';
import { DRAFTS, type ApprovalUndone, type DraftPrepared } from './orientation';
import { prepareAnew, prepareMoved, prepareWith } from './prepare';

/**
 * An instruks that begins, whatever set it going, brings the first texts of its mails; a new kontaktperson the one
 * that the former had got; and a text that names a meeting follows it.
 */
export function withLetters(decision: Decision<DomainEvent>, state: IncidentState, content: IncidentContent | undefined): Decision<DomainEvent> {
  if (decision.kind === 'rejected' || !content) return decision;
  const letters = decision.events.flatMap((event) => lettersFor(event, state, content));
  return letters.length > 0 ? { ...decision, events: [...decision.events, ...letters] } : decision;
}

function lettersFor(event: DomainEvent, state: IncidentState, content: IncidentContent): readonly (DraftPrepared | ApprovalUndone)[] {
  if (event.type === 'InstruksStarted') return prepareWith(event.instruks, state, content);
  if (event.type === 'KontaktpersonNamed') return [...fallen(state, content), ...prepareAnew(state, content)];
  return event.type === 'MoedeChanged' ? prepareMoved(event, state) : [];
}

/** What was approved for the kontaktpersoner of a moment ago is not sent to them: somebody has to see for whom it is now. */
function fallen({ udkast }: IncidentState, { breve }: IncidentContent): readonly ApprovalUndone[] {
  return DRAFTS.flatMap((id): readonly ApprovalUndone[] => {
    const draft = udkast[id];
    if (breve[id].til !== 'kontaktperson' || !draft?.godkendt?.modtagere || draft.sendt !== undefined) return [];
    const { nr, by } = draft.godkendt;
    return [{ type: 'ApprovalUndone', udkast: id, titel: draft.titel, retter: nr, fordi: 'ny-kontaktperson', godkendtAf: { id: by.id, name: by.name } }];
  });
}
