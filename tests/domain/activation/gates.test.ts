import { canExcept, canWorsen } from '../../../src/domain/activation/decide';
import { agrees, answers, CLOSED, does, during, IDA, JENS, OPEN, proposes, untilTheHours, YES } from '../../support/activation';
import { ANNA, EVA, FINN, instant, PUBLISHED } from '../../support/given';

const no = { valg: 'nej', begrundelse: 'Det kan vente' } as const;
const waiting = () =>
  during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'), proposes(ANNA, 'akut-behov', no))
    .and([EVA, ANNA, IDA, JENS].map((person) => agrees(person, true, 'akut-behov-1')));

describe('what cannot be gone around (criterion 5)', () => {
  it('a node that still waits for the opening has not been reached: instruks 1 does not start from it', () => {
    waiting().when(ANNA.starts(1)).thenRejected('foelg-forloebet', 'Instruks 1 starter fra START HER på hændelsens kort. I er ved: Aktivering af krisestaben (instruks 1)');
  });

  it('the exception to the hours is offered from when they said no until the case is decided', () => {
    const offered = (...steps: Parameters<typeof during>) => canExcept(during(...steps).state, PUBLISHED)?.id;
    expect(offered(CLOSED)).toBeUndefined();
    expect(offered(CLOSED, untilTheHours())).toBe('aabningstid');
    expect(offered(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'))).toBe('aabningstid');
    expect(offered(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'), proposes(ANNA, 'akut-behov', no))).toBeUndefined();
    expect(offered(CLOSED, untilTheHours(), answers(EVA, 'aabningstid', 'indenfor', 'Agenterne er der'))).toBeUndefined();
    expect(offered(OPEN, untilTheHours())).toBeUndefined();
    expect(canExcept(waiting().state, PUBLISHED)?.id).toBe('aabningstid');
  });
});

describe('a case that was voted down', () => {
  const rejected = () => during(OPEN, untilTheHours(), proposes(ANNA, 'aktivering', { ...YES, valg: 'nej' }), [EVA, ANNA, IDA, JENS].map((person) => agrees(person)));
  const worsens = FINN.does({ type: 'worsenSituation' });

  it('is taken up again once, and not at every press', () => {
    expect(canWorsen(rejected().state, PUBLISHED)?.id).toBe('aktivering');
    rejected().and(worsens).when(ANNA.does({ type: 'worsenSituation' })).thenRejected('intet-at-genoptage', 'Sagen er i gang. Der er intet at tage op igen.');
  });

  it('and again when it has been voted down again', () => {
    const again = rejected().and(worsens, proposes(ANNA, 'aktivering', { ...YES, valg: 'udsaet', udsatTil: instant('23 16.00') }), [EVA, ANNA, IDA, JENS].map((person) => agrees(person, true, 'aktivering-2')));
    expect(canWorsen(again.state, PUBLISHED)?.id).toBe('aktivering');
  });
});
