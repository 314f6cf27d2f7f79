import { clockTime } from '../../../src/domain/time';
import { nextDue } from '../../../src/domain/tick';
import { expectedEnd } from '../../../src/domain/meetings/running';
import { ticks } from '../../support/activation';
import { ANNA, BENT, CARLA, DAN, FINN, instant, PUBLISHED } from '../../support/given';
import { begins, called, changes, STAB, underWay } from '../../support/meetings';

const OLE = { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' };
const NOTHING = ['intet-forfaldent', 'Der er intet, der er forfaldent.'] as const;
const first = (given: { readonly state: ReturnType<typeof called>['state'] }) => given.state.moeder.moeder[0]!;

describe('a meeting whose time has come', () => {
  it('and that nobody begins is asked about once, five minutes later', () => {
    const given = called();
    expect(nextDue(given.state, PUBLISHED)).toBe(instant('14.35'));
    given.when(ticks().at('14.34')).thenRejected(...NOTHING);
    given.when(ticks().at('14.35')).then({ type: 'MoedeBeginAsked', titel: 'Stabsmøde 1', start: instant('14.30') });
    given.and(ticks().at('14.35')).when(ticks().at('23.00')).thenRejected(...NOTHING);
    underWay().when(ticks().at('14.35')).thenRejected(...NOTHING);
  });

  it('after everything was down for hours: it is asked about once', () => {
    called().and(ticks().at('22 08.00')).when(ticks().at('22 08.00')).thenRejected(...NOTHING);
  });

  it('is asked about again when it gets another time, and not when it only gets somebody more', () => {
    const asked = called(ticks().at('14.35'));
    asked.and(changes(ANNA, { deltagere: [...STAB, OLE, FINN.ref] }).at('14.40')).when(ticks().at('15.00')).thenRejected(...NOTHING);
    asked.and(changes(ANNA, { start: instant('15.00') }).at('14.40')).when(ticks().at('15.05')).then({ type: 'MoedeBeginAsked', start: instant('15.00') });
  });
});

describe('a meeting that nobody ends', () => {
  const asked = () => underWay().and(ANNA.starts(4).at('14.40'), ticks().at('15.15'));

  it('is asked about once more, and from then on people are called again: it must not keep a whole night silent', () => {
    asked().when(ticks().at('15.44')).thenRejected(...NOTHING);
    const again = asked().when(ticks().at('15.45'));
    again.then({ type: 'MoedeEndAsked', igen: true });
    expect(again.lines.at(-1)?.calls.some(({ instruks }) => instruks === 'instruks-4')).toBe(true);
    again.and.when(ticks().at('23.00')).thenRejected(...NOTHING);
  });

  it('decides nothing for the kriseleder any more', () => {
    const entry = { entryType: 'beslutning' as const, tekst: 'Vi åbner for chat', begrundelse: 'Køen er for lang' };
    asked().and(ticks().at('15.45')).when(BENT.logs(entry).at('20.00')).then({ type: 'LogEntryWritten', mangler: ['beslutter'] });
  });

  it('is not asked again since somebody came in late, but is when it was given more time', () => {
    asked().and(changes(ANNA, { deltagere: [...STAB, OLE, FINN.ref] }).at('15.20')).when(ticks().at('15.44')).thenRejected(...NOTHING);
    asked().and(changes(ANNA, { minutter: 90, deltagere: [...STAB, OLE] }).at('15.20')).when(ticks().at('16.00')).then({ type: 'MoedeEndAsked', igen: undefined });
  });
});

describe('the end of a meeting is expected', () => {
  const begun = (clock: string) => first(called(begins(ANNA).at(clock)));

  it('at the time that was set, when it began about then', () => {
    for (const clock of ['14.10', '14.30', '14.45']) expect(clockTime(expectedEnd(begun(clock)))).toBe('15.15');
  });

  it('after its length, when it began long before or after: its end is not asked about as it begins', () => {
    expect(clockTime(expectedEnd(begun('14.00')))).toBe('14.45');
    expect(clockTime(expectedEnd(begun('15.20')))).toBe('16.05');
    called(begins(ANNA).at('15.20')).when(ticks().at('15.21')).thenRejected(...NOTHING);
  });
});

it('what was decided before the meeting is not the kriseleder\'s, though it is written down in it', () => {
  const entry = { entryType: 'beslutning' as const, tekst: 'Vi åbner for chat', begrundelse: 'Køen er for lang' };
  underWay().when(BENT.logs({ ...entry, haendelsestid: instant('14.05') }).at('14.40')).then({ type: 'LogEntryWritten', mangler: ['beslutter'] });
  underWay().when(BENT.logs({ ...entry, haendelsestid: instant('14.30') }).at('14.40')).then({ type: 'LogEntryWritten', mangler: [] });
});

it('what is decided while the kriseleder changes is whoever leads then', () => {
  const entry = { entryType: 'beslutning' as const, tekst: 'Vi åbner for chat', begrundelse: 'Køen er for lang' };
  underWay().and(ANNA.handsOver('kriseleder', CARLA).at('14.40')).when(BENT.logs(entry).at('14.41')).then({ type: 'LogEntryWritten', entry: { beslutter: 'Carla Berg' } });
});

it('who is not asked to come any more is not away either', () => {
  const left = underWay().and(BENT.does({ type: 'noteAttendance', moede: 'moede-1', fravaerende: [DAN.ref] }).at('14.35'), changes(ANNA, { deltagere: STAB.filter(({ id }) => id !== 'dan') }).at('14.36'));
  expect(first(left).fravaerende).toEqual([]);
});
