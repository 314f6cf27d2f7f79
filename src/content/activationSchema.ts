import * as z from 'zod';
import { list, nonEmptyList, positive, slug, text, textOrEmpty, textWith } from './fields';

/** Bilag 1 as a graph, and what is proposed and said when the krisestab is activated (seed 000, instruks 1). */

const answer = z.strictObject({
  id: slug,
  titel: text,
  til: slug,
  begrundelse: textOrEmpty,
  vent: z.literal('naeste-aabning').optional(),
});
/** How the outcome reads: "Vedtaget: …", "Forslaget er stemt ned. …". */
const votedAnswer = answer.extend({ vedtaget: text, forkastet: text });
const answers = z.array(answer).min(2).readonly();

const node = {
  id: slug,
  felt: positive,
  titel: text,
  starter: nonEmptyList(slug).optional(),
  forvaerret: slug.optional(),
};

const knude = z.discriminatedUnion('art', [
  z.strictObject({ ...node, art: z.literal('spoergsmaal'), svar: answers }),
  z.strictObject({
    ...node,
    art: z.literal('handling'),
    knap: text,
    til: slug,
    kontaktliste: z.literal('styregruppe').optional(),
    orienterer: z.literal('styregruppe').optional(),
  }),
  z.strictObject({ ...node, art: z.literal('aabningstid'), svar: answers, undtagelse: slug }),
  z.strictObject({ ...node, art: z.literal('afstemning'), regel: slug, svar: z.array(votedAnswer).min(2).readonly() }),
  z.strictObject({ ...node, art: z.literal('slut') }),
]);

export const forloebSchema = z.strictObject({ start: slug, kunHerfra: list(slug), knuder: nonEmptyList(knude) });

const mail = (...words: readonly string[]) => ({ emne: textWith('oevelse'), tekst: textWith(...words) });

export const aktiveringSchema = z.strictObject({
  forslag: z.strictObject({
    aktiver: z.strictObject({ regel: slug, trin: slug }),
    niveau: z.strictObject({ titel: text, standard: slug, begrundelse: text }),
    opjuster: z.strictObject({ trin: slug, titel: text, begrundelse: text }),
    moede: z.strictObject({ titel: text, begrundelse: text }),
    kontaktperson: z.strictObject({ trin: slug }),
  }),
  moede: z.strictObject({ omMinutter: positive, rundOpTilMinutter: positive, sted: text }),
  alarm: z.strictObject({ svarfristMinutter: positive, opgaver: nonEmptyList(text), trin: list(slug) }),
  opkald: z.strictObject({ optagetMinutter: positive }),
  fortrydSekunder: positive,
  orientering: z.strictObject({
    rep: z.strictObject({ titel: text, emne: textWith('oevelse', 'myndighed'), tekst: textWith('myndighed', 'haendelse', 'niveau', 'kapacitet', 'ring') }),
    hm: z.strictObject({
      titel: text,
      aktiveret: z.strictObject(mail('haendelse', 'moede', 'kontaktperson', 'ring')),
      afvist: z.strictObject(mail('haendelse', 'begrundelse', 'ring')),
      udsat: z.strictObject(mail('haendelse', 'begrundelse', 'udsatTil', 'ring')),
    }),
  }),
  lukkerSnart: z.strictObject({ kladde: textWith('minutter', 'haendelse') }),
  oekonomi: z.strictObject({ medlem: text, ikkeMedlem: text }),
});

export type Forloeb = z.output<typeof forloebSchema>;
export type Aktivering = z.output<typeof aktiveringSchema>;
