import { DateTime } from 'luxon';
import type { Instant } from '../time';
import { ZONE } from '../time';

export interface WallClock {
  readonly hour: number;
  readonly minute: number;
}

/** Something older is more likely a time to come ("kl. 18.00 holder vi møde") than one that has been. */
export const HAENDELSESTID_TIMER = 12;

/** A field that holds a time and nothing else: "14.05", "kl. 8:30". */
export function readClock(text: string): WallClock | undefined {
  const [, hour = '', minute = ''] = /^(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})$/i.exec(text.trim()) ?? [];
  const clock = { hour: Number(hour), minute: Number(minute) };
  return minute !== '' && clock.hour <= 23 && clock.minute <= 59 ? clock : undefined;
}

/**
 * The latest instant at or before `now` at which Danish clocks showed this time; undefined when that is too long ago.
 * In the hour that comes twice in October both are tried; in the one that is skipped in March there is none that day.
 */
export function recentInstant({ hour, minute }: WallClock, now: Instant): Instant | undefined {
  const end = DateTime.fromISO(now, { zone: ZONE });
  const candidates = [end, end.minus({ days: 1 })]
    .flatMap((day): DateTime[] => day.set({ hour, minute, second: 0, millisecond: 0 }).getPossibleOffsets())
    .filter((candidate) => candidate.hour === hour && candidate.minute === minute && candidate <= end);
  const latest = candidates.sort((a, b) => b.toMillis() - a.toMillis())[0];
  if (!latest || end.diff(latest).as('hours') > HAENDELSESTID_TIMER) return undefined;
  return latest.toUTC().toISO() ?? undefined;
}
