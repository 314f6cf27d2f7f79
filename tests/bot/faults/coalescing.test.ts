import { teamsKind } from '../../support/faults/kinds';
import { Rig } from '../../support/faults/rig';

let rig: Rig;
beforeEach(async () => { rig = await Rig.start({ rateLimited: true }); });
afterEach(async () => rig.close());

const STEPS = [
  'beskriv-haendelsen', 'orienter-om-foreloebig-opjustering', 'dokumenter-situationsbillede', 'status-bemanding', 'giv-adgang-til-guide', 'udfyld-guide',
  'informer-procesansvarlig-om-guide', 'udfyld-skabelon-uden-adgang', 'orienter-agenter-og-kontaktpersoner', 'goer-tilgaengeligt-for-agenter',
  'sikr-agenter-paa-vagt-er-orienteret', 'indkald-naeste-moede', 'videregiv-guideaendringer', 'indkald-hvis-ikke-faerdig',
];
const PEOPLE = ['anna', 'bent', 'carla', 'dan', 'eva', 'finn', 'gry', 'hans', 'jens', 'lone', 'nanna'];

it('twenty presses within a second: none is lost, and the card is updated once or twice', async () => {
  const incident = await rig.opened(2);
  rig.teamsSeen.length = 0;
  const presses = STEPS.map((trin, n) => ({ trin, who: PEOPLE[n % PEOPLE.length]! }));
  await Promise.all(presses.map(({ trin, who }) => rig.done(rig.udfoert(who, incident, 2, trin))));
  await Promise.all(presses.slice(0, 6).map(({ trin, who }) => rig.done(rig.fortryd(who, incident, 2, trin))));
  await rig.settled(incident);

  const types = (await rig.lines(incident)).map(({ event }) => event.type);
  expect(types.filter((type) => type === 'StepCompleted')).toHaveLength(14);
  expect(types.filter((type) => type === 'StepUndone')).toHaveLength(6);
  const updates = rig.teamsSeen.filter((request) => teamsKind(request) === 'teams update instruksCard').length;
  expect(updates).toBeGreaterThanOrEqual(1);
  expect(updates).toBeLessThanOrEqual(2);
});

it('sixty lines and many presses within seconds never meet Teams’ limits', async () => {
  const incident = await rig.opened(2);
  const before = (await rig.lines(incident)).length;
  const root = (await rig.store.cardRows.cards(incident)).find((row) => row.card === 'instruks-2')?.activityId;
  const lines = await Promise.all(Array.from({ length: 60 }, (_, n) => rig.said(PEOPLE[n % PEOPLE.length]!, `/log linje ${n}`, n % 2 === 0 ? root : undefined)));
  await Promise.all([
    ...lines.map((line) => rig.done(line)),
    ...STEPS.map((trin, n) => rig.done(rig.udfoert(PEOPLE[n % PEOPLE.length]!, incident, 2, trin))),
  ]);
  await rig.settled(incident);
  expect(await rig.lines(incident)).toHaveLength(before + 60 + STEPS.length);
  expect(rig.bots[0]!.log()).not.toContain('answered 429');
}, 120_000);
