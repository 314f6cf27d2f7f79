import * as z from 'zod';
import type { Aktivering, Forloeb } from './activationSchema';
import { list, nonEmptyList, positive, slug, text, textOrEmpty, textWith } from './fields';
import type { Breve } from './letterSchema';
import type { Moeder } from './meetingSchema';
import type { Aabningstider } from './openingHours';

/**
 * The shape of every content file. Property names are the YAML's own Danish ones, so that there is no mapping to
 * learn. Objects are strict: a misspelt key is an error, never silently ignored.
 */

/**
 * Ids that code hooks into. A content set that lacks one stops the start, so that a rename in a file cannot quietly
 * switch a feature off.
 */
export const HOOKS = {
  instrukser: ['instruks-1', 'instruks-2', 'instruks-3', 'instruks-4'],
  /** Per instruks, so that a missing one can be reported in the right file. */
  trin: {
    'instruks-1': ['aktiver-krisestab', 'opjuster-vagtplan-nu', 'primaer-kontaktperson'],
    'instruks-2': ['opstart-ddh-beredskab'],
    'instruks-3': ['godkend-opjustering'],
  },
  felter: { 'instruks-1': ['kontaktperson'] },
  roller: [
    'kriseleder',
    'logfoerer',
    'procesansvarlig',
    'bemandingsansvarlig',
    'kontaktperson',
    'modtager',
    'styregruppe',
    'repraesentantskab',
    'kommunekontakt',
  ],
  regler: ['aktivering', 'akut-behov', 'opjustering'],
  niveauer: ['normal-drift', 'ddh-beredskab', 'udvidet-ddh-beredskab'],
} as const;

const choice = z.strictObject({ id: slug, titel: text });

export const ART = ['handling', 'beslutning', 'formular', 'kommunikation', 'moede'] as const;

const lock = z.strictObject({ trin: slug, valg: nonEmptyList(slug).optional() });

const start = z.strictObject({
  instruks: slug,
  valg: nonEmptyList(slug).optional(),
  /** straks = created at once; tilbyd = offered as a button. */
  hvordan: z.enum(['straks', 'tilbyd']),
});

const step = z
  .strictObject({
    id: slug,
    tekst: text,
    roller: nonEmptyList(slug),
    art: z.enum(ART),
    /** The choices of a beslutning; without them the decision is free text. */
    valg: nonEmptyList(choice).optional(),
    laastAf: nonEmptyList(lock).optional(),
    starter: nonEmptyList(start).optional(),
  })
  .refine((s) => s.art === 'beslutning' || !s.valg, {
    path: ['valg'],
    message: 'kun et trin med "art: beslutning" kan have valg',
  });

const section = z.strictObject({
  id: z.string().regex(/^[A-Z]$/, 'et afsnit har ét stort bogstav som id, fx "A"'),
  titel: text,
  indledning: textOrEmpty,
  trin: nonEmptyList(step),
});

/** One instruks (seed 000). Step and section numbers ("1A.2", "1A") are derived, never written in the file. */
export const instruksSchema = z
  .strictObject({
    id: slug,
    nummer: positive,
    titel: text,
    formaal: text,
    ansvar: text,
    ansvarlig: nonEmptyList(slug),
    bemaerkninger: textOrEmpty,
    felter: list(z.strictObject({ id: slug, titel: text })),
    afsnit: nonEmptyList(section),
  })
  .transform((instruks) => ({
    ...instruks,
    afsnit: instruks.afsnit.map((afsnit) => {
      const nummer = `${instruks.nummer}${afsnit.id}`;
      return { ...afsnit, nummer, trin: afsnit.trin.map((trin, i) => ({ ...trin, nummer: `${nummer}.${i + 1}` })) };
    }),
  }))
  .readonly();

const role = z.strictObject({
  id: slug,
  titel: text,
  /** Short code for tight places: KR, LOG, PRO … */
  kort: z.string().regex(/^[A-ZÆØÅ]{2,4}$/, 'en kort kode er 2-4 store bogstaver, fx "KR"'),
  hvem: text,
  krisestab: z.boolean(),
  /** True when the holder is normally not in the Teams team (hændelsesmyndighedens kontaktperson). */
  udenforTeams: z.boolean(),
  stedfortraeder: textOrEmpty,
  formaal: text,
  opgaver: nonEmptyList(z.strictObject({ titel: text, punkter: nonEmptyList(text) })),
});

/** Roles, duties and deputies (seed 001, corrected as in requirements.md §4). */
export const rollerSchema = z.strictObject({ roller: nonEmptyList(role) });

