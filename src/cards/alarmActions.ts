import * as z from 'zod';

/** What the buttons and forms of an alarm carry back; parts of `actions.ts`. */
const id = z.string().min(1).max(200);
const text = z.string().default('');
const revision = z.number().int().nonnegative();

/** What one who was alarmed says. */
export const alarmAnswerPresses = [
  z.object({ verb: z.literal('alarmPaaVej'), haendelse: id, revision }),
  z.object({ verb: z.literal('alarmKanIkke'), haendelse: id, revision }),
] as const;

export const alarmRequests = [
  /** Whom to ring, one at a time, with the numbers. */
  z.object({ dialog: z.literal('ringekoe'), haendelse: id }),
  z.object({ dialog: z.literal('afblaes'), haendelse: id }),
] as const;

export const alarmAnswers = [
  /** `person`: whom the dialog showed, and whom the caller therefore speaks of. */
  z.object({ dialog: z.literal('ringekoe'), nonce: id, haendelse: id, person: id, handling: z.enum(['start', 'paa-vej', 'kan-ikke', 'intet-svar']) }),
  z.object({ dialog: z.literal('afblaes'), nonce: id, haendelse: id, begrundelse: text }),
] as const;

export type AlarmPress = z.infer<(typeof alarmAnswerPresses)[number]>;
export type AlarmRequest = z.infer<(typeof alarmRequests)[number]>;
export type AlarmDialogAnswer = z.infer<(typeof alarmAnswers)[number]>;
