import { completedByFlow } from '../checklist/byFlow';
import type { StepCompleted } from '../checklist/checklist';
import type { IncidentContent } from '../instruks';
import { rolleTitel } from '../instruks';
import type { PersonRef } from '../person';
import type { RoleHandedOver } from '../roles/roles';
import { KRISESTAB_ROLES } from '../roles/roles';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import type { AlarmEvent, AlarmState } from './alarm';
import { someoneComesFor } from './coming';
import { evolveAlarm } from './evolve';

export type AlarmOutcome = AlarmEvent | RoleHandedOver | StepCompleted;

export interface Told {
  readonly alarm: AlarmState;
  readonly actor: PersonRef;
  readonly now: Instant;
}

/**
 * The same events, and the steps of 1B when they make those done: for every role somebody is on the way, or everybody
 * who could be alarmed for it has said no or been rung in vain. A role that nobody comes for is named with the step.
 */
export function withToldSteps(
  events: readonly AlarmOutcome[],
  { alarm, actor, now }: Told,
  state: IncidentState,
  content: IncidentContent,
): readonly AlarmOutcome[] {
  const after = events.filter(isOfAlarm).reduce((so, event) => evolveAlarm(so, event, { nr: 0, at: now, actor }) ?? so, alarm);
  const vacant = KRISESTAB_ROLES.filter((rolle) => !someoneComesFor(rolle, after));
  if (vacant.length === KRISESTAB_ROLES.length || vacant.some((rolle) => somebodyIsLeft(rolle, after))) return events;
  const titles = vacant.map((rolle) => rolleTitel(content, rolle).toLocaleLowerCase('da'));
  const remark = vacant.length > 0 ? `Ubesat: ${new Intl.ListFormat('da').format(titles)}` : undefined;
  return [...events, ...completedByFlow(content.aktivering.alarm.trin, alarm.nr, state, content, remark)];
}

/** Alarmed, and neither heard from nor rung. */
function somebodyIsLeft(rolle: string, { alarmerede }: AlarmState): boolean {
  return alarmerede.some((one) => one.roller.includes(rolle) && one.svar?.svar !== 'kan-ikke' && one.forsoeg.length === 0);
}

function isOfAlarm(event: AlarmOutcome): event is AlarmEvent {
  return event.type !== 'RoleHandedOver' && event.type !== 'StepCompleted';
}
