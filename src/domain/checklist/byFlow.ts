import type { IncidentContent } from '../instruks';
import { findStepAnywhere } from '../instruks';
import type { IncidentState } from '../state';
import { stepState } from '../state';
import type { StepCompleted } from './checklist';
import { shutLocks } from './locks';

/** Steps that the program has carried out itself, in one line of the log; `bemaerkning`: what they lack all the same. What is done, locked or not begun is left alone. */
export function completedByFlow(stepIds: readonly string[], henvisning: number, state: IncidentState, content: IncidentContent, bemaerkning?: string): readonly StepCompleted[] {
  return stepIds.flatMap((id): readonly StepCompleted[] => {
    const found = findStepAnywhere(content, id);
    const started = found && state.instrukser[found.instruks.id];
    if (!found || !started || stepState(started, id).status.kind !== 'aaben' || shutLocks(found.trin, state, content).length > 0) return [];
    const { nummer, tekst } = found.trin;
    return [{ type: 'StepCompleted', instruks: found.instruks.id, trin: id, nummer, trintekst: tekst, paaVegneAf: [], henvisning, ...(bemaerkning ? { bemaerkning } : {}) }];
  });
}
