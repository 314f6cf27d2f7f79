import type { IncidentContent } from '../instruks';
import type { MailDispatched, SvarReceived } from '../mail/mail';
import { fillPlaceholders } from '../placeholders';
import { holders, type IncidentState } from '../state';
import { dayAndTime, type Instant } from '../time';
import { afterUpdate } from './kadence';
import type { MeetingEvent, OpdateringReceived } from './meetings';

const LETTER = 'opdatering';

/** Whoever is to tell how things are seldom is in Teams: a mail with a link to answer by goes along with the reminder. */
export function withReminderMail(events: readonly MeetingEvent[], state: IncidentState, content: IncidentContent): readonly (MeetingEvent | MailDispatched)[] {
  const due = events.find((event) => event.type === 'OpdateringDue');
  const people = holders(state, 'kontaktperson');
  if (!due || people.length === 0) return events;
  const { titel, emne, tekst } = content.breve.opdatering;
  const words = { oevelse: state.oevelse ? 'ØVELSE – ' : '', tid: dayAndTime(due.ventes), haendelse: state.kortNavn };
  const before = Object.values(state.udsendelser).filter(({ udkast }) => udkast === LETTER).length;
  return [...events, {
    type: 'MailDispatched', udsendelse: `${LETTER}-${before + 1}`, udkast: LETTER, titel, emne: fillPlaceholders(emne, words), tekst: fillPlaceholders(tekst, words),
    modtagere: people.map(({ id, name }) => ({ id, name })), udenMail: [],
  }];
}

/** An answer to such a mail is the update itself. */
export function updateIn(answer: SvarReceived, now: Instant, { udsendelser, moeder: { kadence } }: IncidentState): readonly OpdateringReceived[] {
  if (udsendelser[answer.udsendelse]?.udkast !== LETTER) return [];
  return [{ type: 'OpdateringReceived', tekst: [answer.svartekst, answer.bemaerkning].filter(Boolean).join(': '), naeste: kadence && afterUpdate(kadence, now) }];
}
