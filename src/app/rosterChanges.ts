import type { IncidentState } from '../domain/state';
import { holders } from '../domain/state';
import type { KrisestabRole } from '../domain/roles/roles';
import { INCIDENT_ROLES, KRISESTAB_ROLES } from '../domain/roles/roles';
import type { Roster, RosterPerson } from './roster';
import { EMPTY_ROSTER, personById } from './roster';

export interface RosterPlan {
  /** What would be stored. */
  readonly roster: Roster;
  /** In Danish, one per line; empty = nothing changes. */
  readonly changes: readonly string[];
  /** Not in the file, but still in the roster because an open incident needs them. */
  readonly kept: readonly RosterPerson[];
}

/**
 * What an import leads to. People are replaced by id; those who are not in the file go, except whoever holds a role in
 * an open incident. An import that names no addresses (the CSV files cannot) leaves them as they are.
 */
export function planImport(stored: Roster | undefined, next: Roster, inOpenIncidents: ReadonlySet<string>): RosterPlan {
  const old = stored ?? EMPTY_ROSTER;
  const kept = old.people.filter((person) => !personById(next, person.id) && inOpenIncidents.has(person.id));
  const adresser = Object.keys(next.adresser).length > 0 ? next.adresser : old.adresser;
  const roster: Roster = { ...next, people: [...next.people, ...kept], adresser };
  return { roster, changes: changes(old, roster), kept };
}

/** Everybody who holds a role in the incident, deputies among them: they may be called next. */
export function rolleindehavere(state: IncidentState): ReadonlySet<string> {
  const seated = Object.values(state.roller).flatMap(({ holder, deputies }) => [...(holder ? [holder] : []), ...deputies]);
  const others = [...INCIDENT_ROLES, 'styregruppe'].flatMap((role) => holders(state, role));
  return new Set([...seated, ...others].map((person) => person.id));
}

/** In Danish, for whoever imports: what differs between two rosters. */
export function changes(old: Roster, next: Roster): readonly string[] {
  return [...peopleChanges(old, next), ...placeChanges(old, next)];
}

function peopleChanges(old: Roster, next: Roster): readonly string[] {
  const added = next.people.filter((person) => !personById(old, person.id)).map((person) => `Tilføjes: ${label(person)}`);
  const changed = next.people.flatMap((person) => {
    const before = personById(old, person.id);
    const differences = before ? personDifferences(before, person) : [];
    return differences.length > 0 ? [`Ændres: ${label(person)} – ${differences.join(', ')}`] : [];
  });
  const removed = old.people.filter((person) => !personById(next, person.id)).map((person) => `Fjernes: ${label(person)}`);
  return [...added, ...changed, ...removed];
}

function label(person: RosterPerson): string {
  return `${person.name} (${person.id})`;
}

const PERSON_FIELDS: readonly (readonly [string, (person: RosterPerson) => string | undefined])[] = [
  ['navn', (person) => person.name],
  ['teamsId', (person) => person.teamsId],
  ['e-mail', (person) => person.email],
  ['arbejdstelefon', (person) => person.phones.work],
  ['privattelefon', (person) => person.phones.private],
  ['kommune', (person) => person.kommune],
  ['gæst', (person) => (person.guest ? 'ja' : 'nej')],
];

function personDifferences(before: RosterPerson, after: RosterPerson): readonly string[] {
  return PERSON_FIELDS.flatMap(([field, read]) => difference(field, read(before), read(after)));
}

const ROLE_TITLES: Readonly<Record<KrisestabRole, string>> = {
  kriseleder: 'Kriseleder', logfoerer: 'Logfører', procesansvarlig: 'Procesansvarlig', bemandingsansvarlig: 'Bemandingsansvarlig',
};

/** Roles and lists: what each of them says, in one line, before and after. */
function placeChanges(old: Roster, next: Roster): readonly string[] {
  const before = places(old);
  const after = places(next);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((place) => difference(place, before.get(place), after.get(place)));
}

function places(roster: Roster): ReadonlyMap<string, string> {
  const name = (id: string) => personById(roster, id)?.name ?? id;
  const names = (ids: readonly string[]) => ids.map(name).join(', ');
  const all: readonly (readonly [string, string])[] = [
    ...KRISESTAB_ROLES.flatMap((role) => {
      const { holder, deputies } = roster.roles[role];
      return [[ROLE_TITLES[role], holder ? name(holder) : ''], [`Stedfortrædere for ${ROLE_TITLES[role].toLowerCase()}`, names(deputies)]] as const;
    }),
    ['Styregruppe', roster.styregruppe.map((seat) => {
      const marks = [seat.formand && 'formand', seat.suppleant && `suppleant: ${name(seat.suppleant)}`].filter(Boolean);
      return marks.length > 0 ? `${name(seat.person)} (${marks.join(', ')})` : name(seat.person);
    }).join(', ')],
    ['Repræsentantskab', names(roster.repraesentantskab)],
    ...roster.kommunekontakter.map(({ kommune, primary, secondary }) => [`Kontaktpersoner i ${kommune}`, names(secondary ? [primary, secondary] : [primary])] as const),
    ...Object.entries(roster.adresser).map(([key, address]) => [`Adresse ${key}`, address] as const),
  ];
  return new Map(all);
}

function difference(what: string, before = '', after = ''): readonly string[] {
  return before === after ? [] : [`${what}: ${before || '(ingen)'} → ${after || '(ingen)'}`];
}
