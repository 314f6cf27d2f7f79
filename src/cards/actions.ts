import * as z from 'zod';

/**
 * What buttons and dialogs carry back: ids and a step revision, never state. The server parses it again with these
 * schemas; what does not fit is answered with a sentence and changes nothing. Verbs are absolute, never toggles.
 */
const id = z.string().min(1).max(200);

export const pressSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('udfoert'), haendelse: id, instruks: id, trin: id, revision: z.number().int().nonnegative() }),
  z.object({ verb: z.literal('fortryd'), haendelse: id, instruks: id, trin: id, revision: z.number().int().nonnegative() }),
  z.object({ verb: z.literal('startInstruks'), haendelse: id, instruks: id }),
  /** A line that was stored before its incident was known goes to this one. */
  z.object({ verb: z.literal('vaelgHaendelse'), haendelse: id, indbakke: id }),
  /** A reply in a thread becomes an entry of the log. */
  z.object({ verb: z.literal('goerTilLogpost'), haendelse: id, nr: z.number().int().positive() }),
  z.object({ verb: z.literal('bekraeftSletning'), haendelse: id, nr: z.number().int().positive() }),
]);
export type Press = z.infer<typeof pressSchema>;

/** "Action.Submit" with `msteams.type = "task/fetch"`: opens a dialog. */
export const dialogRequestSchema = z.discriminatedUnion('dialog', [
  z.object({ dialog: z.literal('aabnHaendelse'), beskrivelse: z.string().optional() }),
  z.object({ dialog: z.literal('beslut'), haendelse: id, instruks: id, trin: id }),
  z.object({ dialog: z.literal('mere'), haendelse: id, instruks: id }),
  z.object({ dialog: z.literal('kontaktperson'), haendelse: id }),
  z.object({ dialog: z.literal('rolle'), haendelse: id }),
  z.object({ dialog: z.literal('udfyldBeslutning'), haendelse: id, nr: z.number().int().positive() }),
  z.object({ dialog: z.literal('sletLinje'), haendelse: id }),
]);
export type DialogRequest = z.infer<typeof dialogRequestSchema>;

const text = z.string().default('');

/** A submitted dialog. `nonce` was minted when it was opened and makes it count once. */
export const dialogAnswerSchema = z.discriminatedUnion('dialog', [
  z.object({
    dialog: z.literal('aabnHaendelse'),
    nonce: id,
    beskrivelse: text,
    myndigheder: text,
    kontaktperson: text,
    telefon: text,
    email: text,
    oevelse: text,
  }),
  z.object({
    dialog: z.literal('beslut'),
    nonce: id,
    haendelse: id,
    instruks: id,
    trin: id,
    valg: text,
    tekst: text,
    beslutter: text,
    begrundelse: text,
  }),
  z.object({
    dialog: z.literal('mere'),
    nonce: id,
    haendelse: id,
    instruks: id,
    trin: text,
    handling: z.enum(['ikkeRelevant', 'genaabn', 'bemaerk', 'giv']).or(z.literal('')).default(''),
    tekst: text,
    person: text,
  }),
  z.object({ dialog: z.literal('kontaktperson'), nonce: id, haendelse: id, myndighed: text, navn: text, telefon: text, email: text }),
  z.object({ dialog: z.literal('rolle'), nonce: id, haendelse: id, rolle: text, person: text }),
  z.object({ dialog: z.literal('udfyldBeslutning'), nonce: id, haendelse: id, nr: z.number().int().positive(), beslutter: text, begrundelse: text }),
  z.object({ dialog: z.literal('sletLinje'), nonce: id, haendelse: id, linje: text, begrundelse: text }),
]);
export type DialogAnswer = z.infer<typeof dialogAnswerSchema>;
