import type { Instant } from '../time';
import { clockTime, shortTime } from '../time';
import type { LogLine } from './logLine';

/** Which line corrects which: old nr → the latest line that points at it. */
export function corrections(lines: readonly Pick<LogLine, 'nr' | 'retter'>[]): ReadonlyMap<number, number> {
  return new Map(lines.flatMap(({ nr, retter }) => (retter === null ? [] : [[retter, nr] as const])));
}

/** "21  14.05 (hændt 13.50)  handling  Eva: ringede til Viborg" – plain text: whoever shows it escapes it. */
export function toDanishLine(line: LogLine, now: Instant, rettetI?: number): string {
  return [line.nr, times(line, now), line.type, `${line.fra}: ${inWords(line, rettetI)}`].join('  ');
}

/** "Vi åbner · besluttet af: Anna · fordi: køen vokser": what was written, in one line. */
export function inWords(line: LogLine, rettetI?: number): string {
  // A step's own sentence already names the person that it was given to.
  const marks = [
    line.beslutningstager && `besluttet af: ${line.beslutningstager}`,
    line.begrundelse && `fordi: ${line.begrundelse}`,
    line.trin === null && line.ansvarlig && `ansvarlig: ${line.ansvarlig}`,
    line.frist && `frist: ${line.frist}`,
    line.status?.startsWith('beslutning') && line.status,
    line.retter !== null && `retter ${line.retter}`,
    rettetI !== undefined && `rettet i ${rettetI}`,
  ].filter(Boolean);
  return [line.indhold, ...marks].join(' · ').replace(/\s*[\r\n]+\s*/g, ' ');
}

function times({ haendelsestid, registreringstid }: LogLine, now: Instant): string {
  const entered = shortTime(registreringstid, now);
  const happened = shortTime(haendelsestid, registreringstid);
  return happened === clockTime(registreringstid) ? entered : `${entered} (hændt ${happened})`;
}
