import type { PersonRef } from '../person';
import type { MeetingsState, MoedeState } from './meetings';

/** Somebody is reached at another address: the calendar has to have the coming meetings anew, though nothing of them has changed. */
export function evolveReinvited(state: MeetingsState, person: PersonRef): MeetingsState {
  return { ...state, moeder: state.moeder.map((moede) => (isInvited(moede, person) ? { ...moede, indkaldelse: { kind: 'sendes' }, forsoeg: moede.forsoeg + 1 } : moede)) };
}

function isInvited({ status, indkaldelse, deltagere }: MoedeState, { id }: PersonRef): boolean {
  return status === 'planlagt' && indkaldelse.kind === 'sendt' && deltagere.some((one) => one.id === id);
}
