import type { DomainEvent, RecordedEvent } from '../event';
import type { Instant } from '../time';
import type { AlarmState } from './alarm';

/**
 * Whoever does something in the hændelse after the alarm has not answered it, but is not silent either. What was done with
 * the alarm itself is none of that: the last voter is alarmed like everybody else.
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
