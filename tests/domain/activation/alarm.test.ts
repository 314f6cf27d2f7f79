import { callQueue } from '../../../src/domain/alarm/callQueue';
import { nextDue } from '../../../src/domain/tick';
import { decidedYes, during, OPEN, ticks, untilTheHours } from '../../support/activation';
import { ANNA, BENT, CARLA, DAN, EVA, FINN, GRY, HANS, instant, type Given, type Person } from '../../support/given';

/** Alarmed at 14.00; Anna, Bent, Carla and Dan hold the roles, Gry is Anna's deputy. */
const alarmed = (): Given => during(OPEN, untilTheHours(), decidedYes());
const comes = (who: Person) => who.does({ type: 'answerAlarm', svar: 'paa-vej' });
const cannot = (who: Person) => who.does({ type: 'answerAlarm', svar: 'kan-ikke' });
const rings = (by: Person, whom: Person) => by.does({ type: 'startCall', person: whom.ref });
const met = (by: Person, whom: Person, udfald: 'paa-vej' | 'kan-ikke' | 'intet-svar') => by.does({ type: 'recordCall', person: whom.ref, udfald });

describe('the alarm', () => {
  it('20. has level, time, place and tasks; everybody stands in it once, deputies are told to be ready', () => {
    const { alarm } = alarmed().state;
    expect(alarm).toMatchObject({ niveauTitel: 'DDH Beredskab', moede: instant('14.45'), sted: expect.stringContaining('Teams'), opgaver: expect.arrayContaining([expect.any(String)]) });
    expect(alarm?.alarmerede.map(({ person }) => person.id)).toEqual(['anna', 'bent', 'carla', 'dan']);
    expect(alarm?.holdKlar).toEqual([{ person: GRY.ref, roller: ['kriseleder'] }]);
  });

  it('several hats are one alarm', () => {
    const { alarm } = during(OPEN, BENT.handsOver('procesansvarlig', BENT), untilTheHours(), decidedYes()).state;
    expect(alarm?.alarmerede.map(({ person, roller }) => [person.id, roller])).toEqual([['anna', ['kriseleder']], ['bent', ['logfoerer', 'procesansvarlig']], ['dan', ['bemandingsansvarlig']]]);
  });

  it('"Modtaget – jeg er på vej" sends the deputy home', () => {
    alarmed().when(comes(ANNA)).then({ type: 'AlarmAnswered', svar: 'paa-vej', iTelefonen: false }, { type: 'DeputiesReleased', personer: [GRY.ref] });
  });

  it('"Jeg kan ikke" alarms the deputy at once, who takes the role over by coming', () => {
    const passed = alarmed().when(cannot(ANNA));
    passed.then({ type: 'AlarmAnswered', svar: 'kan-ikke' }, { type: 'AlarmPassedOn', fra: ANNA.ref, til: GRY.ref, hvorfor: 'kan-ikke' });
    passed.and.when(comes(GRY)).then({ type: 'AlarmAnswered' }, { type: 'RoleHandedOver', rolle: 'kriseleder', fra: ANNA.ref, til: GRY.ref });
  });

  it('without a deputy the gap is said', () => {
    alarmed().when(cannot(DAN)).then({ type: 'AlarmAnswered' }, { type: 'AlarmPassedOn', fra: DAN.ref, roller: ['bemandingsansvarlig'], hvorfor: 'kan-ikke' });
    expect(alarmed().and(cannot(DAN)).lines.at(-1)?.event).not.toHaveProperty('til.id');
  });

  it('19. no answer in time alarms the deputy, once', () => {
    const given = alarmed().and(comes(BENT), comes(CARLA), comes(DAN));
    expect(nextDue(given.state)).toBe(instant('14.05'));
    given.when(ticks().at('14.05')).then({ type: 'AlarmPassedOn', fra: ANNA.ref, til: GRY.ref, hvorfor: 'intet-svar' });
    const passed = given.and(ticks().at('14.05'));
    passed.when(ticks().at('14.06')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
    // The deputy has as long as everybody else.
    passed.when(ticks().at('14.10')).then({ type: 'AlarmPassedOn', fra: GRY.ref, hvorfor: 'intet-svar' });
  });

  it('who was late can still come', () => {
    const late = alarmed().and(ticks().at('14.05'), comes(ANNA).at('14.07'));
    expect(late.state.alarm?.alarmerede.find(({ person }) => person.id === 'anna')?.svar?.svar).toBe('paa-vej');
  });

  it('the same answer twice is told, not logged', () => {
    alarmed().and(comes(ANNA)).when(comes(ANNA)).thenRejected('allerede-svaret', 'Anna Holm er allerede meldt på vej.');
  });

  it('who was not alarmed is told so', () => {
    alarmed().when(comes(HANS)).thenRejected('ikke-alarmeret', 'Hans Ørum er ikke alarmeret. Er det dig, der skal komme, så sig det til kriselederen.');
  });

  it('called off, everybody who was told hears of it, and nobody is waited for', () => {
    const off = alarmed().when(ANNA.does({ type: 'callOffAlarm', begrundelse: 'Falsk alarm' }));
    off.then({ type: 'AlarmCalledOff', personer: [ANNA.ref, BENT.ref, CARLA.ref, DAN.ref, GRY.ref] });
    expect(nextDue(off.state)).toBeUndefined();
    off.and.when(comes(BENT)).thenRejected('afblaest', 'Alarmen er afblæst: Falsk alarm');
  });
});

describe('the call queue (18, 19)', () => {
  const queue = (given: Given, caller: Person, reached: readonly string[] = ['anna', 'carla', 'dan']) =>
    callQueue(given.state.alarm!, (id) => reached.includes(id), caller.id, instant('14.01')).map(({ person }) => person.id);

  it('begins with those whom no message reaches', () => {
    expect(queue(alarmed(), EVA)).toEqual(['bent', 'anna', 'carla', 'dan']);
  });

  it('"Eva ringer nu" keeps others from ringing the same', () => {
    const ringing = alarmed().and(rings(EVA, BENT));
    expect(queue(ringing, FINN)).toEqual(['anna', 'carla', 'dan']);
    expect(queue(ringing, EVA)[0]).toBe('bent');
    ringing.when(rings(FINN, BENT)).thenRejected('optaget', 'Eva Skov ringer til Bent Krogh nu.');
    ringing.when(rings(FINN, BENT).at('14.03')).then({ type: 'AlarmCallStarted', person: BENT.ref });
  });

  it('who answered is out of it; who was rung in vain comes last and the deputy is alarmed', () => {
    expect(queue(alarmed().and(met(EVA, BENT, 'paa-vej')), EVA)).toEqual(['anna', 'carla', 'dan']);
    const vain = alarmed().and(met(EVA, ANNA, 'intet-svar'));
    expect(vain.lines.slice(-2).map(({ event }) => event.type)).toEqual(['AlarmCallUnanswered', 'AlarmPassedOn']);
    expect(queue(vain, EVA)).toEqual(['bent', 'gry', 'carla', 'dan', 'anna']);
  });

  it('an answer in the telephone is an answer, and says so', () => {
    alarmed().when(met(EVA, CARLA, 'kan-ikke')).then({ type: 'AlarmAnswered', iTelefonen: true, svar: 'kan-ikke' }, { type: 'AlarmPassedOn', fra: CARLA.ref });
  });
});
