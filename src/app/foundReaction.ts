import type { CommandBody } from '../domain/command';
import { reactionSign } from '../domain/conversation/reaction';
import type { ReactionState } from '../domain/state';
import type { Instant } from '../domain/time';
import type { OwnThread } from './foundReply';
import type { ThreadReaction } from './threadHistory';

export interface FoundReaction {
  readonly thread: OwnThread;
  readonly reaction: ThreadReaction;
}

/** Real milliseconds. A reaction that was entered so close to this one, by the same person on the same post, is this one. */
const SAME_MS = 10_000;

/** The log has it. Where Teams has two names for one reaction, the moment tells. */
export function isKnown({ messageId, type, at }: ThreadReaction, person: string, known: readonly ReactionState[]): boolean {
  const set = Date.parse(at);
  return known.some((one) => {
    if (one.besked !== messageId || one.person !== person) return false;
    const entered = Date.parse(one.recordedAt);
    if (one.sign === reactionSign(type)) return !one.fjernet || entered >= set;
    return Math.abs(entered - set) < SAME_MS;
  });
}

export function reactionCommand({ thread, reaction }: FoundReaction, person: string, paa: string, skrevet: Instant): { readonly id: string; readonly body: CommandBody } {
  const { messageId, type, at } = reaction;
  return {
    id: `reaktion:${messageId}:${person}:${reactionSign(type)}:fundet:${at}`,
    body: { type: 'logReaction', reaktion: type, fjernet: false, paa, besked: messageId, instruks: thread.instruks, skrevet },
  };
}
