import fc from 'fast-check';
import { nextAfter } from '../../../src/domain/meetings/kadence';
import { nextDue } from '../../../src/domain/tick';
import { ticks } from '../../support/activation';
import { ANNA, BENT, given, instant, opened, Person, PUBLISHED } from '../../support/given';
import { ends, underWay } from '../../support/meetings';

const agrees = (hverMinutter = 60, naeste = '15.00') => ANNA.does({ type: 'agreeKadence', kadence: { hverMinutter, naeste: instant(naeste) } });
const hears = (tekst = 'Strømmen er tilbage i nord') => BENT.does({ type: 'recordOpdatering', tekst });

/** Word every hour, the first time at 15. */
const hourly = () => given(opened(), agrees());

describe('word from the hændelsesmyndighed, as often as agreed', () => {
  it('is asked for a quarter of an hour before, once', () => {
    expect(nextDue(hourly().state, PUBLISHED)).toBe(instant('14.45'));
    hourly().when(ticks().at('14.45')).then({ type: 'OpdateringDue', ventes: instant('15.00') });
    hourly().and(ticks().at('14.45')).when(ticks().at('14.50')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
  });

  it('that does not come is missed, and the next one is waited for', () => {
    const reminded = hourly().and(ticks().at('14.45'));
    expect(nextDue(reminded.state, PUBLISHED)).toBe(instant('15.15'));
    const missed = reminded.when(ticks().at('15.15'));
    missed.then({ type: 'OpdateringMissed', ventedes: instant('15.00'), naeste: instant('16.00') });
    expect(nextDue(missed.state, PUBLISHED)).toBe(instant('15.45'));
  });

  it('that comes is not asked for', () => {
    const heard = hourly().and(ticks().at('14.45')).when(hears().at('14.58'));
    heard.then({ type: 'OpdateringReceived', tekst: 'Strømmen er tilbage i nord', naeste: instant('16.00') });
    heard.and.when(ticks().at('15.15')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
  });

  it('long before its time does not stand for the next one', () => {
    hourly().when(hears().at('14.10')).then({ type: 'OpdateringReceived', naeste: instant('15.00') });
  });

  it('is kept where no cadence has been agreed too', () => {
    given(opened()).when(hears('')).then({ type: 'OpdateringReceived', tekst: '', naeste: undefined });
  });

  it('after everything was down for hours: one is missed, and the next one lies ahead', () => {
    const after = hourly().when(ticks().at('19.20'));
    after.then({ type: 'OpdateringMissed', ventedes: instant('15.00'), naeste: instant('20.00') });
    after.and.when(ticks().at('19.21')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
  });

  it('is refused as a cadence of no time, or one that begins in the past', () => {
    given(opened()).when(agrees(0)).thenRejected('kadence', 'Skriv, hvor mange minutter der skal gå mellem beskederne (5 til 1440).');
    given(opened()).when(agrees(60, '13.55')).thenRejected('kadence', 'Den næste besked skal komme efter nu.');
  });

  it('that is agreed once more as it is reminds nobody once more, also when its time has come', () => {
    const kadence = { hverMinutter: 60, naeste: instant('15.30') };
    const agreed = underWay().and(ANNA.does({ type: 'agreeKadence', kadence }).at('14.40'), ticks().at('15.15'));
    agreed.when(ANNA.does({ type: 'agreeKadence', kadence }).at('15.20')).thenRejected('uaendret', 'Det er den samme aftale som før.');
    for (const clock of ['15.20', '15.32']) {
      agreed.when(ends(ANNA, { kadence }).at(clock)).then({ type: 'MoedeEnded' }, { type: 'MoedeScheduled' }, { type: 'StepCompleted' }, { type: 'StepCompleted' }, { type: 'MailDispatched', udkast: 'aftale' });
    }
  });

  it('is refused where another month was meant', () => {
    underWay().when(ANNA.does({ type: 'agreeKadence', kadence: { hverMinutter: 60, naeste: '9999-12-31T23:00:00.000Z' } })).thenRejected('kadence', 'Den næste besked er mere end en uge ude i fremtiden. Se efter, om datoen er rigtig.');
  });

  describe('by mail', () => {
    const OLE = { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' };
    const agreesToIt = new Person(OLE.id, OLE.name).does({ type: 'recordSvar', udsendelse: 'aftale-1', person: OLE, svar: 'ja', bemaerkning: '' });
    const withContact = () => given(opened(), ANNA.namesContact('Ole Vind'), agrees(), agreesToIt);
    const answers = (svar: string, bemaerkning = '') => new Person(OLE.id, OLE.name).does({ type: 'recordSvar', udsendelse: 'opdatering-1', person: OLE, svar, bemaerkning });

    it('the kontaktperson is asked along with the reminder, with a link to answer by', () => {
      const asked = withContact().when(ticks().at('14.45'));
      asked.then({ type: 'OpdateringDue' }, { type: 'MailDispatched', udsendelse: 'opdatering-1', emne: 'Besked til DDH senest 21.11. 15.00', modtagere: [OLE] });
      asked.and.and(ticks().at('15.15')).when(ticks().at('15.45')).then({ type: 'OpdateringDue' }, { type: 'MailDispatched', udsendelse: 'opdatering-2' });
    });

    it('the answer is the update itself', () => {
      const asked = withContact().and(ticks().at('14.45'));
      asked.when(answers('nyt', 'Strømmen er tilbage').at('14.55')).then({ type: 'SvarReceived' }, { type: 'OpdateringReceived', tekst: 'Ja, jeg har skrevet det: Strømmen er tilbage', naeste: instant('16.00') });
      asked.and(answers('intet-nyt').at('14.55')).when(ticks().at('15.15')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
    });
  });

  it('whatever the time, the next one lies ahead and in step', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 1440 }), fc.integer({ min: -2000, max: 200_000 }), (hverMinutter, minutesLater) => {
      const naeste = Date.parse(instant('15.00'));
      const next = Date.parse(nextAfter({ hverMinutter, naeste: instant('15.00') }, new Date(naeste + minutesLater * 60_000).toISOString()));
      const steps = (next - naeste) / (hverMinutter * 60_000);
      expect(Number.isInteger(steps) && steps >= 1).toBe(true);
      expect(next).toBeGreaterThan(naeste + minutesLater * 60_000);
      expect(next - hverMinutter * 60_000).toBeLessThanOrEqual(Math.max(naeste, naeste + minutesLater * 60_000));
    }));
  });
});
