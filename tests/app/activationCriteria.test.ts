import { effectsOf } from '../../src/app/reactions';
import { ringekoeDialog } from '../../src/cards/dialogs/ringekoe';
import { haendelseCard } from '../../src/cards/haendelseCard';
import { answers, decidedYes, does, during, OPEN, untilTheHours } from '../support/activation';
import { actionsIn, wordsIn } from '../cards/cardTools';
import { ANNA, BENT, CARLA, DAN, EVA, FINN, Given, GRY, instant, opened, type Person, PUBLISHED } from '../support/given';

/** Criteria that people meet as a card or a message rather than as a state; the whole-bot tests show them over HTTP. */
const case3 = (particulars: Parameters<typeof opened>[0] = {}) =>
  new Given(PUBLISHED, []).and(opened({ aabning: OPEN, ...particulars }), answers(EVA, 'hverdagshaendelse', 'nej'));

it('2. node 1 NO shows whom of the styregruppe to ring, in call order', () => {
  const { state } = case3({ styregruppe: [FINN.ref, EVA.ref, GRY.ref] });
  const words = wordsIn(haendelseCard({ state, content: PUBLISHED, now: instant('14.00') })).join('|');
  expect(words).toContain('Ring i denne rækkefølge: 1. Finn Aa · 2. Eva Skov · 3. Gry Lund');
});

describe('7. the receiver opens a case', () => {
  const told = (given: Given) => {
    const line = given.lines.findLast(({ event }) => event.type === 'ForloebAnswered');
    return effectsOf(line!, given.state, PUBLISHED, {}).flatMap((effect) => (effect.kind === 'notify' ? [effect] : []));
  };

  it('the styregruppe and the kriseleder are told, each once, with who received it', () => {
    const [notify, ...more] = told(case3());
    expect(more).toEqual([]);
    expect(notify?.people).toEqual([EVA.ref, FINN.ref, ANNA.ref]);
    expect(notify?.text).toMatch(/^DDH Beredskab overvejes: hændelse 3\..+Modtaget af Eva Skov\./s);
  });

  it('without a kriseleder the deputy is', () => {
    const { roller } = during(OPEN).state;
    const vacant = case3({ roller: { ...roller, kriseleder: { deputies: [GRY.ref] } } });
    expect(told(vacant)[0]?.people).toContainEqual(GRY.ref);
  });

  it('nobody is told again when the next node is answered', () => {
    expect(told(case3().and(does(EVA, 'aktiver-beredskab')))).toEqual([]);
  });
});

it('18. the call list shows private and work phone, and what came of each attempt', () => {
  const vain = (who: Person) => who.does({ type: 'recordCall', person: BENT.ref, udfald: 'intet-svar' });
  const others = [ANNA, CARLA, DAN].map((who) => who.does({ type: 'answerAlarm', svar: 'paa-vej' }));
  const { state } = during(OPEN, untilTheHours(), decidedYes(), others, vain(EVA).at('14.02'), vain(FINN).at('14.04'));
  const phonesOf = () => ({ private: '+45 30 00 00 02', work: '+45 20 00 00 02' });
  const card = ringekoeDialog({
    state,
    content: PUBLISHED,
    caller: EVA.ref,
    now: instant('14.05'),
    nonce: 'n',
    phonesOf,
    inTeams: () => true,
    besked: {},
  });
  expect(actionsIn(card).map(({ title }) => title)).toEqual(expect.arrayContaining(['📞 Arbejde +45 20 00 00 02', '📞 Privat +45 30 00 00 02']));
  const words = wordsIn(card).join('|');
  for (const attempt of ['14.02 Eva Skov: intet svar', '14.04 Finn Aa: intet svar']) expect(words).toContain(attempt);
});
