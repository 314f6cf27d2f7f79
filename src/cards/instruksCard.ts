import type { Content } from '../content/schema';
import { lapsedCause, offeredInstrukser } from '../domain/checklist/locks';
import { findInstruks } from '../domain/instruks';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import head from './instruksCard.json';
import foot from './instruksFoot.json';
import section from './instruksSection.json';
import { contactText, NAVN_TEGN, roleWithHolders } from './people';
import { currentSection, sectionProgress, totalProgress, type Mark } from './progress';
import { drawFitting, render, renderPart, withBodyEnd, withBodyStart, type AdaptiveCard } from './render';
import { stepView, type Room, type StepView } from './stepView';
import { topOf } from './top';

export interface InstruksCardInput {
  readonly state: IncidentState;
  readonly content: Content;
  readonly instruksId: string;
  readonly now: Instant;
  /** A line for the one who pressed. */
  readonly notice?: string | undefined;
}

export interface InstruksView {
  readonly haendelse: string;
  readonly instruks: string;
  readonly titel: string;
  readonly fremdrift: { readonly ikon: string; readonly ord: string; readonly farve: Mark['farve']; readonly tal: string };
  /** Empty unless what started the instruks no longer holds. */
  readonly bortfald: string;
  readonly formaal: string;
  readonly fakta: readonly { readonly titel: string; readonly tekst: string }[];
  readonly fold: readonly { readonly id: string; readonly titel: string; readonly afsnit: readonly string[] }[];
  readonly afsnit: readonly SectionView[];
  readonly aaben: boolean;
  readonly tilbud: readonly { readonly id: string; readonly nummer: number }[];
}

interface SectionView {
  readonly nummer: string;
  readonly titel: string;
  readonly indledning: string;
  readonly klaret: number;
  readonly alle: number;
  readonly mark: Mark;
  readonly udfoldet: boolean;
  readonly trin: readonly StepView[];
}

const ROOM: Room = { tekst: 160, navn: NAVN_TEGN };
const TIGHTER_ROOMS: readonly Room[] = [
  { tekst: 80, navn: 30 },
  { tekst: 36, navn: 20 },
  { tekst: 0, navn: 12 },
];

/** The root card of an instruks' thread. */
export function instruksCard(input: InstruksCardInput): AdaptiveCard {
  const top = topOf(input.state, { notice: input.notice });
  const tighter = TIGHTER_ROOMS.map((room) => () => instruksView(input, room));
  return drawFitting(instruksView(input), tighter, (view) => withBodyStart(draw(view), top));
}

/** In parts, since a press changes one section and the others can be used as they are. */
function draw(view: InstruksView): AdaptiveCard {
  const { haendelse, instruks, aaben, tilbud } = view;
  const sections = view.afsnit.flatMap((afsnit) => renderPart(section, { ...afsnit, haendelse, instruks }));
  return withBodyEnd(render(head, view), [...sections, ...renderPart(foot, { haendelse, instruks, aaben, tilbud })]);
}

/** @throws when the instruks is unknown or has not been started: there is no card of it then. */
export function instruksView({ state, content, instruksId, now }: Omit<InstruksCardInput, 'notice'>, room: Room = ROOM): InstruksView {
  const instruks = content.instrukser.find((candidate) => candidate.id === instruksId);
  const started = state.instrukser[instruksId];
  if (!instruks || !started) throw new Error(`no card of ${instruksId}: it has not been started`);
  const current = currentSection(instruks, started, state, content);
  const [formaal = '', ...mereFormaal] = paragraphs(instruks.formaal);
  const bemaerkninger = paragraphs(instruks.bemaerkninger);
  const scene = { state, content, started, now, room };
  return {
    haendelse: state.id,
    instruks: instruks.id,
    titel: `Instruks ${instruks.nummer} · ${instruks.titel}`,
    fremdrift: totalProgress(instruks, started),
    bortfald: lapsedText(instruks.id, state, content),
    formaal,
    fakta: [
      { titel: 'Ansvarlig', tekst: instruks.ansvarlig.map((rolle) => roleWithHolders(state, content, rolle)).join(' · ') },
      ...instruks.felter.map((felt) => ({ titel: felt.titel, tekst: contactText(state) })),
    ],
    fold: [
      { id: 'ansvar', titel: 'Formål og ansvar', afsnit: [...mereFormaal, ...paragraphs(instruks.ansvar)] },
      ...(bemaerkninger.length > 0 ? [{ id: 'bemaerkninger', titel: 'Bemærkninger', afsnit: bemaerkninger }] : []),
    ],
    afsnit: instruks.afsnit.map((afsnit) => ({
      nummer: afsnit.nummer,
      titel: afsnit.titel,
      indledning: afsnit.indledning,
      ...sectionProgress(afsnit, started, state, content),
      udfoldet: afsnit.id === current,
      trin: afsnit.trin.map((trin) => stepView(trin, scene)),
    })),
    aaben: state.phase === 'open',
    tilbud: state.phase !== 'open' ? [] : offeredInstrukser(instruks.id, state, content).flatMap((id) => {
      const offered = findInstruks(content, id);
      return offered ? [{ id, nummer: offered.nummer }] : [];
    }),
  };
}

/** A decision that is taken back stops nobody who reads only the card that it started. */
function lapsedText(instruksId: string, state: IncidentState, content: Content): string {
  const cause = lapsedCause(instruksId, state, content);
  if (!cause) return '';
  const { trin: { nummer, valg }, status } = cause;
  if (status.kind === 'aaben') return `⚠ Vent: ${nummer}, som startede denne instruks, er åbent igen.`;
  const decided = status.kind === 'udfoert' ? valg?.find(({ id }) => id === status.beslutning?.valg)?.titel : undefined;
  return `⚠ Stop: ${nummer}, som startede denne instruks, er nu ${decided ? `besluttet: ${decided}` : 'sat til ikke relevant'}.`;
}

/** One per line, since a TextRun keeps no line breaks; list marks become ones that need no markdown. */
function paragraphs(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^- /, '• '))
    .filter((line) => line !== '');
}
