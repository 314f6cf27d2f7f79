import type { DomainEvent } from '../event';
import type { IncidentContent } from '../instruks';
import type { PersonRef } from '../person';
import type { Decision } from '../rejection';
import { isKrisestabRole, KRISESTAB_ROLES, type KrisestabRole } from '../roles/roles';
import type { IncidentState } from '../state';
import type { MoedeState } from './meetings';
import { changed, kindOf } from './plan';

/** Whoever leaves a role leaves its invitations, unless another hat brings them to the same meeting. */
interface Replacement {
  readonly rolle?: KrisestabRole;
  readonly myndighed?: string;
  readonly fra?: PersonRef | undefined;
  readonly til: PersonRef;
}

/** Whoever takes over a role, or is the new kontaktperson, takes over the invitations to the meetings that are to come, and comes to the one that goes on. */
export function withMeetingsFollowing(decision: Decision<DomainEvent>, state: IncidentState, content: IncidentContent | undefined): Decision<DomainEvent> {
  const live = state.moeder.moeder.filter(({ status }) => status === 'planlagt' || status === 'begyndt');
  if (decision.kind === 'rejected' || live.length === 0) return decision;
  const replacements = decision.events.flatMap((event) => replacementBy(event, state));
  if (replacements.length === 0) return decision;
  const events = live.flatMap((moede) => {
    const deltagere = replacements.reduce((people, one) => replaced(people, staysAnyway(one, moede, state, content) ? { til: one.til } : one), moede.deltagere);
    return changed(moede, { start: moede.start, minutter: moede.minutter, deltagere }) ?? [];
  });
  return { ...decision, events: [...decision.events, ...events] };
}

function replacementBy(event: DomainEvent, state: IncidentState): readonly Replacement[] {
  if (event.type === 'KontaktpersonNamed') {
    const { myndighed, kontaktperson: til } = event;
    return [{ myndighed, fra: state.myndigheder.find(({ navn }) => navn === myndighed)?.kontaktperson, til }];
  }
  return event.type === 'RoleHandedOver' && isKrisestabRole(event.rolle) ? [{ rolle: event.rolle, fra: event.fra, til: event.til }] : [];
}

/** Nobody is sent away from the meeting that goes on: who hands over in it is there. */
function staysAnyway({ rolle, myndighed, fra }: Replacement, moede: MoedeState, { roller, myndigheder, styregruppe }: IncidentState, content: IncidentContent | undefined): boolean {
  if (!fra || moede.status === 'begyndt') return true;
  const groups = (content && kindOf(moede.instruks, content)?.deltagere) ?? [];
  return KRISESTAB_ROLES.some((other) => other !== rolle && roller[other].holder?.id === fra.id)
    || myndigheder.some(({ navn, kontaktperson }) => navn !== myndighed && kontaktperson?.id === fra.id)
    || (groups.includes('styregruppe') && styregruppe.some(({ id }) => id === fra.id));
}

function replaced(people: MoedeState['deltagere'], { fra, til }: Pick<Replacement, 'fra' | 'til'>): readonly PersonRef[] {
  const left = people.filter(({ id }) => id !== fra?.id);
  return left.some(({ id }) => id === til.id) ? left : [...left, til];
}
