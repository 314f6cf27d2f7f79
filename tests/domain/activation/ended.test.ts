import { endedWithout } from '../../../src/domain/activation/ended';
import { agrees, answers, CLOSED, decidedYes, does, during, IDA, JENS, OPEN, proposes, ticks, untilTheHours, YES } from '../../support/activation';
import { ANNA, EVA, FINN, type Given, instant, PUBLISHED } from '../../support/given';

const end = ({ state }: Given) => endedWithout(state, PUBLISHED);
const normal = () => during(OPEN, answers(EVA, 'hverdagshaendelse', 'ja'));
const voted = (forslag: Parameters<typeof proposes>[2]) =>
  during(OPEN, untilTheHours(), proposes(ANNA, 'aktivering', forslag), [EVA, ANNA, IDA, JENS].map((who) => agrees(who)));
const no = () => voted({ valg: 'nej', begrundelse: 'Kommunen kan selv' });
const worse = FINN.does({ type: 'worsenSituation' });

describe('a case that ended without a krisestab', () => {
  it('has ended in normal drift, or by a vote against', () => {
    expect(end(normal())).toBe('DDH bidrager via normal drift');
    expect(end(no())).toBe('Krisestaben aktiveres ikke');
  });

  it('has not while it is under way, waits, or was activated', () => {
    expect(end(during(OPEN))).toBeUndefined();
    expect(end(during(OPEN, untilTheHours()))).toBeUndefined();
    expect(end(during(OPEN, untilTheHours(), proposes(ANNA)))).toBeUndefined();
    expect(end(voted({ ...YES, valg: 'udsaet', udsatTil: instant('16.00') }))).toBeUndefined();
    expect(end(during(OPEN, untilTheHours(), decidedYes()))).toBeUndefined();
  });

  it('is under way again when the situation is worse, and when a new proposal is put', () => {
    expect(end(normal().and(worse))).toBeUndefined();
    expect(end(no().and(worse))).toBeUndefined();
    expect(end(no().and(proposes(ANNA)))).toBeUndefined();
  });

  it('that was put off until the opening has not ended when its time comes', () => {
    const later = during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'), proposes(ANNA, 'akut-behov', { valg: 'nej', begrundelse: 'Kan vente' }));
    const waiting = later.and([EVA, ANNA, IDA, JENS].map((who) => agrees(who, true, 'akut-behov-1')));
    expect(end(waiting)).toBeUndefined();
    expect(end(waiting.and(ticks().at('22 16.00')))).toBeUndefined();
    const deferred = voted({ ...YES, valg: 'udsaet', udsatTil: instant('16.00') });
    expect(end(deferred.and(ticks().at('16.00')))).toBeUndefined();
  });
});
