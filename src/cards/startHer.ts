import type { Content } from '../content/schema';
import { canExcept, canWorsen, openVoteOf } from '../domain/activation/decide';
import { endedWithout } from '../domain/activation/ended';
import { currentKnude, findKnude, type Knude, type TakenEdge } from '../domain/activation/flow';
import { openingSentence } from '../domain/activation/openingHours';
import type { IncidentState } from '../domain/state';
import { clockTime, comingTime, dayAndTime, shortTime } from '../domain/time';
import { countedVotes, missingVoters } from '../domain/vote/counting';
import type { VoteState } from '../domain/vote/vote';
import { inertShort } from './inert';
import { NAVN_TEGN } from './people';
import { renderBody } from './render';
import template from './startHer.json';

interface Button {
  readonly titel: string;
  readonly verb?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** At most two short buttons each: a phone has no room for more. */
interface Row {
  readonly dialoger: readonly Button[];
  readonly tryk: readonly Button[];
}

export interface StartHerView {
  readonly vises: boolean;
  readonly overskrift: string;
  /** What is to be answered or done now. */
  readonly nu: string;
  readonly linjer: readonly string[];
  readonly raekker: readonly Row[];
  /** The path so far. */
  readonly vej: readonly string[];
}

const VEJ_LINJER = 8;
const HIDDEN: StartHerView = { vises: false, overskrift: '', nu: '', linjer: [], raekker: [], vej: [] };

/** Where the incident stands in Bilag 1 and what comes next: on top of its card until the krisestab is activated. */
export function startHer(view: StartHerView): readonly unknown[] {
  return renderBody(template, view);
}

export function startHerView(state: IncidentState, content: Content): StartHerView {
  if (state.phase !== 'open') return HIDDEN;
  const knude = currentKnude(state, content.forloeb);
  if (state.aktivering) return activatedView(state, knude);
  return {
    vises: true,
    overskrift: 'START HER',
    nu: `● Felt ${knude.felt}. ${knude.titel}`,
    linjer: [...openingLine(state, content), ...contactLine(state, knude), ...waitingLine(state), ...voteLines(state), ...endLine(state, content)],
    raekker: [...nodeRows(state, knude), ...wayOutRows(state, content), dialogs(pathButton(state))],
    vej: pathLines(state, content),
  };
}

// ---- until the krisestab is activated ------------------------------------------------------------------------

/** Once they matter: they have been asked about, the centre is closed, or it closes soon. */
function openingLine({ aabning, modtagelse, openedAt, forloeb }: IncidentState, content: Content): readonly string[] {
  if (!aabning) return [];
  const asked = forloeb.sti.some((edge) => findKnude(content.forloeb, edge.knude)?.art === 'aabningstid');
  if (!asked && aabning.aaben && !aabning.advarsel) return [];
  const at = modtagelse?.tidspunkt ?? openedAt;
  const sentence = openingSentence(aabning, at);
  return [`${aabning.advarsel ? '⚠' : '🕗'} ${sentence} (modtaget ${shortTime(at, openedAt)}).`];
}

/** Criterion 2: in call order. The numbers are behind "Ring…". */
function contactLine({ styregruppe }: IncidentState, knude: Knude): readonly string[] {
  if (knude.art !== 'handling' || !knude.kontaktliste) return [];
  const names = styregruppe.map(({ name }, index) => `${index + 1}. ${inertShort(name, NAVN_TEGN)}`);
  return [names.length > 0 ? `Ring i denne rækkefølge: ${names.join(' · ')}` : '⚠ Der er ingen i styregruppen på listen.'];
}

function waitingLine({ forloeb: { venterTil, sti }, openedAt }: IncidentState): readonly string[] {
  return venterTil ? [`⏳ Venter til ${comingTime(venterTil, sti.at(-1)?.at ?? openedAt)}.`] : [];
}

function voteLines(state: IncidentState): readonly string[] {
  const vote = openVoteOf(state) ?? Object.values(state.afstemninger).at(-1);
  return vote ? [voteLine(vote)] : [];
}

const RESULTS = { vedtaget: '✔ Vedtaget', forkastet: '✖ Ikke vedtaget', 'ikke-beslutningsdygtig': '⚠ Ingen beslutning, for få stemmer' } as const;

function voteLine(vote: VoteState): string {
  const { regel, frist, udfald, spoergsmaal, afgoerende } = vote;
  // What was adopted may be a no.
  const proposed = spoergsmaal.find(({ id }) => id === afgoerende)?.forslag ?? '';
  if (udfald) return `${RESULTS[udfald.resultat]} ${clockTime(udfald.at)}: ${inertShort(proposed, 120)} (${regel.titel}).`;
  return `🗳 Der stemmes i styregruppens kanal: ${regel.titel}. ${countedVotes(vote).length} har stemt, ${missingVoters(vote).length} mangler. Frist ${clockTime(frist)}.`;
}

function endLine(state: IncidentState, content: Content): readonly string[] {
  return endedWithout(state, content) ? ['■ Forløbet er slut her. Bliver det ikke til mere, så tryk "Luk hændelsen…" nederst.'] : [];
}

function nodeRows(state: IncidentState, knude: Knude): readonly Row[] {
  const { id: haendelse, forloeb } = state;
  switch (knude.art) {
    case 'spoergsmaal':
      return pairs(knude.svar.map(({ id, titel }) => dialogButton(`${titel}…`, { dialog: 'svar', haendelse, knude: knude.id, svar: id })));
    case 'handling': {
      const done = presses({ titel: knude.knap, verb: 'forloebUdfoert', data: { haendelse, knude: knude.id, revision: forloeb.sti.length } });
      return knude.kontaktliste ? [dialogs(dialogButton('Ring…', { dialog: 'ringTilStyregruppen', haendelse })), done] : [done];
    }
    case 'afstemning':
      return forloeb.venterTil || openVoteOf(state) ? [] : [dialogs(dialogButton('Læg forslag frem…', { dialog: 'forslag', haendelse }))];
    case 'aabningstid':
    case 'slut':
      return [];
  }
}

/** What can be done besides the answer that is asked for. */
function wayOutRows(state: IncidentState, content: Content): readonly Row[] {
  const { id: haendelse, forloeb } = state;
  const hours = canExcept(state, content);
  const exception =
    hours?.art === 'aabningstid'
      ? [dialogs(dialogButton('Undtagelse…', { dialog: 'svar', haendelse, knude: hours.id, svar: hours.undtagelse }))]
      : [];
  const worse = canWorsen(state, content)
    ? [presses({ titel: 'Situationen er forværret', verb: 'forvaerret', data: { haendelse, revision: forloeb.sti.length } })]
    : [];
  return [...worse, ...exception];
}

function pathLines(state: IncidentState, content: Content): readonly string[] {
  const { sti } = state.forloeb;
  const hidden = sti.length - VEJ_LINJER;
  return [
    ...(hidden > 0 ? [`og ${hidden} tidligere, se "Vis forløbet…"`] : []),
    ...sti.slice(-VEJ_LINJER).map((edge) => pathLine(edge, state, content)),
  ];
}

/** By themselves, unless somebody made an exception from them. */
export function answeredByHours(edge: TakenEdge, knude: Knude | undefined, aabning: IncidentState['aabning']): boolean {
  return knude?.art === 'aabningstid' && (edge.svar !== knude.undtagelse || aabning?.aaben !== false);
}

/** "✔ Felt 1: Nej – Hændelsen er større, end … · Bent Krogh 14.05" */
function pathLine(edge: TakenEdge, { aabning, openedAt }: IncidentState, content: Content): string {
  const knude = findKnude(content.forloeb, edge.knude);
  const why = edge.begrundelse ? ` – ${inertShort(edge.begrundelse, 90)}` : '';
  const answered = `✔ Felt ${knude?.felt ?? '?'}: ${edge.svartekst}`;
  if (answeredByHours(edge, knude, aabning)) return `${answered}${why}`;
  const exception = knude?.art === 'aabningstid';
  return `${answered}${exception ? ' (undtagelse)' : ''}${why} · ${answeredBy(edge, knude, openedAt)}`;
}

/** Nobody alone answered what was voted on. */
export function answeredBy({ by, at }: TakenEdge, knude: Knude | undefined, openedAt: string): string {
  return `${knude?.art === 'afstemning' ? 'ved afstemning' : inertShort(by.name, NAVN_TEGN)} ${shortTime(at, openedAt)}`;
}

// ---- afterwards ----------------------------------------------------------------------------------------------

function activatedView(state: IncidentState, knude: Knude): StartHerView {
  const { aktivering, myndigheder, oekonomi, id: haendelse, openedAt } = state;
  if (!aktivering) return HIDDEN;
  const { niveauTitel, at, moede, sted } = aktivering;
  const unknown = myndigheder.filter(({ kontaktperson }) => !kontaktperson).map(({ navn }) => inertShort(navn, NAVN_TEGN));
  const unpaid = myndigheder
    .filter(({ navn }) => !oekonomi.some(({ myndighed }) => myndighed === navn))
    .map(({ navn }) => inertShort(navn, NAVN_TEGN));
  const level = dialogButton('Niveau…', { dialog: 'niveau', haendelse });
  const payment = dialogButton('Betaling…', { dialog: 'betaling', haendelse });
  return {
    vises: true,
    overskrift: '',
    nu: `✔ Aktiveret ${shortTime(at, openedAt)} · Niveau: ${niveauTitel} · Første møde ${dayAndTime(moede)}, ${sted}`,
    linjer: [
      ...(unknown.length > 0 ? [`⚠ Kontaktperson mangler: ${some(unknown)}. Find en, og tryk "Kontaktperson…".`] : []),
      ...(unpaid.length > 0 ? [`○ Betaling ikke accepteret endnu: ${some(unpaid)}.`] : []),
      `● Næste i forløbet, felt ${knude.felt}: ${knude.titel}`,
    ],
    raekker: [...nodeRows(state, knude), dialogs(level, ...(unpaid.length > 0 ? [payment] : [])), dialogs(pathButton(state))],
    vej: [],
  };
}

/** So many names that a card can hold them. */
function some(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} og ${names.length - 3} mere` : names.join(', ');
}

// ---- buttons -------------------------------------------------------------------------------------------------

function pathButton({ id }: IncidentState): Button {
  return dialogButton('Vis forløbet…', { dialog: 'forloeb', haendelse: id });
}

function dialogButton(titel: string, data: Button['data']): Button {
  return { titel, data: { msteams: { type: 'task/fetch' }, ...data } };
}

function dialogs(...dialoger: readonly Button[]): Row {
  return { dialoger, tryk: [] };
}

function presses(...tryk: readonly Button[]): Row {
  return { dialoger: [], tryk };
}

function pairs(buttons: readonly Button[]): readonly Row[] {
  return buttons.flatMap((_, index) => (index % 2 === 0 ? [dialogs(...buttons.slice(index, index + 2))] : []));
}
