import type { Instant } from '../domain/time';
import type { Address } from './calendar';

/** One mail to one address. */
export interface OutgoingMail {
  /** Names the mail for good: one per dispatch and address. */
  readonly key: string;
  readonly emne: string;
  /** Plain text. */
  readonly tekst: string;
  readonly til: Address;
  /** Who reads an answer: somebody on duty rather than the mailbox. */
  readonly svarTil?: Address | undefined;
}

/** A mail as the mailbox has it; the id stays the same when it is sent. */
export interface DraftedMail {
  readonly mailId: string;
  /** The thread that a bounce of it belongs to. */
  readonly traad: string;
  readonly sendt: boolean;
}

/** A mail that came back. */
export interface BouncedMail {
  readonly traad: string;
  /** Real time. */
  readonly at: Instant;
}

/**
 * The mailbox that mails are sent from. Every method throws GraphFailed and may be repeated. Exactly one mail: a draft is
 * made (or found again by its key), then sent; a draft that was sent is not sent again.
 */
export interface Mailbox {
  findDraft(key: string): Promise<DraftedMail | undefined>;
  draft(mail: OutgoingMail): Promise<DraftedMail>;
  /** Accepted by Exchange, which tells nothing of whether anybody gets it. Sent already: no error. */
  send(mailId: string): Promise<void>;
  /** What has come back since then (real time). */
  bounces(since: Instant): Promise<readonly BouncedMail[]>;
}