const rule = z
  .strictObject({
    id: slug,
    titel: text,
    /** The step that the rule decides, and the choice that counts as "for". Absent for node 6 of Bilag 1. */
    trin: slug.optional(),
    forValg: slug.optional(),
    /** Distinct persons; a deputy kriseleder from the styregruppe counts once. */
    mindstPersoner: positive,
    kraever: nonEmptyList(z.strictObject({ rolle: slug, antal: positive })),
    flertal: z.literal('afgivne-stemmer'),
    /** Whose votes make the majority and the quorum. */
    taeller: z.enum(['alle', 'styregruppe']).default('alle'),
    stemmelighedAfgoeresAf: slug,
    fristMinutter: positive,
    paamindelseMinutter: positive,
    /** Roles of the incident that are told who is missing. */
    eskaleresTil: nonEmptyList(slug),
  })
  .refine((r) => (r.trin === undefined) === (r.forValg === undefined), {
    message: 'trin og forValg skal enten begge være der eller begge mangle',
  })
  .refine((r) => r.taeller === 'alle' || r.kraever.every(({ rolle }) => rolle === 'styregruppe'), {
    path: ['kraever'],
    message: 'når kun styregruppen tæller, kan reglen kun kræve stemmer fra styregruppen',
  })
  .refine((r) => r.paamindelseMinutter < r.fristMinutter, {
    path: ['paamindelseMinutter'],
    message: 'påmindelsen skal komme før fristen',
  });

/** Quorum, majority and levels (requirements.md §2 and §7). */
export const beslutningerSchema = z.strictObject({ niveauer: nonEmptyList(choice), regler: nonEmptyList(rule) });

/** Texts and limits that users meet. The keys are the hooks: all are required. */
export const teksterSchema = z.strictObject({
  velkomst: text,
  ikkeGemt: text,
  hjaelp: nonEmptyList(z.strictObject({ kommando: text, forklaring: text })),
  kald: z.strictObject({
    iTrin: textWith('hvad'),
    vakant: textWith('rolle', 'kriseleder'),
    kontaktpersonUkendt: textWith('kriseleder'),
    udenTeams: textWith('navn'),
  }),
  graenser: z.strictObject({
    fortrydMinutter: positive,
    logTekstTegn: positive,
    kvitteringSamlesMinutter: positive,
    sammeMyndighedTimer: positive,
    /** After so long without a choice, the writer of a line that waits for its hændelse is reminded. */
    valgPaamindelseMinutter: positive,
  }),
});

/** The list of published sets; the number after a name is that file's version. */
export const udgivelserSchema = z.strictObject({
  udgivelser: nonEmptyList(
    z.strictObject({
      udgivelse: positive,
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'sha256 er 64 tegn 0-9 og a-f'),
      filer: z.strictObject({
        instrukser: z.record(slug, positive),
        roller: positive,
        beslutninger: positive,
        aabningstider: positive,
        tekster: positive,
        forloeb: positive,
        aktivering: positive,
        moeder: positive,
        breve: positive,
      }),
    }),
  ),
});

export type Instruks = z.output<typeof instruksSchema>;
export type Afsnit = Instruks['afsnit'][number];
export type Trin = Afsnit['trin'][number];
export type Art = Trin['art'];
export type Valg = NonNullable<Trin['valg']>[number];
export type Laas = NonNullable<Trin['laastAf']>[number];
export type Starter = NonNullable<Trin['starter']>[number];
export type Rolle = z.output<typeof rollerSchema>['roller'][number];
export type Beslutninger = z.output<typeof beslutningerSchema>;
export type Beslutningsregel = Beslutninger['regler'][number];
export type Niveau = Beslutninger['niveauer'][number];
export type Tekster = z.output<typeof teksterSchema>;
export type Udgivelse = z.output<typeof udgivelserSchema>['udgivelser'][number];

/** One whole content set. An incident pins its `hash`; replay never reads another. */
export interface Content {
  readonly hash: string;
  readonly udgivelse: number;
  /** In order of `nummer`. */
  readonly instrukser: readonly Instruks[];
  readonly roller: readonly Rolle[];
  readonly beslutninger: Beslutninger;
  readonly aabningstider: Aabningstider;
  readonly forloeb: Forloeb;
  readonly aktivering: Aktivering;
  readonly moeder: Moeder;
  readonly breve: Breve;
  readonly tekster: Tekster;
  /** The limits of `tekster`, where the core looks for them. */
  readonly graenser: Tekster['graenser'];
}
