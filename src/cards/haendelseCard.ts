import type { Content } from '../content/schema';
import { flowHasReached } from '../domain/activation/flow';
import { rolleTitel } from '../domain/instruks';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import { holders, type IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import template from './haendelseCard.json';
import { inertLines, inertShort } from './inert';
import { NAVN_TEGN, UNKNOWN_CONTACT, VACANT } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { startHer, startHerView, type StartHerView } from './startHer';
import { topOf } from './top';

export interface HaendelseCardInput {
  readonly state: IncidentState;
  readonly content: Content;
  readonly now: Instant;
  readonly notice?: string | undefined;
}

export interface Group {
  readonly titel: string;
  readonly linjer: readonly { readonly foer: string; readonly tekst: string }[];
}

export interface HaendelseView {
  readonly startHer: StartHerView;
  readonly haendelse: string;
  /** One per line that somebody wrote. */
  readonly beskrivelse: readonly string[];
  readonly grupper: readonly Group[];
  readonly aaben: boolean;
  readonly kanIndkalde: boolean;
  readonly kanStartes: readonly { readonly id: string; readonly nummer: number }[];
}

const MYNDIGHEDER = 12;

/** The incident's own card. It says nothing of progress, so that it stays still while people press on the others. */
export function haendelseCard({ state, content, notice }: HaendelseCardInput): AdaptiveCard {
  const view = haendelseView({ state, content });
  return withBodyStart(render(template, view), [...topOf(state, { notice }), ...startHer(view.startHer)]);
}

export function haendelseView({ state, content }: Pick<HaendelseCardInput, 'state' | 'content'>): HaendelseView {
  return {
    startHer: startHerView(state, content),
    haendelse: state.id,
    beskrivelse: inertLines(state.beskrivelse, 800),
    grupper: [
      { titel: state.myndigheder.length > 1 ? 'Myndigheder og kontaktpersoner' : 'Myndighed og kontaktperson', linjer: authorityLines(state) },
      { titel: 'Krisestab', linjer: KRISESTAB_ROLES.map((rolle) => roleLine(state, content, rolle)) },
      {
        titel: 'Instrukser',
        linjer: content.instrukser.map((instruks) => ({
          foer: state.instrukser[instruks.id] ? '● Startet · ' : '○ Ikke\u00a0startet · ',
          tekst: `Instruks ${instruks.nummer} · ${instruks.titel}`,
        })),
      },
    ],
    aaben: state.phase === 'open',
    // Without a krisestab there is nobody to meet; instrukser that were started without an activation meet too.
    kanIndkalde: state.phase === 'open' && (state.aktivering !== undefined || content.moeder.instrukser.some(({ instruks }) => state.instrukser[instruks])),
    kanStartes: content.instrukser.filter((instruks) => canBeStarted(instruks.id, state, content)).map(({ id, nummer }) => ({ id, nummer })),
  };
}

/** Criterion 5: what only the flow starts has no button before the flow has been there. */
function canBeStarted(instruks: string, state: IncidentState, content: Content): boolean {
  if (state.phase !== 'open' || state.instrukser[instruks]) return false;
  return !content.forloeb.kunHerfra.includes(instruks) || flowHasReached(instruks, state, content.forloeb);
}

/** "Viborg Kommune: Lone Kær" – the first is the primary one. */
export function authorityLines(state: IncidentState): Group['linjer'] {
  const shown = state.myndigheder.slice(0, MYNDIGHEDER).map(({ navn, kontaktperson }) => ({
    foer: `${inertShort(navn, 60)}: `,
    tekst: kontaktperson ? inertShort(kontaktperson.name, NAVN_TEGN) : UNKNOWN_CONTACT,
  }));
  const more = state.myndigheder.length - shown.length;
  return more > 0 ? [...shown, { foer: '', tekst: `og ${more} mere` }] : shown;
}

export function roleLine(state: IncidentState, content: Content, rolle: string): Group['linjer'][number] {
  const names = holders(state, rolle)
    .map((person) => inertShort(person.name, NAVN_TEGN))
    .join(', ');
  return { foer: `${rolleTitel(content, rolle)}: `, tekst: names || VACANT };
}
