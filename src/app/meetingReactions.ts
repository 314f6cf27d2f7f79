import { cancelledText, changedText, endedText, invitationFailedText, invitedText, meetingNotBegunText, meetingOverText, updateDueText, updateMissedText } from '../cards/meetingMessages';
import { ALARM_CARD, moedeCardKey, referatCardKey } from '../cards/cardKeys';
import type { MeetingEvent, MoedeState } from '../domain/meetings/meetings';
import { findMoede } from '../domain/meetings/meetings';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import type { CardKey, Effect } from './effects';
import { inRole, notify } from './notify';

/** What a meeting leads to outside. The calendar follows every change of what an invitation says. */
export function meetingEffects(event: MeetingEvent, state: IncidentState): readonly Effect[] {
  switch (event.type) {
    case 'MoedeScheduled':
      return [{ kind: 'replyCard', card: moedeCardKey(event.moede), thread: threadOf(event.instruks, state) }, { kind: 'calendar', moede: event.moede }];
    case 'MoedeChanged':
      return [{ kind: 'calendar', moede: event.moede }, notify(threadOfMoede(event.moede, state), [...event.deltagere, ...event.ikkeMed], changedText(event, state), true)];
    case 'MoedeCancelled': {
      const { deltagere = [] } = findMoede(state.moeder, event.moede) ?? {};
      return [{ kind: 'calendar', moede: event.moede }, notify(threadOfMoede(event.moede, state), deltagere, cancelledText(event, state), true)];
    }
    case 'InvitationRetried':
      return [{ kind: 'calendar', moede: event.moede }];
    case 'InvitationSent': {
      const moede = findMoede(state.moeder, event.moede);
      // With the link that they have already, it only follows a change that has been told.
      return moede && event.nytLink && (moede.status === 'planlagt' || moede.status === 'begyndt') ? [notify(linkThread(moede, state), moede.deltagere, invitedText(moede, state), true)] : [];
    }
    case 'InvitationFailed':
      return [notify(threadOfMoede(event.moede, state), inRole('kriseleder', state), invitationFailedText(event), true)];
    case 'MoedeBeginAsked':
      return [notify(threadOfMoede(event.moede, state), [...inRole('kriseleder', state), ...inRole('logfoerer', state)], meetingNotBegunText(event, state), true)];
    case 'MoedeEndAsked': {
      const people = [...inRole('kriseleder', state), ...(event.igen ? inRole('logfoerer', state) : [])];
      return [notify(threadOfMoede(event.moede, state), people, meetingOverText(event), true)];
    }
    case 'MoedeEnded':
      // Ended by the closing of the incident: nothing is approved any more.
      return state.phase !== 'open' ? [] : [
        { kind: 'replyCard', card: referatCardKey(event.moede), thread: threadOfMoede(event.moede, state) },
        notify(threadOfMoede(event.moede, state), [...inRole('kriseleder', state), ...inRole('logfoerer', state)], endedText(event), false),
      ];
    case 'OpdateringDue':
      return [notify('haendelse', inRole('procesansvarlig', state), updateDueText(event, state), true)];
    case 'OpdateringMissed':
      return [notify('haendelse', inRole('kriseleder', state), updateMissedText(event, state), true)];
    case 'CancellationSent':
    case 'MoedeBegun':
    case 'AttendanceNoted':
    case 'KadenceAgreed':
    case 'OpdateringReceived':
    case 'ReferatApproved':
      return [];
  }
}

/** The calendar is to have the meetings of somebody who is reached at another address now. */
export function reinvitedEffects({ id }: PersonRef, { moeder: { moeder } }: IncidentState): readonly Effect[] {
  return moeder
    .filter(({ indkaldelse, deltagere }) => indkaldelse.kind === 'sendes' && deltagere.some((one) => one.id === id))
    .map((moede) => ({ kind: 'calendar', moede: moede.id }));
}

/** In its instruks' thread once that has one. */
function threadOf(instruks: string, { instrukser }: IncidentState): CardKey {
  return instrukser[instruks] ? instruks : 'haendelse';
}

export function threadOfMoede(id: string, state: IncidentState): CardKey {
  const moede = findMoede(state.moeder, id);
  return moede ? threadOf(moede.instruks, state) : 'haendelse';
}

/** The alarm never waits for the link: it follows where people were alarmed. */
function linkThread({ instruks }: MoedeState, state: IncidentState): CardKey {
  return state.alarm && !state.alarm.afblaest && state.moeder.moeder.length === 1 ? ALARM_CARD : threadOf(instruks, state);
}
