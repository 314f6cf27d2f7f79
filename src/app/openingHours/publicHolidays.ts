/** Name of each public holiday of a year by its date ("2026-04-02"), in lower case as inside a sentence. */
type HolidaysOfYear = ReadonlyMap<string, string>;

// Working out a year costs milliseconds, and it is the same for the life of the process.
const years = new Map<number, HolidaysOfYear>();

/** "skærtorsdag" when the Danish date ("2026-04-02") is a public holiday. */
export function publicHoliday(date: string): string | undefined {
  const year = Number(date.slice(0, 4));
  const known = years.get(year) ?? holidaysOf(year);
  years.set(year, known);
  return known.get(date);
}

function holidaysOf(year: number): HolidaysOfYear {
  // Only type "public": the library also knows days on which shops close, and mother's day.
  const found = new (library())('DK', { types: ['public'] }).getHolidays(year, 'da');
  return new Map(found.map(({ date, name }) => [date.slice(0, 10), insideSentence(name)]));
}

function insideSentence(name: string): string {
  return name.toLocaleLowerCase('da').replace('kristi', 'Kristi');
}

/** Loaded when first needed: it takes long to load, and a start needs no holidays. The bot looks once after its start. */
function library(): typeof import('date-holidays').default {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('date-holidays') as typeof import('date-holidays').default;
}
