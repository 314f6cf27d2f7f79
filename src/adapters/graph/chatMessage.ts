import * as z from 'zod';
import type { ThreadReply } from '../../app/ports';
import type { Instant } from '../../domain/time';
import { plainText, tidied } from './plainText';

const identity = z.object({ id: z.string().nullish(), displayName: z.string().nullish() }).loose().nullish();
const instant = z.iso.datetime({ offset: true });

/** The parts of Graph's chatMessage that matter here. */
const chatMessage = z.object({
  id: z.string().min(1),
  messageType: z.string().nullish(),
  createdDateTime: instant,
  lastModifiedDateTime: instant.nullish(),
  lastEditedDateTime: instant.nullish(),
  deletedDateTime: instant.nullish(),
  from: z.object({ user: identity, application: identity }).loose().nullish(),
  body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).loose().nullish(),
  attachments: z.array(z.object({ name: z.string().nullish(), contentUrl: z.string().nullish() }).loose()).nullish(),
  mentions: z.array(z.object({ id: z.number(), mentioned: z.object({ application: identity }).loose().nullish() }).loose()).nullish(),
});

type ChatMessage = z.infer<typeof chatMessage>;

export interface Read {
  /** Undefined: an app's post, or Teams' own remark that somebody joined. */
  readonly reply: ThreadReply | undefined;
  /** When anything about it changed last. */
  readonly changedAt: Instant;
}

/** Undefined: not what Graph documents. */
export function readChatMessage(value: unknown, botId: string | undefined): Read | undefined {
  const parsed = chatMessage.safeParse(value);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  const times = [data.createdDateTime, data.lastModifiedDateTime, data.lastEditedDateTime, data.deletedDateTime].flatMap((time) => (time ? Date.parse(time) : []));
  const written = (data.messageType ?? 'message') === 'message' && !data.from?.application;
  return { reply: written ? replyOf(data, botId) : undefined, changedAt: new Date(Math.max(...times)).toISOString() };
}

function replyOf(message: ChatMessage, botId: string | undefined): ThreadReply {
  const { id, from, body, createdDateTime, lastEditedDateTime, deletedDateTime } = message;
  // Without an app id (local mode) the only app that people write to is this bot.
  const ownMentions = (message.mentions ?? []).filter(({ mentioned }) => mentioned?.application && (botId === undefined || mentioned.application.id === botId));
  const content = body?.content ?? '';
  return {
    id,
    author: { teamsId: from?.user?.id ?? undefined, name: from?.user?.displayName ?? '' },
    text: deletedDateTime ? '' : body?.contentType === 'html' ? plainText(content, new Set(ownMentions.map((mention) => String(mention.id)))) : tidied(content),
    mentionsBot: ownMentions.length > 0,
    attachments: (message.attachments ?? []).flatMap(({ name, contentUrl }) => (name ? [{ navn: name.slice(0, 300), link: (contentUrl ?? '').slice(0, 2000) }] : [])),
    createdAt: utc(createdDateTime),
    editedAt: lastEditedDateTime ? utc(lastEditedDateTime) : undefined,
    deletedAt: deletedDateTime ? utc(deletedDateTime) : undefined,
  };
}

function utc(time: string): Instant {
  return new Date(time).toISOString();
}
