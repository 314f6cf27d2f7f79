import { DateTime } from 'luxon';

/** ISO 8601 in UTC, e.g. "2026-11-21T13:05:00.000Z". */
export type Instant = string;

export const ZONE = 'Europe/Copenhagen';

/** "14.05", Danish wall clock. */
export function clockTime(instant: Instant): string {
  return DateTime.fromISO(instant, { zone: ZONE }).toFormat('HH.mm');
}

/** "14.05" on the same Danish day as `now`, else "21.11. 14.05". */
export function shortTime(instant: Instant, now: Instant): string {
  const at = DateTime.fromISO(instant, { zone: ZONE });
  const sameDay = at.hasSame(DateTime.fromISO(now, { zone: ZONE }), 'day');
  return at.toFormat(sameDay ? 'HH.mm' : "dd.MM. HH.mm");
}

/** Whole minutes from `earlier` to `later`, rounded down. */
export function minutesBetween(earlier: Instant, later: Instant): number {
  return Math.floor((Date.parse(later) - Date.parse(earlier)) / 60_000);
}

export function laterOf(a: Instant, b: Instant): Instant {
  return Date.parse(a) >= Date.parse(b) ? a : b;
}
