import fc from 'fast-check';
import { openingStatus } from '../../src/app/openingHours/openingStatus';
import { loadContent } from '../../src/content/loader';
import type { Aabningstider } from '../../src/content/openingHours';
import { openingSentence } from '../../src/domain/activation/openingHours';
import { CONTENT_DIR } from '../content/support';

const HOURS = loadContent(CONTENT_DIR).current.aabningstider;
const MINUTE = 60_000;

const utc = (local: string) => new Date(local).toISOString();

/** Danish clock with its offset written out, so that nothing here works it out: [moment, why, next opening]. */
type Moment = readonly [at: string, aarsag: string, naesteAabning: string];

function expectMoments(moments: readonly Moment[], hours: Aabningstider = HOURS): void {
  test.each(moments)('%s: %s', (at, aarsag, naesteAabning) => {
    const status = openingStatus(utc(at), hours);
    expect(status).toMatchObject({ aaben: aarsag.startsWith('åbent'), aarsag, naesteAabning: utc(naesteAabning) });
  });
}

describe('an ordinary week', () => {
  expectMoments([
    ['2026-11-23T00:00+01:00', 'lukket: kontaktcentret åbner kl. 8.00', '2026-11-23T08:00+01:00'], // Monday
    ['2026-11-23T07:59:59.999+01:00', 'lukket: kontaktcentret åbner kl. 8.00', '2026-11-23T08:00+01:00'],
    ['2026-11-23T08:00+01:00', 'åbent til 20.00', '2026-11-24T08:00+01:00'],
    ['2026-11-26T19:59:59.999+01:00', 'åbent til 20.00', '2026-11-27T08:00+01:00'], // Thursday
    ['2026-11-26T20:00+01:00', 'lukket: kontaktcentret åbner fredag 8.00', '2026-11-27T08:00+01:00'],
    ['2026-11-27T15:59+01:00', 'åbent til 16.00', '2026-11-29T16:00+01:00'], // Friday
    ['2026-11-27T16:00+01:00', 'lukket: kontaktcentret åbner søndag 16.00', '2026-11-29T16:00+01:00'],
    ['2026-11-28T00:00+01:00', 'lukket: lørdag', '2026-11-29T16:00+01:00'],
    ['2026-11-28T23:59:59.999+01:00', 'lukket: lørdag', '2026-11-29T16:00+01:00'],
    ['2026-11-29T15:59+01:00', 'lukket: kontaktcentret åbner kl. 16.00', '2026-11-29T16:00+01:00'], // Sunday
    ['2026-11-29T16:00+01:00', 'åbent til 20.00', '2026-11-30T08:00+01:00'],
    ['2026-11-29T19:59+01:00', 'åbent til 20.00', '2026-11-30T08:00+01:00'],
    ['2026-11-29T20:00+01:00', 'lukket: kontaktcentret åbner mandag 8.00', '2026-11-30T08:00+01:00'],
  ]);
});

describe('Easter', () => {
  expectMoments([
    ['2026-04-01T20:00+02:00', 'lukket: kontaktcentret åbner tirsdag 8.00', '2026-04-07T08:00+02:00'],
    ['2026-04-02T10:00+02:00', 'lukket: skærtorsdag', '2026-04-07T08:00+02:00'],
    ['2026-04-03T10:00+02:00', 'lukket: langfredag', '2026-04-07T08:00+02:00'],
    ['2026-04-04T10:00+02:00', 'lukket: lørdag', '2026-04-07T08:00+02:00'],
    ['2026-04-05T17:00+02:00', 'lukket: påskedag', '2026-04-07T08:00+02:00'],
    ['2026-04-06T10:00+02:00', 'lukket: anden påskedag', '2026-04-07T08:00+02:00'],
    ['2026-04-07T08:00+02:00', 'åbent til 20.00', '2026-04-08T08:00+02:00'],
    // In 2027 clocks jump on Easter Sunday.
    ['2027-03-24T19:59+01:00', 'åbent til 20.00', '2027-03-30T08:00+02:00'],
    ['2027-03-25T10:00+01:00', 'lukket: skærtorsdag', '2027-03-30T08:00+02:00'],
    ['2027-03-28T01:59+01:00', 'lukket: påskedag', '2027-03-30T08:00+02:00'],
    ['2027-03-28T17:00+02:00', 'lukket: påskedag', '2027-03-30T08:00+02:00'],
    ['2027-03-29T12:00+02:00', 'lukket: anden påskedag', '2027-03-30T08:00+02:00'],
  ]);
});

