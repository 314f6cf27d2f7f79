import { raiseAlarm } from '../alarm/decide';
import type { DomainEvent } from '../event';
import type { IncidentContent } from '../instruks';
import { findStepAnywhere } from '../instruks';
import { changed, kindOf, scheduled } from '../meetings/plan';
import { prepareDrafts } from '../orientation/prepare';
import type { PersonRef } from '../person';
import type { IncidentState, StepDecision } from '../state';
import { stepState } from '../state';
import type { Instant } from '../time';
import type { AfstemningClosed, Question, VoteState } from '../vote/vote';
import type { KrisestabActivated } from './activation';
import { QUESTIONS, questionOf } from './activation';
import { takeEdge } from './arrival';
import { currentKnude } from './flow';
import { UDSAT_TIL } from './proposal';

interface Outcome {
  readonly closed: AfstemningClosed;
  /** As it was when it closed. */
  readonly vote: VoteState;
  /** The line of the outcome: what the steps that follow from it point at. */
  readonly nr: number;
  readonly now: Instant;
}

/** What a closed vote leads to, in the same transaction: the flow goes on, the steps of 1A are ticked, the alarm is raised. */
export function consequencesOf(outcome: Outcome, state: IncidentState, content: IncidentContent): readonly DomainEvent[] {
  const { closed, vote } = outcome;
  const knude = currentKnude(state, content.forloeb);
  const proposed = questionOf(vote.spoergsmaal, vote.afgoerende);
  if (knude.art !== 'afstemning' || knude.regel !== vote.regel.id || !proposed || closed.resultat === 'ikke-beslutningsdygtig') return [];
  const adopted = closed.resultat === 'vedtaget';
  // A proposal not to act, or to wait, that is voted down has decided nothing.
  const decided = adopted ? proposed.valg : proposed.valg === 'ja' ? 'nej' : undefined;
  const svar = knude.svar.find((candidate) => candidate.id === decided);
  if (!svar) return [];
  const begrundelse = adopted ? proposed.begrundelse : against(closed) || proposed.begrundelse;
  // A letter to an authority gives the reasons for the outcome; who had them stands in the log.
  const tilMyndigheden = adopted ? proposed.begrundelse : reasonsAgainst(vote.afgoerende, closed);
  const wait = svar.vent === 'naeste-aabning' ? state.aabning?.naesteAabning : undefined;
  const venterTil = wait ?? (svar.id === 'udsaet' ? questionOf(vote.spoergsmaal, UDSAT_TIL)?.valg : undefined);
  const edge = takeEdge(knude, svar.til, { svar: svar.id, svartekst: svar.titel, begrundelse, venterTil }, state, content);
  const started = edge.flatMap((event) => (event.type === 'InstruksStarted' ? [event.instruks] : []));
  const decision: StepDecision = { valg: svar.id, tekst: svar.titel, beslutter: deciders(closed, outcome.nr), begrundelse };
  const step = decideStep(content.aktivering.forslag.aktiver.trin, decision, started, state, content);
  if (svar.id !== 'ja') return [...step, ...edge, ...prepareDrafts({ kind: svar.id === 'udsaet' || venterTil ? 'udsat' : 'afvist', begrundelse: tilMyndigheden, udsatTil: venterTil }, state, content)];
  return [...edge, ...step, ...activation(outcome, started, state, content)];
}

function activation({ closed, vote, nr, now }: Outcome, started: readonly string[], state: IncidentState, content: IncidentContent): readonly DomainEvent[] {
  const { forslag, moede } = content.aktivering;
  const adopted = (id: string) => (closed.spoergsmaal.find((question) => question.id === id)?.vedtaget ? questionOf(vote.spoergsmaal, id) : undefined);
  const beslutter = deciders(closed, nr);
  // The acute need alone was voted on outside the opening hours: that is the highest level (node 8).
  const extended = questionOf(vote.spoergsmaal, QUESTIONS.niveau) === undefined;
  const levels = content.beslutninger.niveauer;
  const wanted = extended ? levels.at(-1) : levels.find(({ id }) => id === (adopted(QUESTIONS.niveau)?.valg ?? forslag.niveau.standard));
  if (!wanted) throw new Error('the content has no such level'); // the content's own check finds it at start
  // A vote may have taken longer than the time that it proposed.
  const wished = adopted(QUESTIONS.moede)?.valg;
  const at = wished && Date.parse(wished) > Date.parse(now) ? wished : firstMeeting(now, content);
  const capacity = questionOf(vote.spoergsmaal, QUESTIONS.opjuster);
  const raise = adopted(QUESTIONS.opjuster);
  const kontaktpersonMangler = state.myndigheder.some((myndighed) => !myndighed.kontaktperson);
  const activated: KrisestabActivated = {
    type: 'KrisestabActivated', niveau: wanted.id, niveauTitel: wanted.titel, moede: at, sted: moede.sted, kontaktpersonMangler, afstemning: vote.id,
  };
  return [
    // A proposal not to raise that is voted down says nothing of how much: that step is left to be decided.
    ...(capacity && (raise || capacity.valg === 'ja') ? decideStep(forslag.opjuster.trin, { valg: raise?.valg ?? 'nej', tekst: raise?.forslag ?? 'Nej: forslaget blev stemt ned', beslutter, begrundelse: raise ? capacity.begrundelse : 'Flertallet var imod at opjustere nu' }, started, state, content) : []),
    ...namedContact(vote, started, state, content),
    activated,
    raiseAlarm({ niveauTitel: wanted.titel, moede: at, sted: moede.sted }, now, state, content),
    ...firstScheduled(at, state, content),
    ...prepareDrafts({ kind: 'aktiveret', niveau: wanted.titel, moede: at, kapacitet: capacityInWords(raise, capacity) }, state, content),
  ];
}

