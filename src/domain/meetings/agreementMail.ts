import type { DomainEvent } from '../event';
import type { StepDecided } from '../checklist/checklist';
import { findStep, type IncidentContent } from '../instruks';
import { deadline } from '../mail/due';
import { RING, type MailDispatched } from '../mail/mail';
import type { PersonRef } from '../person';
import { fillPlaceholders } from '../placeholders';
import type { Decision } from '../rejection';
import type { IncidentState } from '../state';
import { dayAndTime, writtenTime, type Instant } from '../time';
import { agreementInShort, agreementInWords, asksOf, isEmpty, standingOf } from './agreement';
import type { Aftale, AgreedBeslutning, AgreedMoede } from './aftale';
import type { MoedeChanged, MoedeScheduled } from './meetings';
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
    const decided = decidedFor(person, events, state, content);
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
function decidedFor(person: PersonRef, events: readonly DomainEvent[], state: IncidentState, content: IncidentContent): Aftale {
  const moeder = events.flatMap((event) => ((event.type === 'MoedeScheduled' || event.type === 'MoedeChanged') && concerns(event, person, events, state) ? [agreed(event)] : []));
  const beslutninger = [...takenOver(person, events, state), ...events.flatMap((event) => (event.type === 'StepDecided' ? withContact(event, content) : []))].filter((one) => !knows(person, one, state));
  const kadence = kadenceFor(person, events, state);
  return { moeder, ...(beslutninger.length > 0 && { beslutninger }), ...(kadence && { kadence }) };
}

/** The kriseleder decides it together with the kontaktperson (2C.1, 4A.1): the step is theirs too. */
function withContact({ instruks, trin: id, nummer, beslutning }: StepDecided, content: IncidentContent): readonly AgreedBeslutning[] {
  const found = content.instrukser.find((candidate) => candidate.id === instruks);
  const step = found && findStep(found, id);
  return step?.trin.roller.includes('kontaktperson') ? [{ instruks, trin: id, nummer, emne: step.afsnit.titel, tekst: beslutning.tekst }] : [];
}

/** Undone and decided again as it was: the mail that they have still asks about it, or they have said yes. */
function knows(person: PersonRef, { instruks, trin, tekst }: AgreedBeslutning, state: IncidentState): boolean {
  return asksOf(person, state).some(({ dispatch, one }) =>
    one.svar?.svar !== RING && dispatch.aftale?.beslutninger?.some((asked) => asked.instruks === instruks && asked.trin === trin && asked.tekst === tekst));
}

/** What the former kontaktperson has not answered. */
function takenOver({ id }: PersonRef, events: readonly DomainEvent[], state: IncidentState): readonly AgreedBeslutning[] {
  const named = events.find((event) => event.type === 'KontaktpersonNamed' && event.kontaktperson.id === id);
  const former = named?.type === 'KontaktpersonNamed' ? state.myndigheder.find(({ navn }) => navn === named.myndighed)?.kontaktperson : undefined;
  return former ? waitingFor(former, state).flatMap(({ beslutninger = [] }) => beslutninger) : [];
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
  const waiting = waitingFor(person, state);
  const touched = new Set(events.flatMap((event) => ('moede' in event && typeof event.moede === 'string' ? [event.moede] : [])));
  const moeder = waiting.flatMap((aftale) => aftale.moeder).filter(({ moede }) => !touched.has(moede) && findMoede(state.moeder, moede)?.status === 'planlagt');
  const others = new Map(moeder.map((one) => [one.moede, one]));
  const kadence = decided.kadence ?? waiting.findLast((aftale) => aftale.kadence)?.kadence;
  const before = waiting.flatMap(({ beslutninger = [] }) => beslutninger).filter(({ trin }) => !decided.beslutninger?.some((one) => one.trin === trin));
  const beslutninger = [...new Map([...before, ...(decided.beslutninger ?? [])].map((one) => [one.trin, one])).values()];
  return { moeder: [...others.values(), ...decided.moeder], ...(beslutninger.length > 0 && { beslutninger }), ...(kadence && { kadence }) };
}

function waitingFor(person: PersonRef, state: IncidentState): readonly Aftale[] {
  return asksOf(person, state).flatMap(({ dispatch, one }) => {
    const standing = one.svar ? undefined : standingOf(dispatch, person, state);
    return standing?.kind === 'gaelder' ? [standing.aftale] : [];
  });
}

function asks(aftale: Aftale, people: readonly PersonRef[], udsendelse: string, now: Instant, state: IncidentState, content: IncidentContent): MailDispatched {
  const { titel, emne, tekst, saetninger } = content.breve.aftale;
  const { moeder, beslutninger = [], kadence } = aftale;
  const sentences = [
    ...beslutninger.map(({ emne: om, tekst: besluttet }) => fillPlaceholders(saetninger.beslutning, { emne: om, tekst: besluttet })),
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
