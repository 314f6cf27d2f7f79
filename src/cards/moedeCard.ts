import type { Content } from '../content/schema';
import { agenda, type AgendaPoint } from '../domain/meetings/agenda';
import { expectedEnd } from '../domain/meetings/running';
import { notThrough } from '../domain/meetings/lines';
import { findMoede, type MoedeState } from '../domain/meetings/meetings';
import { notCalledOut, whoTakesPart } from '../domain/meetings/participants';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { clockTime, dayAndTime } from '../domain/time';
import { agreementOnCard, NOT_ASKED, reminderOnCard, type AskedOnCard } from './agreementLines';
import { inertShort, unbroken } from './inert';
import template from './moedeCard.json';
import { NAVN_TEGN } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

export interface MoedeCardInput {
  readonly state: IncidentState;
  readonly content: Content;
  readonly moede: string;
  /** Of the configuration: a meeting that is always there, for when the calendar does not answer. */
  readonly moedelink?: string | undefined;
  readonly notice?: string | undefined;
}

const DELTAGERE = 30;

/** One meeting: when, who, what is spoken of, and how it stands. The same for everybody. */
export function moedeCard({ state, content, moede: id, moedelink, notice }: MoedeCardInput): AdaptiveCard {
  const view = moedeView({ state, content, moede: id });
  const fallback = view.kanFejle && moedelink ? [{ titel: 'Brug det faste møde', url: moedelink }] : [];
  return withBodyStart(render(template, { ...view, fastLink: fallback }), topOf(state, { notice }));
}

export function moedeView({ state, content, moede: id }: Pick<MoedeCardInput, 'state' | 'content' | 'moede'>) {
  const moede = findMoede(state.moeder, id);
  if (!moede) throw new Error(`no card of the meeting ${id}: it has not been called`);
  const open = state.phase === 'open';
  const { status } = moede;
  const coming = open && status === 'planlagt';
  const running = open && status === 'begyndt';
  const live = coming || running;
  return {
    haendelse: state.id,
    moede: moede.id,
    revision: moede.revision,
    forsoeg: moede.forsoeg,
    titel: moede.titel,
    ...statusOf(moede),
    indkaldelse: invitationLine(moede, state),
    advarsler: live ? warnings(moede, state, content) : [],
    deltagereTitel: attendanceTitle(moede),
    deltagere: participants(moede),
    flereDeltagere: moede.deltagere.length > DELTAGERE ? `og ${moede.deltagere.length - DELTAGERE} mere` : '',
    dagsorden: live ? agenda(moede.instruks, state, content).map(agendaLine) : [],
    aftale: live ? agreementOnCard(({ moeder }) => moeder.some((one) => one.moede === moede.id), state) : NOT_ASKED,
    besked: updates(moede, state),
    ...updatesAsked(moede, state),
    deltag: live && moede.link ? [{ titel: 'Deltag i mødet', url: moede.link }] : [],
    kanBegynde: coming,
    iGang: running,
    kanFejle: moede.indkaldelse.kind === 'fejlet' && (live || status === 'aflyst'),
    harKadence: open && state.moeder.kadence !== undefined && isLatest(moede, state),
    kadenceMangler: open && status === 'slut' && state.moeder.kadence === undefined && isLatest(moede, state),
  };
}

function statusOf(moede: MoedeState): { readonly status: string; readonly farve: string } {
  const { status, start, minutter, aflyst, ingenFlere, referat } = moede;
  const when = `${unbroken(dayAndTime(start))}, ${minutter} min`;
  switch (status) {
    case 'planlagt':
      if (moede.spurgtOmStart) return { status: `⚠ Skulle være begyndt ${when}`, farve: 'Attention' };
      return { status: `○ Indkaldt til ${when}`, farve: 'Accent' };
    case 'begyndt': return { status: `● I gang. Slutter efter planen ${clockTime(expectedEnd(moede))}`, farve: 'Accent' };
    case 'slut': return { status: `✔ Slut${ingenFlere ? `. Ikke flere møder: ${inertShort(ingenFlere, 300)}` : ''}${referat ? ` · referat godkendt af ${inertShort(referat.by.name, NAVN_TEGN)}` : ''}`, farve: 'Good' };
    case 'aflyst': return { status: `■ Aflyst af ${inertShort(aflyst?.by.name ?? '', NAVN_TEGN)}: ${inertShort(aflyst?.begrundelse ?? '', 300)}`, farve: 'Attention' };
  }
}

