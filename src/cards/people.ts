import type { IncidentContent } from '../domain/instruks';
import { rolleTitel } from '../domain/instruks';
import type { PersonRef } from '../domain/person';
import { INCIDENT_ROLES } from '../domain/roles/roles';
import type { IncidentState } from '../domain/state';
import { holders } from '../domain/state';
import { inertShort } from './inert';

export const NAVN_TEGN = 40;
const LONGEST_NAME = 200;
export const VACANT = '⚠ ledig';
export const UNKNOWN_CONTACT = '⚠ endnu ukendt';

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** "Kriseleder (Anna Holm)"; a role that the incident keeps and that nobody has is flagged. Other roles: the title alone. */
export function roleWithHolders(state: IncidentState, content: IncidentContent, rolle: string): string {
  const titel = rolleTitel(content, rolle);
  const people = holders(state, rolle);
  if (rolle === 'styregruppe') return titel;
  if (people.length > 0) return `${titel} (${people.map((person) => inertShort(person.name, NAVN_TEGN)).join(', ')})`;
  return isIncidentRole(rolle) ? `${titel} (${rolle === 'kontaktperson' ? UNKNOWN_CONTACT : VACANT})` : titel;
}

export function isIncidentRole(rolle: string): boolean {
  return (INCIDENT_ROLES as readonly string[]).includes(rolle);
}

/** "Viborg: Lone Kær · Skive: ⚠ endnu ukendt"; the authority's name only where there are several. */
export function contactText(state: IncidentState): string {
  const several = state.myndigheder.length > 1;
  const shown = state.myndigheder.slice(0, 6).map(({ navn, kontaktperson }) => {
    const name = kontaktperson ? inertShort(kontaktperson.name, NAVN_TEGN) : UNKNOWN_CONTACT;
    return several ? `${inertShort(navn, NAVN_TEGN)}: ${name}` : name;
  });
  const more = state.myndigheder.length - shown.length;
  return [...shown, ...(more > 0 ? [`og ${more} mere`] : [])].join(' · ') || UNKNOWN_CONTACT;
}

/** Everybody once, in the order given. */
export function uniquePeople(people: readonly PersonRef[]): readonly PersonRef[] {
  return people.filter((person, index) => people.findIndex((other) => other.id === person.id) === index);
}

/** Those who may have decided something: whoever holds a role in the incident, and whom the caller adds. */
export function deciders(state: IncidentState, people: readonly PersonRef[]): readonly PersonRef[] {
  return uniquePeople([...INCIDENT_ROLES.flatMap((rolle) => holders(state, rolle)), ...state.styregruppe, ...people]);
}

/** `chosen` is offered too when it is a name that nobody in the list has (a line of the log may name anybody). */
export function choicesByName(people: readonly PersonRef[], chosen: string): readonly Choice[] {
  const names = [...new Set([...people.map((person) => person.name), ...(chosen.length <= LONGEST_NAME ? [chosen] : [])])].filter(
    (name) => name !== '',
  );
  return names.map((name) => ({ title: inertShort(name, 80), value: name }));
}

export function choicesById(people: readonly PersonRef[], me?: PersonRef): readonly Choice[] {
  const inOrder = uniquePeople(me ? [me, ...people] : people);
  return inOrder.map(({ id, name }) => ({ title: inertShort(name, 80) + (id === me?.id ? ' (dig)' : ''), value: id }));
}
