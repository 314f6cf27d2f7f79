import type { Aftale } from '../meetings/aftale';
import type { DraftId, DraftText } from '../orientation/orientation';
import type { PersonRef } from '../person';
import type { Instant } from '../time';

/**
 * These go out without anybody's approval: before the myndighed's next update, as it was agreed; and what has been decided
 * with the myndighed in a meeting, by the press that decided it.
 */
export type ByItself = 'opdatering' | 'aftale';
export type LetterId = DraftId | ByItself;

export function isByItself(letter: LetterId): letter is ByItself {
  return letter === 'opdatering' || letter === 'aftale';
}

/** The button by which somebody asks to be rung: a yes to nothing. */
export const RING = 'ring';

/** One who gets a mail. Addresses never enter events: they are looked up when it is sent. */
export interface Modtager extends PersonRef {
  /** Who is written to instead when no answer comes or the mail comes back. */
  readonly sekundaer?: PersonRef | undefined;
  /** Whose place they take. */
  readonly iStedetFor?: PersonRef | undefined;
}

/** Why a mail went on to somebody else. */
export type PassedOnWhy = 'intet-svar' | 'kom-ikke-frem';

// ---- commands ------------------------------------------------------------------------------------------------

/** How far the sending got: everybody else has the mail accepted by Exchange. */
export interface RecordMailOutcome {
  readonly type: 'recordMailOutcome';
  readonly udsendelse: string;
  readonly forsoeg: number;
  readonly fejlede: readonly PersonRef[];
  /** Those of them for whom there is no address. */
  readonly udenAdresse?: readonly PersonRef[] | undefined;
}

/** It will not be tried again by itself. `accepteret`: those who have it all the same. */
export interface RecordMailFailure {
  readonly type: 'recordMailFailure';
  readonly udsendelse: string;
  readonly forsoeg: number;
  readonly hvorfor: string;
  readonly accepteret: number;
}

export interface RetryMail {
  readonly type: 'retryMail';
  readonly udsendelse: string;
  readonly forsoeg: number;
  /** To those who have it at an address that was corrected since. */
  readonly nyAdresse?: boolean | undefined;
}

/** The mailbox has it back. */
export interface RecordBounce {
  readonly type: 'recordBounce';
  readonly udsendelse: string;
  readonly person: PersonRef;
}

/** Somebody knows that it did not arrive. */
export interface MarkNotArrived {
  readonly type: 'markNotArrived';
  readonly udsendelse: string;
  readonly person: PersonRef;
}

/** A button on the page behind a svarlink. */
export interface RecordSvar {
  readonly type: 'recordSvar';
  readonly udsendelse: string;
  readonly person: PersonRef;
  readonly svar: string;
  readonly bemaerkning: string;
}

/** The same, said in the telephone to whoever writes it down. */
export interface RecordSvarByPhone {
  readonly type: 'recordSvarByPhone';
  readonly udsendelse: string;
  readonly person: PersonRef;
  readonly svar: string;
  readonly bemaerkning: string;
}

export interface RevokeSvarlink {
  readonly type: 'revokeSvarlink';
  readonly udsendelse: string;
  readonly person: PersonRef;
}

export type MailCommand =
  RecordMailOutcome | RecordMailFailure | RetryMail | RecordBounce | MarkNotArrived | RecordSvar | RecordSvarByPhone | RevokeSvarlink;

// ---- events --------------------------------------------------------------------------------------------------

interface OfDispatch {
  readonly udsendelse: string;
  readonly titel: string;
}

/** It cannot be taken back any more, and the sending begins. */
export interface MailDispatched extends OfDispatch, DraftText {
  readonly type: 'MailDispatched';
  readonly udkast: LetterId;
  readonly modtagere: readonly Modtager[];
  readonly udenMail: readonly PersonRef[];
  readonly svarfrist?: Instant | undefined;
  /** What its recipients are asked whether it suits. */
  readonly aftale?: Aftale | undefined;
}

/** Exchange has taken it; that says nothing of whether anybody gets it. */
export interface MailAccepted extends OfDispatch {
  readonly type: 'MailAccepted';
  readonly antal: number;
  readonly af: number;
  readonly fejlede: readonly PersonRef[];
}

