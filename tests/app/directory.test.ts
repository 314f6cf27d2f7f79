import { CHANNEL, House, type Process, request } from './house';

let house: House;
let process: Process;
beforeEach(async () => {
  house = await House.build();
  process = await house.process();
});

describe('the incidents', () => {
  it('are listed by number, the reserved ones not among them', async () => {
    await house.open(process, { nonce: 'a' });
    await house.store.index.reserve('h-reserveret', { kortNavn: 'Ikke åbnet', channel: CHANNEL, oevelse: false, aabnet: '2026-11-21T13:00:00.000Z' });
    await house.open(process, { nonce: 'b' });
    const fresh = (await house.process('to')).directory;
    await fresh.refresh();
    expect(fresh.open().map((row) => row.nr)).toEqual([1, 3]);
  });

  it('that another process opened are found when they are asked for', async () => {
    const incident = await house.open(await house.process('to'));
    expect(process.directory.open()).toEqual([]);
    expect((await process.directory.find(incident))?.nr).toBe(1);
    expect(await process.directory.find('h-findes-ikke')).toBeUndefined();
  });

  it('that are closed are none of the open ones, but are still known', async () => {
    const incident = await house.open(process);
    const row = await process.directory.find(incident);
    await process.directory.closed(row!, '2026-11-21T15:00:00.000Z', 'oprettet ved fejl');
    for (const { directory } of [process, await house.process('to')]) {
      expect((await directory.find(incident))?.status).toBe('lukket');
      expect(directory.open()).toEqual([]);
      expect(directory.all().map(({ nr, lukket, lukketHvorfor }) => [nr, lukket, lukketHvorfor])).toEqual([[1, '2026-11-21T15:00:00.000Z', 'oprettet ved fejl']]);
    }
  });

  it('whose number was reserved and whose stream is there are repaired', async () => {
    const { markOpen } = house.store.index;
    house.store.index.markOpen = () => Promise.resolve();
    await process.opening.open(request());
    house.store.index.markOpen = markOpen;
    const fresh = (await house.process('to')).directory;
    await fresh.refresh();
    expect(fresh.open().map((row) => row.nr)).toEqual([1]);
    expect((await house.store.index.all())[0]?.status).toBe('open');
  });
});

describe('the threads', () => {
  const row = { conversation: `${CHANNEL.conversation};messageid=1`, incident: 'h-1', card: 'instruks-2' };

  it('are known at once by the one who bound them, without reading', async () => {
    await process.directory.bindThread(row);
    house.store.faults.down();
    expect(await process.directory.thread(row.conversation)).toEqual(row);
  });

  it('are read once by the others', async () => {
    await process.directory.bindThread(row);
    const other = (await house.process('to')).directory;
    expect(await other.thread(row.conversation)).toEqual(row);
    house.store.faults.down();
    expect(await other.thread(row.conversation)).toEqual(row);
  });

  it('that are none of ours stay unknown, and are asked for again: they may be bound later', async () => {
    const other = (await house.process('to')).directory;
    expect(await other.thread(row.conversation)).toBeUndefined();
    await process.directory.bindThread(row);
    expect(await other.thread(row.conversation)).toEqual(row);
  });

  it('are not remembered when they could not be written', async () => {
    house.store.faults.down();
    await expect(process.directory.bindThread(row)).rejects.toThrow();
    house.store.faults.heal();
    expect(await process.directory.thread(row.conversation)).toBeUndefined();
  });
});

