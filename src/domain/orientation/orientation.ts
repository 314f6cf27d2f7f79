import type { Modtager } from '../mail/mail';
import type { PersonRef } from '../person';
import type { Instant } from '../time';

/**
 * The mails that the bot writes a first text of: to the repræsentantskab (1C), the hændelsesmyndighed, the contacts of all
 * kommuner (2E), the myndighed's kontaktperson, and the DDH AI team (4B).
 */
export const DRAFTS = ['rep', 'hm', 'kp', 'kontaktpersoner', 'ai'] as const;
export type DraftId = (typeof DRAFTS)[number];

export interface DraftText {
  readonly emne: string;
  readonly tekst: string;
}

// ---- commands ------------------------------------------------------------------------------------------------

export interface EditDraft extends DraftText {
  readonly type: 'editDraft';
  readonly udkast: DraftId;
  /** The text that was being changed: nobody's words are written over unseen. */
  readonly revision: number;
}

/** "Send til 41": the text as it stands now, which the approver has seen (`revision`), and whom the roster means by its recipients. */
export interface ApproveDraft {
  readonly type: 'approveDraft';
  readonly udkast: DraftId;
  readonly revision: number;
  readonly modtagere: readonly Modtager[];
  /** No address is known for these. */
  readonly udenMail: readonly PersonRef[];
}

/** Within the seconds that the content gives. */
export interface UndoApproval {
  readonly type: 'undoApproval';
  readonly udkast: DraftId;
}

export type OrientationCommand = EditDraft | ApproveDraft | UndoApproval;

// ---- events --------------------------------------------------------------------------------------------------

/** The bot has written a first text from the content, for people to change. */
export interface DraftPrepared extends DraftText {
  readonly type: 'DraftPrepared';
  readonly udkast: DraftId;
  readonly titel: string;
  /** Roles. Absent in the logs of before there were several ways: the kriseleder or the modtager. */
  readonly godkendesAf?: readonly string[] | undefined;
}

export interface DraftEdited extends DraftText {
  readonly type: 'DraftEdited';
  readonly udkast: DraftId;
  readonly titel: string;
  /** Whose approval of the text as it was fell with it. */
  readonly godkendtAf?: PersonRef | undefined;
}

/** Approved, and sent once it can no longer be taken back. Without recipients: of before mails were sent, and it never was. */
export interface DraftApproved extends DraftText {
  readonly type: 'DraftApproved';
  readonly udkast: DraftId;
  readonly titel: string;
  readonly fortrydesTil: Instant;
  readonly modtagere?: readonly Modtager[] | undefined;
  readonly udenMail?: readonly PersonRef[] | undefined;
}

export interface ApprovalUndone {
  readonly type: 'ApprovalUndone';
  readonly udkast: DraftId;
  readonly titel: string;
  readonly retter: number;
  /** By itself: it was for somebody else. */
  readonly fordi?: 'ny-kontaktperson' | undefined;
  /** Whose approval it was, when somebody else made it fall. */
  readonly godkendtAf?: PersonRef | undefined;
}

export type OrientationEvent = DraftPrepared | DraftEdited | DraftApproved | ApprovalUndone;

// ---- state ---------------------------------------------------------------------------------------------------

export interface DraftState extends DraftText {
  readonly titel: string;
  /** Goes up with every change of the text, and when an approval is taken back: a button counts once for each. */
  readonly revision: number;
  readonly godkendesAf: readonly string[];
  readonly godkendt?: Approval | undefined;
  /** Who changed the text last. */
  readonly rettetAf?: PersonRef | undefined;
  /** The dispatch that it became. */
  readonly sendt?: string | undefined;
}

export interface Approval {
  readonly by: PersonRef;
  readonly at: Instant;
  readonly fortrydesTil: Instant;
  readonly nr: number;
  readonly modtagere?: readonly Modtager[] | undefined;
  readonly udenMail?: readonly PersonRef[] | undefined;
}

export type Drafts = Readonly<Partial<Record<DraftId, DraftState>>>;
