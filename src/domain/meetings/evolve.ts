import type { RecordedEvent } from '../event';
import type { MeetingEvent, MeetingsState, MoedeState } from './meetings';

type Line = Pick<RecordedEvent, 'nr' | 'at' | 'actor'>;

export function evolveMeetings(state: MeetingsState, event: MeetingEvent, line: Line): MeetingsState {
  switch (event.type) {
    case 'MoedeScheduled': {
      const { moede: id, titel, instruks, start, minutter, deltagere } = event;
      const called: MoedeState = {
        id, titel, instruks, start, minutter, deltagere, revision: 1, status: 'planlagt', indkaldelse: { kind: 'sendes' }, forsoeg: 0, slettet: 0, fravaerende: [], spurgtOmStart: false,
      };
      return { ...state, moeder: [...state.moeder, called] };
    }
    case 'KadenceAgreed':
      return { ...state, kadence: { hverMinutter: event.hverMinutter, naeste: event.naeste, mindet: false, udgave: (state.kadence?.udgave ?? 0) + 1 } };
    case 'OpdateringDue':
      return { ...state, kadence: state.kadence && { ...state.kadence, mindet: true } };
    case 'OpdateringMissed':
    case 'OpdateringReceived':
      return { ...state, kadence: state.kadence && { ...state.kadence, naeste: event.naeste ?? state.kadence.naeste, mindet: false } };
    default:
      return { ...state, moeder: state.moeder.map((moede) => (moede.id === event.moede ? evolveMoede(moede, event, line) : moede)) };
  }
}

type OfOne = Exclude<MeetingEvent, { type: 'MoedeScheduled' | 'KadenceAgreed' | 'OpdateringDue' | 'OpdateringMissed' | 'OpdateringReceived' }>;

function evolveMoede(moede: MoedeState, event: OfOne, { nr, at, actor }: Line): MoedeState {
  switch (event.type) {
    case 'MoedeChanged': {
      const { start, minutter, deltagere } = event;
      // Whoever gets another time is asked about that one; one that only gets somebody more is not asked again.
      const asked = start === moede.start && minutter === moede.minutter ? {} : { spurgtOmStart: false, spurgtOmSlut: undefined };
      const fravaerende = moede.fravaerende.filter(({ id }) => deltagere.some((person) => person.id === id));
      return { ...moede, start, minutter, deltagere, fravaerende, ...asked, revision: moede.revision + 1, indkaldelse: { kind: 'sendes' } };
    }
    case 'MoedeCancelled':
      return { ...moede, status: 'aflyst', aflyst: { by: actor, begrundelse: event.begrundelse }, revision: moede.revision + 1, indkaldelse: { kind: 'sendes' } };
    case 'InvitationSent': {
      const { kalenderId, revision, link, inviteret, udenMail, tilOevelse } = event;
      // Something may have been changed meanwhile: then there is more to send.
      const indkaldelse = revision === moede.revision ? { kind: 'sendt' as const, inviteret, udenMail, tilOevelse } : moede.indkaldelse;
      return { ...moede, kalender: { id: kalenderId, revision }, link, indkaldelse };
    }
    case 'InvitationFailed': {
      const failed: MoedeState = { ...moede, indkaldelse: { kind: 'fejlet', hvorfor: event.hvorfor, hvad: event.hvad } };
      return event.slettet ? { ...failed, kalender: undefined, link: undefined, slettet: moede.slettet + 1 } : failed;
    }
    case 'InvitationRetried':
      return { ...moede, indkaldelse: { kind: 'sendes' }, forsoeg: moede.forsoeg + 1 };
    case 'CancellationSent':
      return { ...moede, kalender: undefined, link: undefined, indkaldelse: { kind: 'sendt', inviteret: [], udenMail: [], varVaek: event.varVaek } };
    case 'MoedeBegun':
      return { ...moede, status: 'begyndt', begyndtNr: nr, begyndtAt: at };
    case 'AttendanceNoted':
      return { ...moede, fravaerende: event.fravaerende, raabtOp: [...event.tilStede, ...event.fravaerende].map(({ id }) => id) };
    case 'MoedeBeginAsked':
      return { ...moede, spurgtOmStart: true };
    case 'MoedeEndAsked':
      return { ...moede, spurgtOmSlut: { gange: (moede.spurgtOmSlut?.gange ?? 0) + 1, senest: at } };
    case 'MoedeEnded':
      return { ...moede, status: 'slut', slutNr: nr, slutAt: at, ingenFlere: event.ingenFlere };
    case 'ReferatApproved':
      return { ...moede, referat: { by: actor, at, linjer: [...event.beslutninger, ...event.opfoelgning] } };
  }
}
