import type { DomainEvent } from '../event';
import type { PersonRef } from '../person';
import type { Decision } from '../rejection';
import { isKrisestabRole, KRISESTAB_ROLES } from '../roles/roles';
import type { IncidentState } from '../state';
import type { MoedeState } from './meetings';
import { changed } from './plan';

interface Replacement {
  readonly fra?: PersonRef | undefined;
  readonly til: PersonRef;
}

/** Whoever takes over a role, or is the new kontaktperson, takes over the invitations to the meetings that are to come. */
export function withMeetingsFollowing(decision: Decision<DomainEvent>, state: IncidentState): Decision<DomainEvent> {
  const coming = state.moeder.moeder.filter(({ status }) => status === 'planlagt');
  if (decision.kind === 'rejected' || coming.length === 0) return decision;
  const replacements = decision.events.flatMap((event) => replacementBy(event, state));
  if (replacements.length === 0) return decision;
  const events = coming.flatMap((moede) => changed(moede, { start: moede.start, minutter: moede.minutter, deltagere: replacements.reduce(replaced, moede.deltagere) }) ?? []);
  return { ...decision, events: [...decision.events, ...events] };
}

function replacementBy(event: DomainEvent, state: IncidentState): readonly Replacement[] {
  if (event.type === 'KontaktpersonNamed') {
    return [{ fra: state.myndigheder.find(({ navn }) => navn === event.myndighed)?.kontaktperson, til: event.kontaktperson }];
  }
  if (event.type !== 'RoleHandedOver' || !isKrisestabRole(event.rolle)) return [];
  const { rolle, fra, til } = event;
  const otherHat = KRISESTAB_ROLES.some((other) => other !== rolle && state.roller[other].holder?.id === fra?.id);
  return [{ fra: otherHat ? undefined : fra, til }];
}

function replaced(people: MoedeState['deltagere'], { fra, til }: Replacement): readonly PersonRef[] {
  const left = people.filter(({ id }) => id !== fra?.id);
  return left.some(({ id }) => id === til.id) ? left : [...left, til];
}
