import type { DraftText } from '../orientation/orientation';

/** Whom a mail is for; the app knows who they are. */
export type Recipients = 'repraesentantskab' | 'kontaktperson' | 'kommunekontakter' | 'aiTeam';

/** One button on the page behind a svarlink. */
export interface SvarButton {
  readonly id: string;
  readonly titel: string;
  /** Somebody has to be told at once that this was answered. */
  readonly besked: boolean;
}

export interface WantedAnswer {
  readonly spoergsmaal: string;
  readonly knapper: readonly SvarButton[];
  /** Undefined: an answer is welcome, but nobody waits for it. */
  readonly fristMinutter?: number | undefined;
}

/** What content (content/breve) says of one mail. */
export interface LetterSettings {
  readonly til: Recipients;
  /** Roles; one that approves is enough. */
  readonly godkendesAf: readonly string[];
  readonly svar?: WantedAnswer | undefined;
  /** Steps that are done once Exchange has taken the mail. */
  readonly trin: readonly string[];
}

/** A letter whose first text stands here too. `instruks`: it is prepared when that one begins, and else with the activation. */
export interface WrittenLetter extends LetterSettings, DraftText {
  readonly titel: string;
  readonly instruks?: string | undefined;
}

/** One sentence for each thing that was agreed: its text has them all, its title and its subject have them in short. */
export interface AgreementLetter extends WrittenLetter {
  readonly saetninger: { readonly moede: string; readonly flyttet: string; readonly kadence: string; readonly beslutning: string };
}

export interface MailSettings {
  readonly rep: LetterSettings;
  readonly hm: LetterSettings;
  readonly kontaktpersoner: WrittenLetter;
  readonly kp: WrittenLetter;
  readonly ai: WrittenLetter;
  /** Sent as agreed with the kadence, without anybody's approval. */
  readonly opdatering: WrittenLetter;
  /** Sent when a meeting has been called or moved, or a kadence agreed: whether it suits the myndighed. */
  readonly aftale: AgreementLetter;
}
