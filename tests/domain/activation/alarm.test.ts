import { callQueue } from '../../../src/domain/alarm/callQueue';
import { toLogLine } from '../../../src/domain/logbook/line';
import { nextDue } from '../../../src/domain/tick';
import { agrees, decidedYes, during, IDA, JENS, OPEN, proposes, ticks, untilTheHours } from '../../support/activation';
import { ANNA, BENT, CARLA, DAN, EVA, FINN, Given, GRY, HANS, instant, opened, Person, PUBLISHED, type Act } from '../../support/given';

/** Alarmed at 14.00; Anna, Bent, Carla and Dan hold the roles, Gry is Anna's deputy. */
const alarmed = (): Given => during(OPEN, untilTheHours(), decidedYes());
const comes = (who: Person) => who.does({ type: 'answerAlarm', svar: 'paa-vej' });
const cannot = (who: Person) => who.does({ type: 'answerAlarm', svar: 'kan-ikke' });
const callsOff = () => ANNA.does({ type: 'callOffAlarm', begrundelse: 'Falsk alarm' });
const BOT = new Person('bot', 'DDH Beredskab');
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
    passed.and.when(comes(GRY)).then({ type: 'AlarmAnswered' }, { type: 'RoleHandedOver', rolle: 'kriseleder', fra: ANNA.ref, til: GRY.ref }, { type: 'MoedeChanged', nye: [GRY.ref], ikkeMed: [ANNA.ref] });
  });

  it('without a deputy the gap is said', () => {
    alarmed().when(cannot(DAN)).then({ type: 'AlarmAnswered' }, { type: 'AlarmPassedOn', fra: DAN.ref, roller: ['bemandingsansvarlig'], hvorfor: 'kan-ikke' });
    expect(alarmed().and(cannot(DAN)).lines.at(-1)?.event).not.toHaveProperty('til.id');
  });

  it('19. no answer in time alarms the deputy, once', () => {
    const given = alarmed().and(comes(BENT), comes(CARLA), comes(DAN));
    expect(nextDue(given.state, PUBLISHED)).toBe(instant('14.05'));
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
    off.then({ type: 'AlarmCalledOff', personer: [ANNA.ref, BENT.ref, CARLA.ref, DAN.ref, GRY.ref] }, { type: 'MoedeCancelled', titel: 'Stabsmøde 1', begrundelse: 'Alarmen er afblæst: Falsk alarm' });
    expect(nextDue(off.state, PUBLISHED)).toBeUndefined();
    off.and.when(comes(BENT)).thenRejected('afblaest', 'Alarmen er afblæst: Falsk alarm');
  });
});