describe('the other holidays, and the days that the content closes', () => {
  expectMoments([
    ['2026-05-01T10:00+02:00', 'åbent til 16.00', '2026-05-03T16:00+02:00'], // store bededag until 2023
    ['2027-04-23T10:00+02:00', 'åbent til 16.00', '2027-04-25T16:00+02:00'],
    ['2026-05-10T17:00+02:00', 'åbent til 20.00', '2026-05-11T08:00+02:00'], // mother's day is no holiday
    ['2026-05-14T10:00+02:00', 'lukket: Kristi himmelfartsdag', '2026-05-15T08:00+02:00'],
    ['2026-05-15T10:00+02:00', 'åbent til 16.00', '2026-05-17T16:00+02:00'],
    ['2026-05-24T17:00+02:00', 'lukket: pinsedag', '2026-05-26T08:00+02:00'],
    ['2026-05-25T10:00+02:00', 'lukket: anden pinsedag', '2026-05-26T08:00+02:00'],
    ['2026-06-05T10:00+02:00', 'lukket: grundlovsdag', '2026-06-07T16:00+02:00'],
    ['2026-12-23T20:00+01:00', 'lukket: kontaktcentret åbner søndag 16.00', '2026-12-27T16:00+01:00'],
    ['2026-12-24T10:00+01:00', 'lukket: juleaftensdag', '2026-12-27T16:00+01:00'],
    ['2026-12-25T10:00+01:00', 'lukket: juledag', '2026-12-27T16:00+01:00'],
    ['2026-12-26T10:00+01:00', 'lukket: anden juledag', '2026-12-27T16:00+01:00'],
  ]);
});

describe("the year's end", () => {
  expectMoments([
    ['2026-12-30T19:59+01:00', 'åbent til 20.00', '2027-01-03T16:00+01:00'],
    ['2026-12-31T23:59:59.999+01:00', 'lukket: nytårsaftensdag', '2027-01-03T16:00+01:00'],
    ['2027-01-01T00:00+01:00', 'lukket: nytårsdag', '2027-01-03T16:00+01:00'], // still 2026 in UTC
    ['2027-01-02T00:00+01:00', 'lukket: lørdag', '2027-01-03T16:00+01:00'],
  ]);
});

describe('a Sunday on which clocks change', () => {
  expectMoments([
    ['2026-03-29T15:59+02:00', 'lukket: kontaktcentret åbner kl. 16.00', '2026-03-29T14:00Z'],
    ['2026-03-29T16:00+02:00', 'åbent til 20.00', '2026-03-30T06:00Z'],
    ['2026-03-28T12:00+01:00', 'lukket: lørdag', '2026-03-29T14:00Z'],
    ['2026-10-25T15:59+01:00', 'lukket: kontaktcentret åbner kl. 16.00', '2026-10-25T15:00Z'],
    ['2026-10-25T16:00+01:00', 'åbent til 20.00', '2026-10-26T07:00Z'],
    ['2026-10-24T12:00+02:00', 'lukket: lørdag', '2026-10-25T15:00Z'],
    ['2026-10-25T02:30+02:00', 'lukket: kontaktcentret åbner kl. 16.00', '2026-10-25T15:00Z'], // the first of the two 2.30
    ['2026-10-25T02:30+01:00', 'lukket: kontaktcentret åbner kl. 16.00', '2026-10-25T15:00Z'],
    ['2027-10-31T15:59+01:00', 'lukket: kontaktcentret åbner kl. 16.00', '2027-10-31T15:00Z'],
    ['2027-10-31T16:00+01:00', 'åbent til 20.00', '2027-11-01T07:00Z'],
  ]);
});

