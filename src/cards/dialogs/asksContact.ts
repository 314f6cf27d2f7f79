import { holders, type IncidentState } from '../../domain/state';

/** What a press sends by itself is said before it is pressed. */
export function asksContact(state: IncidentState): string {
  return holders(state, 'kontaktperson').length > 0 ? 'Myndighedens kontaktperson får en mail og bliver spurgt, om det passer.' : '';
}
