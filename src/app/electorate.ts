import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import type { Electorate } from '../domain/vote/vote';
import { personById, type Roster } from './roster';

/**
 * Who may vote, as it is at this moment: the one who received the request and the kriseleder's seat as the incident has
 * them, the seats of the styregruppe with their suppleants as the roster has them. The vote keeps it as it opens.
 */
export function electorateOf({ roller, openedBy }: IncidentState, roster: Roster): Electorate {
  const person = (id: string): PersonRef => ({ id, name: personById(roster, id)?.name ?? id });
  return {
    modtager: roller.modtager.holder ?? openedBy,
    kriseleder: roller.kriseleder,
    styregruppe: roster.styregruppe.map((seat) => ({ medlem: person(seat.person), ...(seat.suppleant ? { suppleant: person(seat.suppleant) } : {}) })),
  };
}
