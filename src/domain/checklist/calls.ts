import type { Afsnit, IncidentContent, Instruks } from '../instruks';
import { findInstruks } from '../instruks';
import type { PersonRef } from '../person';
import type { IncidentState, InstruksState } from '../state';
import { holders, stepState } from '../state';
import { meetingGoesOn } from '../meetings/running';
import { shutLocks } from './locks';

/**
 * "It is your turn": one role, one section, the steps that are current for it, and the people who held the role then.
 * No people = the role is vacant. Kept in the event that made the steps current, so that the log shows who was called.
 */
export interface RoleCall {
  readonly instruks: string;
  readonly afsnit: string;
  readonly rolle: string;
  readonly trin: readonly string[];
  readonly personer: readonly PersonRef[];
}

export function callKey(call: Pick<RoleCall, 'instruks' | 'afsnit' | 'rolle'>): string {
  return `${call.instruks}/${call.afsnit}/${call.rolle}`;
}

export function calledPeople(call: RoleCall): string {
  return call.personer.map((person) => person.id).join(',');
}

/**
 * The calls that are due in `state` and have not been made: once per role and section, and again when the role has
 * changed hands. While a meeting goes on nobody is called; whatever has become due by its end is called then. A step is current for a role when it is open, unlocked, and in that role's earliest unfinished section.
 */
export function dueCalls(state: IncidentState, content: IncidentContent): readonly RoleCall[] {
  if (meetingGoesOn(state.moeder)) return [];
  return Object.entries(state.instrukser).flatMap(([id, started]) => {
    const instruks = findInstruks(content, id);
    return instruks ? currentCalls(instruks, started, state, content).filter((call) => state.called[callKey(call)] !== calledPeople(call)) : [];
  });
}

function currentCalls(instruks: Instruks, started: InstruksState, state: IncidentState, content: IncidentContent): readonly RoleCall[] {
  const roles = [...new Set(instruks.afsnit.flatMap((afsnit) => afsnit.trin.flatMap((trin) => trin.roller)))];
  return roles.flatMap((rolle) => {
    const afsnit = earliestUnfinished(instruks, started, rolle);
    if (!afsnit) return [];
    const current = openSteps(afsnit, started, rolle).filter((trin) => shutLocks(trin, state, content).length === 0);
    if (current.length === 0) return [];
    return [{ instruks: instruks.id, afsnit: afsnit.id, rolle, trin: current.map((trin) => trin.id), personer: holders(state, rolle) }];
  });
}

function openSteps(afsnit: Afsnit, started: InstruksState, rolle: string) {
  return afsnit.trin.filter((trin) => trin.roller.includes(rolle) && stepState(started, trin.id).status.kind === 'aaben');
}

function earliestUnfinished(instruks: Instruks, started: InstruksState, rolle: string): Afsnit | undefined {
  return instruks.afsnit.find((afsnit) => openSteps(afsnit, started, rolle).length > 0);
}
