import { EVA, FINN } from '../support/given';
import { House, later, request, settle } from './house';

let house: House;
beforeEach(async () => { house = await House.build(); });

const ready = async (name = 'ny') => {
  const process = await house.process(name);
  process.sweep.start();
  await settle();
  return process;
};

describe('a process that starts', () => {
  it('is ready when it has looked at every open incident', async () => {
    await house.open(await house.process());
    const next = await house.process('ny');
    expect(next.sweep.ready).toBe(false);
    next.sweep.start();
    await settle();
    expect(next.sweep.ready).toBe(true);
    expect(next.directory.open().map((row) => row.nr)).toEqual([1]);
  });

  it('is ready where there is nothing yet', async () => {
    expect((await ready()).sweep.ready).toBe(true);
  });

  it('brings out what a crash left in the outbox', async () => {
    const doomed = await house.process('dødsdømt');
    const incident = await house.open(doomed);
    house.teams.fail = () => later(5000);
    await house.does(doomed, incident, EVA.starts(1));
    await settle();
    doomed.kill();
    house.teams.fail = () => undefined;
    await ready();
    await house.time.pass(30_000);
    expect(house.teams.texts('thread')).toEqual(['Hændelse 1 · Viborg: Telefonerne er nede', 'Instruks 1 · Aktivering af krisestaben · hændelse 1']);
    expect(await house.pending(incident)).toEqual([]);
  });

  it('brings the cards up to date', async () => {
    const doomed = await house.process('dødsdømt');
    const incident = await house.open(doomed);
    await house.does(doomed, incident, EVA.starts(1));
    await house.time.pass(5000);
    await house.does(doomed, incident, EVA.decides('1A.1', { valg: 'ja' }));
    doomed.kill();
    house.teams.posts.length = 0;
    await ready();
    await house.time.pass(3000);
    expect(house.teams.texts('update')).toContain('Instruks 1 · Aktivering af krisestaben · hændelse 1');
  });

  it('marks open what was reserved when the process died that opened it', async () => {
    const doomed = await house.process('dødsdømt');
    const { markOpen } = house.store.index;
    house.store.index.markOpen = () => new Promise(() => undefined);
    void doomed.opening.open(request());
    await settle();
    house.store.index.markOpen = markOpen;
    doomed.kill();
    expect((await house.store.index.all()).map((row) => row.status)).toEqual(['reserved']);
    const next = await ready();
    expect(next.directory.open().map((row) => row.nr)).toEqual([1]);
    expect((await house.store.index.all()).map((row) => row.status)).toEqual(['open']);
    await house.time.pass(30_000);
    expect(house.teams.texts('thread')).toHaveLength(1);
  });

  it('leaves a number alone that was reserved and never used', async () => {
    await house.store.index.reserve('h-aldrig', { kortNavn: 'Aldrig åbnet', channel: request().channel, oevelse: false, aabnet: '2026-11-21T13:00:00.000Z' });
    const next = await ready();
    expect(next.directory.open()).toEqual([]);
    expect(next.sweep.ready).toBe(true);
  });
});

describe('an incident that was closed', () => {
  const close = EVA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'forkert' });

  it('is looked after until its cards say so, and then no more', async () => {
    const process = await ready('en');
    const incident = await house.open(process);
    house.teams.fail = ({ kind }) => kind === 'update' && later(15_000);
    await house.does(process, incident, close);
    await house.time.pass(11_000);
    expect((await house.store.index.all())[0]?.status).toBe('open');
    house.teams.fail = () => undefined;
    await house.time.pass(30_000);
    expect(house.teams.texts('update')).toEqual(['Hændelse 1 · Viborg: Telefonerne er nede']);
    expect((await house.store.index.all())[0]).toMatchObject({ status: 'lukket', lukket: expect.any(String) as string });
    expect(process.directory.open()).toEqual([]);
  });

  it('by a process that died is seen through by the next one', async () => {
    const doomed = await house.process('dødsdømt');
    const incident = await house.open(doomed);
    await house.does(doomed, incident, close);
    doomed.kill();
    house.teams.posts.length = 0;
    const next = await ready();
    await house.time.pass(30_000);
    expect(house.teams.texts('update')).toEqual(['Hændelse 1 · Viborg: Telefonerne er nede']);
    expect(house.teams.texts('reply')).toEqual(['■ Hændelse 1 er lukket: oprettet ved fejl.']);
    expect((await house.store.index.all())[0]?.status).toBe('lukket');
    expect(next.directory.open()).toEqual([]);
    expect(next.sweep.ready).toBe(true);
  });
});

describe('every ten seconds', () => {
  it('it finds the incidents and roster lines that another process wrote', async () => {
    const one = await ready('en');
    const other = await house.process('to');
    await house.open(other);
    expect(one.directory.open()).toEqual([]);
    await house.store.roster.save({ ...one.roster.current(), adresser: { sg: 'sg@example.org' } });
    await house.time.pass(10_000);
    expect(one.directory.open().map((row) => row.nr)).toEqual([1]);
    expect(one.roster.current().adresser).toEqual({ sg: 'sg@example.org' });
  });

  it('it goes on after the store was away', async () => {
    await house.open(await house.process());
    house.store.faults.down();
    const next = await house.process('ny').catch(() => undefined);
    expect(next).toBeUndefined();
    house.store.faults.heal();
    const patient = await house.process('ny');
    house.store.faults.down();
    patient.sweep.start();
    await settle();
    expect(patient.sweep.ready).toBe(false);
    house.store.faults.heal();
    await house.time.pass(10_000);
    expect(patient.sweep.ready).toBe(true);
  });

  it('one incident that cannot be read keeps no other waiting, and the process is not ready', async () => {
    const doomed = await house.process('dødsdømt');
    const broken = await house.open(doomed, { nonce: 'a' });
    const whole = await house.open(doomed, { nonce: 'b' });
    house.teams.fail = () => later(1000);
    await house.does(doomed, whole, EVA.starts(1));
    await settle();
    doomed.kill();
    house.teams.fail = () => undefined;
    const { readLines } = house.store.events;
    house.store.events.readLines = (incident, after) => (incident === broken ? Promise.reject(new Error('not to be read')) : readLines(incident, after));
    const next = await ready();
    await house.time.pass(30_000);
    expect(house.teams.texts('reply')).toEqual(['Der åbnes en hændelse mere. Hændelse 2: Viborg: Telefonerne er nede. Skriv i tråden til den hændelse, du mener.', 'Din tur: 1A Beslutning om aktivering']);
    expect(next.sweep.ready).toBe(false);
    house.store.events.readLines = readLines;
    await house.time.pass(10_000);
    expect(next.sweep.ready).toBe(true);
  });

  it('it stops when it is told to', async () => {
    const process = await ready();
    await process.sweep.stop();
    const waiting = house.time.waiting;
    const incident = await house.open(await house.process('to'));
    await house.does(await house.process('to'), incident, EVA.gives('1A.1', FINN)).catch(() => undefined);
    await house.time.pass(60_000);
    expect(process.directory.open()).toEqual([]);
    expect(waiting).toBe(0);
  });
});
