import * as activation from './activation/decide';
import { evolveActivation, evolveFlow } from './activation/evolve';
import { castVoteIn, recordOralVoteIn } from './activation/votes';
import * as alarm from './alarm/decide';
import { evolveAlarm } from './alarm/evolve';
import { seenActing } from './alarm/seen';
import type { RoleCall } from './checklist/calls';
import { callKey, calledPeople, dueCalls } from './checklist/calls';
import * as checklist from './checklist/decide';
import { evolveSteps } from './checklist/evolve';
import { closedSentence, closingOf } from './closing/closing';
import * as closing from './closing/decide';
import type { Command } from './command';
import * as conversation from './conversation/decide';
import * as erasure from './erasure/decide';
import type { DomainEvent, RecordedEvent } from './event';
import type { IncidentContent } from './instruks';
import { maskAll } from './logbook/cpr';
import * as logbook from './logbook/decide';
import { evolveLog } from './logbook/evolve';
import { withAgreementMails } from './meetings/agreementMail';
import * as meetings from './meetings/decide';
import { evolveMeetings } from './meetings/evolve';
import { withMeetingsFollowing } from './meetings/following';
import { evolveReinvited } from './meetings/reinvited';
import { decidedInMeeting } from './meetings/inMeeting';
import * as mail from './mail/decide';
import { evolveMails, evolveNewAddress } from './mail/evolve';
import * as opening from './opening/decide';
import type { Decision, Rejection } from './rejection';
import { accepted, rejected } from './rejection';
import * as orientation from './orientation/decide';
import { evolveDrafts } from './orientation/evolve';
import { withLetters } from './orientation/following';
import { BOT } from './person';
import * as roles from './roles/decide';
import { seatAfterHandover } from './roles/roles';
import type { IncidentState } from './state';
import { initialState } from './state';
import { tooLong } from './textLimit';
import { tick } from './tick';
import { laterOf } from './time';
import { evolveVote, outcomeIn } from './vote/evolve';

export interface Outcome {
  readonly kind: 'accepted';
  /** Something that looked like a CPR number was taken out: the writer is to be told. */
  readonly masked: boolean;
  readonly recorded: readonly RecordedEvent[];
  readonly state: IncidentState;
}

/** The incident was taken for the only one, and is not. */
export const NOT_ALONE = 'ikke-alene';

/** What came of something that was under way when the incident was closed: mails, and the meetings that are taken out of the calendar. */
const ALSO_CLOSED: ReadonlySet<Command['body']['type']> = new Set(['recordDeliveryFailure', 'recordMailOutcome', 'recordMailFailure', 'recordInvitation', 'retryInvitation']);

/**
 * The core's one door: what a command leads to in a state. Knows no clock, no ids and no network. `content` undefined:
 * no such incident, so none is pinned.
 */
export function decide(command: Command, state: IncidentState, content: IncidentContent | undefined): Decision<DomainEvent> {
  const decided = withMeetingsFollowing(withLetters(decideAlone(command, state, content), state, content), state, content);
  return withAgreementMails(decided, command.now, state, content);
}

