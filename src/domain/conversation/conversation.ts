import type { EntryContent, EntryType } from '../logbook/logbook';
import type { Instant } from '../time';

export interface Attachment {
  readonly navn: string;
  readonly link: string;
}

/** What people write to each other in an incident's thread: kept, but not shown as entries of the log unless promoted. */
export interface LogReply {
  readonly type: 'logReply';
  readonly tekst: string;
  readonly bilag: readonly Attachment[];
  /** The instruks in whose thread it was written. */
  readonly instruks?: string | undefined;
  /** When it was written, where that is not now: it was found again after the bot had been away. */
  readonly skrevet?: Instant | undefined;
}

/** `retter` is the line of the reply; the original stays as it was. */
export interface LogReplyEdit {
  readonly type: 'logReplyEdit';
  readonly retter: number;
  readonly tekst: string;
}

export interface LogReplyDeletion {
  readonly type: 'logReplyDeletion';
  readonly retter: number;
}

export interface LogReaction {
  readonly type: 'logReaction';
  /** As Teams names it; any string. */
  readonly reaktion: string;
  readonly fjernet: boolean;
  /** The bot's post, in words: "kortet til instruks 1". */
  readonly paa: string;
  readonly instruks?: string | undefined;
}

/** "Gør til logpost": a reply becomes an entry of its own, by the one who wrote it. */
export interface PromoteReply {
  readonly type: 'promoteReply';
  readonly nr: number;
  readonly entryType: EntryType;
}

/**
 * `vaek`: nothing could be stored from `fra` to `til`, since the bot or its store was away. `ikkeModtaget`: the bot was
 * there, but what was written then never reached it.
 */
export type GapReason = 'vaek' | 'ikkeModtaget';

/** A gap in what the bot heard; `antal` replies of that time were found again and stand in the log. */
export interface RecordGap {
  readonly type: 'recordGap';
  readonly fra: Instant;
  readonly til: Instant;
  readonly antal: number;
  /** Default: `vaek`. */
  readonly grund?: GapReason | undefined;
  /** The threads could not be read, or not all of them: there may be more than was found. */
  readonly ikkeUndersoegt?: boolean | undefined;
}

export type ConversationCommand = LogReply | LogReplyEdit | LogReplyDeletion | LogReaction | PromoteReply | RecordGap;

export interface ReplyLogged {
  readonly type: 'ReplyLogged';
  readonly tekst: string;
  readonly bilag: readonly Attachment[];
  readonly instruks?: string | undefined;
  readonly skrevet?: Instant | undefined;
}

export interface ReplyEdited {
  readonly type: 'ReplyEdited';
  readonly retter: number;
  readonly tekst: string;
}

export interface ReplyDeleted {
  readonly type: 'ReplyDeleted';
  readonly retter: number;
}

export interface ReactionLogged {
  readonly type: 'ReactionLogged';
  readonly reaktion: string;
  readonly fjernet: boolean;
  readonly paa: string;
  readonly instruks?: string | undefined;
}

export interface ReplyPromoted {
  readonly type: 'ReplyPromoted';
  readonly retter: number;
  readonly entry: EntryContent;
  /** Who wrote the reply. */
  readonly af: string;
}

export interface GapRecorded {
  readonly type: 'GapRecorded';
  readonly fra: Instant;
  readonly til: Instant;
  readonly antal: number;
  readonly grund?: GapReason | undefined;
  readonly ikkeUndersoegt?: boolean | undefined;
}

export type ConversationEvent = ReplyLogged | ReplyEdited | ReplyDeleted | ReactionLogged | ReplyPromoted | GapRecorded;
