import type { Attachment } from '../conversation/conversation';
import type { Instant } from '../time';
import type { DecisionPart } from '../state';

/** The types that a person can choose with `/log`. */
export const ENTRY_TYPES = ['beslutning', 'handling', 'observation', 'information', 'undladelse'] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** What `/log` says, once it has been read (grammar in `grammar.ts`). */
export interface EntryContent {
  readonly entryType: EntryType;
  readonly tekst: string;
  readonly beslutter?: string | undefined;
  readonly begrundelse?: string | undefined;
  readonly ansvarlig?: string | undefined;
  readonly frist?: string | undefined;
  /** When it happened, if the writer said so. */
  readonly haendelsestid?: Instant | undefined;
}

export interface WriteLogEntry {
  readonly type: 'writeLogEntry';
  readonly entry: EntryContent;
  /** The instruks in whose thread it was written. */
  readonly instruks?: string | undefined;
  /** When it was typed, where that is not now: it was found again after the bot had been away. */
  readonly skrevet?: Instant | undefined;
  /** Files that the message carried. */
  readonly bilag?: readonly Attachment[] | undefined;
}

/** `ret`: a new entry that points at the old one. Without a number, the writer's latest entry. */
export interface CorrectLogEntry {
  readonly type: 'correctLogEntry';
  readonly nr?: number | undefined;
  readonly entry: Omit<EntryContent, 'entryType'> & { readonly entryType?: EntryType | undefined };
  /** As with `writeLogEntry`. */
  readonly skrevet?: Instant | undefined;
  readonly bilag?: readonly Attachment[] | undefined;
}

/** Gives an incomplete decision what it lacked. */
export interface CompleteLogDecision {
  readonly type: 'completeLogDecision';
  readonly nr: number;
  readonly beslutter: string;
  readonly begrundelse: string;
}

export type LogbookCommand = WriteLogEntry | CorrectLogEntry | CompleteLogDecision;

export interface LogEntryWritten {
  readonly type: 'LogEntryWritten';
  readonly entry: EntryContent;
  /** Not empty: meant as a decision, stored as information until this has been given. */
  readonly mangler: readonly DecisionPart[];
  readonly instruks?: string | undefined;
  readonly skrevet?: Instant | undefined;
  readonly bilag?: readonly Attachment[] | undefined;
}

export interface LogEntryCorrected {
  readonly type: 'LogEntryCorrected';
  readonly retter: number;
  readonly entry: EntryContent;
  readonly mangler: readonly DecisionPart[];
  readonly skrevet?: Instant | undefined;
  readonly bilag?: readonly Attachment[] | undefined;
}

export interface LogDecisionCompleted {
  readonly type: 'LogDecisionCompleted';
  readonly retter: number;
  readonly tekst: string;
  readonly beslutter: string;
  readonly begrundelse: string;
  readonly ansvarlig?: string | undefined;
  readonly frist?: string | undefined;
  readonly haendelsestid?: Instant | undefined;
}

export type LogbookEvent = LogEntryWritten | LogEntryCorrected | LogDecisionCompleted;
