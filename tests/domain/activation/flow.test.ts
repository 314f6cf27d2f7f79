import { currentKnude } from '../../../src/domain/activation/flow';
import { nextDue } from '../../../src/domain/tick';
import { agrees, answers, CLOSED, decidedYes, disagrees, does, during, IDA, JENS, NO, OPEN, proposes, ticks, untilTheHours, YES } from '../../support/activation';
import { ANNA, EVA, FINN, instant, PUBLISHED, type Given } from '../../support/given';

const felt = ({ state }: Pick<Given, 'state'>) => currentKnude(state, PUBLISHED.forloeb).felt;

describe('START HER (Bilag 1)', () => {
  it('begins with node 1, whoever opened the case', () => {
    expect(felt(during(OPEN))).toBe(1);
  });

  it('1. node 1 YES ends in normal drift, logged with who and why', () => {
    const then = during(OPEN).when(answers(EVA, 'hverdagshaendelse', 'ja', 'En enkelt linje er nede'));
    then.then({ type: 'ForloebAnswered', felt: 1, svar: 'ja', begrundelse: 'En enkelt linje er nede', tilFelt: 2 });
    expect(felt(then.and)).toBe(2);
    expect(nextDue(then.state, PUBLISHED)).toBeUndefined();
  });

  it('an answer without a reason is not taken', () => {
    during(OPEN).when(answers(EVA, 'hverdagshaendelse', 'nej', ' ')).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor.');
  });

  it('an answer to a node that is passed changes nothing', () => {
    during(OPEN, untilTheHours()).when(answers(FINN, 'hverdagshaendelse', 'ja')).thenRejected('foraeldet', 'Det er der allerede svaret på. Nu er I ved: Aktivering af krisestaben (instruks 1)');
  });

  it('3. inside the opening hours node 4 answers itself and node 7 starts instruks 1', () => {
    const then = during(OPEN, answers(EVA, 'hverdagshaendelse', 'nej')).when(does(EVA, 'aktiver-beredskab'));
    then.then(
      { type: 'ForloebAnswered', felt: 3, svartekst: 'Kontakt er taget', tilFelt: 4 },
      { type: 'ForloebAnswered', felt: 4, svar: 'indenfor', begrundelse: 'åbent til 20.00', tilFelt: 7 },
      { type: 'InstruksStarted', instruks: 'instruks-1' },
    );
    then.thenCalled('1A modtager: Eva Skov → 1A.1 1A.2 1A.3', '1A kriseleder: Anna Holm → 1A.1 1A.2 1A.3');
  });

  it('4. outside them the reason is kept, and node 5 comes first', () => {
    const then = during(CLOSED, answers(EVA, 'hverdagshaendelse', 'nej')).when(does(EVA, 'aktiver-beredskab'));
    then.then({ type: 'ForloebAnswered', felt: 3 }, { type: 'ForloebAnswered', felt: 4, svar: 'udenfor', begrundelse: 'lukket: lørdag', tilFelt: 5 });
    expect(then.state.instrukser).toEqual({});
  });

  it.each([
    ['before anything', during(OPEN), 'Kan hændelsen håndteres som en normal hverdagshændelse i DDH?'],
    ['outside the opening hours', during(CLOSED, untilTheHours()), 'Orientér DDH-styregruppen'],
    ['before node 6 is decided', during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen')), 'Er der et uløseligt, akut behov?'],
  ])('5. instruks 1 cannot be started around it: %s', (_, given, at) => {
    given.when(ANNA.starts(1)).thenRejected('foelg-forloebet', `Instruks 1 starter fra START HER på hændelsens kort. I er ved: ${at}`);
  });

  it('5. an exception to the opening hours takes a reason', () => {
    const outside = during(CLOSED, untilTheHours());
    outside.when(answers(EVA, 'aabningstid', 'indenfor', '')).thenRejected('mangler-begrundelse', 'Skriv, hvorfor I går videre udenfor åbningstiden.');
    outside.when(answers(EVA, 'aabningstid', 'indenfor', 'Agenterne er blevet på vagt'))
      .then({ type: 'ForloebAnswered', felt: 4, svar: 'indenfor', undtagelse: true, begrundelse: 'Agenterne er blevet på vagt' }, { type: 'InstruksStarted', instruks: 'instruks-1' });
  });

  it('no exception is needed inside them', () => {
    during(OPEN, untilTheHours()).when(answers(EVA, 'aabningstid', 'indenfor', 'for en sikkerheds skyld'))
      .thenRejected('allerede-svaret', 'I er allerede ved: Aktivering af krisestaben (instruks 1)');
  });
});

describe('node 6: is there an unsolvable, acute need?', () => {
  const asked = () => during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'));
  const no = { valg: 'nej', begrundelse: 'Det kan vente til i morgen' } as const;
  const yes = { valg: 'ja', begrundelse: 'Ældre kan ikke få hjælp' } as const;
  const votes = () => [agrees(EVA, true, 'akut-behov-1'), agrees(ANNA, true, 'akut-behov-1'), agrees(IDA, true, 'akut-behov-1'), agrees(JENS, true, 'akut-behov-1')];

  it('17. NO waits for the next opening, which is a reminder that takes node 7 up', () => {
    const waiting = asked().and(proposes(ANNA, 'akut-behov', no), votes());
    expect(felt(waiting)).toBe(7);
    expect(waiting.state.instrukser).toEqual({});
    expect(nextDue(waiting.state, PUBLISHED)).toBe(instant('22 16.00'));
    waiting.when(ticks().at('22 15.59')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
    waiting.when(ticks().at('22 16.00')).then({ type: 'ForloebReminded', felt: 7 }, { type: 'InstruksStarted', instruks: 'instruks-1' });
    waiting.and(ticks().at('22 16.00')).when(ticks().at('22 16.01')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
  });

  it('meanwhile nothing is put to the vote, unless the situation is worse', () => {
    const waiting = asked().and(proposes(ANNA, 'akut-behov', no), votes());
    waiting.when(proposes(ANNA)).thenRejected('venter', 'Sagen venter til 22.11. 16.00. Tryk på "Situationen er forværret", hvis den skal tages op nu.');
    const worse = waiting.when(FINN.does({ type: 'worsenSituation' }));
    worse.then({ type: 'SituationWorsened', tilTitel: 'Er der et uløseligt, akut behov?' });
    expect(felt(worse.and)).toBe(6);
    worse.and.when(proposes(ANNA, 'akut-behov', yes)).then({ type: 'AfstemningOpened', afstemning: 'akut-behov-2' });
  });

  it('YES takes the extended path: highest level, alarm, instruks 1 with 1A.1 decided, and instruks 3', () => {
    const all = votes();
    const decided = asked().and(proposes(ANNA, 'akut-behov', yes), all.slice(0, 3)).when(all[3]!);
    decided.then(
      { type: 'StemmeCast' }, { type: 'AfstemningClosed', resultat: 'vedtaget' },
      { type: 'ForloebAnswered', felt: 6, svar: 'ja', tilFelt: 8 }, { type: 'InstruksStarted', instruks: 'instruks-1' }, { type: 'InstruksStarted', instruks: 'instruks-3' },
      { type: 'StepDecided', nummer: '1A.1', beslutning: { valg: 'ja', tekst: 'Ja, krisestaben aktiveres', beslutter: expect.stringMatching(/^Afstemning, linje \d+: Eva Skov/), begrundelse: 'Ældre kan ikke få hjælp' } },
      { type: 'KrisestabActivated', niveau: 'udvidet-ddh-beredskab' }, { type: 'AlarmRaised', niveauTitel: 'Udvidet DDH Beredskab' }, { type: 'MoedeScheduled', titel: 'Stabsmøde 1' },
      { type: 'DraftPrepared', udkast: 'rep' }, { type: 'DraftPrepared', udkast: 'hm' }, { type: 'DraftPrepared', udkast: 'kp' },
    );
  });

  it('a proposal of YES that is voted down counts as NO', () => {
    const against = [disagrees(EVA, NO, true, 'akut-behov-1'), disagrees(ANNA, NO, true, 'akut-behov-1'), disagrees(IDA, NO, true, 'akut-behov-1'), disagrees(JENS, NO, true, 'akut-behov-1')];
    const down = asked().and(proposes(ANNA, 'akut-behov', yes), against, ticks().at('14.30'));
    expect(down.state.afstemninger['akut-behov-1']?.udfald).toMatchObject({ resultat: 'forkastet', grund: 'fristen' });
    expect(down.state.forloeb).toMatchObject({ knude: 'aktivering', venterTil: instant('22 16.00') });
  });
});

describe('nodes 8 to 11', () => {
  const walk = (from: Given, ...knuder: readonly string[]) => knuder.map((_, taken) => felt(from.and(knuder.slice(0, taken + 1).map((id) => does(ANNA, id)))));

  it('an activation inside the opening hours goes on with the calls, the repræsentantskab and the evaluation', () => {
    const active = during(OPEN, untilTheHours(), decidedYes());
    expect(felt(active)).toBe(9);
    expect(walk(active, 'haandter', 'orienter-repraesentantskab')).toEqual([10, 11]);
  });

  it('the extended path joins them at node 9', () => {
    const votes = [EVA, ANNA, IDA, JENS].map((who) => agrees(who, true, 'akut-behov-1'));
    const extended = during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'), proposes(ANNA, 'akut-behov', { valg: 'ja', begrundelse: 'Ældre kan ikke få hjælp' }), votes);
    expect(felt(extended)).toBe(8);
    expect(walk(extended, 'udvidet-beredskab', 'haandter', 'orienter-repraesentantskab')).toEqual([9, 10, 11]);
  });

  it('at the end there is nothing left to answer', () => {
    const ended = during(OPEN, untilTheHours(), decidedYes(), does(ANNA, 'haandter'), does(ANNA, 'orienter-repraesentantskab'));
    ended.when(does(ANNA, 'evaluer')).thenRejected('intet-at-svare', 'Her er der intet at svare på.');
  });
});

describe('"Situationen er forværret"', () => {
  it('takes a case up again that ended in normal drift', () => {
    const worse = during(OPEN, answers(EVA, 'hverdagshaendelse', 'ja')).and(FINN.does({ type: 'worsenSituation' }));
    expect(felt(worse)).toBe(3);
  });

  it('has nothing to take up while the case is under way', () => {
    during(OPEN, untilTheHours()).when(FINN.does({ type: 'worsenSituation' })).thenRejected('intet-at-genoptage', 'Sagen er i gang. Der er intet at tage op igen.');
  });

  it('reopens what the vote had decided', () => {
    const deferred = { ...YES, valg: 'udsaet', udsatTil: instant('16.00') } as const;
    const waiting = during(OPEN, untilTheHours(), proposes(ANNA, 'aktivering', deferred), agrees(EVA), agrees(ANNA), agrees(IDA), agrees(JENS));
    expect(waiting.step('1A.1').status).toMatchObject({ kind: 'udfoert', beslutning: { valg: 'udsaet' } });
    waiting.when(EVA.does({ type: 'worsenSituation' })).then({ type: 'SituationWorsened' }, { type: 'StepReopened', nummer: '1A.1' });
  });
});
