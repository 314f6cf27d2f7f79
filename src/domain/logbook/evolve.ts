import { evolveReactions, evolveReplies, evolveUnseenDeletions } from '../conversation/evolve';
import { ERASABLE } from '../erasure/erasure';
import type { RecordedEvent } from '../event';
import type { LogEntryState, LogState } from '../state';

export function evolveLog(log: LogState, line: RecordedEvent): LogState {
  return {
    count: line.nr,
    entries: evolveEntries(log.entries, line),
    replies: evolveReplies(log.replies, line),
    unseenDeletions: evolveUnseenDeletions(log.unseenDeletions, line),
    reactions: evolveReactions(log.reactions, line),
    erasable: evolveErasable(log.erasable, line),
    erasures: line.event.type === 'ErasureAsked' ? { ...log.erasures, [line.event.retter]: { by: line.actor, begrundelse: line.event.begrundelse } } : log.erasures,
  };
}

function evolveEntries(entries: readonly LogEntryState[], { nr, actor, commandId, event }: RecordedEvent): readonly LogEntryState[] {
  // What a decision lacked is given by its completion, or asked for in the correction that takes its place.
  const first = (retter: number) => entries.find((old) => old.nr === retter)?.foersteNr ?? retter;
  const settled = (retter: number) => entries.map((old) => (old.nr === retter ? { ...old, mangler: [], afloest: true, slettet: false } : old));
  switch (event.type) {
    case 'LogEntryWritten':
      return [...entries, { nr, commandId, by: actor.id, ...event.entry, mangler: event.mangler, skrevet: event.skrevet, afloest: false }];
    case 'LogEntryCorrected':
      return [...settled(event.retter), { nr, commandId, by: actor.id, ...event.entry, mangler: event.mangler, skrevet: event.skrevet, foersteNr: first(event.retter), afloest: false }];
    case 'LogDecisionCompleted': {
      const { type: _, retter, ...decision } = event;
      const by = entries.find((entry) => entry.nr === retter)?.by ?? actor.id;
      return [...settled(retter), { nr, commandId, by, entryType: 'beslutning', ...decision, mangler: [], foersteNr: first(retter), afloest: false }];
    }
    case 'ReplyPromoted':
      return [...entries, { nr, commandId, by: actor.id, ...event.entry, mangler: [], afloest: false }];
    case 'ReplyDeleted':
      return entries.map((entry) => (entry.nr === event.retter ? { ...entry, slettet: true } : entry));
    case 'LineErased':
      return entries.filter((entry) => entry.nr !== event.retter);
    default:
      return entries;
  }
}

function evolveErasable(erasable: readonly number[], { nr, event }: RecordedEvent): readonly number[] {
  if (event.type === 'LineErased') return erasable.filter((line) => line !== event.retter);
  return ERASABLE.includes(event.type) ? [...erasable, nr] : erasable;
}
