import { comingTime } from '../../src/domain/time';

/** Thursday 2 April 2026, 10.00 Danish time. */
const NOW = '2026-04-02T08:00:00.000Z';

test.each([
  ['kl. 16.00', '2026-04-02T14:00:00.000Z', 'the same day'],
  ['kl. 0.05', '2026-04-01T22:05:00.000Z', 'the same Danish day, another one in UTC'],
  ['fredag 0.00', '2026-04-02T22:00:00.000Z', 'the next Danish day, the same one in UTC'],
  ['onsdag 8.00', '2026-04-08T06:00:00.000Z', 'six days ahead'],
  ['torsdag 09.04. 8.00', '2026-04-09T06:00:00.000Z', 'seven days ahead: the same weekday again'],
  ['onsdag 01.04. 23.59', '2026-04-01T21:59:00.000Z', 'the day before'],
])('"%s" for %s: %s', (expected, instant) => {
  expect(comingTime(instant, NOW)).toBe(expected);
});
