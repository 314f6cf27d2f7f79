import { everyImplementation, newIncident } from '../support/store/implementations';

const CHANNEL = { conversation: "19:krisestab'æøå@thread.tacv2", serviceUrl: 'https://smba.example.org/emea/' };

const about = (kortNavn: string) => ({ kortNavn, channel: CHANNEL, oevelse: false, aabnet: '2026-11-21T13:05:00.000Z' });

everyImplementation((the) => {
  const index = () => the().store.index;

  describe('the index of incidents', () => {
    it('gives each incident the next number', async () => {
      const first = await index().reserve(newIncident(), about('Brand i arkivet'));
      const second = await index().reserve(newIncident(), about('Strømsvigt'));
      expect(first).toMatchObject({ kortNavn: 'Brand i arkivet', channel: CHANNEL, status: 'reserved' });
      expect(second.nr).toBe(first.nr + 1);
    });

    it('gives the same incident the same number however often it is asked', async () => {
      const id = newIncident();
      const first = await index().reserve(id, about('Brand'));
      expect(await index().reserve(id, about('Brand'))).toEqual(first);
      const next = await index().reserve(newIncident(), about('Andet'));
      expect(next.nr).toBe(first.nr + 1);
    });

    it('gives no number twice, and leaves none out, when many ask at once', async () => {
      const before = Math.max(0, ...(await index().all()).map((row) => row.nr));
      const rows = await Promise.all(Array.from({ length: 10 }, () => index().reserve(newIncident(), about('Øvelse'))));
      expect(rows.map((row) => row.nr).sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, count) => before + 1 + count));
    });

    it('gives one number when the same incident is asked for many times at once', async () => {
      const id = newIncident();
      const rows = await Promise.all(Array.from({ length: 6 }, () => index().reserve(id, about('Øvelse'))));
      expect(new Set(rows.map((row) => row.nr)).size).toBe(1);
    });

    it('keeps what is open', async () => {
      const id = newIncident();
      const reserved = await index().reserve(id, about('Brand'));
      await index().markOpen(id);
      await index().markOpen(id);
      expect((await index().all()).find((row) => row.id === id)).toEqual({ ...reserved, status: 'open' });
      expect(await index().reserve(id, about('Brand'))).toEqual({ ...reserved, status: 'open' });
    });

    it('keeps what is closed, when it was, and why', async () => {
      const id = newIncident();
      const reserved = await index().reserve(id, about('Brand'));
      await index().markOpen(id);
      for (const lukket of ['2026-11-21T15:00:00.000Z', '2026-11-21T15:00:00.000Z']) await index().markClosed(id, lukket, 'oprettet ved fejl');
      const closed = { ...reserved, status: 'lukket', lukket: '2026-11-21T15:00:00.000Z', lukketHvorfor: 'oprettet ved fejl' };
      expect((await index().all()).find((row) => row.id === id)).toEqual(closed);
      expect(await index().reserve(id, about('Brand'))).toEqual(closed);
    });

    it('neither opens nor closes what it does not know', async () => {
      await expect(index().markOpen(newIncident())).rejects.toThrow(/not in the index/);
      await expect(index().markClosed(newIncident(), '2026-11-21T15:00:00.000Z', 'x')).rejects.toThrow(/not in the index/);
    });

    it('has another version after every change, and the same one as long as there is none', async () => {
      const id = newIncident();
      const versions = [await index().version()];
      for (const change of [() => index().reserve(id, about('Brand')), () => index().markOpen(id), () => index().markClosed(id, '2026-11-21T15:00:00.000Z', 'x')]) {
        await change();
        versions.push(await index().version());
      }
      expect(new Set(versions).size).toBe(4);
      await index().reserve(id, about('Brand'));
      expect(await index().version()).toBe(versions.at(-1));
    });

    it('goes on counting while others are marked', async () => {
      const id = newIncident();
      await index().reserve(id, about('Brand'));
      const work = Array.from({ length: 6 }, () => [index().reserve(newIncident(), about('Øvelse')), index().markOpen(id)]).flat();
      await Promise.all(work);
      const nrs = (await index().all()).map((row) => row.nr);
      expect(new Set(nrs).size).toBe(nrs.length);
    });

    it('lists all in the order of their numbers, whatever their ids', async () => {
      const ids = ["z'/æ", 'a', '%25', 'Ø#?'].map((odd) => `${newIncident()}${odd}`);
      for (const id of ids) await index().reserve(id, about('Øvelse'));
      const all = await index().all();
      expect(all.slice(-4).map((row) => row.id)).toEqual(ids);
      expect(all.map((row) => row.nr)).toEqual([...all.map((row) => row.nr)].sort((a, b) => a - b));
    });
  });
});
