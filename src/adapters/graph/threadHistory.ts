import * as z from 'zod';
import type { ThreadHistory, ThreadReaction, ThreadReplies, ThreadReply } from '../../app/threadHistory';
import type { Instant } from '../../domain/time';
import { readChatMessage } from './chatMessage';
import { GraphClient, type GraphAccess } from './client';
import { failureOf } from './failure';

export interface ThreadHistoryOptions extends GraphAccess {
  /** The team's Entra group id. */
  readonly teamId: string;
  /** To know mentions of the bot by; absent in local mode. */
  readonly botId?: string | undefined;
}

/** Graph gives at most 50 at a time; a thread of more than a thousand replies is not read to its end. */
const PAGE_SIZE = 50;
const PAGES = 20;

const page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** A channel's thread: its replies, newest first, then its root, through Graph (RSC `ChannelMessage.Read.Group`). */
export class GraphThreadHistory implements ThreadHistory {
  private readonly client: GraphClient;

  constructor(private readonly options: ThreadHistoryOptions) {
    this.client = new GraphClient(options);
  }

  async replies(conversation: string, since: Instant | undefined, signal: AbortSignal): Promise<ThreadReplies> {
    const [channel = '', root] = conversation.split(';messageid=');
    if (!root) return { kind: 'notPermitted', why: 'not a thread of a channel' };
    try {
      return await this.read(`/teams/${encodeURIComponent(this.options.teamId)}/channels/${encodeURIComponent(channel)}/messages/${encodeURIComponent(root)}`, since, signal);
    } catch (error) {
      return unread(error);
    }
  }

  private async read(root: string, since: Instant | undefined, signal: AbortSignal): Promise<ThreadReplies> {
    const replies: ThreadReply[] = [];
    const reactions: ThreadReaction[] = [];
    let complete = true;
    let next: string | undefined = `${root}/replies?$top=${PAGE_SIZE}`;
    for (let nr = 0; next !== undefined && nr < PAGES; nr += 1) {
      const { value, '@odata.nextLink': link } = page.parse(await this.client.get(next, { signal }));
      const read = value.map((message) => readChatMessage(message, this.options.botId));
      complete &&= read.every(Boolean);
      replies.push(...read.flatMap((message) => message?.reply ?? []));
      reactions.push(...read.flatMap((message) => message?.reactions ?? []));
      const nothingNew = since !== undefined && read.every((message) => message !== undefined && message.changedAt < since);
      next = link === undefined || nothingNew ? undefined : this.client.pathOf(link);
    }
    const card = readChatMessage(await this.client.get(root, { signal }), this.options.botId);
    reactions.push(...(card?.reactions ?? []));
    return { kind: 'read', replies: replies.reverse(), reactions, complete: complete && next === undefined && card !== undefined };
  }
}

function unread(error: unknown): ThreadReplies {
  const { status, why, retryAfterMs } = failureOf(error);
  if (status === undefined || status === 408 || status === 429 || status >= 500) return { kind: 'unavailable', why, retryAfterMs };
  return { kind: 'notPermitted', why };
}
