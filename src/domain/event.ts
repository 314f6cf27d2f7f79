import type { PersonRef } from './person';
import type { Instant } from './time';
import type { ChecklistEvent } from './checklist/checklist';
import type { RoleCall } from './checklist/calls';
import type { ClosingEvent } from './closing/closing';
import type { ConversationEvent } from './conversation/conversation';
import type { DeliveryFailed } from './delivery/delivery';
import type { ActivationEvent } from './activation/activation';
import type { AlarmEvent } from './alarm/alarm';
import type { MeetingEvent } from './meetings/meetings';
import type { MailEvent } from './mail/mail';
import type { OrientationEvent } from './orientation/orientation';
import type { VoteEvent } from './vote/vote';
import type { ErasedLine, ErasureAsked, LineErased } from './erasure/erasure';
import type { LogbookEvent } from './logbook/logbook';
import type { HaendelseOpened, KontaktpersonMailChanged, KontaktpersonNamed, OtherHaendelseOpened } from './opening/opening';
import type { RoleHandedOver } from './roles/roles';

/** Every event is a line that a human reads in the log. Names and meanings never change; new ones come beside. */
export type DomainEvent = HaendelseOpened | KontaktpersonNamed | KontaktpersonMailChanged | OtherHaendelseOpened | ChecklistEvent | LogbookEvent | RoleHandedOver | DeliveryFailed | ConversationEvent | ErasureAsked | LineErased | ErasedLine | ClosingEvent | ActivationEvent | VoteEvent | AlarmEvent | OrientationEvent | MailEvent | MeetingEvent;

export type EventType = DomainEvent['type'];

/** An event as it stands in the stream. */
export interface RecordedEvent {
  /** The line number in the log. */
  readonly nr: number;
  readonly actor: PersonRef;
  /** Incident time when it was entered (registreringstid). */
  readonly at: Instant;
  /** Real time when it was entered. */
  readonly recordedAt: Instant;
  readonly commandId: string;
  readonly kanal: string;
  readonly event: DomainEvent;
  /** Who is called because of it. */
  readonly calls: readonly RoleCall[];
}
