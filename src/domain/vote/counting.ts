import type { PersonRef } from '../person';
import { electors, onlySeats, places, sitsOn, type Terms, tieBreakers, votesAsThemselves } from './electorate';
import type { Ballot } from './vote';

/** What of a vote says whose votes count. */
export type Tally<B extends Ballot = Ballot> = Terms & { readonly stemmer: readonly B[] };

export function entitled(person: Pick<PersonRef, 'id'>, terms: Terms): boolean {
  return electors(terms).some((elector) => elector.id === person.id);
}

/** One vote for each person: the newest own press, else the newest oral record. */
export function standingVotes<B extends Ballot>(stemmer: readonly B[]): readonly B[] {
  const standing = new Map<string, B>();
  for (const ballot of stemmer) {
    const earlier = standing.get(ballot.person.id);
    if (earlier && !earlier.mundtlig && ballot.mundtlig) continue;
    standing.set(ballot.person.id, ballot);
  }
  return [...standing.values()];
}

/** The votes that count: one for each person, and one for each place (the seats of the styregruppe and, unless only they count, the kriseleder's). */
export function countedVotes<B extends Ballot>({ stemmer, ...terms }: Tally<B>): readonly B[] {
  const standing = standingVotes(stemmer);
  const counted = countedPeople(terms, new Set(standing.map((ballot) => ballot.person.id)));
  return standing.filter((ballot) => counted.has(ballot.person.id));
}

/** The votes among which the one is that decides a tie. Where only seats count, it need not count itself. */
export function votesAtTie<B extends Ballot>(tally: Tally<B>): readonly B[] {
  return onlySeats(tally.regel) ? standingVotes(tally.stemmer) : countedVotes(tally);
}

/**
 * Whose vote could still be added to those that count. A place for which somebody has voted is not missing, even though
 * the one it belongs to may still take it back; of those who can vote for a place, the first is named. Where the rule
 * requires the receiver, nobody else can stand in: not even the suppleant of a receiver who has a seat. Where only seats
 * count, the one who would decide a tie is missing too.
 */
export function missingVoters({ regel, vaelgere, stemmer }: Tally): readonly PersonRef[] {
  const terms = { regel, vaelgere };
  const voted = new Set(stemmer.map((ballot) => ballot.person.id));
  const count = countedPeople(terms, voted).size;
  const needed = (person: PersonRef) =>
    person.id === vaelgere.modtager.id && !voted.has(person.id) && regel.kraever.some(({ rolle }) => rolle === 'modtager');
  const wouldAdd = (person: PersonRef) => needed(person) || countedPeople(terms, new Set([...voted, person.id])).size > count;
  const breakers = onlySeats(regel) ? tieBreakers(terms) : [];
  const breaker = breakers.some(({ id }) => voted.has(id)) ? undefined : breakers[0];
  const first = [breaker, ...places(terms).map((people) => people.find(wouldAdd))];
  return first.filter((person, index): person is PersonRef => person !== undefined && first.findIndex((other) => other?.id === person.id) === index);
}

function countedPeople({ regel, vaelgere }: Terms, voted: ReadonlySet<string>): ReadonlySet<string> {
  const { kriseleder, styregruppe } = vaelgere;
  const voters = electors({ regel, vaelgere }).filter((person) => voted.has(person.id));
  const seated = (person: PersonRef) => styregruppe.some((seat) => sitsOn(seat, person, voted));
  if (onlySeats(regel)) return new Set(voters.filter(seated).map((person) => person.id));
  const counted = voters.filter((person) => votesAsThemselves(person, vaelgere) || seated(person));
  const ids = new Set(counted.map((person) => person.id));
  if (!kriseleder.holder || !voted.has(kriseleder.holder.id)) {
    const deputy = kriseleder.deputies.find(({ id }) => voted.has(id) && !ids.has(id));
    if (deputy) ids.add(deputy.id);
  }
  return ids;
}
