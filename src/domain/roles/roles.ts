import type { PersonRef } from '../person';

/** The roles that an incident keeps track of itself; all others are looked up in the roster. */
export const INCIDENT_ROLES = ['kriseleder', 'logfoerer', 'procesansvarlig', 'bemandingsansvarlig', 'modtager', 'kontaktperson'] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/** The four members of the krisestab. */
export const KRISESTAB_ROLES = ['kriseleder', 'logfoerer', 'procesansvarlig', 'bemandingsansvarlig'] as const;
export type KrisestabRole = (typeof KRISESTAB_ROLES)[number];

export interface RoleSeat {
  /** Absent = vacant. */
  readonly holder?: PersonRef | undefined;
  readonly deputies: readonly PersonRef[];
}

export type RolesSnapshot = Readonly<Record<KrisestabRole, RoleSeat>>;

/** `to` becomes the holder; the one who had the role before stays on as its first deputy. */
export interface HandOverRole {
  readonly type: 'handOverRole';
  readonly rolle: KrisestabRole | 'modtager';
  readonly til: PersonRef;
}

export interface RoleHandedOver {
  readonly type: 'RoleHandedOver';
  readonly rolle: KrisestabRole | 'modtager';
  readonly fra?: PersonRef | undefined;
  readonly til: PersonRef;
}

export function isKrisestabRole(id: string): id is KrisestabRole {
  return (KRISESTAB_ROLES as readonly string[]).includes(id);
}

/** After a handover the former holder is first in line to take the role back. */
export function seatAfterHandover(seat: RoleSeat, til: PersonRef): RoleSeat {
  const former = seat.holder && seat.holder.id !== til.id ? [seat.holder] : [];
  return { holder: til, deputies: [...former, ...seat.deputies.filter((deputy) => deputy.id !== til.id && !former.some((f) => f.id === deputy.id))] };
}