function decideAlone(command: Command, state: IncidentState, content: IncidentContent | undefined): Decision<DomainEvent> {
  const { body } = command;
  if (!content) return rejected('ukendt-haendelse', 'Den hændelse findes ikke.');
  const refusal = tooLong(body, content);
  if (refusal) return refusal;
  if (body.type === 'openHaendelse') return opening.openHaendelse({ ...command, body }, state);
  if (state.phase === 'lukket' && !ALSO_CLOSED.has(body.type)) return rejected('lukket', closedSentence(state));
  if (state.phase === 'none') return rejected('ukendt-haendelse', 'Den hændelse findes ikke.');
  if (command.alene !== undefined && command.alene !== state.andreHaendelser.length) return rejected(NOT_ALONE, 'Der er åbnet en hændelse mere. Skriv i tråden til den, du mener.');
  switch (body.type) {
    case 'noteOtherHaendelse': return opening.noteOtherHaendelse({ ...command, body });
    case 'nameKontaktperson': return opening.nameKontaktperson({ ...command, body }, state);
    case 'changeKontaktpersonMail': return opening.changeKontaktpersonMail({ ...command, body }, state, content);
    case 'startInstruks': return checklist.startInstruks({ ...command, body }, state, content);
    case 'completeStep': return checklist.completeStep({ ...command, body }, state, content);
    case 'decideStep': return checklist.decideStep({ ...command, body }, state, content);
    case 'markStepNotRelevant': return checklist.markStepNotRelevant({ ...command, body }, state, content);
    case 'undoStep': return checklist.undoStep({ ...command, body }, state, content);
    case 'reopenStep': return checklist.reopenStep({ ...command, body }, state, content);
    case 'commentStep': return checklist.commentStep({ ...command, body }, state, content);
    case 'assignStep': return checklist.assignStep({ ...command, body }, state, content);
    case 'writeLogEntry': return conversation.withEarlyDeletion(command, state, logbook.writeLogEntry({ ...command, body: decidedInMeeting(body, state) }));
    case 'correctLogEntry': return conversation.withEarlyDeletion(command, state, logbook.correctLogEntry({ ...command, body }, state));
    case 'completeLogDecision': return logbook.completeLogDecision({ ...command, body }, state);
    case 'handOverRole': return roles.handOverRole({ ...command, body }, state, content);
    case 'logReply': return conversation.withEarlyDeletion(command, state, conversation.logReply({ ...command, body }));
    case 'logReplyEdit': return conversation.logReplyEdit({ ...command, body }, state);
    case 'logReplyDeletion': return conversation.logReplyDeletion({ ...command, body }, state);
    case 'logUnseenDeletion': return conversation.logUnseenDeletion({ ...command, body }, state);
    case 'logReaction': return conversation.logReaction({ ...command, body }, state);
    case 'promoteReply': return conversation.promoteReply({ ...command, body }, state);
    case 'recordGap': return conversation.recordGap({ ...command, body });
    case 'askErasure': return erasure.askErasure({ ...command, body }, state);
    case 'confirmErasure': return erasure.confirmErasure({ ...command, body }, state);
    case 'closeAsMistake': return closing.closeAsMistake({ ...command, body }, state);
    case 'closeHaendelse': return closing.closeHaendelse({ ...command, body }, state, content);
    case 'recordDeliveryFailure': return accepted({ ...body, type: 'DeliveryFailed' });
    case 'answerForloeb': return activation.answerForloeb({ ...command, body }, state, content);
    case 'putProposal': return activation.putProposal({ ...command, body }, state, content);
    case 'castVote': return castVoteIn({ ...command, body }, state, content);
    case 'recordOralVote': return recordOralVoteIn({ ...command, body }, state, content);
    case 'worsenSituation': return activation.worsenSituation({ ...command, body }, state, content);
    case 'changeNiveau': return activation.changeNiveau({ ...command, body }, state, content);
    case 'recordOekonomi': return activation.recordOekonomi({ ...command, body }, state, content);
    case 'answerAlarm': return alarm.answerAlarm({ ...command, body }, state, content);
    case 'startCall': return alarm.startCall({ ...command, body }, state, content);
    case 'recordCall': return alarm.recordCall({ ...command, body }, state, content);
    case 'callOffAlarm': return alarm.callOffAlarm({ ...command, body }, state);
    case 'recordAlarmNotReached': return alarm.recordAlarmNotReached({ ...command, body }, state);
    case 'editDraft': return orientation.editDraft({ ...command, body }, state);
    case 'approveDraft': return orientation.approveDraft({ ...command, body }, state, content);
    case 'undoApproval': return orientation.undoApproval({ ...command, body }, state, content);
    case 'recordMailOutcome': return mail.recordMailOutcome({ ...command, body }, state, content);
    case 'recordMailFailure': return mail.recordMailFailure({ ...command, body }, state);
    case 'retryMail': return mail.retryMail({ ...command, body }, state, content);
    case 'recordBounce': return mail.recordBounce({ ...command, body }, state, content);
    case 'markNotArrived': return mail.markNotArrived({ ...command, body }, state, content);
    case 'recordSvar': return mail.recordSvar({ ...command, body }, state, content);
    case 'recordSvarByPhone': return mail.recordSvarByPhone({ ...command, body }, state, content);
    case 'revokeSvarlink': return mail.revokeSvarlink({ ...command, body }, state, content);
    case 'scheduleMoede': return meetings.scheduleMoede({ ...command, body }, state, content);
    case 'changeMoede': return meetings.changeMoede({ ...command, body }, state);
    case 'cancelMoede': return meetings.cancelMoede({ ...command, body }, state, content);
    case 'beginMoede': return meetings.beginMoede({ ...command, body }, state);
    case 'noteAttendance': return meetings.noteAttendance({ ...command, body }, state);
    case 'endMoede': return meetings.endMoede({ ...command, body }, state, content);
    case 'approveReferat': return meetings.approveReferat({ ...command, body }, state);
    case 'agreeKadence': return meetings.agreeKadence({ ...command, body }, state);
    case 'recordOpdatering': return meetings.recordOpdatering({ ...command, body }, state);
    case 'retryInvitation': return meetings.retryInvitation({ ...command, body }, state);
    case 'recordInvitation': return meetings.recordInvitation({ ...command, body }, state);
    case 'tick': return tick(command.now, state, content);
  }
}

