import { DateTime } from 'luxon';
import type { Instant } from './time';
import { ZONE } from './time';

/** A moment as a form asks for it: "2026-11-21" and "14.30" (or "14:30"), Danish wall clock. */
export interface DateAndTime {
  readonly dato: string;
  readonly tid: string;
}

export function dateAndTime(instant: Instant): DateAndTime {
  const at = DateTime.fromISO(instant, { zone: ZONE });
  return { dato: at.toFormat('yyyy-MM-dd'), tid: at.toFormat('HH:mm') };
}

/**
 * Undefined where there is no such moment: nothing was chosen, or clocks skip that hour in March. Of two in October, the
 * first; or, where the form asks for something that is still to come, the first after `now`.
 */
export function instantAt({ dato, tid }: DateAndTime, now?: Instant): Instant | undefined {
  const wall = wallOf({ dato, tid });
  const both = DateTime.fromFormat(wall, 'yyyy-MM-dd H:mm', { zone: ZONE }).getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());
  const chosen = (now && both.find((one) => one.toMillis() > Date.parse(now))) || both[0];
  if (!chosen?.isValid || chosen.toFormat('yyyy-MM-dd H:mm') !== wall.replace(/ 0(?=\d:)/, ' ')) return undefined;
  return chosen.toUTC().toISO() ?? undefined;
}

/** A date and a time were chosen, and the clocks skip them. */
export function isSkipped(chosen: DateAndTime): boolean {
  return DateTime.fromFormat(wallOf(chosen), 'yyyy-MM-dd H:mm', { zone: ZONE }).isValid && instantAt(chosen) === undefined;
}

function wallOf({ dato, tid }: DateAndTime): string {
  return `${dato.trim()} ${tid.trim().replace('.', ':')}`;
}
