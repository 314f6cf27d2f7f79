import type { Instant } from '../time';
import { laterOf, minutesAfter } from '../time';
import type { MeetingEvent, MeetingsState, MoedeState } from './meetings';
import { runningMoede } from './meetings';
import type { MeetingSettings } from './settings';

/** What the calendar says. */
export function endOf({ start, minutter }: Pick<MoedeState, 'start' | 'minutter'>): Instant {
  return minutesAfter(start, minutter);
}

/** Of one that began hours before or after its time, the time that was set says nothing: its length does. */
export function expectedEnd(moede: Pick<MoedeState, 'start' | 'minutter' | 'begyndtAt'>): Instant {
  const { start, minutter, begyndtAt = start } = moede;
  const asPlanned = Math.abs(Date.parse(begyndtAt) - Date.parse(start)) <= (minutter * 60_000) / 2;
  return asPlanned ? endOf(moede) : minutesAfter(begyndtAt, minutter);
}

/**
 * While people look at each other, and not at the thread. One whose end was asked about twice in vain has been forgotten:
 * it must not keep everybody from being called for the rest of the night.
 */
export function meetingGoesOn(moeder: MeetingsState): boolean {
  const running = runningMoede(moeder);
  return running !== undefined && (running.spurgtOmSlut?.gange ?? 0) < 2;
}

/** When somebody has to be asked whether it has begun, or is over. */
export function nextAsk(moede: MoedeState, { paamindelser: { begyndtMinutterEfter, slutIgenMinutterEfter } }: MeetingSettings): Instant | undefined {
  if (moede.status === 'planlagt') return moede.spurgtOmStart ? undefined : minutesAfter(moede.start, begyndtMinutterEfter);
  if (moede.status !== 'begyndt') return undefined;
  const end = expectedEnd(moede);
  if (!moede.spurgtOmSlut) return end;
  return moede.spurgtOmSlut.gange < 2 ? minutesAfter(laterOf(end, moede.spurgtOmSlut.senest), slutIgenMinutterEfter) : undefined;
}

export function asked({ id: moede, titel, start, status, spurgtOmSlut }: MoedeState): MeetingEvent {
  if (status === 'planlagt') return { type: 'MoedeBeginAsked', moede, titel, start };
  return { type: 'MoedeEndAsked', moede, titel, igen: spurgtOmSlut ? true : undefined };
}
