import type { PersonRef } from '../person';
import type { StepDecision } from '../state';

// ---- commands ------------------------------------------------------------------------------------------------

export interface StartInstruks {
  readonly type: 'startInstruks';
  readonly instruks: string;
}

interface OnStep {
  readonly instruks: string;
  readonly trin: string;
}

/** A press on the shared card carries the revision it was drawn with; a dialog carries none and is judged as things stand. */
export interface CompleteStep extends OnStep {
  readonly type: 'completeStep';
  readonly revision?: number | undefined;
}

/** A decision lacking one of its parts leaves the step open (criterion 31). */
export interface DecideStep extends OnStep {
  readonly type: 'decideStep';
  readonly valg?: string | undefined;
  readonly tekst?: string | undefined;
  readonly beslutter: string;
  readonly begrundelse: string;
}

export interface MarkStepNotRelevant extends OnStep {
  readonly type: 'markStepNotRelevant';
  readonly begrundelse: string;
}

/** "Fortryd": what you yourself just did, from the same place, without a reason. */
export interface UndoStep extends OnStep {
  readonly type: 'undoStep';
  readonly revision?: number | undefined;
}

export interface ReopenStep extends OnStep {
  readonly type: 'reopenStep';
  readonly begrundelse: string;
}

export interface CommentStep extends OnStep {
  readonly type: 'commentStep';
  readonly tekst: string;
}

export interface AssignStep extends OnStep {
  readonly type: 'assignStep';
  readonly til: PersonRef;
}

export type ChecklistCommand =
  | StartInstruks
  | CompleteStep
  | DecideStep
  | MarkStepNotRelevant
  | UndoStep
  | ReopenStep
  | CommentStep
  | AssignStep;

// ---- events --------------------------------------------------------------------------------------------------

export interface InstruksStarted {
  readonly type: 'InstruksStarted';
  readonly instruks: string;
  /** The step whose completion started it, if one did ("2C.1"). */
  readonly foraarsagetAf?: string | undefined;
}

interface StepEvent extends OnStep {
  /** The step's number as the pinned content has it, so that a log line reads without the content. */
  readonly nummer: string;
  readonly trintekst: string;
}

export interface StepCompleted extends StepEvent {
  readonly type: 'StepCompleted';
  /** Role ids of the step when the one who pressed holds none of them. */
  readonly paaVegneAf: readonly string[];
  /** The line of the log that did it, when it was not a press: the activation carries out some steps itself. */
  readonly henvisning?: number | undefined;
  /** What it lacks all the same: "Ubesat: logfører". */
  readonly bemaerkning?: string | undefined;
}

export interface StepDecided extends StepEvent {
  readonly type: 'StepDecided';
  readonly beslutning: StepDecision;
  readonly paaVegneAf: readonly string[];
}

export interface StepMarkedNotRelevant extends StepEvent {
  readonly type: 'StepMarkedNotRelevant';
  readonly begrundelse: string;
}

export interface StepUndone extends StepEvent {
  readonly type: 'StepUndone';
  /** The log line that is taken back. */
  readonly retter: number;
}

export interface StepReopened extends StepEvent {
  readonly type: 'StepReopened';
  readonly begrundelse: string;
}

export interface StepCommented extends StepEvent {
  readonly type: 'StepCommented';
  readonly tekst: string;
}

export interface StepAssigned extends StepEvent {
  readonly type: 'StepAssigned';
  readonly til: PersonRef;
}

export type ChecklistEvent =
  | InstruksStarted
  | StepCompleted
  | StepDecided
  | StepMarkedNotRelevant
  | StepUndone
  | StepReopened
  | StepCommented
  | StepAssigned;
