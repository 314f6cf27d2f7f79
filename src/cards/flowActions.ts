import * as z from 'zod';

/** What the buttons and forms of START HER carry back; parts of `actions.ts`. */
const id = z.string().min(1).max(200);
const text = z.string().default('');

/** How many edges had been taken when the button was drawn: the same node may come again. */
const revision = z.number().int().nonnegative();

export const flowPresses = [
  z.object({ verb: z.literal('forloebUdfoert'), haendelse: id, knude: id, revision }),
  z.object({ verb: z.literal('forvaerret'), haendelse: id, revision }),
] as const;

export const flowRequests = [
  /** One answer to one node, which asks for the reason. */
  z.object({ dialog: z.literal('svar'), haendelse: id, knude: id, svar: id }),
  /** The drawing with the path taken. */
  z.object({ dialog: z.literal('forloeb'), haendelse: id }),
  /** The phone numbers of those who are to be rung. */
  z.object({ dialog: z.literal('ringTilStyregruppen'), haendelse: id }),
  z.object({ dialog: z.literal('niveau'), haendelse: id }),
  z.object({ dialog: z.literal('betaling'), haendelse: id }),
] as const;

export const flowAnswers = [
  z.object({ dialog: z.literal('svar'), nonce: id, haendelse: id, knude: id, svar: id, begrundelse: text }),
  z.object({ dialog: z.literal('niveau'), nonce: id, haendelse: id, niveau: text, begrundelse: text }),
  z.object({ dialog: z.literal('betaling'), nonce: id, haendelse: id, myndighed: text, accepteretAf: text, bemaerkning: text }),
] as const;
