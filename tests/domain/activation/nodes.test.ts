import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentKnude } from '../../../src/domain/activation/flow';
import { agrees, answers, CLOSED, decidedYes, disagrees, does, during, IDA, JENS, NO, OPEN, proposes, ticks, untilTheHours, YES } from '../../support/activation';
import { ANNA, EVA, FINN, type Given, instant, PUBLISHED } from '../../support/given';

/** Every node and every edge of the drawing is walked here: an edge that the content gets and nobody has walked fails. */
const FOUR = [EVA, ANNA, IDA, JENS];
const votedOn = (afstemning: string) => FOUR.map((who) => agrees(who, true, afstemning));
const atNodeSix = () => during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'));
const acute = (valg: 'ja' | 'nej') => atNodeSix().and(proposes(ANNA, 'akut-behov', { valg, begrundelse: 'Sådan er det' }), votedOn('akut-behov-1'));
const atNodeSeven = () => during(OPEN, untilTheHours());
const voted = (forslag: Parameters<typeof proposes>[2]) => atNodeSeven().and(proposes(ANNA, 'aktivering', forslag), votedOn('aktivering-1'));
const active = () => atNodeSeven().and(decidedYes());
const worse = (given: Given) => given.and(FINN.does({ type: 'worsenSituation' }));

const WALKS: Readonly<Record<string, () => Given>> = {
  'hverdagshaendelse ja → normal-drift': () => during(OPEN, answers(EVA, 'hverdagshaendelse', 'ja')),
  'hverdagshaendelse nej → aktiver-beredskab': () => during(OPEN, answers(EVA, 'hverdagshaendelse', 'nej')),
  'normal-drift forværret → aktiver-beredskab': () => worse(during(OPEN, answers(EVA, 'hverdagshaendelse', 'ja'))),
  'aktiver-beredskab udfoert → aabningstid': () => during(OPEN, untilTheHours()),
  'aabningstid indenfor → aktivering': () => during(OPEN, untilTheHours()),
  'aabningstid udenfor → orienter-styregruppen': () => during(CLOSED, untilTheHours()),
  'orienter-styregruppen udfoert → akut-behov': atNodeSix,
  'akut-behov ja → udvidet-beredskab': () => acute('ja'),
  'akut-behov nej → aktivering': () => acute('nej'),
  'akut-behov forværret → akut-behov': () => worse(acute('nej')),
  'aktivering ja → haandter': active,
  'aktivering nej → aktivering': () => atNodeSeven().and(proposes(ANNA), FOUR.map((who) => disagrees(who, NO)), ticks().at('14.30')),
  'aktivering udsaet → aktivering': () => voted({ valg: 'udsaet', begrundelse: 'Vi venter', udsatTil: instant('16.00') }),
  'aktivering forværret → aktivering': () => worse(voted({ ...YES, valg: 'nej' })),
  'udvidet-beredskab udfoert → haandter': () => acute('ja').and(does(ANNA, 'udvidet-beredskab')),
  'haandter udfoert → orienter-repraesentantskab': () => active().and(does(ANNA, 'haandter')),
  'orienter-repraesentantskab udfoert → evaluer': () => active().and(does(ANNA, 'haandter'), does(ANNA, 'orienter-repraesentantskab')),
};

const drawn = PUBLISHED.forloeb.knuder.flatMap((knude) => [
  ...('svar' in knude ? knude.svar.map(({ id, til }) => `${knude.id} ${id} → ${til}`) : []),
  ...('knap' in knude ? [`${knude.id} udfoert → ${knude.til}`] : []),
  ...(knude.forvaerret ? [`${knude.id} forværret → ${knude.forvaerret}`] : []),
]);

it.each(drawn)('%s', (edge) => {
  const [knude, answer, , til] = edge.split(' ');
  const walk = WALKS[edge];
  if (!walk) throw new Error(`nobody has walked ${edge}`);
  const { state } = walk();
  if (answer === 'forværret') expect(currentKnude(state, PUBLISHED.forloeb).id).toBe(til);
  else expect(state.forloeb.sti.map((taken) => [taken.knude, taken.svar, taken.til])).toContainEqual([knude, answer, til]);
});

it('no walk is along an edge that the drawing does not have', () => {
  expect(Object.keys(WALKS).toSorted()).toEqual(drawn.toSorted());
});

it('every node is reached', () => {
  const reached = new Set(Object.values(WALKS).flatMap((walk) => [PUBLISHED.forloeb.start, ...walk().state.forloeb.sti.map(({ til }) => til)]));
  expect(PUBLISHED.forloeb.knuder.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
});

describe('the acceptance criteria of the activation (requirements.md §6)', () => {
  /** Titles such as "20. has level, …" and "the call queue (18, 19)". */
  const numbers = [__dirname, join(__dirname, '../vote'), join(__dirname, '../mail'), join(__dirname, '../../app')].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:it|describe|it\.each\([^]*?\]\))\('(?:(\d+)[.:] |[^'\n]*\((?:criterion )?(\d+(?:, \d+)*)\))/g)])
      .flatMap(([, first, others]) => [first, ...(others ?? '').split(', ')]),
  );

  it.each([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18, 19, 20].map(String))('%s has a spec with its number', (criterion) => {
    expect(numbers).toContain(criterion);
  });
});
