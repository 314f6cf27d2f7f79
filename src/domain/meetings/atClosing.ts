import { whyClosed, type ClosingEvent } from '../closing/closing';
import type { IncidentState } from '../state';
import type { MoedeCancelled, MoedeEnded, MoedeState } from './meetings';
import { whoIsThere } from './participants';

/** The incident is over: so is the meeting that goes on, and nobody is to come to those that were called. */
export function meetingsAtClosing(closing: ClosingEvent, { moeder: { moeder } }: IncidentState): readonly (MoedeEnded | MoedeCancelled)[] {
  return moeder.flatMap((moede): readonly (MoedeEnded | MoedeCancelled)[] => {
    if (moede.status === 'begyndt') return [{ type: 'MoedeEnded', moede: moede.id, titel: moede.titel, mangler: [], ...whoIsThere(moede) }];
    return calledOff(moede, `Hændelsen er lukket: ${whyClosed(closing)}.`);
  });
}

/** Whoever is told to do nothing must not be waited for in a meeting; whoever is invited by mail alone hears of it in this way. */
export function meetingsAfterFalseAlarm(begrundelse: string, { moeder: { moeder } }: IncidentState): readonly MoedeCancelled[] {
  return moeder.flatMap((moede) => calledOff(moede, `Alarmen er afblæst: ${begrundelse}`));
}

function calledOff({ id: moede, titel, status }: MoedeState, begrundelse: string): readonly MoedeCancelled[] {
  return status === 'planlagt' ? [{ type: 'MoedeCancelled', moede, titel, begrundelse }] : [];
}
