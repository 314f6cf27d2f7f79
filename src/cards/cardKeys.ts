import { DRAFTS, type DraftId } from '../domain/orientation/orientation';

/** What card rows call the cards of an activation. */
export const ALARM_CARD = 'alarm';

const VOTE = 'afstemning:';
const DRAFT = 'udkast:';

export function voteCardKey(afstemning: string): string {
  return VOTE + afstemning;
}

export function voteOfKey(key: string): string | undefined {
  return key.startsWith(VOTE) ? key.slice(VOTE.length) : undefined;
}

export function draftCardKey(udkast: DraftId): string {
  return DRAFT + udkast;
}

export function draftOfKey(key: string): DraftId | undefined {
  return key.startsWith(DRAFT) ? DRAFTS.find((id) => id === key.slice(DRAFT.length)) : undefined;
}
