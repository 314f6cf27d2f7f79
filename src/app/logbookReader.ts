import { corrections, toDanishLine } from '../domain/logbook/danishLine';
import { toLogLine } from '../domain/logbook/line';
import type { LineRange } from '../domain/logbook/grammar';
import type { LogLine } from '../domain/logbook/logLine';
import type { IncidentContent } from '../domain/instruks';
import { shorten } from '../domain/opening/opening';
import type { Instant } from '../domain/time';
import { unseal } from './chain';
import type { EventStore } from './ports';

const READABLE_LINES = 20;
/** Of one answer, however many are asked for. */
const MOST_LINES = 100;
/** Teams takes about 100 KB; well below that the reader has had enough. */
const READABLE_CHARACTERS = 14_000;
/** Of one of the latest lines: a mail's whole text stands in the line of its draft. */
const OVERVIEW_CHARACTERS = 300;
/** So far back the latest lines are looked for; what people wrote in the threads stands between them. */
const LOOK_BACK = 1000;

export interface Shown {
  readonly lines: readonly string[];
  /** From the first of them to the last; none, no lines. */
  readonly linjer?: LineRange | undefined;
  /** What comes before them, as many as one answer has room for. */
  readonly older?: LineRange | undefined;
  /** The number of the latest line that is not there whole. */
  readonly shortened?: number | undefined;
}

/** What `/log vis` and `/log søg` answer: plain text lines, the latest last. Always read from the store. */
export class LogbookReader {
  constructor(private readonly store: Pick<EventStore, 'readHead' | 'readLines'>) {}

  /** The latest, long ones shortened; or the latest of a range, whole. */
  async show(incident: string, { count, linjer }: { count?: number | undefined; linjer?: LineRange | undefined }, content: IncidentContent, now: Instant): Promise<Shown> {
    const most = linjer ? MOST_LINES : Math.min(Math.max(count ?? 10, 1), MOST_LINES);
    const head = await this.store.readHead(incident);
    const last = Math.min(linjer?.til ?? Infinity, head?.nr ?? 0);
    const unread = Math.max(0, last - LOOK_BACK);
    const lines = await this.read(incident, unread, content);
    const entries = lines.filter((line) => isEntry(line) && line.nr <= last);
    const wanted = entries.filter(({ nr }) => nr >= (linjer?.fra ?? 1)).slice(-most);
    const shown = readable(wanted, lines, now, linjer ? Infinity : OVERVIEW_CHARACTERS);
    const [oldest] = shown;
    if (!oldest) return { lines: [] };
    const before = entries.slice(0, -shown.length);
    const [first] = before.slice(-Math.max(shown.length, READABLE_LINES));
    const older = first ? { fra: first.nr, til: before.at(-1)!.nr } : { fra: Math.max(1, unread - MOST_LINES + 1), til: unread };
    return {
      lines: shown.map(({ text }) => text),
      linjer: { fra: oldest.nr, til: wanted.at(-1)!.nr },
      older: older.til > 0 ? older : undefined,
      shortened: shown.findLast((line) => line.shortened)?.nr,
    };
  }

  async search(incident: string, words: string, content: IncidentContent, now: Instant): Promise<{ hits: number; lines: readonly string[] }> {
    const all = await this.read(incident, 0, content);
    const wanted = plain(words).split(/\s+/);
    const hits = all.filter((line) => {
      const text = plain([line.indhold, line.fra, line.til, line.beslutning, line.beslutningstager, line.begrundelse, line.ansvarlig, line.trin].join(' '));
      return wanted.every((word) => text.includes(word));
    });
    return { hits: hits.length, lines: readable(hits.slice(-READABLE_LINES), all, now, Infinity).map(({ text }) => text) };
  }

  private async read(incident: string, afterNr: number, content: IncidentContent): Promise<readonly LogLine[]> {
    return (await this.store.readLines(incident, afterNr)).map((line) => toLogLine(unseal(line), content));
  }
}

/** An å may be written as one character or as two. */
function plain(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('da');
}

/** As many of them as there is room for: the latest. */
function readable(lines: readonly LogLine[], all: readonly LogLine[], now: Instant, charactersALine: number) {
  const corrected = corrections(all);
  const kept: { nr: number; text: string; shortened: boolean }[] = [];
  let room = READABLE_CHARACTERS;
  for (const line of lines.toReversed()) {
    const whole = toDanishLine(line, now, corrected.get(line.nr));
    const text = shorten(whole, charactersALine);
    room -= text.length;
    if (room < 0 && kept.length > 0) break;
    kept.unshift({ nr: line.nr, text, shortened: text !== whole });
  }
  return kept;
}

/** Talk and reactions are kept, but hidden from the default view (`/log vis samtale` shows them). */
function isEntry({ type }: LogLine): boolean {
  return type !== 'samtale' && type !== 'reaktion';
}
