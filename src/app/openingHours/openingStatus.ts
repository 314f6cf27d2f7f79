import { DateTime } from 'luxon';
import type { Aabningstider, Tidsrum } from '../../content/openingHours';
import type { OpeningStatus } from '../../domain/activation/openingHours';
import { comingTime, ZONE, type Instant } from '../../domain/time';
import { publicHoliday } from './publicHolidays';

/** The content allows no longer time without an opening (content/openingHours.ts). */
const SEARCH_DAYS = 366;

const WEEKDAYS = ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'loerdag', 'soendag'] as const;

interface Day {
  readonly tidsrum: readonly Tidsrum[];
  /** Why it is closed, where it is not only the hour. */
  readonly aarsag?: string | undefined;
}

/** Whether the contact centre is open at this moment, why, and when it opens next. */
export function openingStatus(at: Instant, hours: Aabningstider): OpeningStatus {
  const now = DateTime.fromISO(at, { zone: ZONE });
  const day = dayOf(now, hours);
  const current = day.tidsrum.find(({ fra, til }) => on(now, fra) <= now && now < on(now, til));
  if (current) {
    const closing = on(now, current.til);
    const left = Math.floor(closing.diff(now).as('minutes'));
    return {
      aaben: true,
      aarsag: `åbent til ${current.til.replace(/^0/, '').replace(':', '.')}`,
      lukkerOmMinutter: left,
      naesteAabning: nextOpening(closing, hours),
      advarsel: left < hours.advarselMinutter,
    };
  }
  const naesteAabning = nextOpening(now, hours);
  const aarsag = day.aarsag ?? `kontaktcentret åbner ${comingTime(naesteAabning, at)}`;
  return { aaben: false, aarsag: `lukket: ${aarsag}`, naesteAabning, advarsel: false };
}

function dayOf(day: DateTime, hours: Aabningstider): Day {
  const date = day.toFormat('yyyy-MM-dd');
  const exception = hours.undtagelser.find(({ dato }) => dato === date);
  if (exception) return { tidsrum: exception.aabent, aarsag: exception.aarsag };
  const closed = publicHoliday(date) ?? hours.lukkedage.find(({ dag }) => date.endsWith(`-${dag}`))?.aarsag;
  if (closed !== undefined) return { tidsrum: [], aarsag: closed };
  const weekday = WEEKDAYS[day.weekday - 1]!;
  const tidsrum = hours.uge[weekday];
  return tidsrum.length > 0 ? { tidsrum } : { tidsrum, aarsag: day.setLocale('da').weekdayLong ?? weekday };
}

/** The first opening at or after this moment. */
function nextOpening(from: DateTime, hours: Aabningstider): Instant {
  for (let ahead = 0; ahead <= SEARCH_DAYS; ahead++) {
    const day = from.plus({ days: ahead });
    const opening = dayOf(day, hours)
      .tidsrum.map(({ fra }) => on(day, fra))
      .find((opens) => opens >= from);
    if (opening) return opening.toUTC().toISO()!;
  }
  throw new Error(`no opening within ${SEARCH_DAYS} days of ${from.toISO()}`);
}

/** That time of day on the day of `day`, as Danish clocks show it. */
function on(day: DateTime, clock: string): DateTime {
  const [hour, minute] = clock.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}