/**
 * Decides, numbers the resulting lines, and adds to the last of them whom it calls.
 * `recordedAt` is real time; everything else comes from the command.
 */
export function handle(command: Command, state: IncidentState, content: IncidentContent | undefined, recordedAt: string): Outcome | Rejection {
  const body = maskAll(command.body);
  const masked = JSON.stringify(body) !== JSON.stringify(command.body);
  const decision = decide({ ...command, body }, state, content);
  if (decision.kind === 'rejected') return decision;
  const at = state.lastIncidentTime ? laterOf(command.now, state.lastIncidentTime) : command.now;
  const recorded: RecordedEvent[] = [];
  let next = state;
  const closing = decision.events.findIndex(({ type }) => type === 'AfstemningClosed');
  decision.events.forEach((event, index) => {
    // Whoever votes last decides no more than the others do: the outcome, and what it leads to, are the bot's lines. A vote is
    // its voter's, also the one that comes after the time and closes the vote before it is written down.
    const { actor, kanal } = closing >= 0 && index >= closing && event.type !== 'StemmeCast' ? { actor: BOT, kanal: '' } : command;
    const line: RecordedEvent = {
      nr: next.log.count + 1, actor: { id: actor.id, name: actor.name }, at, recordedAt, commandId: command.id, kanal, event, calls: [],
    };
    const after = evolve(next, line);
    const calls: readonly RoleCall[] = content && index === decision.events.length - 1 ? dueCalls(after, content) : [];
    recorded.push({ ...line, calls });
    next = calls.length > 0 ? evolve(next, { ...line, calls }) : after;
  });
  return { kind: 'accepted', masked, recorded, state: next };
}

export function evolve(state: IncidentState, line: RecordedEvent): IncidentState {
  const next = evolveEvent(state, line);
  const called = line.calls.length === 0 ? next.called : { ...next.called, ...Object.fromEntries(line.calls.map((call) => [callKey(call), calledPeople(call)])) };
  return { ...next, called, alarm: seenActing(next.alarm, line), log: evolveLog(next.log, line), lastIncidentTime: line.at };
}

export function replay(id: string, lines: readonly RecordedEvent[]): IncidentState {
  return lines.reduce(evolve, initialState(id));
}

