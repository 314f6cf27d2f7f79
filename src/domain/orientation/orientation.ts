import type { PersonRef } from '../person';
import type { Instant } from '../time';

/** 1C: the repræsentantskab is told; and the hændelsesmyndighed gets its answer. */
export const DRAFTS = ['rep', 'hm'] as const;
export type DraftId = (typeof DRAFTS)[number];

export interface DraftText {
  readonly emne: string;
  readonly tekst: string;
}

// ---- commands ------------------------------------------------------------------------------------------------

export interface EditDraft extends DraftText {
  readonly type: 'editDraft';
  readonly udkast: DraftId;
}

/** "Godkend": the text as it stands now, which the approver has seen (`revision`). */
export interface ApproveDraft {
  readonly type: 'approveDraft';
  readonly udkast: DraftId;
  readonly revision: number;
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
}

export interface DraftEdited extends DraftText {
  readonly type: 'DraftEdited';
  readonly udkast: DraftId;
  readonly titel: string;
}

/** Approved, not sent: sending is a capability of its own. */
export interface DraftApproved extends DraftText {
  readonly type: 'DraftApproved';
  readonly udkast: DraftId;
  readonly titel: string;
  readonly fortrydesTil: Instant;
}

export interface ApprovalUndone {
  readonly type: 'ApprovalUndone';
  readonly udkast: DraftId;
  readonly titel: string;
  readonly retter: number;
}

export type OrientationEvent = DraftPrepared | DraftEdited | DraftApproved | ApprovalUndone;

// ---- state ---------------------------------------------------------------------------------------------------

export interface DraftState extends DraftText {
  readonly titel: string;
  /** Goes up with every change of the text, and when an approval is taken back: a button counts once for each. */
  readonly revision: number;
  readonly godkendt?: { readonly by: PersonRef; readonly at: Instant; readonly fortrydesTil: Instant; readonly nr: number } | undefined;
}

export type Drafts = Readonly<Partial<Record<DraftId, DraftState>>>;
