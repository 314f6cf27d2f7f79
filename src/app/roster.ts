import type { Actor, PersonRef } from '../domain/person';
import type { KrisestabRole, RolesSnapshot } from '../domain/roles/roles';
import { KRISESTAB_ROLES } from '../domain/roles/roles';

/** Who is who, as the administrator last imported it (file format: README, "Roster"). Personal data: stays out of logs and events. */
export interface RosterPerson {
  readonly id: string;
  readonly name: string;
  /** Entra object id; absent = not in Teams. */
  readonly teamsId?: string | undefined;
  readonly email?: string | undefined;
  readonly phones: { readonly work?: string | undefined; readonly private?: string | undefined };
  readonly kommune?: string | undefined;
  readonly guest: boolean;
}

export interface Roster {
  readonly people: readonly RosterPerson[];
  /** Person ids. A vacancy has no holder. Deputies in call order. */
  readonly roles: Readonly<Record<KrisestabRole, { readonly holder?: string | undefined; readonly deputies: readonly string[] }>>;
  /** In call order. */
  readonly styregruppe: readonly { readonly person: string; readonly suppleant?: string | undefined; readonly formand: boolean }[];
  readonly repraesentantskab: readonly string[];
  readonly kommunekontakter: readonly { readonly kommune: string; readonly primary: string; readonly secondary?: string | undefined }[];
  readonly adresser: Readonly<Record<string, string>>;
}

export interface RosterStore {
  load(): Promise<Roster | undefined>;
  /** Replaces what was there. */
  save(roster: Roster): Promise<void>;
}

const NOBODY = { deputies: [] };
export const EMPTY_ROSTER: Roster = {
  people: [],
  roles: { kriseleder: NOBODY, logfoerer: NOBODY, procesansvarlig: NOBODY, bemandingsansvarlig: NOBODY },
  styregruppe: [], repraesentantskab: [], kommunekontakter: [], adresser: {},
};

export function personById(roster: Roster, id: string): RosterPerson | undefined {
  return roster.people.find((person) => person.id === id);
}

export function ref(person: RosterPerson): PersonRef {
  return { id: person.id, name: person.name };
}

/** Whoever acts in Teams, matched by Entra object id. Somebody whom the roster does not know has a name but no rights. */
export function actorByTeamsId(roster: Roster, teamsId: string, displayName: string): Actor {
  const person = roster.people.find((candidate) => candidate.teamsId?.toLowerCase() === teamsId.toLowerCase());
  if (!person) return { id: `teams:${teamsId}`, name: displayName || 'Ukendt', inRoster: false, styregruppe: false };
  return { ...ref(person), inRoster: true, styregruppe: sitsInStyregruppe(roster, person.id) };
}

function sitsInStyregruppe(roster: Roster, id: string): boolean {
  return roster.styregruppe.some((seat) => seat.person === id || seat.suppleant === id);
}

/** Roles as they stand in the roster, for an incident that is being opened. */
export function rolesSnapshot(roster: Roster): RolesSnapshot {
  const seat = (role: KrisestabRole) => {
    const { holder, deputies } = roster.roles[role];
    return { holder: holder ? refOf(roster, holder) : undefined, deputies: deputies.map((id) => refOf(roster, id)) };
  };
  return Object.fromEntries(KRISESTAB_ROLES.map((role) => [role, seat(role)])) as unknown as RolesSnapshot;
}

export function styregruppeMembers(roster: Roster): readonly PersonRef[] {
  return roster.styregruppe.map((seat) => refOf(roster, seat.person));
}

function refOf(roster: Roster, id: string): PersonRef {
  return { id, name: personById(roster, id)?.name ?? id };
}

/** Somebody whose message was kept earlier, with the rights that the roster gives now. */
export function actorById(roster: Roster, { id, name }: PersonRef): Actor {
  return { id, name, inRoster: personById(roster, id) !== undefined, styregruppe: sitsInStyregruppe(roster, id) };
}

/** Krisestab, deputies and styregruppe with suppleants: who can be given a role or a step. Each once, by call order. */
export function crisisPeople(roster: Roster): readonly PersonRef[] {
  const ids = [
    ...KRISESTAB_ROLES.flatMap((role) => [roster.roles[role].holder, ...roster.roles[role].deputies]),
    ...roster.styregruppe.flatMap((seat) => [seat.person, seat.suppleant]),
  ];
  return [...new Set(ids)].flatMap((id) => (id === undefined ? [] : [refOf(roster, id)]));
}
