import { inWords } from '../domain/logbook/danishLine';
import type { LogLine } from '../domain/logbook/logLine';
import { shorten } from '../domain/opening/opening';
import { escapeInline } from './escape';

/** Teams takes about 100 KB; well below that the reader has had enough, and the log has it all. */
const CHARACTERS = 10_000;

/** "Eva Lund loggede: 21 · handling · ringede til Viborg": a line whose message in Teams nobody else could see. */
export function loggedText(line: LogLine): string {
  const { nr, fra, type, bilag } = line;
  const files = bilag ? [`vedhæftet: ${bilag}`] : [];
  return escapeInline(`${fra} loggede: ${[nr, type, shorten(inWords(line), CHARACTERS), ...files].join(' · ')}`);
}
