import type { DraftId } from '../orientation/orientation';
import type { PersonRef } from '../person';
import { holders, type IncidentState } from '../state';

/**
 * Whom this letter has reached as far as anybody knows. Only the kontaktperson's practical one is ever written anew, and
 * then for whoever is new: nobody wants the same letter twice.
 */
export function alreadyHave(udkast: DraftId, { udsendelser }: IncidentState): ReadonlySet<string> {
  if (udkast !== 'kp') return new Set();
  const sent = Object.values(udsendelser).filter((dispatch) => dispatch.udkast === udkast && dispatch.status.kind !== 'fejlet');
  return new Set(
    sent.flatMap(({ modtagere, status, nyAdresse }) => {
      const without = [...nyAdresse, ...(status.kind === 'accepteret' ? status.fejlede : [])];
      return modtagere.filter((one) => !one.komIkkeFrem && !without.some(({ id }) => id === one.id)).map(({ id }) => id);
    }),
  );
}

/** The kontaktpersoner whom a letter to them is still for. */
export function stillWithout(udkast: DraftId, state: IncidentState): readonly PersonRef[] {
  const have = alreadyHave(udkast, state);
  return holders(state, 'kontaktperson').filter(({ id }) => !have.has(id));
}
