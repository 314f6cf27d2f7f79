import type { CommandBody } from '../domain/command';
import { newFiles } from '../domain/conversation/decide';
import { maskAll, maskCpr } from '../domain/logbook/cpr';
import type { LogRequest } from '../domain/logbook/grammar';
import { parseLog } from '../domain/logbook/grammar';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { clockTime } from '../domain/time';
import type { Place } from './effects';
import { deletionCommandId, editCommandId, messageCommandId, unseenDeletionCommandId } from './messageIds';
import type { ThreadReply } from './threadHistory';

/** A thread that a card of the incident opened. */
export interface OwnThread {
  readonly place: Place;
  readonly instruks?: string | undefined;
}

export interface FoundReply {
  readonly thread: OwnThread;
  readonly reply: ThreadReply;
}

/** What was typed: the same reading as of a message that Teams delivers. */
export type ReadTyped = (text: string, mentionsBot: boolean) => { readonly kind: 'command' | 'unknown' | 'talk'; readonly name?: string; readonly rest?: string };

export interface FoundCommand {
  readonly id: string;
  readonly body: CommandBody;
  /** For the receipt of a `/log`. */
  readonly note?: string | undefined;
}

export function commandIdOf({ thread, reply }: FoundReply): string {
  return messageCommandId(thread.place.conversation, reply.id);
}

/**
 * A message that is not in the log. `/log` becomes the entry that it was meant to be, talk is kept as talk; other commands
 * are left: whoever gave one saw that nothing came of it, and would be surprised by it now.
 */
export function missingCommand(found: FoundReply, skrevet: Instant, read: ReadTyped): FoundCommand | undefined {
  const { reply, thread } = found;
  const id = commandIdOf(found);
  if (reply.deletedAt) {
    // Under an id of its own, so that the message itself still counts if it should come after all.
    return { id: unseenDeletionCommandId(id), body: { type: 'logUnseenDeletion', besked: id, instruks: thread.instruks, skrevet } };
  }
  const typed = read(reply.text, reply.mentionsBot);
  if (typed.kind === 'unknown' || (typed.kind === 'command' && typed.name !== 'log')) return undefined;
  if (typed.kind === 'talk') return reply.text || reply.attachments.length > 0 ? { id, body: asTalk(found, skrevet) } : undefined;
  const request = parseLog(typed.rest ?? '', skrevet);
  const body = entryOf(request, skrevet, found);
  return body && { id, body, note: noteOf(request, skrevet) };
}

/** As talk, whatever it says: the way out when a `/log` is refused and nobody is there to be told. */
export function asTalk({ reply, thread }: FoundReply, skrevet: Instant): CommandBody {
  return { type: 'logReply', tekst: reply.text, bilag: reply.attachments, instruks: thread.instruks, skrevet };
}

function entryOf(request: LogRequest, skrevet: Instant, { thread: { instruks }, reply }: FoundReply): CommandBody | undefined {
  const bilag = reply.attachments.length > 0 ? { bilag: reply.attachments } : {};
  if (request.kind === 'correct') return { type: 'correctLogEntry', nr: request.nr, entry: request.entry, skrevet, ...bilag };
  if (request.kind !== 'write') return undefined;
  const { entry } = request;
  return { type: 'writeLogEntry', entry: { ...entry, haendelsestid: entry.haendelsestid ?? skrevet }, instruks, skrevet, ...bilag };
}

function noteOf(request: LogRequest, skrevet: Instant): string {
  const own = request.kind === 'write' || request.kind === 'correct' ? request.note : undefined;
  return [`Skrevet kl. ${clockTime(skrevet)} og fundet igen.`, own].filter(Boolean).join(' ');
}

/** What has happened in Teams to a message that stands in line `nr`, as far as the log does not know it yet. */
export function changeCommand(found: FoundReply, nr: number, author: string, { log }: IncidentState, changed: Instant, read: ReadTyped): FoundCommand | undefined {
  const { reply } = found;
  const id = commandIdOf(found);
  const kept = log.replies.find((candidate) => candidate.nr === nr);
  const entry = log.entries.find((candidate) => candidate.nr === nr);
  if (!kept && !entry) return undefined; // erased, or no line of text at all
  if (reply.deletedAt) {
    return (kept ?? entry)?.slettet ? undefined : { id: deletionCommandId(id, reply.deletedAt), body: { type: 'logReplyDeletion', retter: nr, aendret: reply.deletedAt } };
  }
  if (!reply.editedAt) return undefined;
  const edit = editCommandId(id, reply.editedAt);
  if (kept) {
    const same = sameWords(kept.tekst, maskCpr(reply.text)) && newFiles(kept, maskAll(reply.attachments)).length === 0;
    return same ? undefined : { id: edit, body: { type: 'logReplyEdit', retter: nr, tekst: reply.text, bilag: reply.attachments, aendret: reply.editedAt } };
  }
  const typed = read(reply.text, true);
  const request = parseLog(typed.kind === 'command' && typed.name === 'log' ? (typed.rest ?? '') : reply.text, changed);
  if (request.kind !== 'write' && request.kind !== 'correct') return undefined;
  const tekst = maskCpr(request.entry.tekst);
  if (log.entries.some((candidate) => candidate.by === author && sameWords(candidate.tekst, tekst))) return undefined;
  return { id: edit, body: { type: 'correctLogEntry', nr: request.kind === 'write' ? nr : request.nr, entry: request.entry, skrevet: changed } };
}

/** Teams sends a bot the text in another shape than Graph: line ends and marks of layout make no edit. */
function sameWords(one: string, other: string): boolean {
  const words = (text: string) => text.replace(/[\s*_~`]/g, '');
  return words(one) === words(other);
}
