import { everyImplementation, newIncident } from '../support/store/implementations';

const CHANNEL = { conversation: "19:krisestab'æøå@thread.tacv2", serviceUrl: 'https://smba.example.org/emea/' };

everyImplementation((the) => {
  const index = () => the().store.index;

  describe('the index of incidents', () => {
    it('gives each incident the next number', async () => {
      const first = await index().reserve(newIncident(), 'Brand i arkivet', CHANNEL);
      const second = await index().reserve(newIncident(), 'Strømsvigt', CHANNEL);
      expect(first).toMatchObject({ kortNavn: 'Brand i arkivet', channel: CHANNEL, status: 'reserved' });
      expect(second.nr).toBe(first.nr + 1);
    });

    it('gives the same incident the same number however often it is asked', async () => {
      const id = newIncident();
      const first = await index().reserve(id, 'Brand', CHANNEL);
      expect(await index().reserve(id, 'Brand', CHANNEL)).toEqual(first);
      const next = await index().reserve(newIncident(), 'Andet', CHANNEL);
      expect(next.nr).toBe(first.nr + 1);
    });

    it('gives no number twice, and leaves none out, when many ask at once', async () => {
      const before = Math.max(0, ...(await index().all()).map((row) => row.nr));
      const rows = await Promise.all(Array.from({ length: 10 }, () => index().reserve(newIncident(), 'Øvelse', CHANNEL)));
      expect(rows.map((row) => row.nr).sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, count) => before + 1 + count));
    });

    it('gives one number when the same incident is asked for many times at once', async () => {
      const id = newIncident();
      const rows = await Promise.all(Array.from({ length: 6 }, () => index().reserve(id, 'Øvelse', CHANNEL)));
      expect(new Set(rows.map((row) => row.nr)).size).toBe(1);
    });

    it('keeps what is open', async () => {
      const id = newIncident();
      const reserved = await index().reserve(id, 'Brand', CHANNEL);
      await index().markOpen(id);
      await index().markOpen(id);
      expect((await index().all()).find((row) => row.id === id)).toEqual({ ...reserved, status: 'open' });
      expect(await index().reserve(id, 'Brand', CHANNEL)).toEqual({ ...reserved, status: 'open' });
    });

    it('does not open what it does not know', async () => {
      await expect(index().markOpen(newIncident())).rejects.toThrow(/not in the index/);
    });

    it('lists all in the order of their numbers, whatever their ids', async () => {
      const ids = ["z'/æ", 'a', '%25', 'Ø#?'].map((odd) => `${newIncident()}${odd}`);
      for (const id of ids) await index().reserve(id, 'Øvelse', CHANNEL);
      const all = await index().all();
      expect(all.slice(-4).map((row) => row.id)).toEqual(ids);
      expect(all.map((row) => row.nr)).toEqual([...all.map((row) => row.nr)].sort((a, b) => a - b));
    });
  });
});
