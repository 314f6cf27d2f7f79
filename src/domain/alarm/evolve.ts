import type { RecordedEvent } from '../event';
import type { AlarmEvent, AlarmedState, AlarmState } from './alarm';

export function evolveAlarm(alarm: AlarmState | undefined, event: AlarmEvent, { nr, at, actor }: Pick<RecordedEvent, 'nr' | 'at' | 'actor'>): AlarmState | undefined {
  if (event.type === 'AlarmRaised') {
    const { niveauTitel, moede, sted, opgaver, holdKlar, ubesatte, svarfrist } = event;
    return { at, nr, by: actor, niveauTitel, moede, sted, opgaver, holdKlar, ubesatte, alarmerede: event.alarmerede.map((alarmed) => fresh(alarmed, svarfrist)) };
  }
  if (!alarm) return alarm;
  const change = (personId: string, changed: (one: AlarmedState) => AlarmedState): AlarmState => ({
    ...alarm,
    alarmerede: alarm.alarmerede.map((one) => (one.person.id === personId ? changed(one) : one)),
  });
  switch (event.type) {
    case 'AlarmAnswered':
      return change(event.person.id, (one) => ({ ...one, svar: { svar: event.svar, iTelefonen: event.iTelefonen, at, nr }, ringesAf: undefined }));
    case 'AlarmPassedOn': {
      const passed = change(event.fra.id, (one) => ({ ...one, givetVidere: true }));
      return event.til ? alarmedToo(passed, { person: event.til, roller: event.roller }, event.svarfrist) : passed;
    }
    case 'AlarmCallStarted':
      return change(event.person.id, (one) => ({ ...one, ringesAf: { by: actor, til: event.optagetTil } }));
    case 'AlarmCallUnanswered':
      return change(event.person.id, (one) => ({ ...one, ringesAf: undefined, forsoeg: [...one.forsoeg, { by: actor, at, nr }] }));
    case 'DeputiesReleased':
      return { ...alarm, holdKlar: alarm.holdKlar.filter(({ person }) => !event.personer.some((released) => released.id === person.id)) };
    case 'AlarmCalledOff':
      return { ...alarm, afblaest: { by: actor, at, begrundelse: event.begrundelse } };
    case 'AlarmNotReached':
      return change(event.person.id, (one) => ({ ...one, ikkeNaaet: true }));
  }
}

function fresh({ person, roller }: Pick<AlarmedState, 'person' | 'roller'>, svarfrist: string): AlarmedState {
  return { person, roller, forsoeg: [], givetVidere: false, ikkeNaaet: false, svarfrist };
}

/** Somebody who is alarmed already gets the roles on top; an answer that was given stands. */
function alarmedToo(alarm: AlarmState, { person, roller }: Pick<AlarmedState, 'person' | 'roller'>, svarfrist: string): AlarmState {
  const known = alarm.alarmerede.find((one) => one.person.id === person.id);
  const alarmerede = known
    ? alarm.alarmerede.map((one) => (one === known ? { ...one, roller: [...one.roller, ...roller.filter((rolle) => !one.roller.includes(rolle))] } : one))
    : [...alarm.alarmerede, fresh({ person, roller }, svarfrist)];
  return { ...alarm, alarmerede, holdKlar: alarm.holdKlar.filter((one) => one.person.id !== person.id) };
}
