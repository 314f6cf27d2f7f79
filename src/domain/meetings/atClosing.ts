import { whyClosed, type ClosingEvent } from '../closing/closing';
import type { IncidentState } from '../state';
import type { MoedeCancelled, MoedeEnded } from './meetings';
import { whoIsThere } from './participants';

/** The incident is over: so is the meeting that goes on, and nobody is to come to those that were called. */
export function meetingsAtClosing(closing: ClosingEvent, { moeder: { moeder } }: IncidentState): readonly (MoedeEnded | MoedeCancelled)[] {
  return moeder.flatMap((moede): readonly (MoedeEnded | MoedeCancelled)[] => {
    const of = { moede: moede.id, titel: moede.titel };
    if (moede.status === 'begyndt') return [{ type: 'MoedeEnded', ...of, mangler: [], ...whoIsThere(moede) }];
    return moede.status === 'planlagt' ? [{ type: 'MoedeCancelled', ...of, begrundelse: `Hændelsen er lukket: ${whyClosed(closing)}.` }] : [];
  });
}
