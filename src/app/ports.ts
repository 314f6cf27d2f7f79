import type { Attachment } from '../domain/conversation/conversation';
import type { Instant } from '../domain/time';
import type { SealedLine } from './chain';
import type { CardKey, Effect, Place } from './effects';

/** The store answered nothing usable: down, throttled, timed out. Whether a write was done is then unknown. */
export class StoreUnavailable extends Error {
  constructor(operation: string, cause: unknown) {
    super(`the store did not carry out: ${operation}`, { cause });
    this.name = 'StoreUnavailable';
  }
}

// ---- the event store -----------------------------------------------------------------------------------------

export interface Head {
  /** Number of the last line. */
  readonly nr: number;
  readonly hash: string;
  readonly etag: string;
}

/** All that one command leaves behind in the incident's partition, in one transaction with the head. */
export interface CommandCommit {
  readonly commandId: string;
  readonly lines: readonly SealedLine[];
  readonly effects: readonly Effect[];
  /** Lines of the stream whose payload and salt go, in the same transaction. */
  readonly erase?: readonly SealedLine[];
}

export type AppendResult =
  | { readonly kind: 'appended'; readonly head: Head; readonly outbox: readonly OutboxRow[] }
  /** Somebody else has appended since `expected` was read. Nothing was written. */
  | { readonly kind: 'conflict' }
  /** One of the commands is already in the stream. Nothing was written. */
  | { readonly kind: 'duplicate' };

export interface EventStore {
  readHead(incident: string): Promise<Head | undefined>;
  /** All lines after `afterNr`, in order. */
  readLines(incident: string, afterNr: number): Promise<readonly SealedLine[]>;
  readLine(incident: string, nr: number): Promise<SealedLine | undefined>;
  /** `expected` undefined = the stream must not exist yet. All commands or none. At most 100 rows in all. */
  append(incident: string, expected: Head | undefined, commits: readonly CommandCommit[]): Promise<AppendResult>;
  /** The lines that a command led to; undefined when it never was stored. */
  findCommand(incident: string, commandId: string): Promise<{ readonly fromNr: number; readonly toNr: number } | undefined>;
}

// ---- rows beside the stream ----------------------------------------------------------------------------------

export interface OutboxRow {
  readonly id: string;
  readonly incident: string;
  readonly effect: Effect;
  readonly attempts: number;
  /** An attempt was begun and its outcome is not known: the message may be in Teams already. */
  readonly maybeSent: boolean;
  /** Real time before which it is not to be tried again. */
  readonly notBefore: Instant;
  readonly etag: string;
}

export interface CardRow {
  readonly card: CardKey;
  readonly place: Place;
  readonly activityId: string;
  /** The state of affairs that is shown (`cardVersion`). */
  readonly shown: number;
}

export interface ReceiptRow {
  /** Over which the numbers are gathered: a thread, or a channel's root. */
  readonly gather: string;
  /** Where the message stands. */
  readonly place: Place;
  readonly person: string;
  readonly activityId: string;
  readonly nrs: readonly number[];
  /** What had to be said of some of them; it stays when the message is updated. */
  readonly notes: readonly string[];
  /** Real time of the last change. */
  readonly at: Instant;
}

export interface Outbox {
  pending(incident: string): Promise<readonly OutboxRow[]>;
  /** Writes down that somebody is about to try; undefined when another process was first. */
  claim(row: OutboxRow, notBefore: Instant): Promise<OutboxRow | undefined>;
  /** Undefined when the row is gone or somebody else's. */
  postpone(row: OutboxRow, notBefore: Instant, maybeSent: boolean): Promise<OutboxRow | undefined>;
  /** Takes the rows out and keeps what the sending told us, in one transaction. Rows already gone are no error. */
  finish(incident: string, rows: readonly OutboxRow[], kept: { readonly card?: CardRow; readonly receipt?: ReceiptRow }): Promise<void>;
}

export interface CardRows {
  cards(incident: string): Promise<readonly CardRow[]>;
  saveCard(incident: string, row: CardRow): Promise<void>;
  receipt(incident: string, gather: string, person: string): Promise<ReceiptRow | undefined>;
}

/** The right to post in one lane of an incident for a short while. Real time. */
export interface Leases {
  acquire(incident: string, lane: string, owner: string, now: Instant, until: Instant): Promise<boolean>;
  release(incident: string, lane: string, owner: string): Promise<void>;
}

/** An outside contact of one incident. Phones and addresses stand here and nowhere in the log. */
export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

export interface Contacts {
  saveContact(incident: string, contact: ContactRow): Promise<void>;
  contacts(incident: string): Promise<readonly ContactRow[]>;
}

/** A time in which nothing could be stored. Real time. */
export interface Absence {
  readonly fra: Instant;
  readonly til: Instant;
}

