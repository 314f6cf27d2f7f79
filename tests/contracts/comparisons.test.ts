import { everyImplementation, newIncident } from '../support/store/implementations';

everyImplementation((the) => {
  describe('comparisons', () => {
    it('keeps how far an incident has been compared', async () => {
      const { comparisons } = the().store;
      const [one, other] = [newIncident(), newIncident()];
      expect(await comparisons.comparedUntil(one)).toBeUndefined();
      await comparisons.saveComparedUntil(one, '2026-11-21T13:00:00.000Z');
      await comparisons.saveComparedUntil(one, '2026-11-21T14:00:00.000Z');
      expect(await comparisons.comparedUntil(one)).toBe('2026-11-21T14:00:00.000Z');
      expect(await comparisons.comparedUntil(other)).toBeUndefined();
    });

    it('keeps absences until they are told, oldest first; one that is noticed twice counts once', async () => {
      const { comparisons } = the().store;
      const incident = newIncident();
      const early = { fra: '2026-11-21T13:00:00.000Z', til: '2026-11-21T13:10:00.000Z' };
      const late = { fra: '2026-11-21T15:00:00.000Z', til: '2026-11-21T15:10:00.000Z' };
      await comparisons.addAbsence(incident, late);
      await comparisons.addAbsence(incident, { ...early, til: '2026-11-21T13:09:59.000Z' });
      await comparisons.addAbsence(incident, early);
      expect(await comparisons.absences(incident)).toEqual([early, late]);
      await comparisons.removeAbsence(incident, early);
      await comparisons.removeAbsence(incident, early);
      expect(await comparisons.absences(incident)).toEqual([late]);
      expect(await comparisons.absences(newIncident())).toEqual([]);
    });

    it('the rows beside a stream are no lines of it', async () => {
      const { comparisons, events, cardRows, outbox } = the().store;
      const incident = newIncident();
      await comparisons.addAbsence(incident, { fra: '2026-11-21T13:00:00.000Z', til: '2026-11-21T13:10:00.000Z' });
      await comparisons.saveComparedUntil(incident, '2026-11-21T13:00:00.000Z');
      expect([await events.readLines(incident, 0), await cardRows.cards(incident), await outbox.pending(incident)]).toEqual([[], [], []]);
    });
  });

  it('the heartbeat is the last one that was given', async () => {
    const { heartbeat } = the().store;
    await heartbeat.beat('2026-11-21T13:00:00.000Z');
    await heartbeat.beat('2026-11-21T13:01:00.000Z');
    expect(await heartbeat.last()).toBe('2026-11-21T13:01:00.000Z');
  });
});
