import type { Instant } from '../time';
import type { AlarmedState, AlarmState } from './alarm';
import { isNeeded, isRinging } from './coming';

/**
 * Whom to ring next, one at a time: first those whom no message can reach, then those who were told longest ago and
 * have not answered, then those who have been seen acting; whoever was rung in vain comes last. Nobody whose role has somebody else on the way, and nobody
 * whom somebody else is ringing now.
 */
export function callQueue(alarm: AlarmState, reachable: (personId: string) => boolean, caller: string, now: Instant): readonly AlarmedState[] {
  if (alarm.afblaest) return [];
  return alarm.alarmerede
    .filter((one) => isNeeded(one, alarm) && !busy(one, caller, now))
    .map((one, index) => ({ one, rank: [one.forsoeg.length, one.set ? 2 : reachable(one.person.id) && !one.ikkeNaaet ? 1 : 0, index] as const }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .map(({ one }) => one);
}

function busy(one: AlarmedState, caller: string, now: Instant): boolean {
  return one.ringesAf?.by.id !== caller && isRinging(one, now);
}
