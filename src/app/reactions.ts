import type { RecordedEvent } from '../domain/event';
import type { IncidentContent } from '../domain/instruks';
import { toLogLine } from '../domain/logbook/line';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { meetingEffects, reinvitedEffects } from './meetingReactions';
import { activationEffects, alarmEffects, orientationEffects, voteEffects } from './activationReactions';
import { inRole, notify } from './notify';
import { mailEffects, newAddressEffects, newContactEffects } from './mailReactions';
import { ALARM_CARD, voteCardKey } from '../cards/cardKeys';
import { loggedText } from '../cards/loggedText';
import { otherIncidentText } from '../cards/messages';
import type { CardKey, Effect, Place } from './effects';

/** Where the command came from, when an answer is owed there. */
export interface Origin {
  readonly place?: Place | undefined;
  /** Every post in a channel's root is a thread of its own; their receipts are gathered over the channel. Default: the place. */
  readonly gather?: string | undefined;
  /** Something the receipt has to add ("klokkeslættet …"). */
  readonly note?: string | undefined;
  /** Where the writer is told when a CPR number had to be taken out; `skrevet` where the message was found again. */
  readonly masked?: { readonly place: Place; readonly skrevet?: Instant | undefined } | undefined;
  /** Nobody but its writer saw the message (`/log` given with "/"): the line is posted in the thread of this card, for all to read. */
  readonly showIn?: CardKey | undefined;
  /** Called while the store writes, with the state that there will be: time to prepare the answer. It may come to nothing. */
  readonly prepare?: ((state: IncidentState) => void) | undefined;
}

/** Event → what is to be done outside because of it. Exhaustive: a new event has to say what it leads to. `state`: as the command leaves it. */
export function effectsOf(line: RecordedEvent, state: IncidentState, content: IncidentContent, origin: Origin): readonly Effect[] {
  return [...ownEffects(line, state, content, origin), ...callEffects(line)];
}

function ownEffects(line: RecordedEvent, state: IncidentState, content: IncidentContent, origin: Origin): readonly Effect[] {
  const { nr, actor, event } = line;
  switch (event.type) {
    case 'HaendelseOpened':
      return [{ kind: 'postCard', card: 'haendelse' }];
    case 'OtherHaendelseOpened':
      return [notify('haendelse', inRole('logfoerer', state), otherIncidentText(event), true)];
    case 'InstruksStarted':
      return [{ kind: 'postCard', card: event.instruks }];
    case 'StepAssigned':
      return [{ kind: 'assign', card: event.instruks, nummer: event.nummer, trintekst: event.trintekst, til: event.til, af: actor }];
    case 'RoleHandedOver':
      return [{ kind: 'roleHandedOver', card: 'haendelse', rolle: event.rolle, fra: event.fra, til: event.til, af: actor }];
    case 'ErasureAsked':
      return [{ kind: 'erasureCard', card: 'haendelse', nr: event.retter, by: actor }];
    case 'HaendelseClosedAsMistake':
    case 'HaendelseClosed':
      // Whoever writes in one of its threads has to see it there.
      return threadsOf(state).map((card) => ({ kind: 'closed', card }));
    case 'LogEntryWritten':
    case 'LogEntryCorrected':
      return [
        ...receipt(nr, actor, origin),
        ...(event.mangler.length > 0 && origin.place ? [{ kind: 'decisionCard' as const, place: origin.place, nr }] : []),
        ...(origin.showIn ? [{ kind: 'notify' as const, card: origin.showIn, people: [], text: loggedText(toLogLine(line, content)), vigtig: false }] : []),
      ];
    case 'LogDecisionCompleted':
    case 'ReplyPromoted':
      return receipt(nr, actor, origin);
    case 'ForloebAnswered':
    case 'ForloebReminded':
    case 'SituationWorsened':
    case 'KrisestabActivated':
    case 'NiveauChanged':
    case 'OekonomiAccepted':
      return activationEffects(event, state, content);
    case 'AfstemningOpened':
    case 'ForslagChanged':
    case 'StemmeCast':
    case 'AfstemningReminded':
    case 'AfstemningClosed':
      return voteEffects(event, state);
    case 'AlarmRaised':
    case 'AlarmAnswered':
    case 'AlarmPassedOn':
    case 'AlarmCallStarted':
    case 'AlarmCallUnanswered':
    case 'DeputiesReleased':
    case 'AlarmCalledOff':
    case 'AlarmNotReached':
      return alarmEffects(event, state, content);
    case 'DraftPrepared':
    case 'DraftEdited':
    case 'DraftApproved':
    case 'ApprovalUndone':
      return orientationEffects(event, state, content);
    case 'MailDispatched':
    case 'MailAccepted':
    case 'MailFailed':
    case 'MailRetried':
    case 'MailBounced':
    case 'MailPassedOn':
    case 'SvarReceived':
    case 'SvarlinkRevoked':
      return mailEffects(event, state);
    case 'MoedeScheduled':
    case 'MoedeChanged':
    case 'MoedeCancelled':
    case 'InvitationSent':
    case 'InvitationFailed':
    case 'InvitationRetried':
    case 'CancellationSent':
    case 'MoedeBegun':
    case 'AttendanceNoted':
    case 'MoedeBeginAsked':
    case 'MoedeEndAsked':
    case 'MoedeEnded':
    case 'KadenceAgreed':
    case 'OpdateringDue':
    case 'OpdateringMissed':
    case 'OpdateringReceived':
    case 'ReferatApproved':
      return meetingEffects(event, state);
    case 'KontaktpersonNamed':
      return newContactEffects(event, state);
    case 'KontaktpersonMailChanged':
      return [...newAddressEffects(event, state), ...reinvitedEffects(event.kontaktperson, state)];
    case 'StepCompleted':
    case 'StepDecided':
    case 'StepMarkedNotRelevant':
    case 'StepUndone':
    case 'StepReopened':
    case 'StepCommented':
    case 'DeliveryFailed':
    case 'ReplyLogged':
    case 'ReplyEdited':
    case 'ReplyDeleted':
    case 'UnseenReplyDeleted':
    case 'ReactionLogged':
    case 'GapRecorded':
    case 'LineErased':
    case 'ErasedLine':
      return [];
  }
}

/** The cards that stand in a thread of their own. */
function threadsOf({ instrukser, afstemninger, alarm }: IncidentState): readonly CardKey[] {
  return ['haendelse', ...Object.keys(instrukser), ...Object.keys(afstemninger).map(voteCardKey), ...(alarm ? [ALARM_CARD] : [])];
}

function receipt(nr: number, person: RecordedEvent['actor'], { place, gather, note }: Origin): readonly Effect[] {
  return place ? [{ kind: 'receipt', gather: gather ?? place.conversation, place, person, nr, note }] : [];
}

/** For the command as a whole: `masked` is what the core says of it. */
export function maskingEffects(masked: boolean, { id, name }: PersonRef, origin: Origin): readonly Effect[] {
  return masked && origin.masked ? [{ kind: 'cprTakenOut', ...origin.masked, person: { id, name } }] : [];
}

/** One reply per instruks, however many roles are called there. */
function callEffects({ calls }: RecordedEvent): readonly Effect[] {
  const instrukser = [...new Set(calls.map((call) => call.instruks))];
  return instrukser.map((instruks) => ({ kind: 'mention', card: instruks, calls: calls.filter((call) => call.instruks === instruks) }));
}
