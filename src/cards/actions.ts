import * as z from 'zod';
import { alarmAnswerPresses, alarmAnswers, alarmRequests } from './alarmActions';
import { meetingAnswers, meetingPresses, meetingRequests } from './meetingActions';
import { flowAnswers, flowPresses, flowRequests } from './flowActions';
import { mailAnswers, mailPresses, mailRequests } from './mailActions';
import { voteAnswers, votePresses, voteRequests } from './voteActions';

/**
 * What buttons and dialogs carry back: ids and a step revision, never state. The server parses it again with these
 * schemas; what does not fit is answered with a sentence and changes nothing. Verbs are absolute, never toggles.
 */
const id = z.string().min(1).max(200);

const step = { haendelse: id, instruks: id, trin: id, revision: z.number().int().nonnegative() };

export const pressSchema = z.discriminatedUnion('verb', [
  /** `kort`: the card that it stands on, and that is to come back, when it is not the one of the instruks. */
  z.object({ verb: z.literal('udfoert'), ...step, kort: z.literal('mine').optional() }),
  z.object({ verb: z.literal('fortryd'), ...step }),
  z.object({ verb: z.literal('startInstruks'), haendelse: id, instruks: id }),
  /** A line that was stored before its incident was known goes to this one. */
  z.object({ verb: z.literal('vaelgHaendelse'), haendelse: id, indbakke: id }),
  /** From now on a personal chat is about this one. */
  z.object({ verb: z.literal('vaelgTilChat'), haendelse: id }),
  /** A reply in a thread becomes an entry of the log. */
  z.object({ verb: z.literal('goerTilLogpost'), haendelse: id, nr: z.number().int().positive() }),
  z.object({ verb: z.literal('bekraeftSletning'), haendelse: id, nr: z.number().int().positive() }),
  /** One of the incident's cards, where a list of one's own tasks has named it. */
  z.object({ verb: z.literal('visKort'), haendelse: id, kort: id }),
  ...flowPresses,
  ...votePresses,
  ...alarmAnswerPresses,
  ...mailPresses,
  ...meetingPresses,
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
  z.object({ dialog: z.literal('luk'), haendelse: id }),
  /** What is the reader's own, over all incidents. */
  z.object({ dialog: z.literal('mine') }),
  z.object({ dialog: z.literal('status'), haendelse: id }),
  ...flowRequests,
  ...voteRequests,
  ...alarmRequests,
  ...mailRequests,
  ...meetingRequests,
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
    medlem: text,
    fra: text,
    modtager: text,
    modtaget: text,
    kontaktperson: text,
    telefon: text,
    email: text,
    oevelse: text,
    /** "true": although one was opened for the same myndighed a short while ago. */
    alligevel: text,
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
  z.object({
    dialog: z.literal('luk'),
    nonce: id,
    haendelse: id,
    grund: z.enum(['dublet', 'fejl', 'uden-aktivering']).or(z.literal('')).default(''),
    dubletAf: text,
    begrundelse: text,
  }),
  ...flowAnswers,
  ...voteAnswers,
  ...alarmAnswers,
  ...mailAnswers,
  ...meetingAnswers,
  /**
   * A button in the dialog of one's own tasks: Teams lets a dialog send, not execute. The step's revision makes it count
   * once, as on the card. "beslut" goes on to that form.
   */
  z.object({
    dialog: z.literal('mine'),
    tryk: z.discriminatedUnion('verb', [
      z.object({ verb: z.literal('udfoert'), ...step }),
      z.object({ verb: z.literal('beslut'), haendelse: id, instruks: id, trin: id }),
      ...alarmAnswerPresses,
    ]),
  }),
]);
export type DialogAnswer = z.infer<typeof dialogAnswerSchema>;
