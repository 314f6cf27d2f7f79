import { entriesOf, stepsOf, type MyStep } from '../domain/checklist/mine';
import type { IncidentContent } from '../domain/instruks';
import type { PersonRef } from '../domain/person';
import type { IncidentState, LogEntryState } from '../domain/state';
import type { Instant } from '../domain/time';
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
  readonly notice?: string | undefined;
}

interface Part {
  readonly state: IncidentState;
  readonly content: IncidentContent;
  readonly trin: readonly MyStep[];
  readonly poster: readonly LogEntryState[];
}

const ROOM: Room = { tekst: 80, navn: NAVN_TEGN };
const TRIN = 20;
const POSTER = 12;

/** The answer to /mine: what is one person's, over all open incidents. */
export function mineCard({ person, haendelser, now, i, notice }: MineCardInput): AdaptiveCard {
  const all = haendelser.map(({ state, content }): Part => ({ state, content, trin: stepsOf(person, state, content), poster: entriesOf(person, state) }));
  let steps = TRIN;
  let entries = POSTER;
  const shown = all.map(({ state, content, trin, poster }) => {
    const part: Part = { state, content, trin: trin.slice(0, steps), poster: poster.slice(0, entries) };
    steps -= part.trin.length;
    entries -= part.poster.length;
    return part;
  });
  const more = count(all) - count(shown);
  const view = {
    overskrift: count(all) === 0 ? 'Du har ingen åbne opgaver lige nu.' : `Dine opgaver: ${count(all)}`,
    dialog: i === 'dialog',
    mere: more > 0 ? `og ${more} mere, når du er færdig med dem her` : '',
    haendelser: shown.filter(({ trin, poster }) => trin.length + poster.length > 0).map((part) => incidentView(part, now)),
  };
  return withBodyStart(render(template, view), topOf(undefined, { notice }));
}

function count(parts: readonly Part[]): number {
  return parts.reduce((sum, { trin, poster }) => sum + trin.length + poster.length, 0);
}

function incidentView({ state, content, trin, poster }: Part, now: Instant) {
  return {
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
