import type { RoleCall } from '../domain/checklist/calls';
import type { PersonRef } from '../domain/person';
import type { Instant } from '../domain/time';

/** A card of an incident: the incident's own, that of one instruks (its id), or that of one incomplete decision (`decisionCardKey`). */
export type CardKey = 'haendelse' | (string & {});

/** A place in Teams to write to: a conversation id as Teams gives it (a thread's ends in ";messageid=…"). */
export interface Place {
  readonly conversation: string;
  readonly serviceUrl: string;
}

/**
 * What is to be done outside because an event was committed. Written to the outbox in the event's own transaction,
 * carried out afterwards, at least once.
 */
export type Effect =
  /** First posting of a card: opens its thread. Later changes need no effect (see card rows). */
  | { readonly kind: 'postCard'; readonly card: CardKey; readonly kanal?: 'styregruppe' | undefined }
  /** First posting of a card below another one, in its thread. */
  | { readonly kind: 'replyCard'; readonly card: CardKey; readonly thread: CardKey }
  /** A message in a card's thread that mentions people. The text is ready for Teams' markdown. */
  | { readonly kind: 'notify'; readonly card: CardKey; readonly people: readonly PersonRef[]; readonly text: string; readonly vigtig: boolean }
  /** To one person alone. */
  | { readonly kind: 'personal'; readonly person: PersonRef; readonly text: string }
  /** Comes after a text, since a locked phone shows nothing of a card; a row of its own, so that neither is repeated for the other's sake. */
  | { readonly kind: 'personalCard'; readonly person: PersonRef; readonly card: CardKey }
  /** One reply in the thread of the instruks that says whose turn it is. */
  | { readonly kind: 'mention'; readonly card: CardKey; readonly calls: readonly RoleCall[] }
  /** A step was given to one person. */
  | { readonly kind: 'assign'; readonly card: CardKey; readonly nummer: string; readonly trintekst: string; readonly til: PersonRef; readonly af: PersonRef }
  | { readonly kind: 'roleHandedOver'; readonly card: CardKey; readonly rolle: string; readonly fra?: PersonRef | undefined; readonly til: PersonRef; readonly af: PersonRef }
  /** "Gemt: 21–27", one per person, updated. `gather` is the conversation over which the numbers are gathered. */
  | { readonly kind: 'receipt'; readonly gather: string; readonly place: Place; readonly person: PersonRef; readonly nr: number; readonly note?: string | undefined }
  /** In a thread of an incident that has been closed: by whom, why, and that new lines go elsewhere. */
  | { readonly kind: 'closed'; readonly card: CardKey }
  /** What looked like a CPR number was not stored: the writer has to take it out of the message too. */
  | { readonly kind: 'cprTakenOut'; readonly place: Place; readonly person: PersonRef; readonly skrevet?: Instant | undefined }
  /** Kriseleder and logfører are asked to erase a line together. */
  | { readonly kind: 'erasureCard'; readonly card: CardKey; readonly nr: number; readonly by: PersonRef }
  /** The button that completes an incomplete decision. */
  | { readonly kind: 'decisionCard'; readonly place: Place; readonly nr: number }
  | OutsideEffect;

/** What is not a post in Teams: its outcome, good or bad, is an event. */
export type OutsideEffect =
  /** The calendar is to have the meeting as the log has it now. */
  | { readonly kind: 'calendar'; readonly moede: string }
  /** One mail to each who is to have this dispatch and has not. */
  | { readonly kind: 'mail'; readonly udsendelse: string };

/** What is posted in Teams. */
export type PostEffect = Exclude<Effect, OutsideEffect>;

export function isOutside(effect: Effect): effect is OutsideEffect {
  return effect.kind === 'calendar' || effect.kind === 'mail';
}

/** Lower goes first within one place: a call must not wait behind a card. */
export function priority(effect: Effect): number {
  switch (effect.kind) {
    case 'postCard': return 0;
    case 'notify': return effect.vigtig ? 1 : 2;
    case 'personal': return 1;
    case 'personalCard': return 2;
    case 'replyCard': return 2;
    case 'mention': return 1;
    case 'assign': return 1;
    case 'roleHandedOver': return 2;
    case 'closed': return 2;
    case 'cprTakenOut': return 2;
    case 'receipt': return 3;
    case 'erasureCard': return 4;
    case 'decisionCard': return 4;
    case 'calendar': return 2;
    case 'mail': return 2;
  }
}

/** Effects of one lane go out in order, under one lease. */
export function lane(effect: Effect): string {
  switch (effect.kind) {
    case 'postCard':
    case 'mention':
    case 'assign':
    case 'roleHandedOver':
    case 'closed':
    case 'erasureCard':
      return effect.card;
    case 'notify':
      return effect.card;
    case 'replyCard':
      return effect.thread;
    case 'personal':
    case 'personalCard':
      return `person:${effect.person.id}`;
    case 'receipt':
      return effect.gather;
    case 'cprTakenOut':
    case 'decisionCard':
      return effect.place.conversation;
    case 'calendar':
      return `moede:${effect.moede}`;
    case 'mail':
      return `mail:${effect.udsendelse}`;
  }
}
