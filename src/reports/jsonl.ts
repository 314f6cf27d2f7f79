import type { SealedLine } from '../app/chain';
import { unseal } from '../app/chain';
import type { RecordedEvent } from '../domain/event';
import type { ContentTitles } from '../domain/instruks';
import { findInstruks, findStep } from '../domain/instruks';
import { toLogLine } from '../domain/logbook/line';
import { LINE_TYPES } from '../domain/logbook/lineTypes';
import { LOG_LINE_KEYS, type LineType, type LogLine } from '../domain/logbook/logLine';

/** The content set with this hash, for role titles and instruks numbers as they were when the incident was opened. */
export type ContentByHash = (hash: string) => ContentTitles | undefined;

export const SLETTET = '[slettet]';
export const ULAESELIG = '[kan ikke læses]';

/** A log outlives its content: without the set that it pinned, ids stand where titles would. */
const NO_CONTENT: ContentTitles = { instrukser: [], roller: [] };

/** Every stored line as people read it. A line that was erased or does not make sense keeps its place and its number. */
export function logLines(sealed: readonly SealedLine[], contentByHash: ContentByHash): readonly LogLine[] {
  const [first] = sealed;
  const content = (first && readable(first, (recorded) => pinnedContent(recorded, contentByHash))) ?? NO_CONTENT;
  return sealed.map((line) => readable(line, (recorded) => toLogLine(recorded, content)) ?? withoutPayload(line, content));
}

/** One JSON object per line, the keys in their fixed order. */
export function toJsonl(lines: readonly LogLine[]): string {
  return lines.map((line) => `${JSON.stringify(line, [...LOG_LINE_KEYS])}\n`).join('');
}

/** Somebody may have changed the stored bytes: one bad line must not keep the others from being read. `verify` names it. */
function readable<T>(line: SealedLine, read: (recorded: RecordedEvent) => T): T | undefined {
  try {
    const recorded = unseal(line);
    return recorded.event.type === line.envelope.type && recorded.event.type in LINE_TYPES ? read(recorded) : undefined;
  } catch {
    return undefined;
  }
}

function pinnedContent({ event }: RecordedEvent, contentByHash: ContentByHash): ContentTitles | undefined {
  return event.type === 'HaendelseOpened' ? contentByHash(event.contentHash) : undefined;
}

function withoutPayload({ envelope, payload }: SealedLine, content: ContentTitles): LogLine {
  const erased = payload === undefined;
  const instruks = findInstruks(content, envelope.instruks);
  const types: Readonly<Record<string, LineType | undefined>> = LINE_TYPES;
  return {
    nr: envelope.nr, haendelsestid: envelope.at, registreringstid: envelope.at, fra: envelope.actorName, til: null, kanal: envelope.kanal || null,
    type: types[envelope.type] ?? 'information', indhold: erased ? SLETTET : ULAESELIG,
    beslutning: null, beslutningstager: null, begrundelse: null, ansvarlig: null, frist: null, status: erased ? 'slettet' : 'ulæselig', bilag: null,
    instruks: instruks?.nummer ?? null, trin: (instruks && findStep(instruks, envelope.trin)?.trin.nummer) ?? null, retter: envelope.retter || null,
  };
}
