import type { Attachment } from '../domain/conversation/conversation';
import type { Instant } from '../domain/time';

/** A message as Teams keeps it, whether or not it ever reached the bot. Real time. */
export interface ThreadReply {
  /** The same as the activity's. */
  readonly id: string;
  readonly author: { readonly teamsId?: string | undefined; readonly name: string };
  /** Plain; people who are mentioned stand as @name, the bot not at all. Of a deleted message: empty. */
  readonly text: string;
  readonly mentionsBot: boolean;
  readonly attachments: readonly Attachment[];
  readonly createdAt: Instant;
  readonly editedAt?: Instant | undefined;
  readonly deletedAt?: Instant | undefined;
}

/** A reaction that stands on one of the bot's own posts. Real time. */
export interface ThreadReaction {
  readonly messageId: string;
  /** A sign, or a name ("like"): not always what the activity calls it. */
  readonly type: string;
  readonly teamsId?: string | undefined;
  readonly name: string;
  readonly at: Instant;
}

export type ThreadReplies =
  /** `complete` false: there are older ones that were not read, or some that could not be understood. */
  | { readonly kind: 'read'; readonly replies: readonly ThreadReply[]; readonly reactions: readonly ThreadReaction[]; readonly complete: boolean }
  /** Asking again will not help until somebody changes something: no permission, no such thread. */
  | { readonly kind: 'notPermitted'; readonly why: string }
  | { readonly kind: 'unavailable'; readonly why: string; readonly retryAfterMs?: number | undefined };

/** What people have written in a thread, as Teams itself has it, and their reactions to the bot's posts. Posts of apps are left out. */
export interface ThreadHistory {
  /** `since`: what has not changed since then need not be among them. */
  replies(conversation: string, since: Instant | undefined, signal: AbortSignal): Promise<ThreadReplies>;
}
