import { everyImplementation, newIncident } from '../support/store/implementations';

const AT_0 = '2026-11-21T13:00:00.000Z';
const AT_5 = '2026-11-21T13:00:05.000Z';
const AT_10 = '2026-11-21T13:00:10.000Z';
const AT_20 = '2026-11-21T13:00:20.000Z';
const LANE = "19:æ/\\#?%'@thread.tacv2;messageid=17";

everyImplementation((the) => {
  const leases = () => the().store.leases;

  describe('a lease', () => {
    it('that nobody holds is given', async () => {
      expect(await leases().acquire(newIncident(), LANE, 'a', AT_0, AT_10)).toBe(true);
    });

    it('that somebody else holds is refused', async () => {
      const incident = newIncident();
      await leases().acquire(incident, LANE, 'a', AT_0, AT_10);
      expect(await leases().acquire(incident, LANE, 'b', AT_5, AT_20)).toBe(false);
      expect(await leases().acquire(incident, LANE, 'a', AT_5, AT_10)).toBe(true);
    });

    it('is renewed by its holder', async () => {
      const incident = newIncident();
      await leases().acquire(incident, LANE, 'a', AT_0, AT_5);
      expect(await leases().acquire(incident, LANE, 'a', AT_0, AT_20)).toBe(true);
      expect(await leases().acquire(incident, LANE, 'b', AT_10, AT_20)).toBe(false);
    });

    it('that has run out is taken over, at the very moment of its end', async () => {
      const incident = newIncident();
      await leases().acquire(incident, LANE, 'a', AT_0, AT_10);
      expect(await leases().acquire(incident, LANE, 'b', AT_10, AT_20)).toBe(true);
      expect(await leases().acquire(incident, LANE, 'a', AT_10, AT_20)).toBe(false);
    });

    it('is taken over by one of many that try at once', async () => {
      const incident = newIncident();
      await leases().acquire(incident, LANE, 'a', AT_0, AT_5);
      const results = await Promise.all(['b', 'c', 'd', 'e', 'f'].map((owner) => leases().acquire(incident, LANE, owner, AT_10, AT_20)));
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    it('is given to one of many that try at once', async () => {
      const incident = newIncident();
      const results = await Promise.all(['b', 'c', 'd', 'e', 'f'].map((owner) => leases().acquire(incident, LANE, owner, AT_0, AT_10)));
      expect(results.filter(Boolean)).toHaveLength(1);
    });

    it('that its holder gives back is free', async () => {
      const incident = newIncident();
      await leases().acquire(incident, LANE, 'a', AT_0, AT_20);
      await leases().release(incident, LANE, 'a');
      expect(await leases().acquire(incident, LANE, 'b', AT_5, AT_20)).toBe(true);
    });

    it('is not given back by anybody else', async () => {
      const incident = newIncident();
      await leases().acquire(incident, LANE, 'a', AT_0, AT_20);
      await leases().release(incident, LANE, 'b');
      expect(await leases().acquire(incident, LANE, 'b', AT_5, AT_20)).toBe(false);
    });

    it('that nobody holds can be given back', async () => {
      await expect(leases().release(newIncident(), LANE, 'a')).resolves.toBeUndefined();
    });

    it('holds for one lane of one incident', async () => {
      const incident = newIncident();
      await leases().acquire(incident, LANE, 'a', AT_0, AT_20);
      expect(await leases().acquire(incident, `${LANE}8`, 'b', AT_5, AT_20)).toBe(true);
      expect(await leases().acquire(newIncident(), LANE, 'b', AT_5, AT_20)).toBe(true);
    });
  });
});
