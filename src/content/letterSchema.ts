import * as z from 'zod';
import { list, nonEmptyList, positive, slug, text, textWith } from './fields';

/** Mails: who gets and approves them, what answer is wanted, and what stands around every text. */

const button = z.strictObject({
  id: slug,
  /** As much as a phone shows of a button. */
  titel: text.max(40),
  besked: z.boolean(),
});

const letter = {
  til: z.enum(['repraesentantskab', 'kontaktperson', 'kommunekontakter', 'aiTeam']),
  godkendesAf: nonEmptyList(z.enum(['kriseleder', 'logfoerer', 'procesansvarlig', 'bemandingsansvarlig', 'modtager'])),
  svar: z.strictObject({ spoergsmaal: text, knapper: z.array(button).min(1).max(2).readonly(), fristMinutter: positive.optional() }).optional(),
  trin: list(slug),
};
/** rep and hm: their texts depend on the outcome of the vote and stand with it (aktivering). */
const bare = z.strictObject(letter);
const written = (...words: readonly string[]) =>
  z.strictObject({ ...letter, titel: text, instruks: slug.optional(), emne: textWith('oevelse', 'myndighed'), tekst: textWith(...words) });

export const breveSchema = z.strictObject({
  rep: bare,
  hm: bare,
  kp: written('haendelse', 'moede', 'niveau'),
  kontaktpersoner: written('myndighed', 'haendelse', 'niveau'),
  ai: written('myndighed', 'haendelse', 'kontaktperson'),
  opdatering: z.strictObject({ ...letter, titel: text, emne: textWith('oevelse', 'tid'), tekst: textWith('haendelse', 'tid') }),
  aftale: z.strictObject({
    ...letter,
    titel: textWith('aftalt'),
    emne: textWith('oevelse', 'kort'),
    tekst: textWith('aftalt', 'haendelse'),
    saetninger: z.strictObject({ moede: textWith('titel', 'tid', 'minutter'), flyttet: textWith('titel', 'foer', 'tid', 'minutter'), kadence: textWith('minutter', 'tid'), beslutning: textWith('emne', 'tekst') }),
  }),
  /** What stands around the text of every mail. */
  faelles: z.strictObject({
    emneMedFrist: textWith('emne', 'frist'),
    svar: textWith('knapper', 'link'),
    svarSenest: textWith('frist'),
    ring: textWith('navn', 'telefon'),
    iStedetFor: textWith('navn'),
    bund: textWith('nr'),
  }),
});

export type Breve = z.output<typeof breveSchema>;
