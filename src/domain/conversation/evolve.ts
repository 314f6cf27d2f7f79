import type { RecordedEvent } from '../event';
import type { ReactionState, ReplyState, UnseenDeletion } from '../state';
import { isOlder } from './decide';
import { reactionSign } from './reaction';

export function evolveReplies(replies: readonly ReplyState[], { nr, actor, at, commandId, event }: RecordedEvent): readonly ReplyState[] {
  const changed = (target: number, change: (reply: ReplyState) => Partial<ReplyState>) =>
    replies.map((reply) => (reply.nr === target ? { ...reply, ...change(reply) } : reply));
  switch (event.type) {
    case 'ReplyLogged': {
      const { tekst, bilag, skrevet } = event;
      return [...replies, { nr, commandId, af: actor.name, tekst, bilag, skrevet: skrevet ?? at, slettet: false, fundetIgen: skrevet !== undefined }];
    }
    case 'ReplyEdited':
      return changed(event.retter, (reply) => ({
        bilag: [...reply.bilag, ...(event.bilag ?? [])],
        ...(isOlder(event.aendret, reply) ? {} : { tekst: event.tekst, slettet: false, aendret: event.aendret }),
      }));
    case 'ReplyDeleted':
      return changed(event.retter, (reply) => (isOlder(event.aendret, reply) ? {} : { slettet: true, aendret: event.aendret }));
    case 'ReplyPromoted':
      return changed(event.retter, () => ({ logpost: nr }));
    case 'LineErased':
      return replies.filter((reply) => reply.nr !== event.retter);
    default:
      return replies;
  }
}

export function evolveUnseenDeletions(deletions: readonly UnseenDeletion[], { event }: RecordedEvent): readonly UnseenDeletion[] {
  return event.type === 'UnseenReplyDeleted' ? [...deletions, { besked: event.besked, skrevet: event.skrevet }] : deletions;
}

/** Those whose post is not known (older logs) are lines and nothing more. */
export function evolveReactions(reactions: readonly ReactionState[], { actor, recordedAt, event }: RecordedEvent): readonly ReactionState[] {
  if (event.type !== 'ReactionLogged' || event.besked === undefined) return reactions;
  const { besked, reaktion, fjernet, skrevet } = event;
  const sign = reactionSign(reaktion);
  const others = reactions.filter((one) => one.besked !== besked || one.person !== actor.id || one.sign !== sign);
  return [...others, { besked, person: actor.id, sign, fjernet, recordedAt, skrevet }];
}
