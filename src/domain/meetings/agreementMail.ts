import type { DomainEvent } from '../event';
import type { IncidentContent } from '../instruks';
import { deadline } from '../mail/due';
import type { MailDispatched } from '../mail/mail';
import type { PersonRef } from '../person';
import { fillPlaceholders } from '../placeholders';
import type { Decision } from '../rejection';
import type { IncidentState } from '../state';
import { dayAndTime, writtenTime, type Instant } from '../time';
import { agreementInShort, agreementInWords, asksOf, isEmpty, standingOf } from './agreement';
import type { AgreedMoede, Aftale, MoedeChanged, MoedeScheduled } from './meetings';
import { findMoede } from './meetings';

const LETTER = 'aftale';

/**
 * Whoever speaks for a myndighed is seldom in Teams: when a meeting is called or moved, or a kadence is agreed, a mail asks
 * them whether it suits. One mail to each, however much was decided at once; what they have not answered yet comes along.
 */
export function withAgreementMails(decision: Decision<DomainEvent>, now: Instant, state: IncidentState, content: IncidentContent | undefined): Decision<DomainEvent> {
  if (decision.kind === 'rejected' || !content) return decision;
  const { events } = decision;
  const groups = new Map<string, { readonly aftale: Aftale; readonly people: PersonRef[] }>();
  for (const person of contactsAfter(events, state)) {
    const decided = decidedFor(person, events, state);
    if (isEmpty(decided)) continue;
    const aftale = withUnanswered(decided, person, events, state);
    const key = JSON.stringify(aftale);
    const group = groups.get(key) ?? { aftale, people: [] };
    groups.set(key, { aftale, people: [...group.people, person] });
  }
  const before = Object.values(state.udsendelser).filter(({ udkast }) => udkast === LETTER).length;
  const mails = [...groups.values()].map(({ aftale, people }, index) => asks(aftale, people, `${LETTER}-${before + index + 1}`, now, state, content));
  return mails.length > 0 ? { ...decision, events: [...events, ...mails] } : decision;
}

function contactsAfter(events: readonly DomainEvent[], state: IncidentState): readonly PersonRef[] {
  const named = new Map(events.flatMap((event) => (event.type === 'KontaktpersonNamed' ? [[event.myndighed, event.kontaktperson] as const] : [])));
  return state.myndigheder.flatMap(({ navn, kontaktperson }) => named.get(navn) ?? kontaktperson ?? []).map(({ id, name }) => ({ id, name }));
}

/** What they were not asked about before. */
function decidedFor(person: PersonRef, events: readonly DomainEvent[], state: IncidentState): Aftale {
  const moeder = events.flatMap((event) => ((event.type === 'MoedeScheduled' || event.type === 'MoedeChanged') && concerns(event, person, events, state) ? [agreed(event)] : []));
  const kadence = kadenceFor(person, events, state);
  return { moeder, ...(kadence && { kadence }) };
}

function concerns(event: MoedeScheduled | MoedeChanged, person: PersonRef, events: readonly DomainEvent[], state: IncidentState): boolean {
  const takesPart = event.deltagere.some(({ id }) => id === person.id);
  if (!takesPart || asksLetterOf(event, events, state)) return false;
  if (event.type === 'MoedeScheduled') return true;
  if (findMoede(state.moeder, event.moede)?.status !== 'planlagt') return false;
  const last = asksOf(person, state).flatMap(({ dispatch }) => dispatch.aftale?.moeder ?? []).findLast(({ moede }) => moede === event.moede);
  return last?.start !== event.start && (event.flyttetFra !== undefined || event.nye.some(({ id }) => id === person.id));
}

/** The practical mail that is still to be sent asks about the meeting that it names, unless people have been asked about that already. */
function asksLetterOf({ moede, start }: MoedeScheduled | MoedeChanged, events: readonly DomainEvent[], { udkast: { kp }, udsendelser }: IncidentState): boolean {
  const prepared = events.findLast((event) => event.type === 'DraftPrepared' && event.udkast === 'kp');
  const tekst = prepared?.type === 'DraftPrepared' ? prepared.tekst : kp && kp.sendt === undefined ? kp.tekst : '';
  const asked = Object.values(udsendelser).some(({ udkast, aftale }) => udkast === LETTER && aftale?.moeder.some((one) => one.moede === moede));
  return !asked && tekst.includes(dayAndTime(start));
}

