import * as z from 'zod';
import { DRAFTS } from '../domain/orientation/orientation';

/** What the buttons and forms of a mail carry back; parts of `actions.ts`. */
const id = z.string().min(1).max(200);
const text = z.string().default('');
const revision = z.number().int().nonnegative();
const udkast = z.enum(DRAFTS);

export const mailPresses = [
  /** `alligevel`: although somebody is changing the text. `antal`: how many the button promised. */
  z.object({ verb: z.literal('godkendUdkast'), haendelse: id, udkast, revision, antal: revision.optional(), alligevel: z.boolean().default(false) }),
  z.object({ verb: z.literal('fortrydGodkendelse'), haendelse: id, udkast, revision }),
  /** To those who do not have it, or have it at a former address (`nyAdresse`); `forsoeg` is the attempt before. */
  z.object({ verb: z.literal('sendMailIgen'), haendelse: id, udkast, udsendelse: id, forsoeg: revision, nyAdresse: z.boolean().default(false) }),
] as const;

export const mailRequests = [
  z.object({ dialog: z.literal('retUdkast'), haendelse: id, udkast }),
  /** Who has answered, whom it did not reach. */
  z.object({ dialog: z.literal('modtagere'), haendelse: id, udsendelse: id }),
] as const;

export const mailAnswers = [
  z.object({ dialog: z.literal('retUdkast'), nonce: id, haendelse: id, udkast, revision, emne: text, tekst: text }),
  /** `handling`: "kom-ikke-frem", "tilbagekald", or "svar:" and the answer that was given in the telephone. */
  z.object({ dialog: z.literal('modtagere'), nonce: id, haendelse: id, udsendelse: id, person: text, handling: text, bemaerkning: text }),
] as const;

export type MailPress = z.infer<(typeof mailPresses)[number]>;
export type MailRequest = z.infer<(typeof mailRequests)[number]>;
export type MailDialogAnswer = z.infer<(typeof mailAnswers)[number]>;
