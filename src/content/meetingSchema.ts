import * as z from 'zod';
import { list, nonEmptyList, positive, slug, text, textWith } from './fields';

/** Meetings of the krisestab: who takes part, how long, what is on the agenda (instruks 2 and 3, seed 000). */
export const moederSchema = z.strictObject({
  varighedMinutter: positive,
  naesteOmMinutter: positive,
  instrukser: nonEmptyList(z.strictObject({ instruks: slug, titel: text, deltagere: nonEmptyList(z.enum(['krisestab', 'styregruppe', 'kontaktperson'])) })),
  fastePunkter: z.strictObject({ foer: list(text), efter: list(text) }),
  trin: z.strictObject({ opstart: slug, naesteMoede: slug, nytMoedeHvisUfaerdig: slug }),
  kadence: z.strictObject({ hverMinutter: positive, paamindMinutterFoer: positive, manglerMinutterEfter: positive }),
  paamindelser: z.strictObject({ begyndtMinutterEfter: positive, slutIgenMinutterEfter: positive }),
  indkaldelse: z.strictObject({
    emne: textWith('oevelse', 'titel', 'tid', 'haendelse'),
    tekst: textWith('haendelse', 'titel', 'tid', 'minutter', 'ring', 'dagsorden'),
  }),
});

export type Moeder = z.output<typeof moederSchema>;
