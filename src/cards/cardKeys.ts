import { DRAFTS, type DraftId } from '../domain/orientation/orientation';

/** What card rows call the cards of an activation. */
export const ALARM_CARD = 'alarm';

const VOTE = 'afstemning:';
const DRAFT = 'udkast:';
const MOEDE = 'moede:';
const REFERAT = 'referat:';

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

export function moedeCardKey(moede: string): string {
  return MOEDE + moede;
}

export function moedeOfKey(key: string): string | undefined {
  return key.startsWith(MOEDE) ? key.slice(MOEDE.length) : undefined;
}

/** What a meeting decided, to be read back. */
export function referatCardKey(moede: string): string {
  return REFERAT + moede;
}

export function referatOfKey(key: string): string | undefined {
  return key.startsWith(REFERAT) ? key.slice(REFERAT.length) : undefined;
}
