import type { RecordedEvent } from '../event';
import type { Alarmed, AlarmEvent, AlarmedState, AlarmState } from './alarm';

export function evolveAlarm(alarm: AlarmState | undefined, event: AlarmEvent, { nr, at, actor }: Pick<RecordedEvent, 'nr' | 'at' | 'actor'>): AlarmState | undefined {
  if (event.type === 'AlarmRaised') {
    const { niveauTitel, moede, sted, opgaver, holdKlar, ubesatte, svarfrist } = event;
    return { at, nr, by: actor, niveauTitel, moede, sted, opgaver, holdKlar, ubesatte, alarmerede: event.alarmerede.map((alarmed) => fresh(alarmed, svarfrist)) };
  }
  if (!alarm) return alarm;
  const change = (personId: string | undefined, changed: (one: AlarmedState) => AlarmedState): AlarmState => ({
    ...alarm,
    alarmerede: alarm.alarmerede.map((one) => (one.person.id === personId ? changed(one) : one)),
  });
  switch (event.type) {
    case 'AlarmAnswered':
      // Whoever comes after all has not passed anything on, so that they can be missed again.
      return change(event.person.id, (one) => ({ ...one, svar: { svar: event.svar, iTelefonen: event.iTelefonen, at, nr }, ringesAf: undefined, ...(event.svar === 'paa-vej' ? { videre: [] } : {}) }));
    case 'AlarmPassedOn': {
      const passed = change(event.fra?.id, (one) => ({ ...one, videre: [...one.videre, ...event.roller.map((rolle) => ({ rolle, til: event.til }))] }));
      return event.til ? alarmedToo(passed, { person: event.til, roller: event.roller }, event.svarfrist) : passed;
    }
    case 'AlarmCallStarted':
      return change(event.person.id, (one) => ({ ...one, ringesAf: { by: actor, at, til: event.optagetTil } }));
    case 'AlarmCallUnanswered':
      return change(event.person.id, (one) => ({ ...one, ringesAf: undefined, forsoeg: [...one.forsoeg, { by: actor, at, nr }] }));
    case 'DeputiesReleased': {
      const released = ({ person }: Alarmed) => event.personer.some(({ id }) => id === person.id);
      return { ...alarm, holdKlar: alarm.holdKlar.filter((one) => !released(one)), alarmerede: alarm.alarmerede.map((one) => (released(one) ? { ...one, ikkeBrugFor: true } : one)) };
    }
    case 'AlarmCalledOff':
      return { ...alarm, afblaest: { by: actor, at, begrundelse: event.begrundelse } };
    case 'AlarmNotReached':
      return event.besked === 'alarm' ? change(event.person.id, (one) => ({ ...one, ikkeNaaet: true })) : alarm;
  }
}

function fresh({ person, roller }: Pick<AlarmedState, 'person' | 'roller'>, svarfrist: string): AlarmedState {
  return { person, roller, forsoeg: [], videre: [], ikkeBrugFor: false, ikkeNaaet: false, svarfrist };
}

/** Somebody who is alarmed already gets the roles on top; an answer that was given stands, and whoever was sent home is asked again. */
function alarmedToo(alarm: AlarmState, { person, roller }: Pick<AlarmedState, 'person' | 'roller'>, svarfrist: string): AlarmState {
  const known = alarm.alarmerede.find((one) => one.person.id === person.id);
  const alarmerede = known
    ? alarm.alarmerede.map((one) => (one === known ? { ...one, roller: [...one.roller, ...roller.filter((rolle) => !one.roller.includes(rolle))], ...(one.ikkeBrugFor ? { ikkeBrugFor: false, svarfrist, set: undefined } : {}) } : one))
    : [...alarm.alarmerede, fresh({ person, roller }, svarfrist)];
  return { ...alarm, alarmerede, holdKlar: alarm.holdKlar.filter((one) => one.person.id !== person.id) };
}
