import { draftCardKey } from '../cards/cardKeys';
import { mailFailedText, newAddressText, newContactText, passedOnMailText, refusedText, svarText, toldOf } from '../cards/mailMessages';
import { dispatchOf, isByItself, modtagerOf, type DispatchState, type MailEvent } from '../domain/mail/mail';
import { atFormerAddress } from '../domain/mail/newAddress';
import type { KontaktpersonMailChanged, KontaktpersonNamed } from '../domain/opening/opening';
import { DRAFTS } from '../domain/orientation/orientation';
import type { IncidentState } from '../domain/state';
import type { CardKey, Effect } from './effects';
import { threadOfMoede } from './meetingReactions';

/** One row of the outbox per dispatch, however many get it; and what whoever sent it has to know. */
export function mailEffects(event: MailEvent, state: IncidentState): readonly Effect[] {
  const dispatch = state.udsendelser[event.udsendelse];
  if (!dispatch) return [];
  const send: Effect = { kind: 'mail', udsendelse: event.udsendelse };
  const tell = (text: string, vigtig: boolean): Effect => ({
    kind: 'notify',
    card: cardAbout(dispatch, state),
    people: toldOf(dispatch, state),
    text,
    vigtig,
  });
  switch (event.type) {
    case 'MailDispatched':
    case 'MailRetried':
      return [send];
    case 'MailPassedOn':
      return [...(event.videre.length > 0 ? [send] : []), tell(passedOnMailText(event, state), event.ingen.length > 0)];
    case 'MailAccepted': {
      // Of the others it is said that the mail went on.
      const fejlede = event.fejlede.filter(({ id }) => !modtagerOf(dispatch, id)?.videre);
      return fejlede.length > 0 ? [tell(refusedText({ ...event, fejlede }, state), true)] : [];
    }
    case 'MailFailed':
      return [tell(mailFailedText(event, state), true)];
    case 'SvarReceived':
      return event.besked && event.via === 'svarlink' ? [tell(svarText(event, state), true)] : [];
    case 'MailBounced':
    case 'SvarlinkRevoked':
      return [];
  }
}

/** In the thread where the card stands that shows how the mail is doing. */
function cardAbout({ udkast, aftale }: DispatchState, state: IncidentState): CardKey {
  if (!isByItself(udkast)) return draftCardKey(udkast);
  const besluttet = aftale?.beslutninger?.[0]?.instruks;
  if (besluttet !== undefined && aftale?.moeder.length === 0) return besluttet;
  const moede = aftale?.moeder[0]?.moede ?? state.moeder.moeder.at(-1)?.id;
  return moede === undefined ? 'haendelse' : threadOfMoede(moede, state);
}

/** Whoever sent the former kontaktperson the practical mail is asked to send it to the new one. */
export function newContactEffects(event: KontaktpersonNamed, state: IncidentState): readonly Effect[] {
  const { kp } = state.udkast;
  const former = Object.values(state.udsendelser).findLast(({ udkast }) => udkast === 'kp');
  if (!kp || kp.sendt !== undefined || !former) return [];
  return [{ kind: 'notify', card: draftCardKey('kp'), people: toldOf(former, state), text: newContactText(event, kp.titel, state), vigtig: true }];
}

/** A mail that is at the former address is sent again by a person, not by itself: they may have got it there all the same. */
export function newAddressEffects({ kontaktperson }: KontaktpersonMailChanged, state: IncidentState): readonly Effect[] {
  return DRAFTS.flatMap((udkast): readonly Effect[] => {
    const dispatch = dispatchOf(state.udsendelser, state.udkast[udkast]?.sendt);
    if (!dispatch || !atFormerAddress(dispatch, state).some(({ id }) => id === kontaktperson.id)) return [];
    return [{ kind: 'notify', card: draftCardKey(udkast), people: toldOf(dispatch, state), text: newAddressText(kontaktperson, dispatch.titel, state), vigtig: true }];
  });
}
