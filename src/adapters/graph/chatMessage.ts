import * as z from 'zod';
import { plainText, tidied } from '../../app/plainText';
import type { ThreadReaction, ThreadReply } from '../../app/threadHistory';
import type { Instant } from '../../domain/time';

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
  reactions: z.array(z.unknown()).nullish(),
  attachments: z.array(z.object({ name: z.string().nullish(), contentUrl: z.string().nullish() }).loose()).nullish(),
  mentions: z.array(z.object({ id: z.number(), mentioned: z.object({ application: identity }).loose().nullish() }).loose()).nullish(),
});

const chatReaction = z.object({ reactionType: z.string().min(1), displayName: z.string().nullish(), createdDateTime: instant, user: z.object({ user: identity }).loose() });

type ChatMessage = z.infer<typeof chatMessage>;

export interface Read {
  /** Undefined: an app's post, or Teams' own remark that somebody joined. */
  readonly reply: ThreadReply | undefined;
  /** Of a post of the bot's: who reacts to other messages is not told to it live either. */
  readonly reactions: readonly ThreadReaction[];
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
  return { reply: written ? replyOf(data, botId) : undefined, reactions: isBot(data.from?.application, botId) ? reactionsOf(data) : [], changedAt: new Date(Math.max(...times)).toISOString() };
}

function replyOf(message: ChatMessage, botId: string | undefined): ThreadReply {
  const { id, from, body, createdDateTime, lastEditedDateTime, deletedDateTime } = message;
  const ownMentions = (message.mentions ?? []).filter(({ mentioned }) => isBot(mentioned?.application, botId));
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

/** Without an app id (local mode) the only app there is this bot. */
function isBot(application: z.infer<typeof identity>, botId: string | undefined): boolean {
  return application !== undefined && application !== null && (botId === undefined || application.id === botId);
}

/** One that is not what Graph documents is left out: the others count all the same. */
function reactionsOf({ id, reactions }: ChatMessage): readonly ThreadReaction[] {
  return (reactions ?? []).flatMap((value) => {
    const parsed = chatReaction.safeParse(value);
    if (!parsed.success) return [];
    const { reactionType, displayName, createdDateTime, user } = parsed.data;
    const type = reactionType === 'custom' ? displayName || reactionType : reactionType;
    return [{ messageId: id, type: type.slice(0, 200), teamsId: user.user?.id ?? undefined, name: user.user?.displayName ?? '', at: utc(createdDateTime) }];
  });
}

function utc(time: string): Instant {
  return new Date(time).toISOString();
}
