import { dateAndTime, instantAt, isSkipped } from '../../src/domain/danishTime';

describe('a moment as a form asks for it', () => {
  it.each([
    ['2026-11-23T09:05:00.000Z', '2026-11-23', '10:05'],
    ['2026-07-01T21:30:00.000Z', '2026-07-01', '23:30'],
    ['2026-12-31T23:15:00.000Z', '2027-01-01', '00:15'],
  ])('%s is %s %s on Danish clocks, and back', (instant, dato, tid) => {
    expect(dateAndTime(instant)).toEqual({ dato, tid });
    expect(instantAt({ dato, tid })).toBe(instant);
  });

  it('is read with a full stop and without a leading zero too', () => {
    expect(instantAt({ dato: '2026-11-23', tid: '8.05' })).toBe('2026-11-23T07:05:00.000Z');
  });

  it('is the first of two in October', () => {
    expect(instantAt({ dato: '2026-10-25', tid: '02:30' })).toBe('2026-10-25T00:30:00.000Z');
  });

  it('is the one of two that is still to come, where it is to come', () => {
    expect(instantAt({ dato: '2026-10-25', tid: '02:30' }, '2026-10-24T20:00:00.000Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantAt({ dato: '2026-10-25', tid: '02:30' }, '2026-10-25T00:45:00.000Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(instantAt({ dato: '2026-10-25', tid: '02:30' }, '2026-10-25T03:00:00.000Z')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('may be skipped in March, which is something else than not chosen', () => {
    expect(isSkipped({ dato: '2026-03-29', tid: '02:30' })).toBe(true);
    for (const [dato, tid] of [['2026-03-29', '03:00'], ['2026-03-29', ''], ['', '02:30'], ['2026-02-30', '02:30']]) expect(isSkipped({ dato: dato!, tid: tid! })).toBe(false);
  });

  it.each([['', ''], ['2026-11-23', ''], ['', '10:00'], ['2026-11-31', '10:00'], ['2026-11-23', '25:00'], ['i morgen', 'kl. 8'], ['2026-03-29', '02:30']])('is none at %j %j', (dato, tid) => {
    expect(instantAt({ dato, tid })).toBeUndefined();
  });
});
