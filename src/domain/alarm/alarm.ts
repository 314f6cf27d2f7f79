import type { PersonRef } from '../person';
import type { Instant } from '../time';

/** "paa-vej" and "kan-ikke" are answers; "intet-svar" is what a caller met, or the end of the time to answer. */
export type AlarmAnswer = 'paa-vej' | 'kan-ikke';
export type CallOutcome = AlarmAnswer | 'intet-svar';

// ---- commands ------------------------------------------------------------------------------------------------

/** A press of the one who was alarmed. */
export interface AnswerAlarm {
  readonly type: 'answerAlarm';
  readonly svar: AlarmAnswer;
}

/** "Bo ringer nu": nobody else is to ring the same person meanwhile. */
export interface StartCall {
  readonly type: 'startCall';
  readonly person: PersonRef;
}

export interface RecordCall {
  readonly type: 'recordCall';
  readonly person: PersonRef;
  readonly udfald: CallOutcome;
}

export interface CallOffAlarm {
  readonly type: 'callOffAlarm';
  readonly begrundelse: string;
}

/** Teams could not deliver to somebody personally what the alarm had to say. */
export interface RecordAlarmNotReached {
  readonly type: 'recordAlarmNotReached';
  readonly person: PersonRef;
}

export type AlarmCommand = AnswerAlarm | StartCall | RecordCall | CallOffAlarm | RecordAlarmNotReached;

// ---- events --------------------------------------------------------------------------------------------------

/** Several hats, one alarm: everybody stands here once. */
export interface Alarmed {
  readonly person: PersonRef;
  /** Role ids. */
  readonly roller: readonly string[];
}

export interface AlarmRaised {
  readonly type: 'AlarmRaised';
  readonly niveauTitel: string;
  readonly moede: Instant;
  readonly sted: string;
  readonly opgaver: readonly string[];
  readonly alarmerede: readonly Alarmed[];
  /** Deputies: "Hold dig klar". */
  readonly holdKlar: readonly Alarmed[];
  /** Nobody holds these roles, and nobody is their deputy. */
  readonly ubesatte: readonly string[];
  readonly svarfrist: Instant;
}

export interface AlarmAnswered {
  readonly type: 'AlarmAnswered';
  readonly person: PersonRef;
  readonly svar: AlarmAnswer;
  /** It was said to whoever rang. */
  readonly iTelefonen: boolean;
}

interface PassedOn {
  readonly type: 'AlarmPassedOn';
  readonly roller: readonly string[];
  readonly svarfrist: Instant;
}

/** The deputy is alarmed instead, or there is none; or somebody was given a role that nobody is on the way for. */
export type AlarmPassedOn =
  | (PassedOn & { readonly hvorfor: 'kan-ikke' | 'intet-svar'; readonly fra: PersonRef; readonly til?: PersonRef | undefined })
  | (PassedOn & { readonly hvorfor: 'overdraget'; readonly fra?: PersonRef | undefined; readonly til: PersonRef });

export interface AlarmCallStarted {
  readonly type: 'AlarmCallStarted';
  readonly person: PersonRef;
  readonly optagetTil: Instant;
}

/** A call that led to no answer; one that did is an AlarmAnswered. */
export interface AlarmCallUnanswered {
  readonly type: 'AlarmCallUnanswered';
  readonly person: PersonRef;
}

/** Those who were told to hold themselves ready and are not needed: their role is on its way. */
export interface DeputiesReleased {
  readonly type: 'DeputiesReleased';
  readonly personer: readonly PersonRef[];
}

export interface AlarmCalledOff {
  readonly type: 'AlarmCalledOff';
  readonly begrundelse: string;
  /** Everybody who was told anything. */
  readonly personer: readonly PersonRef[];
}

/** What a person is told personally in the course of an alarm. */
export type AlarmMessage = 'alarm' | 'hold-klar' | 'ikke-brug-for' | 'afblaest';

export interface AlarmNotReached {
  readonly type: 'AlarmNotReached';
  readonly person: PersonRef;
  readonly besked: AlarmMessage;
}

export type AlarmEvent = AlarmRaised | AlarmAnswered | AlarmPassedOn | AlarmCallStarted | AlarmCallUnanswered | DeputiesReleased | AlarmCalledOff | AlarmNotReached;

// ---- state ---------------------------------------------------------------------------------------------------

export interface AlarmedState extends Alarmed {
  readonly svar?: { readonly svar: AlarmAnswer; readonly iTelefonen: boolean; readonly at: Instant; readonly nr: number } | undefined;
  /** They have done something in the hændelse since the alarm, the first time then. Not an answer: nobody is on the way for that, and the deputy is alarmed in time. */
  readonly set?: { readonly at: Instant } | undefined;
  /** Attempts to reach them by phone. */
  readonly forsoeg: readonly { readonly by: PersonRef; readonly at: Instant; readonly nr: number }[];
  readonly ringesAf?: { readonly by: PersonRef; readonly at: Instant; readonly til: Instant } | undefined;
  /** For each role that went on to somebody else: to whom, if there was anybody. */
  readonly videre: readonly { readonly rolle: string; readonly til?: PersonRef | undefined }[];
  /** A deputy who was alarmed and need not come after all. */
  readonly ikkeBrugFor: boolean;
  /** No personal message could be delivered. */
  readonly ikkeNaaet: boolean;
  readonly svarfrist: Instant;
}

export interface AlarmState {
  readonly at: Instant;
  readonly nr: number;
  readonly by: PersonRef;
  readonly niveauTitel: string;
  readonly moede: Instant;
  readonly sted: string;
  readonly opgaver: readonly string[];
  readonly alarmerede: readonly AlarmedState[];
  readonly holdKlar: readonly Alarmed[];
  readonly ubesatte: readonly string[];
  readonly afblaest?: { readonly by: PersonRef; readonly at: Instant; readonly begrundelse: string } | undefined;
}
