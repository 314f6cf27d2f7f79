import type { PersonRef } from '../person';
import type { Electorate, Seat } from './vote';

type Someone = Pick<PersonRef, 'id'>;

/** Everybody who may vote, each once, whatever hats they wear. */
export function electors(vaelgere: Electorate): readonly PersonRef[] {
  const all = places(vaelgere).flat();
  return all.filter((person, index) => all.findIndex((other) => other.id === person.id) === index);
}

/** The places that can be voted for, each with those who can do it, the first before the next. */
export function places({ modtager, kriseleder, styregruppe }: Electorate): readonly (readonly PersonRef[])[] {
  return [[modtager], present(kriseleder.holder, ...kriseleder.deputies), ...styregruppe.map((seat) => present(seat.medlem, seat.suppleant))];
}

/** The member for whom somebody votes who is in the vote as a suppleant and neither receiver, kriseleder nor member. */
export function representedBy(person: Someone, vaelgere: Electorate, voted: ReadonlySet<string>): PersonRef | undefined {
  if (votesAsThemselves(person, vaelgere)) return undefined;
  const seats = vaelgere.styregruppe.filter((seat) => seat.suppleant?.id === person.id);
  return (seats.find((seat) => !voted.has(seat.medlem.id)) ?? seats[0])?.medlem;
}

export function votesAsThemselves(person: Someone, { modtager, kriseleder, styregruppe }: Electorate): boolean {
  return [modtager, kriseleder.holder, ...styregruppe.map((seat) => seat.medlem)].some((one) => one?.id === person.id);
}

/** Whether the seat is this person's, given who has voted: the member's, and the suppleant's until the member votes. */
export function sitsOn(seat: Seat, person: Someone, voted: ReadonlySet<string>): boolean {
  return seat.medlem.id === person.id || (seat.suppleant?.id === person.id && !voted.has(seat.medlem.id));
}

function present(...people: readonly (PersonRef | undefined)[]): readonly PersonRef[] {
  return people.filter((person) => person !== undefined);
}