function evolveEvent(state: IncidentState, line: RecordedEvent): IncidentState {
  const { event } = line;
  switch (event.type) {
    case 'HaendelseOpened':
      return {
        ...state, phase: 'open', nr: event.nr, kortNavn: event.kortNavn, beskrivelse: event.beskrivelse, oevelse: event.oevelse,
        openedAt: line.at, openedBy: line.actor, contentHash: event.contentHash, myndigheder: event.myndigheder, styregruppe: event.styregruppe,
        modtagelse: event.modtagelse, aabning: event.aabning,
        roller: { ...event.roller, modtager: { holder: event.modtager, deputies: [] } },
      };
    case 'KontaktpersonNamed':
      return {
        ...state,
        myndigheder: state.myndigheder.map((myndighed) =>
          myndighed.navn === event.myndighed ? { ...myndighed, kontaktperson: event.kontaktperson } : myndighed),
      };
    case 'OtherHaendelseOpened':
      return { ...state, andreHaendelser: [...state.andreHaendelser, event.haendelse] };
    case 'KontaktpersonMailChanged':
      return { ...state, udsendelser: evolveNewAddress(state.udsendelser, event), moeder: evolveReinvited(state.moeder, event.kontaktperson) };
    case 'RoleHandedOver':
      return { ...state, roller: { ...state.roller, [event.rolle]: seatAfterHandover(state.roller[event.rolle], event.til) } };
    case 'InstruksStarted':
    case 'StepCompleted':
    case 'StepDecided':
    case 'StepMarkedNotRelevant':
    case 'StepUndone':
    case 'StepReopened':
    case 'StepCommented':
    case 'StepAssigned':
      return { ...state, instrukser: evolveSteps(state.instrukser, event, line, outcomeIn(line, state.afstemninger)) };
    case 'LogEntryWritten':
    case 'LogEntryCorrected':
    case 'LogDecisionCompleted':
    case 'DeliveryFailed':
    case 'ReplyLogged':
    case 'ReplyEdited':
    case 'ReplyDeleted':
    case 'UnseenReplyDeleted':
    case 'ReactionLogged':
    case 'ReplyPromoted':
    case 'GapRecorded':
    case 'ErasureAsked':
    case 'LineErased':
    case 'ErasedLine':
      return state;
    case 'ForloebAnswered':
    case 'ForloebReminded':
    case 'SituationWorsened':
      return { ...state, forloeb: evolveFlow(state.forloeb, event, line) };
    case 'KrisestabActivated':
    case 'NiveauChanged':
      return { ...state, aktivering: evolveActivation(state.aktivering, event, line) };
    case 'OekonomiAccepted':
      return { ...state, oekonomi: [...state.oekonomi, { myndighed: event.myndighed, accepteretAf: event.accepteretAf, nr: line.nr }] };
    case 'AfstemningOpened':
    case 'ForslagChanged':
    case 'StemmeCast':
    case 'AfstemningReminded':
    case 'AfstemningClosed': {
      const vote = evolveVote(state.afstemninger[event.afstemning], event, line);
      return vote ? { ...state, afstemninger: { ...state.afstemninger, [event.afstemning]: vote } } : state;
    }
    case 'AlarmRaised':
    case 'AlarmAnswered':
    case 'AlarmPassedOn':
    case 'AlarmCallStarted':
    case 'AlarmCallUnanswered':
    case 'DeputiesReleased':
    case 'AlarmCalledOff':
    case 'AlarmNotReached':
      return { ...state, alarm: evolveAlarm(state.alarm, event, line) };
    case 'DraftPrepared':
    case 'DraftEdited':
    case 'DraftApproved':
    case 'ApprovalUndone':
      return { ...state, udkast: evolveDrafts(state.udkast, event, line) };
    case 'MailDispatched':
      return { ...state, udsendelser: evolveMails(state.udsendelser, event, line, state.udkast), udkast: evolveDrafts(state.udkast, event, line) };
    case 'MailAccepted':
    case 'MailFailed':
    case 'MailRetried':
    case 'MailBounced':
    case 'MailPassedOn':
    case 'SvarReceived':
    case 'SvarlinkRevoked':
      return { ...state, udsendelser: evolveMails(state.udsendelser, event, line, state.udkast) };
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
      return { ...state, moeder: evolveMeetings(state.moeder, event, line) };
    case 'HaendelseClosedAsMistake':
    case 'HaendelseClosed':
      return { ...state, phase: 'lukket', lukning: closingOf(event, line) };
  }
}
