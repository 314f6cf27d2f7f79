import type { Answer, Disagreement, VoteState } from '../../domain/vote/vote';
import { inertShort } from '../inert';
import { REASONS, type Reasons } from '../voteActions';

/** The questions of a proposal as fields for a reason: an empty one is a vote for. */
export interface ReasonField {
  readonly id: keyof Reasons;
  readonly titel: string;
  readonly forslag: string;
  readonly hvorfor: string;
}

export function reasonFields(vote: VoteState, typed: Partial<Reasons>): readonly ReasonField[] {
  return vote.spoergsmaal.slice(0, REASONS.length).flatMap((question, index) => {
    const id = REASONS[index];
    return id ? [{ id, titel: inertShort(question.titel, 80), forslag: inertShort(question.forslag, 160), hvorfor: typed[id] ?? '' }] : [];
  });
}

export function disagreementsIn(vote: VoteState, typed: Reasons): Extract<Answer, { enig: false }> {
  const uenig = vote.spoergsmaal.flatMap(({ id }, index): Disagreement[] => {
    const place = REASONS[index];
    const hvorfor = place ? typed[place].trim() : '';
    return hvorfor ? [{ spoergsmaal: id, hvorfor }] : [];
  });
  return { enig: false, uenig };
}

export function typedFrom(vote: VoteState, uenig: readonly Disagreement[]): Partial<Reasons> {
  const why = (index: number) => uenig.find(({ spoergsmaal }) => spoergsmaal === vote.spoergsmaal[index]?.id)?.hvorfor ?? '';
  return Object.fromEntries(REASONS.map((id, index): [string, string] => [id, why(index)]));
}
