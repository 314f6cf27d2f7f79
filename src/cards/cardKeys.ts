import { DRAFTS, type DraftId } from '../domain/orientation/orientation';

/** What card rows call the cards of an activation. */
export const ALARM_CARD = 'alarm';

const VOTE = 'afstemning:';
const DRAFT = 'udkast:';

const COPY = '@';

/** One person's own copy of a card, in the chat with them. */
export function copyKey(card: string, personId: string): string {
  return `${card}${COPY}${personId}`;
}

export function isCopy(key: string): boolean {
  return key.includes(COPY);
}

/** The card that a key stands for, be it the posted one or a copy. */
export function cardOfCopy(key: string): string {
  return key.split(COPY, 1)[0] ?? key;
}

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
