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
  /** All files that it has now; those that are new become part of the line. */
  readonly bilag?: readonly Attachment[] | undefined;
  /** Teams' own time of the change: of two, the later one counts, in whatever order they come. */
  readonly aendret?: Instant | undefined;
}

export interface LogReplyDeletion {
  readonly type: 'logReplyDeletion';
  readonly retter: number;
  /** As with `logReplyEdit`. */
  readonly aendret?: Instant | undefined;
}

/** A message was deleted that no line stands for: its deletion came first, or it was never kept. */
export interface LogUnseenDeletion {
  readonly type: 'logUnseenDeletion';
  /** The id that the message's own command would have. */
  readonly besked: string;
  readonly instruks?: string | undefined;
  /** When it was written, where the deletion was found afterwards. */
  readonly skrevet?: Instant | undefined;
}

export interface LogReaction {
  readonly type: 'logReaction';
  /** As Teams names it; any string. */
  readonly reaktion: string;
  readonly fjernet: boolean;
  /** The bot's post, in words: "kortet til instruks 1". */
  readonly paa: string;
  /** Its id in Teams. */
  readonly besked?: string | undefined;
  readonly instruks?: string | undefined;
  /** When it was set, where it was found again afterwards. */
  readonly skrevet?: Instant | undefined;
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
  /** So many reactions too. */
  readonly reaktioner?: number | undefined;
  /** Default: `vaek`. */
  readonly grund?: GapReason | undefined;
  /** The threads could not be read, or not all of them: there may be more than was found. */
  readonly ikkeUndersoegt?: boolean | undefined;
}

export type ConversationCommand = LogReply | LogReplyEdit | LogReplyDeletion | LogUnseenDeletion | LogReaction | PromoteReply | RecordGap;

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
  /** Files that came with the edit. */
  readonly bilag?: readonly Attachment[] | undefined;
  readonly aendret?: Instant | undefined;
}

export interface ReplyDeleted {
  readonly type: 'ReplyDeleted';
  readonly retter: number;
  readonly aendret?: Instant | undefined;
}

/** Should the message come after all, it is entered as deleted. */
export interface UnseenReplyDeleted {
  readonly type: 'UnseenReplyDeleted';
  readonly besked: string;
  readonly instruks?: string | undefined;
  readonly skrevet?: Instant | undefined;
}

export interface ReactionLogged {
  readonly type: 'ReactionLogged';
  readonly reaktion: string;
  readonly fjernet: boolean;
  readonly paa: string;
  readonly besked?: string | undefined;
  readonly instruks?: string | undefined;
  readonly skrevet?: Instant | undefined;
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
  readonly reaktioner?: number | undefined;
  readonly grund?: GapReason | undefined;
  readonly ikkeUndersoegt?: boolean | undefined;
}

export type ConversationEvent = ReplyLogged | ReplyEdited | ReplyDeleted | UnseenReplyDeleted | ReactionLogged | ReplyPromoted | GapRecorded;
