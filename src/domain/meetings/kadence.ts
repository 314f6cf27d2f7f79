import type { IncidentContent } from '../instruks';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import { minutesAfter } from '../time';
import type { Kadence, MeetingEvent } from './meetings';
import { asked, nextAsk } from './running';

/** The first update that is still to come, when the one that is waited for has been dealt with. */
export function nextAfter({ hverMinutter, naeste }: Kadence, now: Instant): Instant {
  const every = hverMinutter * 60_000;
  // However long everything was down: one update was missed, and the next one lies ahead.
  const steps = Math.max(1, Math.floor((Date.parse(now) - Date.parse(naeste)) / every) + 1);
  return new Date(Date.parse(naeste) + steps * every).toISOString();
}

/** An update that comes long before its time says how things are, and the next one is still waited for. */
export function afterUpdate(kadence: Kadence, now: Instant): Instant {
  const early = Date.parse(kadence.naeste) - Date.parse(now) > (kadence.hverMinutter * 60_000) / 2;
  return early ? kadence.naeste : nextAfter(kadence, now);
}

/** When a meeting's beginning or end, or the next update, has to be spoken of. */
export function nextMeetingDue({ moeder }: IncidentState, content: IncidentContent): Instant | undefined {
  const { paamindMinutterFoer, manglerMinutterEfter } = content.moeder.kadence;
  const { kadence } = moeder;
  return [
    ...moeder.moeder.map((moede) => nextAsk(moede, content.moeder)),
    kadence && minutesAfter(kadence.naeste, kadence.mindet ? manglerMinutterEfter : -paamindMinutterFoer),
  ].filter((due) => due !== undefined).sort()[0];
}

export function dueMeetingEvents(state: IncidentState, now: Instant, content: IncidentContent): readonly MeetingEvent[] {
  const over = (instant: Instant) => Date.parse(instant) <= Date.parse(now);
  const { kadence, moeder } = state.moeder;
  const { paamindMinutterFoer, manglerMinutterEfter } = content.moeder.kadence;
  const events = moeder.filter((moede) => { const due = nextAsk(moede, content.moeder); return due !== undefined && over(due); }).map(asked);
  if (kadence && over(minutesAfter(kadence.naeste, manglerMinutterEfter))) events.push({ type: 'OpdateringMissed', ventedes: kadence.naeste, naeste: nextAfter(kadence, now) });
  else if (kadence && !kadence.mindet && over(minutesAfter(kadence.naeste, -paamindMinutterFoer))) events.push({ type: 'OpdateringDue', ventes: kadence.naeste });
  return events;
}
