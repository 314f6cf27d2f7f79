import { agrees, proposes, untilTheHours, YES } from '../support/activation';
import { ANNA, EVA, FINN, GRY, type Act } from '../support/given';
import { House, type Process } from './house';

/** "✎ Eva redigerer": what the others see on a mail's card while somebody has its text open, and what it costs. */
let house: House;
let process: Process;
let incident: string;

beforeEach(async () => {
  house = await House.build();
  process = await house.process();
  incident = await house.open(process, { modtagelse: { fra: 'Vagtchefen', tidspunkt: '2026-11-20T10:00:00.000Z' } });
  const meeting = { ...YES, aktivering: { ...YES.aktivering!, moede: '2026-11-21T13:45:00.000Z' } };
  for (const act of [...untilTheHours(), proposes(ANNA, 'aktivering', meeting), agrees(EVA), agrees(ANNA), agrees(FINN), agrees(GRY)]) await does(act);
  process.sweep.start();
  await house.time.pass(15_000);
  house.teams.posts.length = 0;
});

const does = async (act: Act) => {
  const result = await house.does(process, incident, act);
  if (result.kind === 'rejected') throw new Error(result.sentence);
};
const saves = () => does(EVA.does({ type: 'editDraft', udkast: 'rep', emne: 'Nyt', tekst: 'Kære alle', revision: 1 }));
const updates = () => house.teams.posts.filter(({ kind, card }) => kind === 'update' && card.startsWith('Mail: Orientering af DDH Repræsentantskab'));
const noted = (by = process) => by.desk.of(incident).map(({ person }) => person.name);

it('stands on the card soon after the form was opened, and goes with the saving: one update more', async () => {
  await process.desk.begin(EVA, incident, 'rep');
  await house.time.pass(1000);
  expect([updates().length, noted()]).toEqual([1, ['Eva Skov']]);
  await saves();
  await process.desk.end(EVA, incident, 'rep');
  await house.time.pass(20_000);
  expect([updates().length, noted()]).toEqual([2, []]);
});

it('of a form that was closed: gone after ten minutes, two updates in all', async () => {
  await process.desk.begin(EVA, incident, 'rep');
  await house.time.pass(9 * 60_000);
  expect([updates().length, noted()]).toEqual([1, ['Eva Skov']]);
  await house.time.pass(75_000);
  expect([updates().length, noted()]).toEqual([2, []]);
});

it('opened again by the same person: nothing new to show, and ten minutes more', async () => {
  await process.desk.begin(EVA, incident, 'rep');
  await house.time.pass(5 * 60_000);
  await process.desk.begin(EVA, incident, 'rep');
  await house.time.pass(9 * 60_000);
  expect([updates().length, noted()]).toEqual([1, ['Eva Skov']]);
});

it('is known to a process that starts later, which takes it off in its time', async () => {
  await process.desk.begin(EVA, incident, 'rep');
  await house.time.pass(1000);
  process.kill();
  const next = await house.process('to');
  next.sweep.start();
  await house.time.pass(60_000);
  expect([updates().length, noted(next)]).toEqual([1, ['Eva Skov']]);
  await house.time.pass(10 * 60_000);
  expect([updates().length, noted(next)]).toEqual([2, []]);
});

it('two processes do not argue about it', async () => {
  const other = await house.process('to');
  other.sweep.start();
  await house.time.pass(1000);
  await process.desk.begin(EVA, incident, 'rep');
  await house.time.pass(1000);
  // It sees that the card has changed, and not yet why.
  await other.board.reload(incident);
  other.cardUpdates.changed(incident);
  await house.time.pass(60_000);
  expect([updates().length, noted(other)]).toEqual([1, ['Eva Skov']]);
});

it('of somebody else’s, or of nobody’s, ends nothing', async () => {
  await process.desk.begin(EVA, incident, 'rep');
  await process.desk.end(FINN, incident, 'rep');
  await process.desk.end(FINN, incident, 'hm');
  expect(noted()).toEqual(['Eva Skov']);
  expect([(await process.desk.elseThan(FINN, incident, 'rep'))?.person.name, await process.desk.elseThan(EVA, incident, 'rep')]).toEqual(['Eva Skov', undefined]);
});

it('is no line of the log', async () => {
  const before = (await house.log(incident)).length;
  await process.desk.begin(EVA, incident, 'rep');
  await house.time.pass(11 * 60_000);
  expect((await house.log(incident)).filter(({ actorId }) => actorId === 'eva').length).toBeGreaterThan(0);
  expect((await house.log(incident)).slice(before).filter(({ event }) => event.type.startsWith('Draft'))).toEqual([]);
});
