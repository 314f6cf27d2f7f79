import { storeKind } from '../../support/faults/kinds';
import { eventually, Rig } from '../../support/faults/rig';
import { appended, commit } from '../../support/store/commits';

let rig: Rig;
let incident: string;
beforeAll(async () => {
  rig = await Rig.start();
  incident = await rig.opened(2);
}, 60_000);
afterAll(async () => rig.close());

interface Footprint {
  /** Requests made before the answer. */
  readonly answer: readonly string[];
  /** All, with the rows that they read, until the card shows the press. */
  readonly all: readonly string[];
}

/** Everything that one press asks of the store, and whatever sweep passes by. */
async function footprint(trin: string): Promise<Footprint> {
  await atRest();
  rig.proxy.forget();
  await rig.done(await press(trin));
  const answer = rig.proxy.seen.map(storeKind);
  await atRest();
  return { answer, all: rig.proxy.seen.map((request) => `${storeKind(request)}: ${request.rowsRead}`) };
}

/** The cards show all, and the last thing that a card's update does is done: its lease is given back. */
async function atRest(): Promise<void> {
  await rig.settled(incident);
  await eventually(async () => (await rig.leases(incident)) === 0);
}

/** Drawn with the revision that the step has now. */
async function press(trin: string, verb: 'udfoert' | 'fortryd' = 'udfoert') {
  const revision = (await rig.state(incident)).instrukser['instruks-2']?.steps[trin]?.revision ?? 0;
  return rig.press('eva', verb, { haendelse: incident, instruks: 'instruks-2', trin, revision });
}

/** It calls nobody when it is done: others of the same section and role are still open. */
const QUIET_STEP = 'udfyld-guide';
const PRESSES = 3;

/** A sweep that passes by only adds to the count: of several presses the one that asked least had none beside it. */
async function undisturbed(trin: string): Promise<Footprint> {
  const footprints: Footprint[] = [];
  while (footprints.length < PRESSES) {
    footprints.push(await footprint(trin));
    await rig.done(await press(trin, 'fortryd'));
  }
  return footprints.reduce((least, other) => (other.all.length < least.all.length ? other : least));
}

async function fill(lines: number): Promise<void> {
  for (let head = await rig.store.events.readHead(incident); head && head.nr < lines;) {
    ({ head } = await appended(rig.store.events, incident, head, [commit(head, `fill-${head.nr}`, { lines: Math.min(90, lines - head.nr) })]));
  }
}

it('a press costs the store the same at 10 and at 10,000 lines, and at most two requests before its answer', async () => {
  await rig.done(rig.udfoert('eva', incident, 2, 'beskriv-haendelsen')); // the cache is warm
  await fill(10);
  await rig.done(rig.udfoert('eva', incident, 2, 'status-bemanding')); // and up to date
  const short = await undisturbed(QUIET_STEP);
  await fill(10_000);
  await rig.done(rig.udfoert('eva', incident, 2, 'dokumenter-situationsbillede'));
  const long = await undisturbed(QUIET_STEP);

  expect(long.all).toEqual(short.all);
  for (const { answer } of [short, long]) {
    expect(answer).toContainEqual(expect.stringContaining('create E StepCompleted'));
    expect(answer.length).toBeLessThanOrEqual(2);
  }
}, 60_000);

it('a /log in the channel’s root costs one request before its answer while one incident is open: the transaction', async () => {
  await rig.done(await rig.said('carla', '/log h: hvilken hændelse der er åben, er læst')); // the cache is warm
  const answers: (readonly string[])[] = [];
  // A sweep that happens to pass by spoils the count: then another line.
  while (answers.length < 5 && !answers.some(({ length }) => length === 1)) {
    await atRest();
    rig.proxy.forget();
    await rig.done(await rig.said('carla', `/log h: linje ${answers.length}`));
    answers.push(rig.proxy.seen.map(storeKind));
  }
  expect(answers.at(-1)).toEqual([expect.stringContaining('create E LogEntryWritten')]);
}, 60_000);
