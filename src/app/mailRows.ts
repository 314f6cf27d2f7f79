import type { PersonRef } from '../domain/person';
import type { Instant } from '../domain/time';

/** How far the mail to one recipient is: beside the stream, so that a crash anywhere sends nobody a second one. */
export interface MailRow {
  readonly udsendelse: string;
  readonly person: string;
  readonly tilstand: 'begyndt' | 'kladde' | 'sendt' | 'fejlet';
  /** The attempt of the dispatch in which it failed: the next one tries again. */
  readonly forsoeg: number;
  readonly mailId?: string | undefined;
  /** The mailbox's own name for the thread, which a bounce belongs to. */
  readonly traad?: string | undefined;
}

export interface MailRows {
  mails(incident: string, udsendelse: string): Promise<readonly MailRow[]>;
  saveMail(incident: string, row: MailRow): Promise<void>;
}

/** Whose answer a svarlink gives. The token itself is kept nowhere, only its SHA-256. */
export interface SvarlinkRow {
  readonly hash: string;
  readonly incident: string;
  readonly udsendelse: string;
  readonly person: string;
  /** The attempt of the dispatch that it went out with. Absent: of before it was written down. */
  readonly forsoeg?: number | undefined;
}

export interface Svarlinks {
  saveSvarlink(row: SvarlinkRow): Promise<void>;
  findSvarlink(hash: string): Promise<SvarlinkRow | undefined>;
}

/** Somebody has the text of a draft open in a form. */
export interface DraftEditing {
  readonly udkast: string;
  readonly person: PersonRef;
  /** Incident time, to be shown. */
  readonly siden: Instant;
  /** Real time after which nobody believes it any more: a form that was closed tells nobody. */
  readonly til: Instant;
}

export interface DraftEditors {
  saveEditing(incident: string, editing: DraftEditing): Promise<void>;
  editing(incident: string, udkast: string): Promise<DraftEditing | undefined>;
  allEditing(incident: string): Promise<readonly DraftEditing[]>;
  removeEditing(incident: string, udkast: string): Promise<void>;
}