/** How far an incident's threads have been compared with its log, and what is still to be said about it. Real time. */
export interface Comparisons {
  comparedUntil(incident: string): Promise<Instant | undefined>;
  saveComparedUntil(incident: string, until: Instant): Promise<void>;
  /** Those that the log does not tell of yet, oldest first. */
  absences(incident: string): Promise<readonly Absence[]>;
  /** Twice the same beginning is one absence. */
  addAbsence(incident: string, absence: Absence): Promise<void>;
  removeAbsence(incident: string, absence: Absence): Promise<void>;
}

/** One sign of life for all processes: the last instant at which any of them could write. Real time. */
export interface Heartbeat {
  last(): Promise<Instant | undefined>;
  beat(at: Instant): Promise<void>;
}

// ---- across incidents ----------------------------------------------------------------------------------------

/** What the index says of an incident beside its number: enough to list it without reading its stream. */
export interface IncidentAbout {
  readonly kortNavn: string;
  /** The channel whose threads belong to the incident. */
  readonly channel: Place;
  readonly oevelse: boolean;
  /** Incident time. */
  readonly aabnet: Instant;
}

export interface IncidentIndexRow extends IncidentAbout {
  readonly id: string;
  readonly nr: number;
  /** "reserved" until the stream exists; "lukket" once it is closed and nothing is left to be done for it. */
  readonly status: 'reserved' | 'open' | 'lukket';
  /** Incident time at which it was closed. */
  readonly lukket?: Instant | undefined;
  /** In words. */
  readonly lukketHvorfor?: string | undefined;
}

export interface IncidentIndex {
  /** Gives the next number, or the one that this id was given before. */
  reserve(id: string, about: IncidentAbout): Promise<IncidentIndexRow>;
  markOpen(id: string): Promise<void>;
  markClosed(id: string, lukket: Instant, hvorfor: string): Promise<void>;
  /** Changes with every reservation and mark: a small read that tells whether `all` has something new. */
  version(): Promise<string>;
  all(): Promise<readonly IncidentIndexRow[]>;
}

export interface ThreadRow {
  readonly conversation: string;
  readonly incident: string;
  readonly card: CardKey;
}

export interface Threads {
  bind(row: ThreadRow): Promise<void>;
  find(conversation: string): Promise<ThreadRow | undefined>;
}

/** A message that was stored before it was known which incident it belongs to. CPR numbers have been taken out of it. */
export interface InboxItem {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly text: string;
  /** Incident time at which it was written. */
  readonly at: Instant;
  readonly kanal: string;
  readonly place: Place;
  /** `choice`: somebody has to say which incident. `thread`: the card that opened its thread is being posted, and will tell. */
  readonly waitsFor: 'choice' | 'thread';
  /** Talk. Else a `/log`, and `text` is what stood behind that word. */
  readonly samtale: boolean;
  readonly bilag: readonly Attachment[];
  /** Only its writer saw it in Teams. */
  readonly targeted?: boolean | undefined;
}

/** The same with what has come of it so far. */
export interface WaitingItem extends InboxItem {
  /** The incident that somebody has chosen; it may have taken the line already. */
  readonly chosen?: string | undefined;
  /** Activity id of the card that asks. */
  readonly card?: string | undefined;
  readonly reminded?: boolean | undefined;
}

/** Where a line that was in the inbox stands now. */
export interface PutAway {
  readonly incident: string;
  readonly nr: number;
}

export interface Inbox {
  /** A line that has been here before stays as it is. False: it has been taken out already; the message was delivered twice. */
  put(item: InboxItem): Promise<boolean>;
  get(id: string): Promise<WaitingItem | undefined>;
  /** All that wait, in no order. */
  waiting(): Promise<readonly WaitingItem[]>;
  /** The incident that the line goes to: the first one chosen. Undefined when there is no such line (any more). */
  choose(id: string, incident: string): Promise<string | undefined>;
  /** The chosen incident did not take the line: another one may be chosen. Nothing happens when one has been already. */
  unchoose(id: string, incident: string): Promise<void>;
  /** Its thread turned out to be nobody's: from now on it waits for a choice. False when another process was first. */
  askInstead(id: string): Promise<boolean>;
  /** The card that asks stands in Teams. */
  asked(id: string, card: string): Promise<void>;
  /** The right to remind its writer, until that real instant; false when it has been done, or somebody is at it. */
  claimReminder(id: string, now: Instant, until: Instant): Promise<boolean>;
  reminded(id: string): Promise<void>;
  remove(id: string, to?: PutAway): Promise<void>;
  /** Where a line went that has been taken out. */
  whereTo(id: string): Promise<PutAway | undefined>;
}

/** Which incident a personal chat is about. */
export interface ChatChoice {
  readonly conversation: string;
  readonly incident: string;
  /** Incident time. */
  readonly at: Instant;
}

export interface ChatChoices {
  find(conversation: string): Promise<ChatChoice | undefined>;
  save(choice: ChatChoice): Promise<void>;
}

// ---- time ----------------------------------------------------------------------------------------------------

export interface Clock {
  /** Leases, retries, rate windows. */
  real(): Date;
  /** What the log calls "now". */
  incident(): Date;
}

/** A clock that also knows what incident time was at a real instant that has been. */
export interface Timeline extends Clock {
  incidentAt(real: Date): Date;
}
