import type { RecordedEvent } from '../event';
import { isByItself, type MailDispatched } from '../mail/mail';
import type { Drafts, DraftState, OrientationEvent } from './orientation';

type Line = Pick<RecordedEvent, 'nr' | 'at' | 'actor'>;

/** Before there were several ways, these approved every draft. */
const APPROVERS = ['kriseleder', 'modtager'];

export function evolveDrafts(drafts: Drafts, event: OrientationEvent | MailDispatched, line: Line): Drafts {
  // A mail that goes out as agreed was never a draft.
  if (isByItself(event.udkast)) return drafts;
  return { ...drafts, [event.udkast]: evolveDraft(drafts[event.udkast], event, line) };
}

function evolveDraft(before: DraftState | undefined, event: OrientationEvent | MailDispatched, { nr, at, actor }: Line): DraftState | undefined {
  switch (event.type) {
    case 'DraftPrepared':
      return { titel: event.titel, emne: event.emne, tekst: event.tekst, revision: (before?.revision ?? 0) + 1, godkendesAf: event.godkendesAf ?? APPROVERS };
    case 'DraftEdited':
      return { titel: event.titel, emne: event.emne, tekst: event.tekst, revision: (before?.revision ?? 0) + 1, godkendesAf: before?.godkendesAf ?? APPROVERS, rettetAf: actor };
    case 'DraftApproved': {
      const { fortrydesTil, modtagere, udenMail } = event;
      return before && { ...before, godkendt: { by: actor, at, fortrydesTil, nr, modtagere, udenMail } };
    }
    case 'ApprovalUndone':
      return before && { ...before, revision: before.revision + 1, godkendt: undefined };
    case 'MailDispatched':
      return before && { ...before, sendt: event.udsendelse };
  }
}
