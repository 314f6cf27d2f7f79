import * as z from 'zod';

/** What the buttons and forms of meetings carry back; parts of `actions.ts`. */
const id = z.string().min(1).max(200);
const text = z.string().default('');
/** A number field: its text, though a host may send the number itself. */
const tal = z.union([z.string(), z.number()]).default('').transform(String);
const revision = z.number().int().nonnegative();

export const meetingPresses = [
  z.object({ verb: z.literal('moedeBegynder'), haendelse: id, moede: id, revision }),
  z.object({ verb: z.literal('proevIndkaldelseIgen'), haendelse: id, moede: id, revision }),
  z.object({ verb: z.literal('godkendReferat'), haendelse: id, moede: id, revision: revision.default(0) }),
  /** A mail that the meeting's card shows; `revision` is the attempt that failed. */
  z.object({ verb: z.literal('sendMoedemailIgen'), haendelse: id, moede: id, udsendelse: id, revision }),
] as const;

export const meetingRequests = [
  /** Calls a meeting, or changes the one that is named. */
  z.object({ dialog: z.literal('moede'), haendelse: id, moede: text }),
  z.object({ dialog: z.literal('aflysMoede'), haendelse: id, moede: id }),
  z.object({ dialog: z.literal('fremmoede'), haendelse: id, moede: id }),
  z.object({ dialog: z.literal('moedeSlut'), haendelse: id, moede: id }),
  /** Word from the hændelsesmyndighed, and how often it comes. */
  z.object({ dialog: z.literal('opdatering'), haendelse: id }),
  z.object({ dialog: z.literal('kadence'), haendelse: id }),
] as const;

export const meetingAnswers = [
  z.object({ dialog: z.literal('moede'), nonce: id, haendelse: id, moede: text, revision: revision.default(0), instruks: text, dato: text, tid: text, minutter: tal, deltagere: text }),
  z.object({ dialog: z.literal('aflysMoede'), nonce: id, haendelse: id, moede: id, begrundelse: text }),
  z.object({ dialog: z.literal('fremmoede'), nonce: id, haendelse: id, moede: id, fravaerende: text }),
  z.object({
    dialog: z.literal('moedeSlut'), nonce: id, haendelse: id, moede: id,
    naeste: z.enum(['ja', 'nej']).or(z.literal('')).default(''), dato: text, tid: text, minutter: tal, ingenFlere: text, hverMinutter: tal, beskedDato: text, beskedTid: text,
  }),
  z.object({ dialog: z.literal('opdatering'), nonce: id, haendelse: id, tekst: text }),
  z.object({ dialog: z.literal('kadence'), nonce: id, haendelse: id, hverMinutter: tal, beskedDato: text, beskedTid: text }),
] as const;

export type MeetingPress = z.infer<(typeof meetingPresses)[number]>;
export type MeetingRequest = z.infer<(typeof meetingRequests)[number]>;
export type MeetingAnswer = z.infer<(typeof meetingAnswers)[number]>;

const DIALOGS: readonly string[] = meetingRequests.map(({ shape }) => shape.dialog.value);

/** Whether a form is one of these: they have a way of their own. */
export function isMeetingDialog<F extends { readonly dialog: string }>(form: F): form is Extract<F, MeetingRequest | MeetingAnswer> {
  return DIALOGS.includes(form.dialog);
}

/** A choice of several people comes back as one text: commas part them, and an id may have one. */
export function personValue(personId: string): string {
  return encodeURIComponent(personId);
}

export function chosenIds(chosen: string): readonly string[] {
  return chosen.split(',').filter(Boolean).map((value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  });
}
