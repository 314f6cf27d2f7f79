import type { Instruks, IncidentContent, Trin } from '../instruks';
import { findInstruks } from '../instruks';
import type { PersonRef } from '../person';
import type { IncidentState, InstruksState, LogEntryState } from '../state';
import { holders, stepState } from '../state';
import { shutLocks } from './locks';

export interface MyStep {
  readonly instruks: Instruks;
  readonly started: InstruksState;
  readonly trin: Trin;
}

/** The open steps that are somebody's: given to them, or of a role that they hold and not locked. In the order of the cards. */
export function stepsOf(person: PersonRef, state: IncidentState, content: IncidentContent): readonly MyStep[] {
  return Object.entries(state.instrukser).flatMap(([id, started]) => {
    const instruks = findInstruks(content, id);
    if (!instruks) return [];
    const steps = instruks.afsnit.flatMap((afsnit) => afsnit.trin);
    return steps.filter((trin) => isMine(trin, started, person, state, content)).map((trin) => ({ instruks, started, trin }));
  });
}

function isMine(trin: Trin, started: InstruksState, person: PersonRef, state: IncidentState, content: IncidentContent): boolean {
  const { status, tildelt } = stepState(started, trin.id);
  if (status.kind !== 'aaben') return false;
  if (tildelt?.id === person.id) return true;
  const holdsARole = trin.roller.some((rolle) => holders(state, rolle).some((holder) => holder.id === person.id));
  return holdsARole && shutLocks(trin, state, content).length === 0;
}

/** The entries that name somebody as ansvarlig, by the whole name or the first one, as people write it. */
export function entriesOf(person: PersonRef, state: IncidentState): readonly LogEntryState[] {
  const name = plain(person.name);
  const names = [name, name.split(' ')[0]];
  return state.log.entries.filter(({ ansvarlig, afloest }) => ansvarlig !== undefined && !afloest && names.includes(plain(ansvarlig)));
}

function plain(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('da').replace(/\s+/g, ' ').trim();
}
