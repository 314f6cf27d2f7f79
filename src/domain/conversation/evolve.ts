import type { RecordedEvent } from '../event';
import type { ReplyState } from '../state';

export function evolveReplies(replies: readonly ReplyState[], { nr, actor, at, event }: RecordedEvent): readonly ReplyState[] {
  const changed = (target: number, change: Partial<ReplyState>) => replies.map((reply) => (reply.nr === target ? { ...reply, ...change } : reply));
  switch (event.type) {
    case 'ReplyLogged':
      return [...replies, { nr, af: actor.name, tekst: event.tekst, skrevet: event.skrevet ?? at, slettet: false, fundetIgen: event.skrevet !== undefined }];
    case 'ReplyEdited':
      return changed(event.retter, { tekst: event.tekst, slettet: false });
    case 'ReplyDeleted':
      return changed(event.retter, { slettet: true });
    case 'ReplyPromoted':
      return changed(event.retter, { logpost: nr });
    case 'LineErased':
      return replies.filter((reply) => reply.nr !== event.retter);
    default:
      return replies;
  }
}
