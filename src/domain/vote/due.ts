import { minutesAfter, type Instant } from '../time';
import { missingVoters } from './counting';
import { closingAtDeadline, deadlinePassed } from './outcome';
import type { AfstemningClosed, AfstemningReminded, VoteRule, VoteState } from './vote';

/** When a proposal that is put or changed now is to be reminded of, and when its time is up. */
export function deadlines(regel: VoteRule, now: Instant): Pick<VoteState, 'frist' | 'paamindes'> {
  return { frist: minutesAfter(now, regel.fristMinutter), paamindes: minutesAfter(now, regel.paamindelseMinutter) };
}

/** What time alone has brought about. If all was down meanwhile, the deadline is what counts: nobody is reminded after it. */
export function dueVoteEvents(vote: VoteState, now: Instant): readonly (AfstemningReminded | AfstemningClosed)[] {
  if (vote.udfald) return [];
  if (deadlinePassed(vote, now)) return [closingAtDeadline(vote)];
  if (vote.paamindet || Date.parse(now) < Date.parse(vote.paamindes)) return [];
  return [{ type: 'AfstemningReminded', afstemning: vote.id, mangler: missingVoters(vote) }];
}

export function nextVoteDue(vote: VoteState): Instant | undefined {
  if (vote.udfald) return undefined;
  return !vote.paamindet && Date.parse(vote.paamindes) < Date.parse(vote.frist) ? vote.paamindes : vote.frist;
}
