import { waitingFor, type Waiting } from '../domain/activation/waiting';
import { entriesOf, stepsOf, type MyStep } from '../domain/checklist/mine';
import type { IncidentContent } from '../domain/instruks';
import type { PersonRef } from '../domain/person';
import type { IncidentState, LogEntryState } from '../domain/state';
import { clockTime, type Instant } from '../domain/time';
import { alarmRevision } from './alarmAnswers';
import { ALARM_CARD, draftCardKey, voteCardKey } from './cardKeys';
import { inertShort } from './inert';
import template from './mineCard.json';
import { NAVN_TEGN } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { stepView, type Room } from './stepView';
import { incidentTitle, topOf } from './top';

export interface MineCardInput {
  readonly person: PersonRef;
  /** Every open incident that the person may know of, each with the content that it goes by. */
  readonly haendelser: readonly { readonly state: IncidentState; readonly content: IncidentContent }[];
  readonly now: Instant;
  /** A card in a chat executes; in a dialog Teams only lets it send. */
  readonly i: 'chat' | 'dialog';
  /** To the thread of a card of an incident, where it is known. */
  readonly linkTo?: (haendelse: string, kort: string) => string | undefined;
  readonly notice?: string | undefined;
}

interface Part {
  readonly state: IncidentState;
  readonly content: IncidentContent;
  readonly venter: readonly Waiting[];
  readonly trin: readonly MyStep[];
  readonly poster: readonly LogEntryState[];
}

const ROOM: Room = { tekst: 80, navn: NAVN_TEGN };
const TRIN = 20;
const POSTER = 12;

/** The answer to /mine: what is one person's, over all open incidents. */
export function mineCard({ person, haendelser, now, i, linkTo, notice }: MineCardInput): AdaptiveCard {
  const all = haendelser.map(({ state, content }): Part => ({ state, content, venter: waitingFor(person, state), trin: stepsOf(person, state, content), poster: entriesOf(person, state) }));
  let steps = TRIN;
  let entries = POSTER;
  const shown = all.map(({ state, content, venter, trin, poster }) => {
    const part: Part = { state, content, venter, trin: trin.slice(0, steps), poster: poster.slice(0, entries) };
    steps -= part.trin.length;
    entries -= part.poster.length;
    return part;
  });
  const more = count(all) - count(shown);
  const view = {
    overskrift: count(all) === 0 ? 'Du har ingen åbne opgaver lige nu.' : `Dine opgaver: ${count(all)}`,
    dialog: i === 'dialog',
    mere: more > 0 ? `og ${more} mere, når du er færdig med dem her` : '',
    haendelser: shown.filter((part) => count([part]) > 0).map((part) => incidentView(part, now, linkTo)),
  };
  return withBodyStart(render(template, view), topOf(undefined, { notice }));
}

function count(parts: readonly Part[]): number {
  return parts.reduce((sum, { venter, trin, poster }) => sum + venter.length + trin.length + poster.length, 0);
}

function incidentView({ state, content, venter, trin, poster }: Part, now: Instant, linkTo: MineCardInput['linkTo']) {
  return {
    venter: venter.map((one) => waitingView(one, state, linkTo)),
    titel: incidentTitle(state),
    oevelse: state.oevelse,
    trin: trin.map(({ instruks, started, trin: step }) => ({
      haendelse: state.id,
      instruks: instruks.id,
      ...stepView(step, { state, content, started, now, room: ROOM }),
      tekst: inertShort(step.tekst, 160),
    })),
    poster: poster.map(({ nr, tekst, frist }) => ({ foer: `Linje ${nr}: `, tekst: inertShort(tekst, 160), frist: frist ? ` · frist: ${inertShort(frist, 40)}` : '' })),
  };
}

/** The keys of the cards on which somebody is waited for. */
export function cardsThatWait(person: PersonRef, state: IncidentState): readonly string[] {
  return waitingFor(person, state).map((one) => wordsOf(one).kort);
}

/** In a chat the button brings the card itself; in a dialog an alarm is answered, and for the rest there is a link. */
function waitingView(one: Waiting, state: IncidentState, linkTo: MineCardInput['linkTo']) {
  const { kort, tekst, knap } = wordsOf(one);
  return { haendelse: state.id, kort, tekst, knap, erAlarm: one.kind === 'alarm', revision: alarmRevision(state.alarm), link: linkTo?.(state.id, kort) ?? '' };
}

function wordsOf(one: Waiting): { readonly kort: string; readonly tekst: string; readonly knap: string } {
  switch (one.kind) {
    case 'alarm':
      return { kort: ALARM_CARD, tekst: '⚠ ALARM: kommer du?', knap: 'Svar på alarmen' };
    case 'stemme':
      return { kort: voteCardKey(one.vote.id), tekst: `○ Stem senest ${clockTime(one.vote.frist)}: ${inertShort(one.vote.regel.titel, 80)}`, knap: 'Læs og stem' };
    case 'udkast':
      return { kort: draftCardKey(one.udkast), tekst: `○ Godkend: ${inertShort(one.titel, 80)}`, knap: 'Læs og godkend' };
  }
}
