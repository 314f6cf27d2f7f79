/** ISO 8601 in UTC, e.g. "2026-11-21T13:05:00.000Z". */
export type Instant = string;

export const ZONE = 'Europe/Copenhagen';

/** "2026-11-21 14:05": Danish wall clock, in the one locale that writes it so. Made once, since making it is slow. */
const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** "14.05", Danish wall clock. */
export function clockTime(instant: Instant): string {
  return wallClock.format(Date.parse(instant)).slice(11).replace(':', '.');
}

/** "14.05" on the same Danish day as `now`, else "21.11. 14.05". */
export function shortTime(instant: Instant, now: Instant): string {
  const at = wallClock.format(Date.parse(instant));
  const time = at.slice(11).replace(':', '.');
  const day = at.slice(0, 10);
  return day === wallClock.format(Date.parse(now)).slice(0, 10) ? time : `${day.slice(8)}.${day.slice(5, 7)}. ${time}`;
}

/** "21.11. 14.05": where the day is not to be guessed. */
export function dayAndTime(instant: Instant): string {
  const at = wallClock.format(Date.parse(instant));
  return `${at.slice(8, 10)}.${at.slice(5, 7)}. ${at.slice(11).replace(':', '.')}`;
}

const weekday = new Intl.DateTimeFormat('da', { timeZone: ZONE, weekday: 'long' });
const dayOfMonth = new Intl.DateTimeFormat('da', { timeZone: ZONE, day: 'numeric', month: 'long' });

/** "søndag den 22. november kl. 8.00": in a text that is read far from here. */
export function writtenTime(instant: Instant): string {
  const at = Date.parse(instant);
  return `${weekday.format(at)} den ${dayOfMonth.format(at)} kl. ${clockTime(instant).replace(/^0/, '')}`;
}

/** A time to come, as one says it: "kl. 8.00" on the same Danish day as `now`, "søndag 16.00" within six days, else "tirsdag 14.04. 8.00". */
export function comingTime(instant: Instant, now: Instant): string {
  const [date = '', clock = ''] = wallClock.format(Date.parse(instant)).split(' ');
  const today = wallClock.format(Date.parse(now)).slice(0, 10);
  const time = clock.replace(/^0/, '').replace(':', '.');
  if (date === today) return `kl. ${time}`;
  const daysAhead = (Date.parse(date) - Date.parse(today)) / 86_400_000;
  const day = daysAhead > 0 && daysAhead <= 6 ? '' : ` ${date.slice(8)}.${date.slice(5, 7)}.`;
  return `${weekday.format(Date.parse(instant))}${day} ${time}`;
}

/** Whole minutes from `earlier` to `later`, rounded down. */
export function minutesBetween(earlier: Instant, later: Instant): number {
  return Math.floor((Date.parse(later) - Date.parse(earlier)) / 60_000);
}

export function laterOf(a: Instant, b: Instant): Instant {
  return Date.parse(a) >= Date.parse(b) ? a : b;
}

export function minutesAfter(instant: Instant, minutes: number): Instant {
  return secondsAfter(instant, minutes * 60);
}

export function secondsAfter(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}
