import type { Command } from '../command';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState, ReplyState } from '../state';
import type {
  GapRecorded, LogReaction, LogReply, LogReplyDeletion, LogReplyEdit, PromoteReply, ReactionLogged, RecordGap, ReplyDeleted, ReplyEdited, ReplyLogged, ReplyPromoted,
} from './conversation';

export function logReply({ body }: Command<LogReply>): Decision<ReplyLogged> {
  if (!body.tekst.trim() && body.bilag.length === 0) return rejected('tom-tekst', 'Der var ingen tekst at gemme.');
  return accepted({ ...body, type: 'ReplyLogged' });
}

export function logReplyEdit({ body }: Command<LogReplyEdit>, state: IncidentState): Decision<ReplyEdited> {
  const reply = findReply(state, body.retter);
  if (!reply) return rejected('ukendt-svar', `Linje ${body.retter} er ikke et svar i en tråd.`);
  if (reply.tekst === body.tekst) return rejected('uaendret', 'Teksten er den samme som før.');
  return accepted({ ...body, type: 'ReplyEdited' });
}

export function logReplyDeletion({ body }: Command<LogReplyDeletion>, state: IncidentState): Decision<ReplyDeleted> {
  const reply = findReply(state, body.retter);
  const entry = state.log.entries.find((candidate) => candidate.nr === body.retter);
  if (!reply && !entry) return rejected('ukendt-svar', `Linje ${body.retter} er ikke skrevet i Teams.`);
  if (reply?.slettet || entry?.slettet) return rejected('allerede-slettet', 'Svaret er allerede slettet.');
  return accepted({ ...body, type: 'ReplyDeleted' });
}

/** Unknown types of reaction are taken as they are. */
export function logReaction({ body }: Command<LogReaction>): Decision<ReactionLogged> {
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
