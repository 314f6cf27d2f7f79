import * as z from 'zod';

/** What the buttons and forms of a vote carry back. */
const id = z.string().min(1).max(200);
const text = z.string().default('');
const version = z.number().int().positive();

/** More questions than this no proposal has. A reason stands at the place of its question; the version says which ones they are. */
const HVORFOR = { hvorfor1: text, hvorfor2: text, hvorfor3: text, hvorfor4: text, hvorfor5: text, hvorfor6: text };
export type Reasons = Readonly<Record<keyof typeof HVORFOR, string>>;
export const REASONS = Object.keys(HVORFOR) as readonly (keyof Reasons)[];

/** One reason is no longer than this, so that everybody's fit on one card and in one line of the log. */
export const GRUND_TEGN = 500;

const vote = { haendelse: id, afstemning: id };

export const votePresses = [
  z.object({ verb: z.literal('stemEnig'), ...vote, version }),
  /** The same, by somebody who has read that it decides. */
  z.object({ verb: z.literal('bekraeftStemme'), ...vote, version }),
  /** Back to the vote without voting. */
  z.object({ verb: z.literal('visAfstemning'), ...vote }),
] as const;

export const voteRequests = [
  z.object({ dialog: z.literal('forslag'), haendelse: id }),
  z.object({ dialog: z.literal('ikkeEnig'), ...vote }),
  z.object({ dialog: z.literal('mundtligStemme'), ...vote }),
] as const;

/** Empty on the first page; the second one asks for the confirmation. */
const side = z.enum(['bekraeft', 'tilbage']).or(z.literal('')).default('');

export const voteAnswers = [
  z.object({
    dialog: z.literal('forslag'),
    nonce: id,
    haendelse: id,
    knude: id,
    /** Of the proposal that is changed; 0 for a new one. */
    version: z.number().int().nonnegative(),
    valg: text,
    begrundelse: text,
    udsatDato: text,
    udsatTid: text,
    niveau: text,
    niveauBegrundelse: text,
    opjuster: text,
    hvorMeget: text,
    opjusterBegrundelse: text,
    moedeDato: text,
    moedeTid: text,
    moedeBegrundelse: text,
    kontaktperson: text,
  }),
  z.object({ dialog: z.literal('ikkeEnig'), nonce: id, ...vote, version, side, ...HVORFOR }),
  z.object({ dialog: z.literal('mundtligStemme'), nonce: id, ...vote, version, side, person: text, enig: text, dato: text, tid: text, hoertAf: text, ...HVORFOR }),
] as const;

export type VotePress = z.infer<(typeof votePresses)[number]>;
export type VoteRequest = z.infer<(typeof voteRequests)[number]>;
export type VoteAnswer = z.infer<(typeof voteAnswers)[number]>;
