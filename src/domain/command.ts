import type { Actor } from './person';
import type { Instant } from './time';
import type { ChecklistCommand } from './checklist/checklist';
import type { LogbookCommand } from './logbook/logbook';
import type { ChangeKontaktpersonMail, NameKontaktperson, NoteOtherHaendelse, OpenHaendelse } from './opening/opening';
import type { HandOverRole } from './roles/roles';
import type { CloseAsMistake, CloseHaendelse } from './closing/closing';
import type { ConversationCommand } from './conversation/conversation';
import type { RecordDeliveryFailure } from './delivery/delivery';
import type { ActivationCommand } from './activation/activation';
import type { AlarmCommand } from './alarm/alarm';
import type { MeetingCommand } from './meetings/meetings';
import type { MailCommand } from './mail/mail';
import type { OrientationCommand } from './orientation/orientation';
import type { Tick } from './tick';
import type { AskErasure, ConfirmErasure } from './erasure/erasure';

export type CommandBody = OpenHaendelse | NameKontaktperson | ChangeKontaktpersonMail | NoteOtherHaendelse | ChecklistCommand | LogbookCommand | HandOverRole | RecordDeliveryFailure | ConversationCommand | AskErasure | ConfirmErasure | CloseAsMistake | CloseHaendelse | ActivationCommand | AlarmCommand | OrientationCommand | MailCommand | MeetingCommand | Tick;

/** Everything that the pure core may not find out for itself comes along with the command. */
export interface Command<B extends CommandBody = CommandBody> {
  /** Makes the command count once, however often it is delivered. */
  readonly id: string;
  readonly incident: string;
  readonly actor: Actor;
  /** Incident time. */
  readonly now: Instant;
  /** Where it was said or pressed, in words for the log ("Teams-kanal", "Teams-tråd", "personlig chat"). */
  readonly kanal: string;
  readonly body: B;
  /**
   * Said where no thread tells which incident is meant, and taken for the only one: of how many others this one knew then.
   * Should another have been opened since, nothing is stored, and whoever said it is asked.
   */
  readonly alene?: number | undefined;
}
