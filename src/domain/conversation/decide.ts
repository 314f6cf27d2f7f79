import type { Command } from '../command';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState, ReplyState } from '../state';
import type { Instant } from '../time';
import { reactionSign } from './reaction';
import type {
  Attachment, GapRecorded, LogReaction, LogReply, LogReplyDeletion, LogReplyEdit, LogUnseenDeletion, PromoteReply, ReactionLogged, RecordGap, ReplyDeleted, ReplyEdited,
  ReplyLogged, ReplyPromoted, UnseenReplyDeleted,
} from './conversation';

export function logReply({ body }: Command<LogReply>): Decision<ReplyLogged> {
  if (!body.tekst.trim() && body.bilag.length === 0) return rejected('tom-tekst', 'Der var ingen tekst at gemme.');
  return accepted({ ...body, type: 'ReplyLogged' });
}

export function logReplyEdit({ body }: Command<LogReplyEdit>, state: IncidentState): Decision<ReplyEdited> {
  const reply = findReply(state, body.retter);
  if (!reply) return rejected('ukendt-svar', `Linje ${body.retter} er ikke et svar i en tråd.`);
  const bilag = newFiles(reply, body.bilag);
  const takenBack = reply.slettet && !isOlder(body.aendret, reply);
  if (reply.tekst === body.tekst && bilag.length === 0 && !takenBack) return rejected('uaendret', 'Teksten er den samme som før.');
  return accepted({ type: 'ReplyEdited', retter: body.retter, tekst: body.tekst, bilag: bilag.length > 0 ? bilag : undefined, aendret: body.aendret });
}

export function logReplyDeletion({ body }: Command<LogReplyDeletion>, state: IncidentState): Decision<ReplyDeleted> {
  const reply = findReply(state, body.retter);
  const entry = state.log.entries.find((candidate) => candidate.nr === body.retter);
  if (!reply && !entry) return rejected('ukendt-svar', `Linje ${body.retter} er ikke skrevet i Teams.`);
  if (reply?.slettet || entry?.slettet) return rejected('allerede-slettet', 'Svaret er allerede slettet.');
  return accepted({ ...body, type: 'ReplyDeleted' });
}

/** Decided here and not where it is heard: another process may have entered the message in this very moment. */
export function logUnseenDeletion({ body }: Command<LogUnseenDeletion>, { log }: IncidentState): Decision<UnseenReplyDeleted | ReplyDeleted> {
  const kept = [...log.replies, ...log.entries].find(({ commandId }) => commandId === body.besked);
  if (kept?.slettet || log.unseenDeletions.some(({ besked }) => besked === body.besked)) return rejected('allerede-slettet', 'Svaret er allerede slettet.');
  return accepted(kept ? { type: 'ReplyDeleted', retter: kept.nr } : { ...body, type: 'UnseenReplyDeleted' });
}

/** A message whose deletion came first is entered like any other, and its deletion with it. */
export function withEarlyDeletion<E>({ id }: Command, { log }: IncidentState, decision: Decision<E>): Decision<E | ReplyDeleted> {
  if (decision.kind === 'rejected' || !log.unseenDeletions.some(({ besked }) => besked === id)) return decision;
  return accepted<E | ReplyDeleted>(...decision.events, { type: 'ReplyDeleted', retter: log.count + 1 });
}

/** Unknown types of reaction are taken as they are. One that was found in Teams already is no second one when Teams tells of it late. */
export function logReaction({ actor, body }: Command<LogReaction>, { log }: IncidentState): Decision<ReactionLogged> {
  const known = log.reactions.find(({ besked, person, sign }) => besked === body.besked && person === actor.id && sign === reactionSign(body.reaktion));
  if (known?.skrevet !== undefined && !known.fjernet && !body.fjernet) return rejected('allerede-reageret', 'Reaktionen står allerede i loggen.');
  return accepted({ ...body, type: 'ReactionLogged' });
}

export function promoteReply({ body }: Command<PromoteReply>, state: IncidentState): Decision<ReplyPromoted> {
  const reply = findReply(state, body.nr);
  if (!reply) return rejected('ukendt-svar', `Linje ${body.nr} er ikke et svar i en tråd.`);
  if (reply.logpost !== undefined) return rejected('allerede-logpost', `Svaret er allerede en logpost: linje ${reply.logpost}.`);
  if (!reply.tekst.trim()) return rejected('tom-tekst', 'Svaret har ingen tekst.');
  return accepted({ type: 'ReplyPromoted', retter: body.nr, af: reply.af, entry: { entryType: body.entryType, tekst: reply.tekst, haendelsestid: reply.skrevet } });
}

export function recordGap({ body }: Command<RecordGap>): Decision<GapRecorded> {
  return accepted({ ...body, type: 'GapRecorded' });
}

function findReply(state: IncidentState, nr: number): ReplyState | undefined {
  return state.log.replies.find((reply) => reply.nr === nr);
}

/** Told by name: the same file may have another link the next time. */
export function newFiles({ bilag }: Pick<ReplyState, 'bilag'>, now: readonly Attachment[] = []): readonly Attachment[] {
  return now.filter(({ navn }) => !bilag.some((known) => known.navn === navn));
}

/** Teams did it before what the reply shows already, however late we hear of it. */
export function isOlder(aendret: Instant | undefined, reply: Pick<ReplyState, 'aendret'>): boolean {
  return aendret !== undefined && reply.aendret !== undefined && Date.parse(aendret) < Date.parse(reply.aendret);
}
