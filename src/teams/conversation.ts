import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import type { CardKey } from '../app/effects';
import { deletionCommandId, editCommandId, messageCommandId, unseenDeletionCommandId } from '../app/messageIds';
import type { Result } from '../app/journal';
import { logCommand } from '../app/logCommand';
import { postInWords } from '../app/postInWords';
import type { Origin } from '../app/reactions';
import { escapeInline } from '../cards/escape';
import { mark } from '../cards/messages';
import type { Command, CommandBody } from '../domain/command';
import type { Attachment } from '../domain/conversation/conversation';
import { parseLog } from '../domain/logbook/grammar';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { reply } from './answers';
import { readCommand } from './commands';
import type { Services } from './services';
import { readTurn, type Turn } from './turn';
import { wordsOf } from './wording';

/** What people write and do beside commands: kept as *samtale* and *reaktion*. Only in an incident's own threads. */

const attachmentsSchema = z.array(z.object({ contentType: z.string().optional(), name: z.string().nullish(), contentUrl: z.string().nullish() }).loose()).catch([]);

/** A message that is no command. Undefined: not in a thread of an incident, or nothing to keep. */
export async function keepReply(context: TurnContext, turn: Turn, services: Services): Promise<Result | undefined> {
  const thread = await services.directory.thread(turn.place.conversation);
  if (!thread) return undefined;
  const tekst = wordsOf(context.activity).trim();
  const bilag = attachmentsOf(context);
  if (!tekst && bilag.length === 0) return undefined;
  return execute(turn, thread.incident, messageId(turn), { type: 'logReply', tekst, bilag, instruks: instruksOf(thread.card) }, services);
}

/** `messageUpdate`: an edit, or a deletion taken back. The original stays; a line beside it says what it reads now. */
export async function handleEdit(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const kept = await keptLine(turn, services);
  const id = editCommandId(messageId(turn), stampOf(context));
  const tekst = wordsOf(context.activity).trim();
  const bilag = attachmentsOf(context);
  if (!kept) return isCalled(context, 'editMessage', 'undeleteMessage') ? keepEarlyEdit(turn, id, { tekst, bilag }, services) : undefined;
  const { state, nr } = kept;
  if (state.log.replies.some((reply) => reply.nr === nr)) {
    await execute(turn, state.id, id, { type: 'logReplyEdit', retter: nr, tekst, bilag, aendret: timeOf(context) }, services);
    return;
  }
  const origin = { showIn: turn.targeted ? ((await services.directory.thread(turn.place.conversation))?.card ?? 'haendelse') : undefined };
  const typed = readCommand(tekst, true);
  const request = parseLog(typed.kind === 'command' && typed.name === 'log' ? typed.rest : tekst, services.clock.incident().toISOString());
  if (request.kind !== 'write' && request.kind !== 'correct') {
    return reply(turn, { text: `${mark(state)}Linje ${nr} i loggen er, som den var. Skriv /log ret ${nr} og den nye tekst.` }, services);
  }
  const body: CommandBody = request.kind === 'write' ? { type: 'correctLogEntry', nr, entry: request.entry } : logCommand(request, undefined);
  const result = await execute(turn, state.id, id, body, services, origin);
  if (result.kind === 'rejected') await reply(turn, { text: mark(result.state) + escapeInline(result.sentence) }, services);
}

/** Teams says of every change what it is; one that does not say so tells us nothing of a message that we never saw. */
function isCalled({ activity }: TurnContext, ...names: readonly string[]): boolean {
  const { eventType } = (activity.channelData ?? {}) as { readonly eventType?: unknown };
  return typeof eventType === 'string' && names.includes(eventType);
}

/** An edit that overtook its message: kept as a reply of its own, so that neither wording is lost when the message comes. */
async function keepEarlyEdit(turn: Turn, id: string, written: { readonly tekst: string; readonly bilag: readonly Attachment[] }, services: Services): Promise<void> {
  const thread = await services.directory.thread(turn.place.conversation);
  if (thread) await execute(turn, thread.incident, id, { type: 'logReply', ...written, instruks: instruksOf(thread.card) }, services);
}

