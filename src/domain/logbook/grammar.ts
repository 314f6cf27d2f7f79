import type { Instant } from '../time';
import { HAENDELSESTID_TIMER, recentInstant, type WallClock } from './eventTime';
import type { CorrectLogEntry, EntryContent, EntryType } from './logbook';

/** Line numbers, both included. */
export interface LineRange {
  readonly fra: number;
  readonly til: number;
}

/** What somebody asked for with `/log`. `note` is Danish and belongs in the receipt. */
export type LogRequest =
  | { readonly kind: 'write'; readonly entry: EntryContent; readonly note?: string | undefined }
  | { readonly kind: 'correct'; readonly nr?: number | undefined; readonly entry: CorrectLogEntry['entry']; readonly note?: string | undefined }
  /** `samtale`: what people wrote in the threads, instead of the log's own lines. */
  | { readonly kind: 'show'; readonly samtale: boolean; readonly count?: number | undefined; readonly linjer?: LineRange | undefined }
  | { readonly kind: 'search'; readonly words: string }
  | { readonly kind: 'empty' };

/**
 * Reads what follows the word `/log`. Never fails: whatever is not syntax is text, and text is kept as it was written.
 * Whether an entry can be used (an empty text, an unknown number) is for `decide` to say.
 */
export function parseLog(text: string, now: Instant): LogRequest {
  const trimmed = text.trim();
  const show = /^vis:?(?:\s+(samtale))?(?:\s+(\d+))?$/i.exec(trimmed);
  if (show) return { kind: 'show', samtale: show[1] !== undefined, count: Number(show[2] ?? 0) || undefined };
  const [, ...ends] = /^vis:?\s+(\d+)\s*[-–]\s*(\d+)$/i.exec(trimmed) ?? [];
  if (ends.length > 0) return { kind: 'show', samtale: false, linjer: { fra: Math.min(...ends.map(Number)), til: Math.max(...ends.map(Number)) } };
  const [, word = '', rest = ''] = /^(ret|søg|soeg):?(?:\s+([^]*))?$/i.exec(trimmed) ?? [];
  if (trimmed === '' || (word && !rest)) return { kind: 'empty' };
  if (word.toLowerCase() === 'ret') return parseCorrection(rest, now);
  if (word) return { kind: 'search', words: rest };
  const { entry, note } = parseEntry(trimmed, now);
  const notes = [note, FURTHER_LOG.test(trimmed) ? ONE_LINE : undefined].filter(Boolean).join(' ');
  return { kind: 'write', entry: { ...entry, entryType: entry.entryType ?? 'information' }, note: notes || undefined };
}

/** One message is one line: its id says that it counts once, and an edit of it corrects that line. */
const FURTHER_LOG = /^[ \t]*\/log(?=[\s:])/im;
const ONE_LINE = 'Hele beskeden er én linje i loggen. Send en besked for hver linje, du vil have.';

