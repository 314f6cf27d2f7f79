import { arrive } from './activation/arrival';
import { currentKnude } from './activation/flow';
import { openVoteOf } from './activation/decide';
import { withConsequences } from './activation/votes';
import { dueAlarmEvents, nextAlarmDue } from './alarm/decide';
import type { DomainEvent } from './event';
import { dueMeetingEvents, nextMeetingDue } from './meetings/kadence';
import { withReminderMail } from './meetings/updateMail';
import { dueMailEvents, nextMailDue } from './mail/due';
import type { IncidentContent } from './instruks';
import type { Decision } from './rejection';
import { accepted, rejected } from './rejection';
import type { IncidentState } from './state';
import type { Instant } from './time';
import { dueVoteEvents, nextVoteDue } from './vote/due';

/** "What is due by now?" Given regularly; there are no timers to lose. */
export interface Tick {
  readonly type: 'tick';
}

/** When the next tick will find something to do. Undefined: nothing is waited for. */
export function nextDue(state: IncidentState, content: IncidentContent): Instant | undefined {
  if (state.phase !== 'open') return undefined;
  const vote = openVoteOf(state);
  return [vote && nextVoteDue(vote), state.forloeb.venterTil, nextAlarmDue(state), nextMailDue(state), nextMeetingDue(state, content)].filter((due) => due !== undefined).sort()[0];
}

/** One kind of thing at a time: whoever ticks goes on until nothing is due. */
export function tick(now: Instant, state: IncidentState, content: IncidentContent): Decision<DomainEvent> {
  const vote = openVoteOf(state);
  const due = [
    () => (vote ? withConsequences(dueVoteEvents(vote, now), now, state, content) : []),
    () => dueAlarmEvents(state, now, content),
    () => dueFlow(now, state, content),
    () => dueMailEvents(state, now, content),
    () => withReminderMail(dueMeetingEvents(state, now, content), state, content),
  ];
  for (const events of due) {
    const found = events();
    if (found.length > 0) return accepted(...found);
  }
  return rejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
}

/** Criterion 17: what was put off is taken up again. */
function dueFlow(now: Instant, state: IncidentState, content: IncidentContent): readonly DomainEvent[] {
  const { venterTil } = state.forloeb;
  if (!venterTil || Date.parse(venterTil) > Date.parse(now)) return [];
  const knude = currentKnude(state, content.forloeb);
  return [{ type: 'ForloebReminded', knude: knude.id, felt: knude.felt, titel: knude.titel }, ...arrive(knude, state, content)];
}