/** What has really happened in the calendar; empty once the meeting is over. */
function invitationLine({ status, indkaldelse }: MoedeState, { phase }: IncidentState): { readonly tekst: string; readonly farve: string } {
  const cancelled = status === 'aflyst';
  if (status === 'slut' || (phase !== 'open' && !cancelled)) return { tekst: '', farve: 'Default' };
  switch (indkaldelse.kind) {
    case 'sendes': return { tekst: cancelled ? '… Afbuddet er ved at blive sendt' : '… Indkaldelsen er ved at blive sendt', farve: 'Default' };
    case 'fejlet': return { tekst: `⚠ ${notThrough({ hvad: indkaldelse.hvad })}. ${inertShort(indkaldelse.hvorfor, 200)} Ring til deltagerne.`, farve: 'Attention' };
    case 'sendt': {
      if (cancelled) return { tekst: indkaldelse.varVaek ? '✔ Mødet står ikke i kalenderen' : '✔ Afbuddet er sendt', farve: 'Good' };
      if (indkaldelse.tilOevelse) return { tekst: '✔ Indkaldelsen er sendt til øvelsens postkasse. Find linket her', farve: 'Good' };
      const without = indkaldelse.udenMail.map(({ name }) => inertShort(name, NAVN_TEGN)).join(', ');
      return { tekst: `✔ Indkaldelsen er sendt til ${indkaldelse.inviteret.length}${without ? `. ⚠ Uden mail – ring: ${without}` : ''}`, farve: 'Good' };
    }
  }
}

/** As things stand now: whoever has got a role since is not missed any more. */
function warnings({ instruks, deltagere }: MoedeState, state: IncidentState, content: Content): readonly string[] {
  const kind = content.moeder.instrukser.find((candidate) => candidate.instruks === instruks);
  if (!kind) return [];
  const expected = whoTakesPart(kind, state, content);
  const notCalled = expected.deltagere.filter(({ id }) => !deltagere.some((person) => person.id === id));
  return [...expected.advarsler, ...notCalled.map(({ name }) => `${name} er ikke indkaldt`)].map((warning) => `⚠ ${inertShort(warning, 200)}`);
}

/** Whoever was not named in a roll-call is called to the meeting, and no more is known. */
function participants(moede: MoedeState): readonly string[] {
  const uncalled = notCalledOut(moede);
  const mark = (person: PersonRef) => {
    if (uncalled.some(({ id }) => id === person.id)) return '• ';
    return moede.fravaerende.some(({ id }) => id === person.id) ? '○ Ikke til stede: ' : '✔ Til stede: ';
  };
  return moede.deltagere.slice(0, DELTAGERE).map((person) => mark(person) + inertShort(person.name, NAVN_TEGN));
}

function attendanceTitle(moede: MoedeState): string {
  const held = moede.status === 'begyndt' || moede.status === 'slut';
  return held && moede.raabtOp === undefined ? 'Deltagere (fremmødet er ikke råbt op)' : 'Deltagere';
}

function agendaLine({ nummer, titel, fremlaegges, aabne }: AgendaPoint): { readonly titel: string; readonly hvem: string; readonly stand: string } {
  const stand = aabne === undefined ? '' : aabne.length === 0 ? '✔ færdig' : `åbne: ${aabne.join(', ')}`;
  return { titel: nummer ? `${nummer} ${titel}` : titel, hvem: fremlaegges.length > 0 ? ` · ${fremlaegges.join(', ')}` : '', stand: stand ? ` · ${stand}` : '' };
}

/** How often the authority reports, on the newest meeting's card only. */
function updates(moede: MoedeState, state: IncidentState): string {
  const { kadence } = state.moeder;
  if (!kadence || state.phase !== 'open' || !isLatest(moede, state)) return '';
  return `Besked fra myndigheden hvert ${kadence.hverMinutter}. minut. Næste ventes ${unbroken(dayAndTime(kadence.naeste))}`;
}

/** Whether that suits the myndighed, and the reminder of what is waited for. A mail that the card has above has its buttons there. */
function updatesAsked(moede: MoedeState, state: IncidentState): { readonly kadenceAftale: AskedOnCard; readonly paamindelse: AskedOnCard } {
  if (state.phase !== 'open' || !isLatest(moede, state)) return { kadenceAftale: NOT_ASKED, paamindelse: NOT_ASKED };
  const live = moede.status === 'planlagt' || moede.status === 'begyndt';
  const above = live ? agreementOnCard(({ moeder }) => moeder.some((one) => one.moede === moede.id), state).mails : [];
  const { mails, ...asked } = agreementOnCard(({ kadence }) => kadence !== undefined, state);
  return { kadenceAftale: { ...asked, mails: mails.filter(({ udsendelse }) => !above.some((mail) => mail.udsendelse === udsendelse)) }, paamindelse: reminderOnCard(state) };
}

function isLatest({ id }: MoedeState, { moeder: { moeder } }: IncidentState): boolean {
  return moeder.filter(({ status }) => status !== 'aflyst').at(-1)?.id === id;
}
