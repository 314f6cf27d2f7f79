/**
 * Erasing one line takes two: the kriseleder or the logfører asks, the other one confirms. The line's text is deleted
 * from the store; its number, time, author and hash stay, so that the chain still verifies.
 */
export interface AskErasure {
  readonly type: 'askErasure';
  readonly nr: number;
  readonly begrundelse: string;
}

export interface ConfirmErasure {
  readonly type: 'confirmErasure';
  readonly nr: number;
}

export interface ErasureAsked {
  readonly type: 'ErasureAsked';
  readonly retter: number;
  readonly begrundelse: string;
}

export interface LineErased {
  readonly type: 'LineErased';
  readonly retter: number;
  readonly begrundelse: string;
  readonly bedtAf: string;
}

/** What is left of a line in a replay. Never written: an erased line is read as this. */
export interface ErasedLine {
  readonly type: 'ErasedLine';
}

/** Free text that people wrote can go; what the incident's state rests on (steps, roles, decisions) cannot. */
export const ERASABLE: readonly string[] = [
  'LogEntryWritten', 'LogEntryCorrected', 'ReplyLogged', 'ReplyEdited', 'ReplyPromoted', 'ReactionLogged', 'StepCommented', 'OpdateringReceived',
];
