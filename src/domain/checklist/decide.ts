import { currentKnude, flowHasReached } from '../activation/flow';
import type { Command } from '../command';
import type { Afsnit, IncidentContent, Instruks, Trin } from '../instruks';
import { findInstruks, findStep } from '../instruks';
import type { KontaktpersonNamed } from '../opening/opening';
import { contactRef } from '../opening/opening';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState, InstruksState, StepDecision, StepState, StepStatus } from '../state';
import { holders, stepState } from '../state';
import { minutesBetween, shortTime } from '../time';
import type {
  AssignStep, ChecklistCommand, ChecklistEvent, CommentStep, CompleteStep, DecideStep, InstruksStarted, MarkStepNotRelevant, ReopenStep, StartInstruks, UndoStep,
} from './checklist';
import { doneBy } from './doneBy';
import { dueStarters, isVotedOn, lockSentence, shutLocks } from './locks';

/** The step whose decision names the primary contact (instruks 1 A, third bullet). */
export const KONTAKTPERSON_STEP = 'primaer-kontaktperson';

type StepsDecision = Decision<ChecklistEvent | KontaktpersonNamed>;

interface Place {
  readonly instruks: Instruks;
  readonly afsnit: Afsnit;
  readonly trin: Trin;
  readonly started: InstruksState;
  readonly step: StepState;
}

export function startInstruks(command: Command<StartInstruks>, state: IncidentState, content: IncidentContent): StepsDecision {
  const instruks = findInstruks(content, command.body.instruks);
  if (!instruks) return rejected('ukendt-instruks', 'Den instruks findes ikke. Der er instruks 1, 2, 3 og 4.');
  if (state.instrukser[instruks.id]) return rejected('allerede-startet', `Instruks ${instruks.nummer} er allerede i gang.`);
  // Criterion 5: the flow asks what has to be asked first.
  if (content.forloeb.kunHerfra.includes(instruks.id) && !flowHasReached(instruks.id, state, content.forloeb)) {
    return rejected('foelg-forloebet', `Instruks ${instruks.nummer} starter fra START HER på hændelsens kort. I er ved: ${currentKnude(state, content.forloeb).titel}`);
  }
  return accepted({ type: 'InstruksStarted', instruks: instruks.id });
}

export function completeStep(command: Command<CompleteStep>, state: IncidentState, content: IncidentContent): StepsDecision {
  const place = locate(command, state, content);
  if ('kind' in place) return place;
  const { trin, step } = place;
  const voted = votedOn(trin, content);
  if (voted) return voted;
  if (trin.art === 'beslutning') return rejected('kraever-beslutning', `${trin.nummer} er en beslutning. Tryk på "${trin.nummer} Beslut…".`);
  const refusal = notOpen(place, command, state) ?? locked(place, state, content) ?? outdated(command.body.revision, step);
  if (refusal) return refusal;
  const done: ChecklistEvent = { type: 'StepCompleted', ...stepOf(place), paaVegneAf: onBehalfOf(command, trin, state) };
  return accepted<ChecklistEvent>(done, ...startedBy(trin, { kind: 'udfoert', by: command.actor, at: command.now, paaVegneAf: [], nr: 0 }, state));
}

export function decideStep(command: Command<DecideStep>, state: IncidentState, content: IncidentContent): StepsDecision {
  const place = locate(command, state, content);
  if ('kind' in place) return place;
  const { trin } = place;
  if (trin.art !== 'beslutning') return rejected('ikke-beslutning', `${trin.nummer} er ikke en beslutning.`);
  const refusal = notOpen(place, command, state) ?? votedOn(trin, content) ?? locked(place, state, content);
  if (refusal) return refusal;
  const beslutning = decisionOf(command.body, trin);
  if ('kind' in beslutning) return beslutning;
  const decided: ChecklistEvent = { type: 'StepDecided', ...stepOf(place), beslutning, paaVegneAf: onBehalfOf(command, trin, state) };
  const status: StepStatus = { kind: 'udfoert', by: command.actor, at: command.now, paaVegneAf: [], beslutning, nr: 0 };
  return accepted<ChecklistEvent | KontaktpersonNamed>(decided, ...namedContact(trin, beslutning, state), ...startedBy(trin, status, state));
}

