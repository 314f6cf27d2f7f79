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

/** Undefined where there is no such moment: nothing was chosen, or clocks skip that hour in March. Of two in October, the first. */
export function instantAt({ dato, tid }: DateAndTime): Instant | undefined {
  const wall = `${dato.trim()} ${tid.trim().replace('.', ':')}`;
  const [first] = DateTime.fromFormat(wall, 'yyyy-MM-dd H:mm', { zone: ZONE }).getPossibleOffsets();
  if (!first?.isValid || first.toFormat('yyyy-MM-dd H:mm') !== wall.replace(/ 0(?=\d:)/, ' ')) return undefined;
  return first.toUTC().toISO() ?? undefined;
}
