import type { Instant } from '../domain/time';
import { PostFailed } from './messenger';

/** Somebody outside with a mail address. */
export interface Address {
  readonly navn: string;
  readonly mail: string;
}

/** A meeting as it should stand in the organizer's calendar, with an online meeting in it. */
export interface MeetingInvitation {
  /** Names the meeting for good: the same for every attempt to book it, whatever it says. */
  readonly transactionId: string;
  readonly emne: string;
  /** Plain text. */
  readonly tekst: string;
  readonly start: Instant;
  readonly slut: Instant;
  readonly deltagere: readonly Address[];
}

export interface BookedMeeting {
  /** The calendar's own name for it. */
  readonly kalenderId: string;
  /** Where people join. */
  readonly link: string;
}

/** What of the calendar and the mailbox people can do something about. */
export type GraphTrouble = 'slaaetFra' | 'forMange' | 'svarerIkke' | 'ingenAdgang' | 'ingenPostkasse' | 'afvist' | 'slettet' | 'udenLink' | 'lukket';

/** Thrown by the calendar and the mailbox: like every failed sending, with a reason that can be said in Danish. */
export class GraphFailed extends PostFailed {
  constructor(outlook: PostFailed['outlook'], readonly trouble: GraphTrouble, retryAfterMs: number | undefined, message: string, cause?: unknown) {
    super(outlook, retryAfterMs, message, cause);
    this.name = 'GraphFailed';
  }
}

/** The organizer's calendar. Every method throws GraphFailed, and may be repeated after any outcome: there is never a second meeting. */
export interface Calendar {
  /** Books it, or brings the one that was booked under this transactionId up to date. The participants are invited by the calendar. */
  book(invitation: MeetingInvitation): Promise<BookedMeeting>;
  /** Moves it, changes who takes part, or what it says. The participants are told by the calendar. */
  change(kalenderId: string, invitation: MeetingInvitation): Promise<BookedMeeting>;
  /** Takes it out of everybody's calendar. One that is not there any more is no error. `kalenderId` undefined: it may have been booked all the same. */
  cancel(kalenderId: string | undefined, transactionId: string, hvorfor: string): Promise<'taget ud' | 'var der ikke'>;
}
