import { Client, GraphError } from '@microsoft/microsoft-graph-client';
import * as z from 'zod';
import type { ThreadHistory, ThreadReaction, ThreadReplies, ThreadReply } from '../../app/ports';
import type { Instant } from '../../domain/time';
import { readChatMessage } from './chatMessage';
import { SignedFetch } from './signedFetch';
import type { TokenSource } from '../identity/tokens';

export interface GraphOptions {
  /** With the version: "https://graph.microsoft.com/v1.0". */
  readonly baseUrl: string;
  /** The team's Entra group id. */
  readonly teamId: string;
  /** To know mentions of the bot by; absent in local mode. */
  readonly botId?: string | undefined;
  readonly token: TokenSource;
  /** Real milliseconds for one page. */
  readonly timeoutMs?: number;
}

/** Graph gives at most 50 at a time; a thread of more than a thousand replies is not read to its end. */
const PAGE_SIZE = 50;
const PAGES = 20;
const TIMEOUT_MS = 10_000;

const page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** A channel's thread: its replies, newest first, then its root, through Graph (RSC `ChannelMessage.Read.Group`). */
export class GraphThreadHistory implements ThreadHistory {
  private readonly client: Client;
  private readonly base: URL;

  constructor(private readonly options: GraphOptions) {
    this.base = new URL(options.baseUrl.replace(/\/+$/, ''));
    const [version = 'v1.0', ...path] = this.base.pathname.split('/').reverse();
    this.client = Client.initWithMiddleware({
      baseUrl: `${this.base.origin}${path.reverse().join('/')}/`, defaultVersion: version,
      middleware: new SignedFetch(this.base.origin, options.token),
    });
  }

  async replies(conversation: string, since: Instant | undefined, signal: AbortSignal): Promise<ThreadReplies> {
    const [channel = '', root] = conversation.split(';messageid=');
    if (!root) return { kind: 'notPermitted', why: 'not a thread of a channel' };
    try {
      return await this.read(`/teams/${encodeURIComponent(this.options.teamId)}/channels/${encodeURIComponent(channel)}/messages/${encodeURIComponent(root)}`, since, signal);
    } catch (error) {
      return failureOf(error);
    }
  }

  private async read(root: string, since: Instant | undefined, signal: AbortSignal): Promise<ThreadReplies> {
    const replies: ThreadReply[] = [];
    const reactions: ThreadReaction[] = [];
    let complete = true;
    let next: string | undefined = `${root}/replies?$top=${PAGE_SIZE}`;
    for (let nr = 0; next !== undefined && nr < PAGES; nr += 1) {
      const { value, '@odata.nextLink': link } = page.parse(await this.get(next, signal));
      const read = value.map((message) => readChatMessage(message, this.options.botId));
      complete &&= read.every(Boolean);
      replies.push(...read.flatMap((message) => message?.reply ?? []));
      reactions.push(...read.flatMap((message) => message?.reactions ?? []));
      const nothingNew = since !== undefined && read.every((message) => message !== undefined && message.changedAt < since);
      next = link === undefined || nothingNew ? undefined : this.pathOf(link);
    }
    const card = readChatMessage(await this.get(root, signal), this.options.botId);
    reactions.push(...(card?.reactions ?? []));
    return { kind: 'read', replies: replies.reverse(), reactions, complete: complete && next === undefined && card !== undefined };
  }

  private get(path: string, signal: AbortSignal): Promise<unknown> {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS)]);
    return this.client.api(path).options({ signal: inTime }).get() as Promise<unknown>;
  }

  /** The next page is asked for where the first one was, whatever host the link names: our token goes nowhere else. */
  private pathOf(link: string): string {
    const url = new URL(link, this.base);
    return `${url.pathname.slice(this.base.pathname.length)}${url.search}`;
  }
}

function failureOf(error: unknown): ThreadReplies {
  if (!(error instanceof GraphError)) return { kind: 'unavailable', why: error instanceof z.ZodError ? 'Graph answered something else than messages' : String(error) };
  const { statusCode: status, code, headers } = error;
  if (status < 400) return { kind: 'unavailable', why: `Graph did not answer: ${code ?? error.message}` };
  const why = `Graph answered ${status}${code ? ` ${code}` : ''}`;
  if (status === 408 || status === 429 || status >= 500) return { kind: 'unavailable', why, retryAfterMs: retryAfter(headers?.get('Retry-After') ?? undefined) };
  return { kind: 'notPermitted', why };
}

/** Seconds, or a date. */
function retryAfter(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : undefined;
}
