import type { PersonRef } from '../person';
import { electors, places, sitsOn, votesAsThemselves } from './electorate';
import type { Ballot, Electorate, VoteState } from './vote';

/** What of a vote says whose votes count. */
export type Tally<B extends Ballot = Ballot> = Pick<VoteState, 'vaelgere'> & { readonly stemmer: readonly B[] };

export function entitled(person: Pick<PersonRef, 'id'>, vote: Pick<VoteState, 'vaelgere'>): boolean {
  return electors(vote.vaelgere).some((elector) => elector.id === person.id);
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

/** The votes that count: one for each person, and one for each place (the seats of the styregruppe and the kriseleder's). */
export function countedVotes<B extends Ballot>({ vaelgere, stemmer }: Tally<B>): readonly B[] {
  const standing = standingVotes(stemmer);
  const counted = countedPeople(vaelgere, new Set(standing.map((ballot) => ballot.person.id)));
  return standing.filter((ballot) => counted.has(ballot.person.id));
}

/**
 * Whose vote could still be added to those that count. A place for which somebody has voted is not missing, even though
 * the one it belongs to may still take it back; of those who can vote for a place, the first is named. Where the rule
 * requires the receiver, nobody else can stand in: not even the suppleant of a receiver who has a seat.
 */
export function missingVoters({ regel, vaelgere, stemmer }: Tally & Pick<VoteState, 'regel'>): readonly PersonRef[] {
  const voted = new Set(stemmer.map((ballot) => ballot.person.id));
  const count = countedPeople(vaelgere, voted).size;
  const needed = (person: PersonRef) =>
    person.id === vaelgere.modtager.id && !voted.has(person.id) && regel.kraever.some(({ rolle }) => rolle === 'modtager');
  const wouldAdd = (person: PersonRef) => needed(person) || countedPeople(vaelgere, new Set([...voted, person.id])).size > count;
  const first = places(vaelgere).map((people) => people.find(wouldAdd));
  return first.filter((person, index): person is PersonRef => person !== undefined && first.findIndex((other) => other?.id === person.id) === index);
}

function countedPeople(vaelgere: Electorate, voted: ReadonlySet<string>): ReadonlySet<string> {
  const { kriseleder, styregruppe } = vaelgere;
  const voters = electors(vaelgere).filter((person) => voted.has(person.id));
  const counted = voters.filter((person) => votesAsThemselves(person, vaelgere) || styregruppe.some((seat) => sitsOn(seat, person, voted)));
  const ids = new Set(counted.map((person) => person.id));
  if (!kriseleder.holder || !voted.has(kriseleder.holder.id)) {
    const deputy = kriseleder.deputies.find(({ id }) => voted.has(id) && !ids.has(id));
    if (deputy) ids.add(deputy.id);
  }
  return ids;
}