/**
 * `messageDelete`: the log keeps what was written and says that it is gone in Teams. A deletion that overtook its message
 * is kept too; the message is entered with it when it comes.
 */
export async function handleDeletion(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const kept = await keptLine(turn, services);
  const id = messageId(turn);
  if (kept) {
    await execute(turn, kept.state.id, deletionCommandId(id, stampOf(context)), { type: 'logReplyDeletion', retter: kept.nr, aendret: timeOf(context) }, services);
    return;
  }
  const thread = isCalled(context, 'softDeleteMessage') ? await services.directory.thread(turn.place.conversation) : undefined;
  if (thread) await execute(turn, thread.incident, unseenDeletionCommandId(id), { type: 'logUnseenDeletion', besked: id, instruks: instruksOf(thread.card) }, services);
}

const reactionsSchema = z.array(z.object({ type: z.string().min(1).max(200) }).loose()).catch([]);

/** `messageReaction`: Teams sends it for the bot's own posts only. Types are free strings. */
export async function handleReaction(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const { activity } = context;
  const route = await services.routing.find(turn.place.conversation);
  if (route.kind !== 'one') return services.logger.warn({}, 'a reaction outside of any incident');
  const paa = await postInWords(route.incident, route.card, activity.replyToId ?? '', services);
  const changes = [
    ...reactionsSchema.parse(activity.reactionsAdded).map(({ type }) => ({ type, fjernet: false })),
    ...reactionsSchema.parse(activity.reactionsRemoved).map(({ type }) => ({ type, fjernet: true })),
  ];
  for (const { type, fjernet } of changes) {
    const id = `reaktion:${activity.replyToId}:${turn.actor.id}:${type}:${fjernet ? 'fjernet' : 'sat'}:${stampOf(context)}`;
    await execute(turn, route.incident, id, { type: 'logReaction', reaktion: type, fjernet, paa, besked: activity.replyToId, instruks: instruksOf(route.card) }, services);
  }
}

/** The line that the message of this turn became when it was first written. */
async function keptLine(turn: Turn, { directory, journal }: Services): Promise<{ state: IncidentState; nr: number } | undefined> {
  const thread = await directory.thread(turn.place.conversation);
  const incidents = thread ? [thread.incident] : directory.open().map(({ id }) => id);
  for (const incident of incidents) {
    const nr = await journal.lineOf(incident, messageId(turn));
    if (nr !== undefined) return { state: await journal.state(incident), nr };
  }
  return undefined;
}

function execute(turn: Turn, incident: string, id: string, body: CommandBody, { journal, clock }: Services, origin?: Pick<Origin, 'showIn'>): Promise<Result> {
  const command: Command = { id, incident, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body };
  return journal.execute(command, { ...origin, masked: { place: turn.place } });
}

/** The same for a message whenever and however it reaches us (also found again through Graph). */
export function messageId(turn: Pick<Turn, 'place' | 'activityId'>): string {
  return messageCommandId(turn.place.conversation, turn.activityId);
}

/** Tells two edits of one message apart, and the same edit delivered twice not. */
function stampOf(context: TurnContext): string {
  return timeOf(context) ?? String(context.activity.timestamp ?? '');
}

/** Teams' own time of it. The library makes a date of it or leaves it as it came. */
function timeOf({ activity: { timestamp } }: TurnContext): Instant | undefined {
  const time = new Date(timestamp ?? NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** The instruks whose thread it is; a vote's or the alarm's is none. */
export function instruksOf(card: CardKey | undefined): string | undefined {
  return card?.startsWith('instruks-') ? card : undefined;
}

/** Files; the HTML twin that Teams adds to every message is none. */
export function attachmentsOf({ activity }: TurnContext): Attachment[] {
  return attachmentsSchema.parse(activity.attachments ?? []).flatMap(({ contentType, name, contentUrl }) =>
    contentType === 'text/html' || !name ? [] : [{ navn: name.slice(0, 300), link: (contentUrl ?? '').slice(0, 2000) }]);
}
