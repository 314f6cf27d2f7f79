import type { RecordedEvent } from '../event';
import type { LogEntryState, LogState } from '../state';

export function evolveLog(log: LogState, line: RecordedEvent): LogState {
  const entry = entryOf(line, log);
  if (!entry) return { ...log, count: line.nr };
  // What a decision lacked is given by its completion, or asked for in the correction that takes its place.
  const settled = line.event.type === 'LogDecisionCompleted' || line.event.type === 'LogEntryCorrected' ? line.event.retter : undefined;
  const before = settled === undefined ? log.entries : log.entries.map((old) => (old.nr === settled ? { ...old, mangler: [] } : old));
  return { count: line.nr, entries: [...before, entry] };
}

function entryOf({ nr, actor, event }: RecordedEvent, log: LogState): LogEntryState | undefined {
  switch (event.type) {
    case 'LogEntryWritten':
    case 'LogEntryCorrected': {
      return { nr, by: actor.id, ...event.entry, mangler: event.mangler };
    }
    case 'LogDecisionCompleted': {
      const { type: _, retter, ...decision } = event;
      return { nr, by: log.entries.find((entry) => entry.nr === retter)?.by ?? actor.id, entryType: 'beslutning', ...decision, mangler: [] };
    }
    default:
      return undefined;
  }
}