function parseCorrection(text: string, now: Instant): LogRequest {
  const numbered = /^(?:(?:nr\.?|linje|#)\s*)?(\d+):?(?:\s+([^]*))?$/i.exec(text);
  if (!numbered) return { kind: 'correct', ...parseEntry(text, now) };
  return { kind: 'correct', nr: Number(numbered[1]), ...parseEntry(numbered[2] ?? '', now) };
}

// ---- one entry -----------------------------------------------------------------------------------------------

const TYPES: Readonly<Record<string, EntryType>> = {
  b: 'beslutning', h: 'handling', o: 'observation', i: 'information', u: 'undladelse',
};

type Field = 'beslutter' | 'begrundelse' | 'ansvarlig' | 'frist';
const FIELDS: Readonly<Record<string, Field>> = { 'besluttet af': 'beslutter', fordi: 'begrundelse', ansvarlig: 'ansvarlig', frist: 'frist' };

/** The bar is that of "kl. 14.05 | h: …"; the backslash keeps a Windows drive apart: "H:\faelles er nede" is no handling. */
const TYPE_PREFIX = /^\|?\s*(beslutning|handling|observation|information|undladelse|[bhoiu]):(?!\\)\s*/i;
/** Somebody who is mentioned is named. */
const FIELD = /^(besluttet\s+af|fordi|ansvarlig|frist)\s*:\s*@?([^]*)$/i;
/** "kl. 14.05", but not the beginning of a period ("kl. 14.05-14.30") nor of a longer number. */
const TIME = /^kl\.?\s*(\d{1,2})[.:](\d{2})(?!\s*[-–]\s*(?:kl\.?\s*)?\d)[.,:;]?(?:\s+|$|(?=\|))/i;
/** A quotation, whose bars are text, or a bar. A mark right after a letter or digit opens nothing: 5" is a measure. */
const QUOTE_OR_BAR = /(?<![\p{L}\p{N}])(?:"[^"]*"|[“”„][^“”„]*[“”]|»[^»«]*«)|\|/gu;

interface ParsedEntry {
  readonly entry: CorrectLogEntry['entry'];
  readonly note?: string | undefined;
}

function parseEntry(text: string, now: Instant): ParsedEntry {
  const head = readHead(text, now);
  let { time } = head;
  const fields: Partial<Record<Field, string>> = {};
  const [first = '', ...parts] = splitAtBars(head.rest);
  const kept = [first];
  for (const part of parts) {
    const trimmed = part.trim();
    const separate = time ? undefined : readTime(trimmed, now);
    const [, key = '', value = ''] = FIELD.exec(trimmed) ?? [];
    const field = FIELDS[key.toLowerCase().replace(/\s+/g, ' ')];
    if (separate?.rest === '') {
      time = separate.time;
      if (!time.at) kept.push(part);
    } else if (field && fields[field] === undefined) {
      if (value) fields[field] = value;
    } else {
      kept.push(part);
    }
  }
  const entry = { entryType: head.entryType, tekst: joinAtBars(kept), ...fields, haendelsestid: time?.at };
  return { entry, note: time && !time.at ? tooLongAgo(time.clock) : undefined };
}

interface Time {
  readonly clock: WallClock;
  /** Absent: too long ago. Then what was written stays in the text, so that nothing is lost. */
  readonly at?: Instant | undefined;
}

interface ReadTime {
  readonly time: Time;
  readonly written: string;
  readonly rest: string;
}

/** Type and time may stand first, in either order, each once. */
function readHead(text: string, now: Instant): { readonly entryType?: EntryType | undefined; readonly time?: Time | undefined; readonly rest: string } {
  const early = readTime(text, now);
  const afterEarly = early?.rest ?? text;
  const prefix = TYPE_PREFIX.exec(afterEarly);
  const afterType = afterEarly.slice(prefix?.[0].length ?? 0);
  const late = early ? undefined : readTime(afterType, now);
  const read = early ?? late;
  const rest = late ? late.rest : afterType;
  return {
    entryType: TYPES[prefix?.[1]?.charAt(0).toLowerCase() ?? ''],
    time: read?.time,
    rest: read && !read.time.at ? read.written + rest : rest,
  };
}

function readTime(text: string, now: Instant): ReadTime | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const clock = { hour: Number(match[1]), minute: Number(match[2]) };
  if (clock.hour > 23 || clock.minute > 59) return undefined;
  return { time: { clock, at: recentInstant(clock, now) }, written: match[0], rest: text.slice(match[0].length) };
}

function splitAtBars(text: string): readonly string[] {
  const bars = [...text.matchAll(QUOTE_OR_BAR)].filter((match) => match[0] === '|').map((match) => match.index);
  return [...bars, text.length].map((end, i) => text.slice(i === 0 ? 0 : (bars[i - 1] ?? 0) + 1, end));
}

/** Puts the text together as it was written; a bar at either end separates nothing. */
function joinAtBars(parts: readonly string[]): string {
  const written = parts.map((part) => part.trim() !== '');
  const first = written.indexOf(true);
  return first < 0 ? '' : parts.slice(first, written.lastIndexOf(true) + 1).join('|').trim();
}

function tooLongAgo({ hour, minute }: WallClock): string {
  const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join('.');
  return `Kl. ${clock} er ikke inden for de seneste ${HAENDELSESTID_TIMER} timer, så linjen har fået tiden nu. Klokkeslættet står i teksten.`;
}
