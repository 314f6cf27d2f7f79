import { corrections, toDanishLine } from '../domain/logbook/danishLine';
import { toLogLine } from '../domain/logbook/line';
import type { LogLine } from '../domain/logbook/logLine';
import type { IncidentContent } from '../domain/instruks';
import type { Instant } from '../domain/time';
import { unseal } from './chain';
import type { EventStore } from './ports';

const READABLE_LINES = 20;
/** So far back the latest lines are looked for; what people wrote in the threads stands between them. */
const LOOK_BACK = 1000;

/** What `/log vis` and `/log søg` answer: plain text lines, the latest last. Always read from the store. */
export class LogbookReader {
  constructor(private readonly store: Pick<EventStore, 'readHead' | 'readLines'>) {}

  async latest(incident: string, count: number | undefined, content: IncidentContent, now: Instant): Promise<readonly string[]> {
    const wanted = Math.min(Math.max(count ?? 10, 1), READABLE_LINES * 5);
    const head = await this.store.readHead(incident);
    const lines = await this.read(incident, Math.max(0, (head?.nr ?? 0) - LOOK_BACK), content);
    return readable(lines.filter(isEntry).slice(-wanted), lines, now);
  }

  async search(incident: string, words: string, content: IncidentContent, now: Instant): Promise<{ hits: number; lines: readonly string[] }> {
    const all = await this.read(incident, 0, content);
    const wanted = plain(words).split(/\s+/);
    const hits = all.filter((line) => {
      const text = plain([line.indhold, line.fra, line.til, line.beslutning, line.beslutningstager, line.begrundelse, line.ansvarlig, line.trin].join(' '));
      return wanted.every((word) => text.includes(word));
    });
    return { hits: hits.length, lines: readable(hits.slice(-READABLE_LINES), all, now) };
  }

  private async read(incident: string, afterNr: number, content: IncidentContent): Promise<readonly LogLine[]> {
    return (await this.store.readLines(incident, afterNr)).map((line) => toLogLine(unseal(line), content));
  }
}

/** An å may be written as one character or as two. */
function plain(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('da');
}

function readable(lines: readonly LogLine[], all: readonly LogLine[], now: Instant): readonly string[] {
  const corrected = corrections(all);
  return lines.map((line) => toDanishLine(line, now, corrected.get(line.nr)));
}

/** Talk and reactions are kept, but hidden from the default view (`/log vis samtale` shows them). */
function isEntry({ type }: LogLine): boolean {
  return type !== 'samtale' && type !== 'reaktion';
}