function agreed(event: MoedeScheduled | MoedeChanged): AgreedMoede {
  const { moede, titel, start, minutter } = event;
  return { moede, titel, start, minutter, ...(event.type === 'MoedeChanged' && event.flyttetFra ? { flyttetFra: event.flyttetFra } : {}) };
}

/** A kontaktperson who takes over has not heard of the one that there is. */
function kadenceFor({ id }: PersonRef, events: readonly DomainEvent[], { moeder: { kadence } }: IncidentState): Aftale['kadence'] {
  const made = events.findLast((event) => event.type === 'KadenceAgreed');
  if (made?.type === 'KadenceAgreed') return { hverMinutter: made.hverMinutter, naeste: made.naeste, udgave: (kadence?.udgave ?? 0) + 1 };
  const takesOver = events.some((event) => event.type === 'KontaktpersonNamed' && event.kontaktperson.id === id);
  return takesOver && kadence ? { hverMinutter: kadence.hverMinutter, naeste: kadence.naeste, udgave: kadence.udgave } : undefined;
}

/** The older mail is overtaken: what it still waits for is asked about in the new one. */
function withUnanswered(decided: Aftale, person: PersonRef, events: readonly DomainEvent[], state: IncidentState): Aftale {
  const waiting = asksOf(person, state).flatMap(({ dispatch, one }): readonly Aftale[] => {
    const standing = one.svar ? undefined : standingOf(dispatch, person, state);
    return standing?.kind === 'gaelder' ? [standing.aftale] : [];
  });
  const touched = new Set(events.flatMap((event) => ('moede' in event && typeof event.moede === 'string' ? [event.moede] : [])));
  const moeder = waiting.flatMap((aftale) => aftale.moeder).filter(({ moede }) => !touched.has(moede) && findMoede(state.moeder, moede)?.status === 'planlagt');
  const others = new Map(moeder.map((one) => [one.moede, one]));
  const kadence = decided.kadence ?? waiting.findLast((aftale) => aftale.kadence)?.kadence;
  return { moeder: [...others.values(), ...decided.moeder], ...(kadence && { kadence }) };
}

function asks(aftale: Aftale, people: readonly PersonRef[], udsendelse: string, now: Instant, state: IncidentState, content: IncidentContent): MailDispatched {
  const { titel, emne, tekst, saetninger } = content.breve.aftale;
  const { moeder, kadence } = aftale;
  const sentences = [
    ...moeder.map(({ flyttetFra, start, ...moede }) =>
      fillPlaceholders(flyttetFra ? saetninger.flyttet : saetninger.moede, {
        titel: moede.titel, tid: writtenTime(start), minutter: String(moede.minutter), foer: flyttetFra ? timeBefore(flyttetFra, start) : '',
      })),
    ...(kadence ? [fillPlaceholders(saetninger.kadence, { minutter: String(kadence.hverMinutter), tid: writtenTime(kadence.naeste) })] : []),
  ];
  return {
    type: 'MailDispatched', udsendelse, udkast: LETTER,
    titel: fillPlaceholders(titel, { aftalt: agreementInWords(aftale) }),
    emne: fillPlaceholders(emne, { oevelse: state.oevelse ? 'ØVELSE – ' : '', kort: agreementInShort(aftale) }),
    tekst: fillPlaceholders(tekst, { aftalt: sentences.join('\n'), haendelse: state.kortNavn }),
    modtagere: people, udenMail: [], svarfrist: deadline(LETTER, now, content, aftale), aftale,
  };
}

/** "kl. 22.00" where the day is the same. */
function timeBefore(before: Instant, start: Instant): string {
  const [dayBefore, clock] = writtenTime(before).split(' kl. ');
  return dayBefore === writtenTime(start).split(' kl. ')[0] ? `kl. ${clock}` : writtenTime(before);
}
