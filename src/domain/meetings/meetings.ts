import type { PersonRef } from '../person';
import type { Instant } from '../time';

/** When, how long and who: what an invitation says. */
export interface MoedePlan {
  readonly start: Instant;
  readonly minutter: number;
  readonly deltagere: readonly PersonRef[];
}

/** How often the hændelsesmyndighed tells how things are. */
export interface Kadence {
  readonly hverMinutter: number;
  readonly naeste: Instant;
}

// ---- commands ------------------------------------------------------------------------------------------------

export interface ScheduleMoede {
  readonly type: 'scheduleMoede';
  readonly instruks: string;
  readonly plan: MoedePlan;
}

/** Moves a meeting, or changes who takes part. `revision`: of the meeting that was looked at. */
export interface ChangeMoede {
  readonly type: 'changeMoede';
  readonly moede: string;
  readonly revision: number;
  readonly plan: MoedePlan;
}

export interface CancelMoede {
  readonly type: 'cancelMoede';
  readonly moede: string;
  readonly begrundelse: string;
}

export interface BeginMoede {
  readonly type: 'beginMoede';
  readonly moede: string;
}

/** Everybody is there unless named here. */
export interface NoteAttendance {
  readonly type: 'noteAttendance';
  readonly moede: string;
  readonly fravaerende: readonly PersonRef[];
}

/** Criteria 25 and 26: what it takes to end a meeting is judged here. */
export interface EndMoede {
  readonly type: 'endMoede';
  readonly moede: string;
  readonly naeste?: Pick<MoedePlan, 'start' | 'minutter'> | undefined;
  readonly kadence?: Kadence | undefined;
  /** Why no more meetings are needed. */
  readonly ingenFlere: string;
}

export interface ApproveReferat {
  readonly type: 'approveReferat';
  readonly moede: string;
  /** Of the minutes that were looked at. */
  readonly stand?: number | undefined;
}

export interface AgreeKadence {
  readonly type: 'agreeKadence';
  readonly kadence: Kadence;
}

/** The hændelsesmyndighed has told how things are. */
export interface RecordOpdatering {
  readonly type: 'recordOpdatering';
  readonly tekst: string;
}

/** "Prøv igen". */
export interface RetryInvitation {
  readonly type: 'retryInvitation';
  readonly moede: string;
}

export type InvitationOutcome =
  | { readonly kind: 'sendt'; readonly kalenderId: string; readonly link: string; readonly inviteret: readonly PersonRef[]; readonly udenMail: readonly PersonRef[]; readonly tilOevelse?: boolean }
  /** `varVaek`: there was nothing in the calendar to take out. */
  | { readonly kind: 'aflyst'; readonly varVaek?: boolean }
  | { readonly kind: 'fejlet'; readonly hvorfor: string; readonly slettet?: boolean; readonly udenLink?: boolean };

/** What came of bringing the calendar up to `revision`. */
export interface RecordInvitation {
  readonly type: 'recordInvitation';
  readonly moede: string;
  readonly revision: number;
  readonly udfald: InvitationOutcome;
}

export type MeetingCommand =
  | ScheduleMoede | ChangeMoede | CancelMoede | BeginMoede | NoteAttendance | EndMoede | ApproveReferat | AgreeKadence | RecordOpdatering | RetryInvitation | RecordInvitation;

// ---- events --------------------------------------------------------------------------------------------------

interface OfMoede {
  readonly moede: string;
  /** "Stabsmøde 2": what people call it. */
  readonly titel: string;
}

export interface MoedeScheduled extends OfMoede, MoedePlan {
  readonly type: 'MoedeScheduled';
  readonly instruks: string;
  /** Criterion 21: unfilled roles, missing kontaktperson. */
  readonly advarsler: readonly string[];
}

export interface MoedeChanged extends OfMoede, MoedePlan {
  readonly type: 'MoedeChanged';
  /** When it had been, where the time is another one now. */
  readonly flyttetFra?: Instant | undefined;
  readonly nye: readonly PersonRef[];
  readonly ikkeMed: readonly PersonRef[];
}

export interface MoedeCancelled extends OfMoede {
  readonly type: 'MoedeCancelled';
  readonly begrundelse: string;
}

/** The calendar has it: everybody who has an address is invited. */
export interface InvitationSent extends OfMoede {
  readonly type: 'InvitationSent';
  readonly revision: number;
  readonly kalenderId: string;
  readonly link: string;
  readonly inviteret: readonly PersonRef[];
  readonly udenMail: readonly PersonRef[];
  /** To the øvelse's own mailbox, and to nobody else. */
  readonly tilOevelse?: true | undefined;
  /** The link is a new one, which nobody has been told yet. */
  readonly nytLink?: true | undefined;
}

/** What did not get through; absent: the invitation itself. */
export type Udestaaende = 'aendring' | 'afbud' | 'link';

export interface InvitationFailed extends OfMoede {
  readonly type: 'InvitationFailed';
  readonly revision: number;
  readonly hvorfor: string;
  readonly hvad?: Udestaaende | undefined;
  /** Somebody has taken it out of the calendar: the next attempt books another one. */
  readonly slettet?: true | undefined;
}

export interface InvitationRetried extends OfMoede {
  readonly type: 'InvitationRetried';
  readonly hvad?: Udestaaende | undefined;
}

export interface CancellationSent extends OfMoede {
  readonly type: 'CancellationSent';
  /** It did not stand in the calendar, so nobody had to be told. */
  readonly varVaek?: true | undefined;
}

