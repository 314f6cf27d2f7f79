import type { Instant } from '../time';
import type { EntryType } from './logbook';

/** "samtale" and "reaktion" belong to the conversation in a thread. */
export type LineType = EntryType | 'samtale' | 'reaktion';

/** A line of the log as people and the export see it. Empty = null, times in UTC. */
export interface LogLine {
  readonly nr: number;
  readonly haendelsestid: Instant;
  readonly registreringstid: Instant;
  readonly fra: string;
  readonly til: string | null;
  readonly kanal: string | null;
  readonly type: LineType;
  readonly indhold: string;
  readonly beslutning: string | null;
  readonly beslutningstager: string | null;
  readonly begrundelse: string | null;
  readonly ansvarlig: string | null;
  readonly frist: string | null;
  readonly status: string | null;
  readonly bilag: string | null;
  /** The number of the instruks. */
  readonly instruks: number | null;
  /** "1A.2" */
  readonly trin: string | null;
  /** The line that this one corrects, completes or takes back. */
  readonly retter: number | null;
}

/** The keys and their order are fixed: other tools read them. */
export const LOG_LINE_KEYS = [
  'nr', 'haendelsestid', 'registreringstid', 'fra', 'til', 'kanal', 'type', 'indhold', 'beslutning', 'beslutningstager', 'begrundelse',
  'ansvarlig', 'frist', 'status', 'bilag', 'instruks', 'trin', 'retter',
] as const satisfies readonly (keyof LogLine)[];
