import { readClock, recentInstant } from '../../../src/domain/logbook/eventTime';

describe('the latest such time on Danish clocks', () => {
  test.each<[string, string, string, string | undefined]>([
    ['winter', '2026-11-21T13:30:00.000Z', '14.05', '2026-11-21T13:05:00.000Z'],
    ['summer', '2026-07-01T13:30:00.000Z', '14.05', '2026-07-01T12:05:00.000Z'],
    ['this very minute', '2026-11-21T13:05:20.000Z', '14.05', '2026-11-21T13:05:00.000Z'],
    ['the evening before', '2026-11-21T23:30:00.000Z', '22.00', '2026-11-21T21:00:00.000Z'],
    ['midnight', '2026-11-21T23:30:00.000Z', '0.00', '2026-11-21T23:00:00.000Z'],
    ['exactly twelve hours ago', '2026-11-21T12:00:00.000Z', '1.00', '2026-11-21T00:00:00.000Z'],
    ['one minute more than twelve hours ago', '2026-11-21T12:01:00.000Z', '1.00', undefined],
    ['still to come', '2026-11-21T13:04:59.999Z', '14.05', undefined],

    // 29 March 2026: 02.00 becomes 03.00
    ['before the jump', '2026-03-29T01:10:00.000Z', '1.50', '2026-03-29T00:50:00.000Z'],
    ['after the jump', '2026-03-29T01:10:00.000Z', '3.05', '2026-03-29T01:05:00.000Z'],
    ['in the hour that never was', '2026-03-29T01:40:00.000Z', '2.30', undefined],
    ['twelve hours are real hours: 12 h 0 min', '2026-03-29T11:30:00.000Z', '0.30', '2026-03-28T23:30:00.000Z'],

    // 25 October 2026: 03.00 becomes 02.00
    ['in the first of the two hours', '2026-10-25T00:40:00.000Z', '2.30', '2026-10-25T00:30:00.000Z'],
    ['in the second, before that minute', '2026-10-25T01:10:00.000Z', '2.30', '2026-10-25T00:30:00.000Z'],
    ['in the second, after that minute', '2026-10-25T01:40:00.000Z', '2.30', '2026-10-25T01:30:00.000Z'],
    ['later that day', '2026-10-25T10:00:00.000Z', '2.30', '2026-10-25T01:30:00.000Z'],
    ['twelve hours are real hours: 12 h 30 min', '2026-10-25T11:30:00.000Z', '1.00', undefined],
  ])('%s: at %s, "kl. %s" is %s', (_, now, clock, expected) => {
    const [hour = 0, minute = 0] = clock.split('.').map(Number);
    expect(recentInstant({ hour, minute }, now)).toBe(expected);
  });
});

describe('a field that holds a time and nothing else', () => {
  test.each([['14.05', 14, 5], ['kl. 8:30', 8, 30], [' Kl 00.00 ', 0, 0], ['23.59', 23, 59]])('%s', (text, hour, minute) => {
    expect(readClock(text)).toEqual({ hour, minute });
  });

  test.each(['', '14', '1405', '24.00', '12.60', '14.05 i går', 'nu', '14.5'])('"%s" is none', (text) => {
    expect(readClock(text)).toBeUndefined();
  });
});
