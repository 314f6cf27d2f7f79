import type { RecordedEvent } from '../event';
import type { IncidentState, InstruksState, StepState, StepStatus } from '../state';
import { stepState } from '../state';
import type { ChecklistEvent } from './checklist';

type Instrukser = IncidentState['instrukser'];

/** `voted`: the line of the vote's outcome, when it was that which carried the step out. */
export function evolveSteps(instrukser: Instrukser, event: ChecklistEvent, line: RecordedEvent, voted?: number): Instrukser {
  if (event.type === 'InstruksStarted') {
    return { ...instrukser, [event.instruks]: { startedAt: line.at, startedBy: line.actor, foraarsagetAf: event.foraarsagetAf, steps: {}, changes: 1 } };
  }
  const instruks = instrukser[event.instruks];
  if (!instruks) return instrukser;
  const step = evolveStep(stepState(instruks, event.trin), event, line, voted);
  const next: InstruksState = { ...instruks, steps: { ...instruks.steps, [event.trin]: step }, changes: instruks.changes + 1 };
  return { ...instrukser, [event.instruks]: next };
}

function evolveStep(step: StepState, event: Exclude<ChecklistEvent, { type: 'InstruksStarted' }>, line: RecordedEvent, voted?: number): StepState {
  const by = line.actor;
  const changedTo = (status: StepStatus): StepState => ({ ...step, revision: step.revision + 1, status });
  switch (event.type) {
    case 'StepCompleted':
      return changedTo({ kind: 'udfoert', by, at: line.at, paaVegneAf: event.paaVegneAf, henvisning: event.henvisning, bemaerkning: event.bemaerkning, nr: line.nr });
    case 'StepDecided':
      return changedTo({ kind: 'udfoert', by, at: line.at, paaVegneAf: event.paaVegneAf, beslutning: event.beslutning, nr: line.nr, henvisning: voted });
    case 'StepMarkedNotRelevant':
      return changedTo({ kind: 'ikkeRelevant', by, at: line.at, begrundelse: event.begrundelse });
    case 'StepUndone':
    case 'StepReopened':
      return changedTo({ kind: 'aaben' });
    case 'StepCommented':
      return { ...step, latestComment: { by, tekst: event.tekst }, commentCount: step.commentCount + 1 };
    case 'StepAssigned':
      return { ...step, tildelt: event.til };
  }
}