/** What was not put to the vote, or is left to be decided, is not told as a no. */
function capacityInWords(raise: Question | undefined, put: Question | undefined): string {
  if (raise) return raise.valg === 'ja' ? raise.forslag : 'Ikke nu.';
  return put?.valg === 'ja' ? 'Ikke nu.' : 'Ikke besluttet endnu.';
}

/** The first meeting is called with the activation itself. One that was called before is at the time that the alarm names; one that goes on is enough. */
function firstScheduled(start: Instant, state: IncidentState, content: IncidentContent): readonly DomainEvent[] {
  const { instrukser, varighedMinutter } = content.moeder;
  const kind = instrukser[0] && kindOf(instrukser[0].instruks, content);
  const live = state.moeder.moeder.find(({ instruks, status }) => instruks === kind?.instruks && (status === 'planlagt' || status === 'begyndt'));
  if (!kind || live?.status === 'begyndt') return [];
  if (live) return [changed(live, { start, minutter: live.minutter, deltagere: live.deltagere }) ?? []].flat();
  return [scheduled(kind, { start, minutter: varighedMinutter }, state, content)];
}

/** Named by the kriseleder, not voted on: counts as decided when it was the kriseleder who put the proposal. */
function namedContact({ aabnetAf, vaelgere }: VoteState, started: readonly string[], state: IncidentState, content: IncidentContent): readonly DomainEvent[] {
  const contact = state.myndigheder[0]?.kontaktperson;
  const leads = [vaelgere.kriseleder.holder, ...vaelgere.kriseleder.deputies].some((person) => person?.id === aabnetAf.id);
  if (!contact || !leads) return [];
  const decision: StepDecision = { tekst: contact.name, beslutter: aabnetAf.name, begrundelse: 'Navngivet, da forslaget blev lagt frem' };
  return decideStep(content.aktivering.forslag.kontaktperson.trin, decision, started, state, content);
}

function decideStep(stepId: string, beslutning: StepDecision, started: readonly string[], state: IncidentState, content: IncidentContent): readonly DomainEvent[] {
  const found = findStepAnywhere(content, stepId);
  if (!found) return [];
  const { instruks, trin } = found;
  const underWay = state.instrukser[instruks.id];
  if (!underWay && !started.includes(instruks.id)) return [];
  if (underWay && stepState(underWay, stepId).status.kind !== 'aaben') return [];
  const titel = trin.valg?.find((choice) => choice.id === beslutning.valg)?.titel;
  return [{ type: 'StepDecided', instruks: instruks.id, trin: stepId, nummer: trin.nummer, trintekst: trin.tekst, beslutning: { ...beslutning, tekst: titel ?? beslutning.tekst }, paaVegneAf: [] }];
}

/** "Afstemning, linje 14: Anna Holm, Eva Skov". The reference first: a card has no room for many names. */
function deciders({ stemmer }: AfstemningClosed, nr: number): string {
  return `Afstemning, linje ${nr}: ${names(stemmer.map(({ person }) => person))}`;
}

function against({ stemmer }: AfstemningClosed): string {
  return stemmer.flatMap(({ person, uenig }) => uenig.map(({ hvorfor }) => `${person.name}: ${hvorfor}`)).join('; ');
}

/** "Kommunen kan selv; for tidligt": each once, of the question that was decided. */
function reasonsAgainst(spoergsmaal: string, { stemmer }: AfstemningClosed): string {
  const reasons = stemmer.flatMap(({ uenig }) => uenig.filter((one) => one.spoergsmaal === spoergsmaal).map(({ hvorfor }) => hvorfor));
  return [...new Set(reasons)].join('; ');
}

function names(people: readonly PersonRef[]): string {
  return people.map(({ name }) => name).join(', ');
}

/** Content: so many minutes from now, rounded up. */
export function firstMeeting(now: Instant, content: IncidentContent): Instant {
  const { omMinutter, rundOpTilMinutter } = content.aktivering.moede;
  const step = rundOpTilMinutter * 60_000;
  return new Date(Math.ceil((Date.parse(now) + omMinutter * 60_000) / step) * step).toISOString();
}
