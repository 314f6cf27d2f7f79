import type { PersonRef } from '../person';
import type { Electorate, Seat, VoteState } from './vote';

type Someone = Pick<PersonRef, 'id'>;

/** Who is in a vote, and what its rule says of them. */
export type Terms = Pick<VoteState, 'regel' | 'vaelgere'>;

/** The rule counts the seats of the styregruppe and nobody else. */
export function onlySeats({ taeller }: VoteState['regel']): boolean {
  return taeller === 'styregruppe';
}

/** Everybody who may vote, each once, whatever hats they wear. */
export function electors(terms: Terms): readonly PersonRef[] {
  const all = [...places(terms).flat(), ...tieBreakers(terms)];
  return all.filter((person, index) => all.findIndex((other) => other.id === person.id) === index);
}

/** The places that can be voted for, each with those who can do it, the first before the next. */
export function places({ regel, vaelgere }: Terms): readonly (readonly PersonRef[])[] {
  const seats = vaelgere.styregruppe.map((seat) => present(seat.medlem, seat.suppleant));
  return onlySeats(regel) ? seats : [[vaelgere.modtager], leaders(vaelgere), ...seats];
}

/** Those whose vote decides a tie, the first before the next. */
export function tieBreakers({ regel, vaelgere }: Terms): readonly PersonRef[] {
  if (regel.stemmelighedAfgoeresAf === 'kriseleder') return leaders(vaelgere);
  return regel.stemmelighedAfgoeresAf === 'modtager' ? [vaelgere.modtager] : [];
}

function leaders({ kriseleder }: Electorate): readonly PersonRef[] {
  return present(kriseleder.holder, ...kriseleder.deputies);
}

/** The member for whom somebody votes who is in the vote as a suppleant, and in no way that counts more. */
export function representedBy(person: Someone, { regel, vaelgere }: Terms, voted: ReadonlySet<string>): PersonRef | undefined {
  if (onlySeats(regel) ? isMember(person, vaelgere) : votesAsThemselves(person, vaelgere)) return undefined;
  const seats = vaelgere.styregruppe.filter((seat) => seat.suppleant?.id === person.id);
  return (seats.find((seat) => !voted.has(seat.medlem.id)) ?? seats[0])?.medlem;
}

/** As receiver, kriseleder or member. */
export function votesAsThemselves(person: Someone, vaelgere: Electorate): boolean {
  const { modtager, kriseleder } = vaelgere;
  return [modtager, kriseleder.holder].some((one) => one?.id === person.id) || isMember(person, vaelgere);
}

function isMember(person: Someone, { styregruppe }: Electorate): boolean {
  return styregruppe.some((seat) => seat.medlem.id === person.id);
}

/** Whether the seat is this person's, given who has voted: the member's, and the suppleant's until the member votes. */
export function sitsOn(seat: Seat, person: Someone, voted: ReadonlySet<string>): boolean {
  return seat.medlem.id === person.id || (seat.suppleant?.id === person.id && !voted.has(seat.medlem.id));
}

function present(...people: readonly (PersonRef | undefined)[]): readonly PersonRef[] {
  return people.filter((person) => person !== undefined);
}
