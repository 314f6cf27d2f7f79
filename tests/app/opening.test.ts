import type { OpeningRequest } from '../../src/app/opening';
import { actorById } from '../../src/app/roster';
import { StoreUnavailable } from '../../src/app/ports';
import { EVA, HANS } from '../support/given';
import { CHANNEL, House, type Process, request, ROSTER, settle } from './house';

let house: House;
let process: Process;
beforeEach(async () => {
  house = await House.build();
  process = await house.process();
});

describe('opening an incident', () => {
  it('gives it the next number, the short name and everything that the roster says', async () => {
    const result = await process.opening.open(request());
    expect(result).toMatchObject({
      kind: 'committed', again: false,
      state: { nr: 1, kortNavn: 'Viborg: Telefonerne er nede', roller: { kriseleder: { holder: { id: 'anna', name: 'Anna Holm' }, deputies: [{ id: 'gry' }] }, modtager: { holder: EVA.ref } } },
    });
    expect((await process.opening.open({ ...request(), nonce: 'dialog-2' })).state.nr).toBe(2);
    expect((await house.store.index.all()).map(({ nr, status, kortNavn }) => [nr, status, kortNavn])).toEqual([
      [1, 'open', 'Viborg: Telefonerne er nede'], [2, 'open', 'Viborg: Telefonerne er nede'],
    ]);
  });

  it('by the same dialog sent twice opens one', async () => {
    const first = await process.opening.open(request());
    const again = await process.opening.open(request());
    expect(again).toMatchObject({ kind: 'committed', again: true, state: { nr: 1 } });
    expect(again.state.id).toBe(first.state.id);
    await settle();
    expect(await house.log(first.state.id)).toHaveLength(1);
    expect(house.teams.texts('thread')).toHaveLength(1);
  });

  it('by the same dialog at once in two processes opens one', async () => {
    const other = await house.process('to');
    const results = await Promise.all([process.opening.open(request()), other.opening.open(request()), process.opening.open(request())]);
    expect(results.map((result) => [result.kind, result.state.nr])).toEqual([['committed', 1], ['committed', 1], ['committed', 1]]);
    expect(await house.store.index.all()).toHaveLength(1);
    expect(await house.log(results[0].state.id)).toHaveLength(1);
  });

  it.each([
    ['says nothing', { beskrivelse: '  ' }, 'mangler-beskrivelse'],
    ['names no authority', { myndigheder: [] }, 'mangler-myndighed'],
    ['comes from one who may not', { actor: actorById(ROSTER, HANS) }, 'ingen-ret'],
  ])('that %s is refused and costs no number', async (_, particulars, code) => {
    expect(await process.opening.open({ ...request(), ...particulars })).toMatchObject({ kind: 'rejected', code });
    expect(await house.store.index.all()).toEqual([]);
  });

  it('stores no CPR number, neither in the log nor beside it', async () => {
    const { state } = await process.opening.open({ ...request(), beskrivelse: 'Borger 010190-1234 mangler', kontaktperson: { navn: 'Ole 010190-1234', telefon: '', email: '' } });
    const stored = JSON.stringify([await house.store.events.readLines(state.id, 0), await house.store.contacts.contacts(state.id), await house.store.index.all()]);
    expect(stored).toContain('Borger [CPR-nummer fjernet] mangler');
    expect(stored).not.toContain('1234');
  });

  it('asks the list of kommuner which of several authorities are members, unless somebody says so', async () => {
    await house.store.roster.save({ ...ROSTER, kommunekontakter: [{ kommune: 'Viborg', primary: 'hans' }] });
    await process.roster.refresh();
    const members = async (medlem: OpeningRequest['medlem'], nonce: string) =>
      (await process.opening.open({ ...request(), nonce, medlem, myndigheder: ['Viborg Kommune', 'Region Midt'], alligevel: true })).state.myndigheder.map((one) => one.medlem);
    expect(await members('liste', 'a')).toEqual([true, false]);
    expect(await members('ja', 'b')).toEqual([true, true]);
    expect(await members('nej', 'c')).toEqual([false, false]);
  });

  it('keeps the contact person’s phone and address beside the log, never in it', async () => {
    const { state } = await process.opening.open({ ...request(), kontaktperson: { navn: ' Ole Vind ', telefon: '+45 12 34 56 78', email: 'ole@viborg.example' } });
    expect(state.myndigheder).toEqual([{ navn: 'Viborg', medlem: true, kontaktperson: { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' } }]);
    expect(await house.store.contacts.contacts(state.id)).toEqual([{ id: 'kp:Viborg:Ole Vind', name: 'Ole Vind', phone: '+45 12 34 56 78', email: 'ole@viborg.example' }]);
    const stored = JSON.stringify([await house.store.events.readLines(state.id, 0), await house.store.outbox.pending(state.id), await house.store.index.all()]);
    expect(stored).not.toContain('12 34 56 78');
    expect(stored).not.toContain('ole@viborg.example');
  });

  it('is marked as an exercise where it is one', async () => {
    await process.opening.open({ ...request(), oevelse: true });
    await settle();
    expect(house.teams.texts('thread')).toEqual(['ØVELSE · Hændelse 1 · Viborg: Telefonerne er nede']);
  });

  describe('for a myndighed that one has been opened for', () => {
    const asked = (particulars: Partial<OpeningRequest> = {}) => process.opening.open({ ...request(), nonce: 'dialog-2', alligevel: false, ...particulars });
    beforeEach(() => house.open(process));

    it.each([['Viborg'], ['viborg kommune'], [' VIBORG  Kommune']])('("%s") opens nothing and names the earlier one', async (navn) => {
      expect(await asked({ myndigheder: ['Skive', navn] })).toMatchObject({ kind: 'alreadyOpened', state: { nr: 1, openedBy: EVA.ref } });
      expect(await house.store.index.all()).toHaveLength(1);
    });

    it('by another process is noticed too', async () => {
      await house.open(await house.process('to'), { nonce: 'x', myndigheder: ['Skive'] });
      expect(await asked({ myndigheder: ['Skive Kommune'] })).toMatchObject({ kind: 'alreadyOpened', state: { nr: 2 } });
    });

    it.each([
      ['it is said so', { alligevel: true }],
      ['it is another one', { myndigheder: ['Viborgs Vandværk'] }],
      ['it is an exercise and the other is not', { oevelse: true }],
    ])('opens it when %s', async (_, particulars) => {
      expect((await asked(particulars)).kind).toBe('committed');
    });

    it('asks for 24 hours', async () => {
      await house.time.pass(23.9 * 3_600_000);
      expect((await asked()).kind).toBe('alreadyOpened');
      await house.time.pass(0.2 * 3_600_000);
      expect((await asked()).kind).toBe('committed');
    });

    it('asks after it was closed too, and not when the very form that opened it comes again', async () => {
      const [row] = process.directory.all();
      await house.does(process, row!.id, EVA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'forkert' }));
      expect(await asked()).toMatchObject({ kind: 'alreadyOpened', state: { phase: 'lukket' } });
      expect(await process.opening.open({ ...request(), alligevel: false })).toMatchObject({ kind: 'committed', again: true });
    });
  });

  it('by a form that comes again after the closing does not open it again', async () => {
    const incident = await house.open(process);
    await house.does(process, incident, EVA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'forkert' }));
    await process.directory.closed((await process.directory.find(incident))!, '2026-11-21T15:00:00.000Z', 'oprettet ved fejl');
    expect(await process.opening.open(request())).toMatchObject({ kind: 'committed', again: true, state: { phase: 'lukket' } });
    expect((await house.store.index.all())[0]?.status).toBe('lukket');
  });

  it('keeps where its threads are to stand', async () => {
    const { state } = await process.opening.open(request());
    expect((await process.directory.find(state.id))?.channel).toEqual(CHANNEL);
  });

  it('is stored when it says so, though the index could not be marked any more', async () => {
    house.store.index.markOpen = () => Promise.reject(new StoreUnavailable('markOpen', undefined));
    expect(await process.opening.open(request())).toMatchObject({ kind: 'committed', state: { nr: 1 } });
    expect(process.directory.open()).toHaveLength(1);
  });

  it('is not claimed when the stream could not be written, and the dialog can be sent again', async () => {
    const { append } = house.store.events;
    house.store.events.append = () => Promise.reject(new StoreUnavailable('append', undefined));
    await expect(process.opening.open(request())).rejects.toBeInstanceOf(StoreUnavailable);
    house.store.events.append = append;
    expect(process.directory.open()).toEqual([]);
    expect(await process.opening.open(request())).toMatchObject({ kind: 'committed', state: { nr: 1 } });
  });
});
