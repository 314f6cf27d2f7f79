import * as z from 'zod';

/** The shape of aabningstider/v<n>.yaml: opening hours of DDH Kontaktcenter (Bilag 1, seed 002). */

const text = z.string().trim().min(1);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'et klokkeslæt skrives som "08:00"');

/** Danish clock. `fra` is included, `til` is not. */
const hours = z
  .array(z.strictObject({ fra: clock, til: clock }).refine((h) => h.fra < h.til, '"fra" skal være før "til"'))
  .refine((day) => day.every((h, i) => i === 0 || day[i - 1]!.til < h.fra), 'tidsrummene skal stå i rækkefølge og må ikke røre hinanden')
  .readonly();

const dato = z.iso.date('en dato skrives som "ÅÅÅÅ-MM-DD", fx "2026-12-23", og skal findes');

/** Closed every year on this date, besides the public holidays. */
const closedDay = z.strictObject({
  dag: z.string().refine((dag) => z.iso.date().safeParse(`2024-${dag}`).success, 'en dag skrives som "MM-DD", fx "06-05", og skal findes'),
  /** Goes on after "lukket: ", hence in lower case. */
  aarsag: text,
});

/** One date that is not as the week, the holidays and the closed days say; without hours it is closed. */
const exception = z.strictObject({ dato, aabent: hours, aarsag: text });

/**
 * A year has 52 of every weekday, of which so many, and the public holidays, can be closed: whatever the content says,
 * there is an opening within a year (the search in app/openingHours goes no further).
 */
const MOST_SPECIAL_DAYS = 30;

export const aabningstiderSchema = z
  .strictObject({
    /** Whose public holidays are closed days. The program is built with Denmark's only (build.mjs). */
    helligdage: z.literal('DK'),
    uge: z
      .strictObject({ mandag: hours, tirsdag: hours, onsdag: hours, torsdag: hours, fredag: hours, loerdag: hours, soendag: hours })
      .refine((uge) => Object.values(uge).some((day) => day.length > 0), 'ugen har ingen åbningstid'),
    /** With less than this left before closing there is a warning. */
    advarselMinutter: z.number().int().positive(),
    lukkedage: z.array(closedDay).readonly(),
    undtagelser: z.array(exception).readonly(),
  })
  .refine((a) => a.lukkedage.length + a.undtagelser.length <= MOST_SPECIAL_DAYS, {
    path: ['lukkedage'],
    message: `der må højst være ${MOST_SPECIAL_DAYS} lukkedage og undtagelser i alt`,
  });

export type Aabningstider = z.output<typeof aabningstiderSchema>;
export type Tidsrum = Aabningstider['uge']['mandag'][number];
