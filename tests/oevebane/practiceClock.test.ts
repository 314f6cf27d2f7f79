import { clockEnvironment, practiceClock } from '../../src/oevebane/practiceClock';

const now = new Date('2026-11-22T12:51:00Z');

it('begins at the time that is practised at when the øvebane starts, and goes as fast as is asked', () => {
  const env = { CLOCK_START: '2026-11-24T02:00:00+01:00', CLOCK_SPEED: '10' };
  const given = clockEnvironment(env, now);
  expect(given).toEqual({ CLOCK_EPOCH: '2026-11-22T12:51:00.000Z' });
  expect(practiceClock({ ...env, ...given })).toEqual({ epoch: now.getTime(), start: Date.parse('2026-11-24T01:00:00Z'), speed: 10 });
});

it('keeps an epoch that is given', () => {
  const env = { CLOCK_START: '2026-11-24T02:00:00+01:00', CLOCK_EPOCH: '2026-11-20T00:00:00Z' };
  expect(clockEnvironment(env, now)).toEqual({});
  expect(practiceClock(env).epoch).toBe(Date.parse('2026-11-20T00:00:00Z'));
});

it('is real time when nothing is said, also for a bot that may not be given a clock', () => {
  expect(clockEnvironment({ CLOCK_START: '' }, now)).toEqual({});
  const { epoch, start, speed } = practiceClock({ CLOCK_START: '' });
  expect(start + (now.getTime() - epoch) * speed).toBe(now.getTime());
});
