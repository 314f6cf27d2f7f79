import { GENESIS, seal } from '../../../src/app/chain';
import type { SealedLine } from '../../../src/app/chain';
import type { Effect } from '../../../src/app/effects';
import type { CommandCommit, EventStore, Head } from '../../../src/app/ports';
import type { RecordedEvent } from '../../../src/domain/event';

export const RECORDED_AT = '2026-11-21T13:05:00.000Z';

interface Wanted {
  readonly lines?: number;
  readonly tekst?: string;
  readonly kanal?: string;
  readonly effects?: readonly Effect[];
}

/** A command that wrote log entries, sealed so that it follows on `head` (undefined: the first of its stream). */
export function commit(head: Pick<Head, 'nr' | 'hash'> | undefined, commandId: string, wanted: Wanted = {}): CommandCommit {
  return { commandId, lines: sealedLines(head, commandId, wanted), effects: wanted.effects ?? [] };
}

/** Several commands, each following on the one before. */
export function commitsInARow(head: Pick<Head, 'nr' | 'hash'> | undefined, commandIds: readonly string[], wanted: Wanted = {}): readonly CommandCommit[] {
  const commits: CommandCommit[] = [];
  let follows = head;
  for (const commandId of commandIds) {
    const next = commit(follows, commandId, wanted);
    commits.push(next);
    const last = next.lines.at(-1);
    if (last) follows = { nr: last.envelope.nr, hash: last.hash };
  }
  return commits;
}

/** Appends and expects nothing to be in the way. */
export async function appended(events: EventStore, incident: string, head: Head | undefined, commits: readonly CommandCommit[]) {
  const result = await events.append(incident, head, commits);
  if (result.kind !== 'appended') throw new Error(`expected an append to succeed: ${result.kind}`);
  return result;
}

/** A stream of `count` lines, written as fast as transactions allow. */
export async function longStream(events: EventStore, incident: string, count: number): Promise<Head> {
  const perTransaction = 98;
  let head: Head | undefined;
  for (let nr = 0; nr < count; nr = head.nr) {
    ({ head } = await appended(events, incident, head, [commit(head, `fill-${nr}`, { lines: Math.min(perTransaction, count - nr) })]));
  }
  if (!head) throw new Error('a stream has at least one line');
  return head;
}

function sealedLines(head: Pick<Head, 'nr' | 'hash'> | undefined, commandId: string, { lines = 1, tekst = 'Vagten er tilkaldt', kanal = 'Krisestab' }: Wanted): readonly SealedLine[] {
  const sealed: SealedLine[] = [];
  let previous = head?.hash ?? GENESIS;
  for (let nr = (head?.nr ?? 0) + 1; sealed.length < lines; nr += 1) {
    const line = seal(recorded(nr, commandId, tekst, kanal), previous, `salt-${nr}`);
    sealed.push(line);
    previous = line.hash;
  }
  return sealed;
}

export function recorded(nr: number, commandId: string, tekst: string, kanal: string): RecordedEvent {
  return {
    nr, actor: { id: 'carla', name: 'Carla Ærø' }, at: '2026-11-21T13:00:00.000Z', recordedAt: RECORDED_AT, commandId, kanal,
    event: { type: 'LogEntryWritten', entry: { entryType: 'information', tekst }, mangler: [] }, calls: [],
  };
}
