import type { RecordedEvent } from '../event';
import type { Drafts, DraftState, OrientationEvent } from './orientation';

export function evolveDrafts(drafts: Drafts, event: OrientationEvent, { nr, at, actor }: Pick<RecordedEvent, 'nr' | 'at' | 'actor'>): Drafts {
  const before = drafts[event.udkast];
  return { ...drafts, [event.udkast]: evolveDraft(before, event, { nr, at, actor }) };
}

function evolveDraft(before: DraftState | undefined, event: OrientationEvent, { nr, at, actor }: Pick<RecordedEvent, 'nr' | 'at' | 'actor'>): DraftState | undefined {
  switch (event.type) {
    case 'DraftPrepared':
    case 'DraftEdited':
      return { titel: event.titel, emne: event.emne, tekst: event.tekst, revision: (before?.revision ?? 0) + 1 };
    case 'DraftApproved':
      return before && { ...before, godkendt: { by: actor, at, fortrydesTil: event.fortrydesTil, nr } };
    case 'ApprovalUndone':
      return before && { ...before, revision: before.revision + 1, godkendt: undefined };
  }
}