export function markStepNotRelevant(command: Command<MarkStepNotRelevant>, state: IncidentState, content: IncidentContent): StepsDecision {
  const place = locate(command, state, content);
  if ('kind' in place) return place;
  const refusal = notOpen(place, command, state) ?? votedOn(place.trin, content);
  if (refusal) return refusal;
  const begrundelse = command.body.begrundelse.trim();
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor trinnet ikke er relevant.');
  return accepted({ type: 'StepMarkedNotRelevant', ...stepOf(place), begrundelse });
}

/** Only one's own, only while it is fresh, and only the status that one saw. */
export function undoStep(command: Command<UndoStep>, state: IncidentState, content: IncidentContent): StepsDecision {
  const place = locate(command, state, content);
  if ('kind' in place) return place;
  const { trin, step } = place;
  const voted = votedOn(trin, content);
  if (voted) return voted;
  const { status } = step;
  const other = `Vælg "Mere…" og "Genåbn", hvis ${trin.nummer} skal åbnes igen.`;
  if (status.kind !== 'udfoert') return rejected('intet-at-fortryde', `${trin.nummer} er ikke udført, så der er intet at fortryde.`);
  const stale = outdated(command.body.revision, step);
  if (stale) return stale;
  const own = status.by.id === command.actor.id && status.henvisning === undefined;
  if (!own) return rejected('ikke-din', `${trin.nummer} blev udført ${doneBy(status, state)}. ${other}`);
  if (minutesBetween(status.at, command.now) >= content.graenser.fortrydMinutter) {
    return rejected('for-sent', `Det er over ${content.graenser.fortrydMinutter} minutter siden. ${other}`);
  }
  return accepted({ type: 'StepUndone', ...stepOf(place), retter: status.nr });
}

export function reopenStep(command: Command<ReopenStep>, state: IncidentState, content: IncidentContent): StepsDecision {
  const place = locate(command, state, content);
  if ('kind' in place) return place;
  if (place.step.status.kind === 'aaben') return rejected('allerede-aaben', `${place.trin.nummer} er allerede åbent.`);
  const voted = votedOn(place.trin, content);
  if (voted) return voted;
  const begrundelse = command.body.begrundelse.trim();
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor trinnet skal åbnes igen.');
  return accepted({ type: 'StepReopened', ...stepOf(place), begrundelse });
}

export function commentStep(command: Command<CommentStep>, state: IncidentState, content: IncidentContent): StepsDecision {
  const place = locate(command, state, content);
  if ('kind' in place) return place;
  const tekst = command.body.tekst.trim();
  if (!tekst) return rejected('tom-tekst', 'Skriv din bemærkning.');
  return accepted({ type: 'StepCommented', ...stepOf(place), tekst });
}

export function assignStep(command: Command<AssignStep>, state: IncidentState, content: IncidentContent): StepsDecision {
  const place = locate(command, state, content);
  if ('kind' in place) return place;
  const refusal = notOpen(place, command, state);
  if (refusal) return refusal;
  if (place.step.tildelt?.id === command.body.til.id) return rejected('allerede-tildelt', `${place.trin.nummer} er allerede givet til ${command.body.til.name}.`);
  return accepted({ type: 'StepAssigned', ...stepOf(place), til: command.body.til });
}

// ---- shared rules --------------------------------------------------------------------------------------------

type StepCommand = Exclude<ChecklistCommand, StartInstruks>;

