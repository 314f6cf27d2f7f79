import type { Instant } from '../time';
import type { AlarmedState, AlarmState } from './alarm';

export function comesFor(rolle: string, { roller, svar }: AlarmedState): boolean {
  return roller.includes(rolle) && svar?.svar === 'paa-vej';
}

export function someoneComesFor(rolle: string, { alarmerede }: AlarmState): boolean {
  return alarmerede.some((one) => comesFor(rolle, one));
}

/** They have not answered, and one of their roles has nobody on the way. */
export function isNeeded(one: AlarmedState, alarm: AlarmState): boolean {
  return !one.svar && !one.ikkeBrugFor && one.roller.some((rolle) => !someoneComesFor(rolle, alarm));
}

/** Somebody has said that they are ringing this person, so short a while ago that nobody else should. */
export function isRinging({ ringesAf }: Pick<AlarmedState, 'ringesAf'>, now: Instant): boolean {
  return ringesAf !== undefined && Date.parse(ringesAf.til) > Date.parse(now);
}
