import type { PersonRef } from '../person';
import type { RoleSeat } from '../roles/roles';
import type { IncidentState } from '../state';
import type { DraftState } from './orientation';

/** Who may send a mail: whoever has one of its roles. A kriseleder's deputy always counts; another's only while the role is vacant. */
export function mayApprove({ id }: PersonRef, draft: Pick<DraftState, 'godkendesAf'>, state: IncidentState): boolean {
  return draft.godkendesAf.some((rolle) => {
    const { holder, deputies } = seatOf(rolle, state);
    return holder?.id === id || ((rolle === 'kriseleder' || !holder) && deputies.some((deputy) => deputy.id === id));
  });
}

/** Who is expected to: the holders, and of a vacant role the first deputy. */
export function approversOf(draft: Pick<DraftState, 'godkendesAf'>, state: IncidentState): readonly PersonRef[] {
  return draft.godkendesAf.flatMap((rolle) => {
    const { holder, deputies } = seatOf(rolle, state);
    const one = holder ?? deputies[0];
    return one ? [one] : [];
  });
}

function seatOf(rolle: string, { roller }: IncidentState): RoleSeat {
  return (roller as Readonly<Record<string, RoleSeat | undefined>>)[rolle] ?? { deputies: [] };
}