describe('a date that the content makes an exception of', () => {
  const morning = [{ fra: '08:00', til: '12:00' }];
  expectMoments(
    [
      ['2026-12-25T09:00+01:00', 'åbent til 12.00', '2026-12-25T13:00+01:00'],
      ['2026-12-25T12:30+01:00', 'lukket: jul med korte tider', '2026-12-25T13:00+01:00'],
      ['2026-12-25T14:00+01:00', 'lukket: jul med korte tider', '2026-12-27T16:00+01:00'],
      ['2026-11-23T10:00+01:00', 'lukket: flytning', '2026-11-24T08:00+01:00'],
    ],
    {
      ...HOURS,
      undtagelser: [
        { dato: '2026-12-25', aabent: [...morning, { fra: '13:00', til: '14:00' }], aarsag: 'jul med korte tider' },
        { dato: '2026-11-23', aabent: [], aarsag: 'flytning' },
      ],
    },
  );
});

describe('before closing', () => {
  test.each([
    ['2026-11-27T15:00:00+01:00', 60, false],
    ['2026-11-27T15:00:01+01:00', 59, true],
    ['2026-11-27T15:50:00+01:00', 10, true],
    ['2026-11-27T15:59:30+01:00', 0, true],
  ])('at %s there are %i whole minutes left; warning: %s', (at, lukkerOmMinutter, advarsel) => {
    expect(openingStatus(utc(at), HOURS)).toMatchObject({ lukkerOmMinutter, advarsel });
  });

  it('the content says how early the warning comes', () => {
    const status = openingStatus(utc('2026-11-27T15:50+01:00'), { ...HOURS, advarselMinutter: 10 });
    expect(status).toMatchObject({ lukkerOmMinutter: 10, advarsel: false });
  });
});

test.each([
  ['2026-11-27T10:00+01:00', 'Åbent til 16.00'],
  ['2026-11-27T15:50+01:00', 'Lukker om 10 min, åbner søndag 16.00'],
  ['2026-11-27T15:59:30+01:00', 'Lukker om under 1 min, åbner søndag 16.00'],
  ['2026-11-27T16:00+01:00', 'Lukket: kontaktcentret åbner søndag 16.00'],
  ['2026-11-29T12:00+01:00', 'Lukket: kontaktcentret åbner kl. 16.00'],
  ['2026-11-28T12:00+01:00', 'Lukket: lørdag. Åbner søndag 16.00'],
  ['2026-04-02T10:00+02:00', 'Lukket: skærtorsdag. Åbner tirsdag 8.00'],
])('at %s people read "%s"', (at, sentence) => {
  expect(openingSentence(openingStatus(utc(at), HOURS), utc(at))).toBe(sentence);
});

describe('at any moment of 2024–2033', () => {
  const START = Date.parse('2024-01-01T00:00Z');
  const END = Date.parse('2033-12-31T00:00Z');
  const moment = fc.integer({ min: START, max: END });
  const statusAt = (ms: number) => openingStatus(new Date(ms).toISOString(), HOURS);
  const danishDay = new Intl.DateTimeFormat('da', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' });
  const closingOf = (at: number, left: number) => Math.ceil((at + left * MINUTE) / MINUTE) * MINUTE;

  it('it is open at the next opening, and not a moment before', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const opening = Date.parse(statusAt(at).naesteAabning);
        expect(opening).toBeGreaterThan(at);
        expect(statusAt(opening).aaben).toBe(true);
        expect(statusAt(opening - 1).aaben).toBe(false);
      }),
    );
  });

  it('it closes when it says, to the minute', () => {
    const duringHours = moment.filter((at) => statusAt(at).aaben);
    fc.assert(
      fc.property(duringHours, (at) => {
        const closing = closingOf(at, statusAt(at).lukkerOmMinutter!);
        expect(statusAt(closing - 1).aaben).toBe(true);
        expect(statusAt(closing).aaben).toBe(false);
      }),
    );
  });

  it('nothing changes but at openings, closings and midnights', () => {
    fc.assert(
      fc.property(moment, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (at, part) => {
        const { aaben, aarsag, naesteAabning, lukkerOmMinutter } = statusAt(at);
        const until = aaben ? closingOf(at, lukkerOmMinutter!) : Date.parse(naesteAabning);
        const later = at + Math.floor((until - at) * part);
        expect(statusAt(later)).toMatchObject({ aaben, naesteAabning });
        if (danishDay.format(at) === danishDay.format(later)) expect(statusAt(later).aarsag).toBe(aarsag);
      }),
    );
  });
});