export interface MailFailed extends OfDispatch {
  readonly type: 'MailFailed';
  readonly hvorfor: string;
  readonly accepteret: number;
}

export interface MailRetried extends OfDispatch {
  readonly type: 'MailRetried';
  /** Only these, anew: they are reached at another address than the mail went to. Absent: those who do not have it. */
  readonly til?: readonly PersonRef[] | undefined;
  /** Of those who get it now. */
  readonly svarfrist?: Instant | undefined;
}

export interface MailBounced extends OfDispatch {
  readonly type: 'MailBounced';
  readonly person: PersonRef;
}

/** The secondary contact is written to as well. */
export interface MailPassedOn extends OfDispatch {
  readonly type: 'MailPassedOn';
  readonly hvorfor: PassedOnWhy;
  readonly videre: readonly { readonly fra: PersonRef; readonly til: PersonRef }[];
  /** For whom there is nobody else to write to: somebody has to ring. */
  readonly ingen: readonly PersonRef[];
  readonly svarfrist?: Instant | undefined;
}

export interface SvarReceived extends OfDispatch {
  readonly type: 'SvarReceived';
  readonly person: PersonRef;
  readonly svar: string;
  readonly svartekst: string;
  readonly bemaerkning: string;
  readonly besked: boolean;
  readonly via: 'svarlink' | 'telefon';
  /** What it was an answer to: what still held of it. */
  readonly aftale?: Aftale | undefined;
}

export interface SvarlinkRevoked extends OfDispatch {
  readonly type: 'SvarlinkRevoked';
  readonly person: PersonRef;
}

export type MailEvent = MailDispatched | MailAccepted | MailFailed | MailRetried | MailBounced | MailPassedOn | SvarReceived | SvarlinkRevoked;

// ---- state ---------------------------------------------------------------------------------------------------

export interface SvarState {
  readonly svar: string;
  readonly svartekst: string;
  readonly bemaerkning: string;
  readonly via: SvarReceived['via'];
  readonly at: Instant;
  readonly nr: number;
  readonly aftale?: Aftale | undefined;
}

export interface ModtagerState extends Modtager {
  readonly svar?: SvarState | undefined;
  /** It came back, or somebody knows that it did not arrive. */
  readonly komIkkeFrem: boolean;
  /** Their secondary contact has been written to, or there is none. */
  readonly videre: boolean;
  readonly tilbagekaldt: boolean;
  readonly svarfrist?: Instant | undefined;
  /** The attempt from which it is sent anew; what came before went to an address that is not theirs any more. */
  readonly fraForsoeg?: number | undefined;
}

export type SendingStatus =
  /** `accepteret`: those who have it already, of an attempt before. */
  | { readonly kind: 'sender'; readonly accepteret: number }
  | { readonly kind: 'accepteret'; readonly at: Instant; readonly antal: number; readonly fejlede: readonly PersonRef[] }
  | { readonly kind: 'fejlet'; readonly hvorfor: string; readonly accepteret: number };

export interface DispatchState extends DraftText {
  readonly id: string;
  readonly udkast: LetterId;
  readonly titel: string;
  readonly at: Instant;
  readonly godkendtAf: PersonRef;
  readonly modtagere: readonly ModtagerState[];
  readonly udenMail: readonly PersonRef[];
  readonly svarfrist?: Instant | undefined;
  readonly aftale?: Aftale | undefined;
  readonly status: SendingStatus;
  /** Counts the times that sending was asked for. */
  readonly forsoeg: number;
  /** Whose address was corrected since it was sent. */
  readonly nyAdresse: readonly PersonRef[];
}

/** By id, in the order in which they were sent. */
export type Dispatches = Readonly<Record<string, DispatchState>>;

export function modtagerOf(dispatch: DispatchState, id: string): ModtagerState | undefined {
  return dispatch.modtagere.find((one) => one.id === id);
}

/** The newest sending of a draft as it stands now; a draft that was written anew has not been sent. */
export function dispatchOf(udsendelser: Dispatches, sendt: string | undefined): DispatchState | undefined {
  return sendt === undefined ? undefined : udsendelser[sendt];
}
