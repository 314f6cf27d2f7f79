import type { DomainEvent, RecordedEvent } from '../event';
import type { Instant } from '../time';
import type { AlarmState } from './alarm';

/**
 * Whoever does something in the hændelse after the alarm has not answered it ("jeg kan ikke" may be what they wrote), so the
 * deputy is alarmed in time all the same; but whoever rings knows that they are awake. The vote that raised the alarm is none of that.
 */
export function seenActing(alarm: AlarmState | undefined, { event, actor, at }: Pick<RecordedEvent, 'event' | 'actor' | 'at'>): AlarmState | undefined {
  const acted = writtenAt(event) ?? at;
  if (!alarm || Date.parse(acted) <= Date.parse(alarm.at)) return alarm;
  const one = alarm.alarmerede.find(({ person, svar, set }) => person.id === actor.id && !svar && !set);
  return one ? { ...alarm, alarmerede: alarm.alarmerede.map((other) => (other === one ? { ...one, set: { at: acted } } : other)) } : alarm;
}

/** Of what was found again: the bot heard of it later. */
function writtenAt(event: DomainEvent): Instant | undefined {
  return 'skrevet' in event ? event.skrevet : undefined;
}