export interface MoedeBegun extends OfMoede {
  readonly type: 'MoedeBegun';
  readonly deltagere: readonly PersonRef[];
}

export interface AttendanceNoted extends OfMoede {
  readonly type: 'AttendanceNoted';
  readonly tilStede: readonly PersonRef[];
  readonly fravaerende: readonly PersonRef[];
}

/** Its time has come, and nobody has begun it. */
export interface MoedeBeginAsked extends OfMoede {
  readonly type: 'MoedeBeginAsked';
  readonly start: Instant;
}

/** Its time is over: "Er mødet slut?" */
export interface MoedeEndAsked extends OfMoede {
  readonly type: 'MoedeEndAsked';
  /** For the second and last time: until then nobody was called to a step. */
  readonly igen?: true | undefined;
}

export interface MoedeEnded extends OfMoede {
  readonly type: 'MoedeEnded';
  readonly tilStede: readonly PersonRef[];
  readonly fravaerende: readonly PersonRef[];
  readonly ikkeRaabtOp?: readonly PersonRef[] | undefined;
  /** Numbers of the steps without which nothing can be opened up ("2A.3"). */
  readonly mangler: readonly string[];
  readonly ingenFlere?: string | undefined;
}

export interface KadenceAgreed extends Kadence {
  readonly type: 'KadenceAgreed';
}

export interface OpdateringDue {
  readonly type: 'OpdateringDue';
  readonly ventes: Instant;
}

export interface OpdateringMissed {
  readonly type: 'OpdateringMissed';
  readonly ventedes: Instant;
  readonly naeste: Instant;
}

export interface OpdateringReceived {
  readonly type: 'OpdateringReceived';
  readonly tekst: string;
  /** Absent where no kadence has been agreed. */
  readonly naeste?: Instant | undefined;
}

/** What was decided and agreed has been read back. */
export interface ReferatApproved extends OfMoede {
  readonly type: 'ReferatApproved';
  /** Numbers of the lines. */
  readonly beslutninger: readonly number[];
  readonly opfoelgning: readonly number[];
}

export type MeetingEvent =
  | MoedeScheduled | MoedeChanged | MoedeCancelled | InvitationSent | InvitationFailed | InvitationRetried | CancellationSent | MoedeBegun | AttendanceNoted | MoedeBeginAsked | MoedeEndAsked | MoedeEnded
  | KadenceAgreed | OpdateringDue | OpdateringMissed | OpdateringReceived | ReferatApproved;

// ---- state ---------------------------------------------------------------------------------------------------

export type InvitationState =
  | { readonly kind: 'sendes' }
  | { readonly kind: 'sendt'; readonly inviteret: readonly PersonRef[]; readonly udenMail: readonly PersonRef[]; readonly tilOevelse?: true | undefined; readonly varVaek?: true | undefined }
  | { readonly kind: 'fejlet'; readonly hvorfor: string; readonly hvad?: Udestaaende | undefined };

export interface MoedeState extends MoedePlan {
  readonly id: string;
  readonly titel: string;
  readonly instruks: string;
  /** Goes up with every change that the calendar has to follow. */
  readonly revision: number;
  readonly status: 'planlagt' | 'begyndt' | 'slut' | 'aflyst';
  readonly indkaldelse: InvitationState;
  /** Counts the attempts that people have asked for: each is a try of its own. */
  readonly forsoeg: number;
  /** How often it was taken out of the calendar by hand: each booking after that is another meeting there. */
  readonly slettet: number;
  /** The revision that the calendar has. */
  readonly kalender?: { readonly id: string; readonly revision: number } | undefined;
  readonly link?: string | undefined;
  readonly fravaerende: readonly PersonRef[];
  readonly raabtOp?: readonly string[] | undefined;
  readonly aflyst?: { readonly by: PersonRef; readonly begrundelse: string } | undefined;
  /** Lines of the log in which it began and ended: what was said in between belongs to it. */
  readonly begyndtNr?: number | undefined;
  readonly slutNr?: number | undefined;
  readonly begyndtAt?: Instant | undefined;
  readonly slutAt?: Instant | undefined;
  readonly spurgtOmStart: boolean;
  readonly spurgtOmSlut?: { readonly gange: number; readonly senest: Instant } | undefined;
  readonly ingenFlere?: string | undefined;
  /** `linjer`: those that were read back. */
  readonly referat?: { readonly by: PersonRef; readonly at: Instant; readonly linjer: readonly number[] } | undefined;
}

export interface KadenceState extends Kadence {
  /** Its people have been reminded of the next one. */
  readonly mindet: boolean;
  /** Counts the times that it was agreed: each is another agreement, though `naeste` goes on. */
  readonly udgave: number;
}

export interface MeetingsState {
  /** In the order in which they were called. */
  readonly moeder: readonly MoedeState[];
  readonly kadence?: KadenceState | undefined;
}

export const NO_MEETINGS: MeetingsState = { moeder: [] };

export function findMoede({ moeder }: MeetingsState, id: string): MoedeState | undefined {
  return moeder.find((moede) => moede.id === id);
}

/** While it goes on, the people in it look at each other and not at the thread. */
export function runningMoede({ moeder }: MeetingsState): MoedeState | undefined {
  return moeder.find(({ status }) => status === 'begyndt');
}

/** The one that people are on their way to. */
export function comingMoede({ moeder }: MeetingsState): MoedeState | undefined {
  return moeder.filter(({ status }) => status === 'planlagt').sort((a, b) => a.start.localeCompare(b.start))[0];
}
