import type { PersonRef } from '../domain/person';
import type { KrisestabRole } from '../domain/roles/roles';
import type { IncidentState } from '../domain/state';
import type { CardKey, Effect } from './effects';

/** A message in a card's thread; each of the people is mentioned once. */
export function notify(card: CardKey, people: readonly PersonRef[], text: string, vigtig: boolean): Effect {
  return { kind: 'notify', card, people: [...new Map(people.map((person) => [person.id, { id: person.id, name: person.name }])).values()], text, vigtig };
}

/** Whoever fills a role: its holder, or the first deputy while it has none. */
export function inRole(rolle: KrisestabRole, { roller }: IncidentState): readonly PersonRef[] {
  const person = roller[rolle].holder ?? roller[rolle].deputies[0];
  return person ? [person] : [];
}