describe('who was asked instead', () => {
  /** Anna is late, Gry was alarmed in her place and says nothing. */
  const late = () => alarmed().and(ticks().at('14.05'), comes(ANNA).at('14.07'));

  it('is told when the one who was late comes after all', () => {
    alarmed().and(ticks().at('14.05')).when(comes(ANNA).at('14.07')).then({ type: 'AlarmAnswered' }, { type: 'DeputiesReleased', personer: [GRY.ref] });
    expect(late().state.alarm?.alarmerede.find(({ person }) => person.id === 'gry')?.ikkeBrugFor).toBe(true);
  });

  it('is not waited for any more: nobody is told that a role is empty which is not', () => {
    const rest = late().and(comes(BENT).at('14.08'), comes(CARLA).at('14.08'), comes(DAN).at('14.08'));
    expect(nextDue(rest.state, PUBLISHED)).toBe(instant('14.50')); // the meeting, if nobody begins it
    rest.when(ticks().at('14.30')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
  });

  it('is asked again when the one who came cannot after all', () => {
    const again = late().when(cannot(ANNA).at('14.09'));
    again.then({ type: 'AlarmAnswered', svar: 'kan-ikke' }, { type: 'AlarmPassedOn', fra: ANNA.ref, til: GRY.ref, hvorfor: 'kan-ikke' });
    expect(nextDue(again.and.state, PUBLISHED)).toBe(instant('14.14'));
    expect(again.and.state.alarm?.alarmerede.find(({ person }) => person.id === 'gry')).toMatchObject({ ikkeBrugFor: false, svarfrist: instant('14.14') });
  });

  it('takes the role over at once when already on the way for another one', () => {
    const carlaIsDansDeputy = [ANNA.handsOver('bemandingsansvarlig', CARLA), ANNA.handsOver('bemandingsansvarlig', DAN)];
    during(OPEN, carlaIsDansDeputy, untilTheHours(), decidedYes(), comes(CARLA))
      .when(cannot(DAN))
      .then({ type: 'AlarmAnswered' }, { type: 'AlarmPassedOn', til: CARLA.ref }, { type: 'RoleHandedOver', rolle: 'bemandingsansvarlig', fra: DAN.ref, til: CARLA.ref }, { type: 'MoedeChanged', nye: [], ikkeMed: [DAN.ref] });
  });
});

describe('who does something in the hændelse after the alarm, and has not answered', () => {
  const others = () => alarmed().and(comes(BENT), comes(CARLA), comes(DAN));
  const ACTS: readonly (readonly [string, Act])[] = [
    ['writes a line', ANNA.logs('Jeg ringer til kommunen')],
    ['presses a step', ANNA.completes('1C.1')],
    ['rings somebody else', rings(ANNA, BENT)],
  ];
  const anna = (given: Given) => given.state.alarm?.alarmerede.find(({ person }) => person.id === 'anna');

  it.each(ACTS)('and %s is seen; nobody is said to be on the way, and the deputy is alarmed in time', (_, act) => {
    const given = others().and(act.at('14.02'));
    expect(anna(given)).toMatchObject({ set: { at: instant('14.02') } });
    expect(anna(given)?.svar).toBeUndefined();
    expect(given.step('1B.1').status.kind).toBe('aaben');
    given.when(ticks().at('14.05')).then({ type: 'AlarmPassedOn', fra: ANNA.ref, til: GRY.ref, hvorfor: 'intet-svar' });
  });

  it('is shown the time of the first act, and is to be rung after those whom nobody has heard of', () => {
    const given = alarmed().and(ANNA.logs('Jeg ser på det').at('14.01'), ANNA.logs('Stadig').at('14.03'));
    expect(anna(given)).toMatchObject({ set: { at: instant('14.01') } });
    expect(callQueue(given.state.alarm!, () => true, 'eva', instant('14.04')).map(({ person }) => person.id)).toEqual(['bent', 'carla', 'dan', 'anna']);
  });

  it('is not seen for what was done before the alarm, with the vote that raised it, or by somebody else', () => {
    const before = during(OPEN, untilTheHours(), ANNA.logs('Før').at('13.59'), proposes(ANNA), [EVA, IDA, JENS, ANNA].map((who) => agrees(who)), comes(BENT), comes(CARLA), comes(DAN), CARLA.logs('En anden').at('14.02'));
    expect(before.state.alarm?.alarmerede.map(({ set }) => set)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is not seen for what was written earlier and found again', () => {
    const found = ANNA.does({ type: 'logReply', tekst: 'Jeg er vågen', bilag: [], skrevet: instant('13.50') });
    expect(anna(others().and(found.at('14.03')))?.set).toBeUndefined();
  });
});

describe('the steps of 1B', () => {
  const allButDan = () => alarmed().and(comes(ANNA), comes(BENT), comes(CARLA));
  const TICKED = ['1B.1', '1B.2', '1B.3'];

  it('are ticked, with the line of the alarm, when every role has somebody on the way', () => {
    const { nr } = alarmed().state.alarm!;
    allButDan().when(comes(DAN)).then({ type: 'AlarmAnswered' }, ...TICKED.map((nummer) => ({ type: 'StepCompleted' as const, nummer, henvisning: nr })));
    const given = allButDan().and(comes(DAN));
    expect(TICKED.map((nummer) => given.step(nummer).status)).toEqual(TICKED.map(() => expect.objectContaining({ kind: 'udfoert', henvisning: nr })));
    expect(toLogLine(given.lines.at(-1)!, PUBLISHED)).toMatchObject({ trin: '1B.3', indhold: expect.stringContaining(`1B.3 udført ved linje ${nr}: `) });
  });

  it('are ticked by an answer in the telephone too, and by a deputy who comes', () => {
    expect(allButDan().and(rings(EVA, DAN), met(EVA, DAN, 'paa-vej')).step('1B.1').status.kind).toBe('udfoert');
    expect(alarmed().and(comes(BENT), comes(CARLA), comes(DAN), cannot(ANNA), comes(GRY)).step('1B.1').status.kind).toBe('udfoert');
  });

  it('stay open while somebody who was alarmed has neither answered nor been rung', () => {
    expect(allButDan().step('1B.1').status.kind).toBe('aaben');
    expect(allButDan().and(ticks().at('14.05')).step('1B.1').status.kind).toBe('aaben');
    expect(alarmed().and(comes(BENT), comes(CARLA), comes(DAN), cannot(ANNA)).step('1B.1').status.kind).toBe('aaben'); // Gry is asked
  });

  it.each([
    ['has said no', cannot(DAN)],
    ['was rung in vain', met(EVA, DAN, 'intet-svar')],
  ])('are ticked with the role that nobody comes for when everybody who could be alarmed for it %s', (_, last) => {
    const given = allButDan().and(last);
    expect(given.step('1B.1').status).toMatchObject({ kind: 'udfoert', bemaerkning: 'Ubesat: bemandingsansvarlig' });
    expect(toLogLine(given.lines.at(-1)!, PUBLISHED).indhold).toMatch(/^1B\.3 udført ved linje \d+: .+ \(Ubesat: bemandingsansvarlig\)$/);
  });

  it('are not ticked when nobody at all comes', () => {
    expect(alarmed().and(cannot(BENT), cannot(CARLA), cannot(DAN), cannot(ANNA), cannot(GRY)).step('1B.1').status.kind).toBe('aaben');
  });

  it('that somebody has ticked already are left alone', () => {
    allButDan().and(EVA.completes('1B.2')).when(comes(DAN)).then({ type: 'AlarmAnswered' }, { type: 'StepCompleted', nummer: '1B.1' }, { type: 'StepCompleted', nummer: '1B.3' });
  });
});

describe('a vacant role', () => {
  const NOBODY = { kriseleder: { holder: ANNA.ref, deputies: [GRY.ref] }, logfoerer: { deputies: [] }, procesansvarlig: { holder: CARLA.ref, deputies: [] }, bemandingsansvarlig: { holder: DAN.ref, deputies: [] } };
  const vacant = () => new Given(PUBLISHED, []).and(opened({ aabning: OPEN, roller: NOBODY }), untilTheHours(), decidedYes());

  it('stands in the alarm and in its line', () => {
    expect(vacant().state.alarm).toMatchObject({ ubesatte: ['logfoerer'], alarmerede: [{ person: ANNA.ref }, { person: CARLA.ref }, { person: DAN.ref }] });
    const raised = vacant().lines.find(({ event }) => event.type === 'AlarmRaised');
    expect(toLogLine(raised!, PUBLISHED).indhold).toMatch(/ Ubesat: logfører\.$/);
  });

  it('does not keep 1B open: the tick says that it is vacant', () => {
    const given = vacant().and(comes(ANNA), comes(CARLA), comes(DAN));
    expect(given.step('1B.1').status).toMatchObject({ kind: 'udfoert', henvisning: given.state.alarm?.nr, bemaerkning: 'Ubesat: logfører' });
  });

  it('that is given to somebody alarms them, and 1B waits for their answer', () => {
    const filled = vacant().and(comes(ANNA), comes(CARLA)).when(EVA.handsOver('logfoerer', HANS).at('14.02'));
    filled.then({ type: 'RoleHandedOver', rolle: 'logfoerer', til: HANS.ref }, { type: 'AlarmPassedOn', roller: ['logfoerer'], til: HANS.ref, hvorfor: 'overdraget', svarfrist: instant('14.07') }, { type: 'MoedeChanged' });
    expect(filled.and.and(comes(DAN)).step('1B.1').status.kind).toBe('aaben');
    expect(filled.and.and(comes(DAN), comes(HANS)).step('1B.1').status).toMatchObject({ kind: 'udfoert', bemaerkning: undefined });
  });
});

describe('a role that is handed over after the alarm', () => {
  it('alarms whoever has it now, and no longer waits for the one who had it', () => {
    const given = alarmed().and(comes(ANNA), comes(CARLA), comes(DAN));
    given.when(EVA.handsOver('logfoerer', HANS)).then({ type: 'RoleHandedOver' }, { type: 'AlarmPassedOn', fra: BENT.ref, til: HANS.ref, hvorfor: 'overdraget' }, { type: 'MoedeChanged' });
    const after = given.and(EVA.handsOver('logfoerer', HANS));
    expect(after.state.alarm?.alarmerede.find(({ person }) => person.id === 'bent')?.videre).toEqual([{ rolle: 'logfoerer', til: HANS.ref }]);
    const line = after.lines.find(({ event }) => event.type === 'AlarmPassedOn');
    expect(toLogLine(line!, PUBLISHED).indhold).toBe('Hans Ørum har fået en rolle og er alarmeret');
  });

  it('alarms nobody when somebody is on the way for it, when it is the receiver’s, or when the alarm is off', () => {
    const rest = (given: Given, act: Act) => given.when(act).lines.map(({ event }) => event.type);
    expect(rest(alarmed().and(comes(BENT)), EVA.handsOver('logfoerer', HANS))).not.toContain('AlarmPassedOn');
    expect(rest(alarmed(), EVA.handsOver('modtager', HANS))).not.toContain('AlarmPassedOn');
    expect(rest(alarmed().and(callsOff()), EVA.handsOver('logfoerer', HANS))).not.toContain('AlarmPassedOn');
  });

  it('alarms nobody twice', () => {
    const { lines } = alarmed().and(ticks().at('14.05')).when(EVA.handsOver('kriseleder', GRY).at('14.06'));
    expect(lines.map(({ event }) => event.type)).not.toContain('AlarmPassedOn');
  });
});

describe('what could not be delivered personally', () => {
  const notReached = (who: Person) => BOT.does({ type: 'recordAlarmNotReached', person: who.ref });

  it('is written down as what it was', () => {
    alarmed().when(notReached(ANNA)).then({ type: 'AlarmNotReached', person: ANNA.ref, besked: 'alarm' });
    alarmed().when(notReached(GRY)).then({ type: 'AlarmNotReached', person: GRY.ref, besked: 'hold-klar' });
    alarmed().and(comes(ANNA)).when(notReached(GRY)).then({ type: 'AlarmNotReached', besked: 'ikke-brug-for' });
    alarmed().and(callsOff()).when(notReached(GRY)).then({ type: 'AlarmNotReached', besked: 'afblaest' });
  });

  it('is written down once', () => {
    alarmed().and(notReached(ANNA)).when(notReached(ANNA)).thenRejected('uaendret', 'Det er allerede skrevet ned.');
  });

  it('whoever never heard of the alarm need not hear that it is off; whoever said in the telephone that they come does', () => {
    alarmed().and(notReached(BENT), callsOff()).when(notReached(BENT)).thenRejected('uaendret', 'Det er allerede skrevet ned.');
    alarmed().and(notReached(BENT), met(EVA, BENT, 'paa-vej'), callsOff()).when(notReached(BENT)).then({ type: 'AlarmNotReached', besked: 'afblaest' });
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

  it('nobody is rung whose role has somebody else on the way', () => {
    expect(queue(alarmed().and(met(EVA, ANNA, 'intet-svar'), comes(GRY)), EVA)).toEqual(['bent', 'carla', 'dan']);
  });

  it('an answer in the telephone is an answer, and says so', () => {
    alarmed().when(met(EVA, CARLA, 'kan-ikke')).then({ type: 'AlarmAnswered', iTelefonen: true, svar: 'kan-ikke' }, { type: 'AlarmPassedOn', fra: CARLA.ref });
  });
});