function locate(command: Command<StepCommand>, state: IncidentState, content: IncidentContent): Place | Rejection {
  const { instruks: instruksId, trin: stepId } = command.body;
  const instruks = findInstruks(content, instruksId);
  const found = instruks && findStep(instruks, stepId);
  if (!instruks || !found) return rejected('ukendt-trin', 'Det trin findes ikke.');
  const started = state.instrukser[instruksId];
  if (!started) return rejected('ikke-startet', `Instruks ${instruks.nummer} er ikke startet.`);
  return { instruks, ...found, started, step: stepState(started, stepId) };
}

function stepOf({ instruks, trin }: Place) {
  return { instruks: instruks.id, trin: trin.id, nummer: trin.nummer, trintekst: trin.tekst };
}

function notOpen({ trin, step }: Place, command: Command, state: IncidentState): Rejection | undefined {
  const { status } = step;
  switch (status.kind) {
    case 'aaben':
      return undefined;
    case 'udfoert':
      return rejected('allerede-udfoert', `${trin.nummer} er allerede udført ${doneBy(status, state)} ${shortTime(status.at, command.now)}.`);
    case 'ikkeRelevant':
      return rejected('ikke-relevant', `${trin.nummer} er sat til ikke relevant af ${status.by.name}: ${status.begrundelse}`);
  }
}

function locked({ trin }: Place, state: IncidentState, content: IncidentContent): Rejection | undefined {
  const locks = shutLocks(trin, state, content);
  return locks.length > 0 ? rejected('laast', `${trin.nummer} kan ikke udføres endnu. ${lockSentence(locks, content)}.`) : undefined;
}

function votedOn(trin: Trin, content: IncidentContent): Rejection | undefined {
  if (!isVotedOn(trin, content)) return undefined;
  return rejected('kraever-afstemning', `${trin.nummer} afgøres ved afstemning. Læg et forslag frem fra hændelsens kort.`);
}

/** The button was drawn before the step changed: show the card as it is now rather than act on what was not seen. */
function outdated(revision: number | undefined, step: StepState): Rejection | undefined {
  if (revision === undefined || revision === step.revision) return undefined;
  return rejected('foraeldet', 'Kortet var ikke opdateret. Her er det, som det ser ud nu.');
}

/** Any member may complete any step; when the one who does it holds none of its roles, the log says for whom. */
function onBehalfOf(command: Command, trin: Trin, state: IncidentState): readonly string[] {
  const own = trin.roller.some((rolle) => holders(state, rolle).some((holder) => holder.id === command.actor.id));
  return own ? [] : trin.roller;
}

function startedBy(trin: Trin, status: StepStatus, state: IncidentState): InstruksStarted[] {
  return dueStarters(trin, status)
    .filter((starter) => starter.hvordan === 'straks' && !state.instrukser[starter.instruks])
    .map((starter) => ({ type: 'InstruksStarted', instruks: starter.instruks, foraarsagetAf: trin.nummer }));
}

function decisionOf(body: DecideStep, trin: Trin): StepDecision | Rejection {
  const choice = body.valg ? trin.valg?.find((candidate) => candidate.id === body.valg) : undefined;
  const tekst = [choice?.titel, body.tekst?.trim()].filter(Boolean).join(' – ');
  if (trin.valg ? !choice : !tekst) return rejected('beslutning-ufuldstaendig', 'Vælg, hvad der er besluttet.');
  const beslutter = body.beslutter.trim();
  if (!beslutter) return rejected('beslutning-ufuldstaendig', 'Skriv, hvem der har besluttet det.');
  const begrundelse = body.begrundelse.trim();
  if (!begrundelse) return rejected('beslutning-ufuldstaendig', 'Skriv en kort begrundelse.');
  return { valg: choice?.id, tekst, beslutter, begrundelse };
}

function namedContact(trin: Trin, beslutning: StepDecision, state: IncidentState): KontaktpersonNamed[] {
  const primary = state.myndigheder[0];
  if (trin.id !== KONTAKTPERSON_STEP || !primary || primary.kontaktperson?.name === beslutning.tekst) return [];
  return [{ type: 'KontaktpersonNamed', myndighed: primary.navn, kontaktperson: contactRef(primary.navn, beslutning.tekst) }];
}
