import { agrees, proposes, untilTheHours, YES } from '../support/activation';
import { ANNA, BENT, CARLA, DAN, EVA, FINN, GRY, type Act } from '../support/given';
import { House, never, notFound, type Process } from './house';

/**
 * Anna, Bent, Carla and Dan hold the roles and have each a copy of the alarm card in their own chat; Gry is Anna's
 * deputy. The sweep looks every ten seconds.
 */
let house: House;
let process: Process;
let incident: string;

beforeEach(async () => {
  house = await House.build();
  process = await house.process();
  incident = await house.open(process, { modtagelse: { fra: 'Vagtchefen', tidspunkt: '2026-11-20T10:00:00.000Z' } });
  process.sweep.start();
  const meeting = { ...YES, aktivering: { ...YES.aktivering!, moede: '2026-11-21T13:45:00.000Z' } };
  for (const act of [...untilTheHours(), proposes(ANNA, 'aktivering', meeting), agrees(EVA), agrees(ANNA), agrees(FINN), agrees(GRY)])
    await does(act);
  await house.time.pass(5000);
  forget();
});

const does = async (act: Act, by = process) => {
  const result = await house.does(by, incident, act);
  if (result.kind === 'rejected') throw new Error(result.sentence);
};
const forget = () => {
  house.teams.posts.length = 0;
  house.teams.attempts.length = 0;
};
const CHAT = {
  anna: 'personlig:aad-anna',
  bent: 'personlig:aad-bent',
  carla: 'personlig:aad-carla',
  dan: 'personlig:aad-dan',
  gry: 'personlig:aad-gry',
};
const redrawn = () =>
  house.teams.posts.filter(({ kind, card }) => kind === 'update' && card.startsWith('ALARM')).map(({ conversation }) => conversation);
const inChannel = (conversation: string) => !conversation.startsWith('personlig:');
const comes = (who: typeof ANNA) => who.does({ type: 'answerAlarm', svar: 'paa-vej' });
const cannot = (who: typeof ANNA) => who.does({ type: 'answerAlarm', svar: 'kan-ikke' });

describe('whoever phones and orients', () => {
  it('is told that a deputy was alarmed, also when the receiver has been handed over meanwhile', async () => {
    await does(EVA.does({ type: 'handOverRole', rolle: 'modtager', til: FINN.ref }));
    await house.time.pass(320_000);
    const told = house.teams.posts.find(({ text }) => text.startsWith('Stedfortræder alarmeret: Gry Lund'))?.text ?? '';
    expect(told).toContain('<at>Finn Aa</at>');
    expect(told).not.toContain('Eva Skov');
    const nobody = house.teams.posts.filter(({ text }) => text.startsWith('⚠ Ingen at alarmere')).map(({ text }) => text);
    expect(nobody.length).toBeGreaterThan(0);
    for (const text of nobody) expect(text).toContain('<at>Finn Aa</at>');
  });
});

describe('"Bo ringer nu"', () => {
  it('goes from the posted card by itself when the time that keeps others away is over', async () => {
    await does(EVA.does({ type: 'startCall', person: BENT.ref }));
    await house.time.pass(5000);
    expect(redrawn().filter(inChannel)).toHaveLength(1);
    forget();
    await house.time.pass(160_000);
    expect(redrawn()).toEqual([]);
    await house.time.pass(30_000);
    expect(redrawn().filter(inChannel)).toHaveLength(1);
    expect((await house.log(incident)).filter(({ event }) => event.type === 'AlarmCallStarted')).toHaveLength(1);
    forget();
    await house.time.pass(60_000);
    expect(redrawn()).toEqual([]);
  });
});

describe('one’s own copy of the alarm', () => {
  it('shows what was answered in the channel, in every chat', async () => {
    await does(comes(BENT));
    await house.time.pass(5000);
    expect(redrawn().toSorted()).toEqual(expect.arrayContaining([CHAT.anna, CHAT.bent, CHAT.carla, CHAT.dan]));
  });

  it('is redrawn once for answers that come within a second', async () => {
    for (const who of [BENT, CARLA, DAN]) await does(comes(who));
    await house.time.pass(5000);
    expect(redrawn().filter((chat) => chat === CHAT.anna)).toHaveLength(1);
  });

  it('comes to the deputy who takes over, and shows it to the one who could not', async () => {
    await does(cannot(ANNA));
    await house.time.pass(5000);
    expect(
      house.teams.posts.filter(({ kind, card, conversation }) => kind === 'reply' && card.startsWith('ALARM') && conversation === CHAT.gry),
    ).toHaveLength(1);
    expect(redrawn()).toContain(CHAT.anna);
  });

  it('loses its buttons when the alarm is called off', async () => {
    await does(ANNA.does({ type: 'callOffAlarm', begrundelse: 'Falsk alarm' }));
    await house.time.pass(5000);
    expect(redrawn()).toEqual(expect.arrayContaining([CHAT.anna, CHAT.bent, CHAT.carla, CHAT.dan]));
  });

  it.each([
    ['403', never, 1],
    ['404', notFound, 3],
  ])('that Teams refuses (%s) is given up until the next change, and keeps no other waiting', async (_, refusal, tries) => {
    house.teams.fail = ({ kind, conversation }) => kind === 'update' && conversation === CHAT.carla && refusal();
    const attempts = () => house.teams.attempts.filter(({ kind, conversation }) => kind === 'update' && conversation === CHAT.carla);
    await does(comes(BENT));
    await house.time.pass(3000);
    expect(redrawn()).toEqual(expect.arrayContaining([CHAT.anna, CHAT.bent, CHAT.dan]));
    await house.time.pass(600_000);
    const first = attempts().length;
    expect(first).toBeGreaterThanOrEqual(tries);
    await house.time.pass(600_000);
    expect(attempts()).toHaveLength(first);
    house.teams.fail = () => undefined;
    forget();
    await does(comes(DAN));
    await house.time.pass(5000);
    expect(redrawn()).toContain(CHAT.carla);
  });

  it('that can never be redrawn does not keep a closed incident from being put away', async () => {
    house.teams.fail = ({ kind, conversation }) => kind === 'update' && conversation === CHAT.carla && never();
    await does(ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Vi trykkede forkert' }));
    await house.time.pass(60_000);
    expect((await house.store.index.all()).map(({ status }) => status)).toEqual(['lukket']);
  });

  it('is redrawn by another process when the one that was pressed died', async () => {
    process.kill();
    const other = await house.process('to', { cards: false });
    await does(comes(BENT), other);
    const third = await house.process('tre');
    third.sweep.start();
    await house.time.pass(15_000);
    expect(redrawn()).toContain(CHAT.anna);
  });
});
