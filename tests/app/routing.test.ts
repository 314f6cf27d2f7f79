import { ANNA, EVA } from '../support/given';
import { CHANNEL, House, type Process, settle } from './house';

let house: House;
let process: Process;
beforeEach(async () => {
  house = await House.build();
  process = await house.process();
});

const ROOT = `${CHANNEL.conversation};messageid=777`;
const real = (nonce: string) => house.open(process, { nonce, beskrivelse: `Hændelsen ${nonce}` });
const exercise = (nonce: string) => house.open(process, { nonce, oevelse: true });

describe('in a thread', () => {
  it('of an incident’s card, that incident is meant, whichever others are open', async () => {
    const first = await real('a');
    await real('b');
    const card = (await process.board.find(first, 'haendelse'))?.place.conversation ?? '';
    expect(await process.routing.find(card)).toEqual({ kind: 'one', incident: first, card: 'haendelse' });
  });

  it('of an instruks, that instruks is meant', async () => {
    await real('a');
    const second = await real('b');
    await house.does(process, second, EVA.starts(2));
    await settle();
    const thread = (await process.board.find(second, 'instruks-2'))?.place.conversation ?? '';
    expect(await process.routing.find(thread)).toEqual({ kind: 'one', incident: second, card: 'instruks-2' });
  });

  it('of an exercise, the exercise is meant', async () => {
    await real('a');
    const drill = await exercise('b');
    const thread = (await process.board.find(drill, 'haendelse'))?.place.conversation ?? '';
    expect(await process.routing.find(thread)).toMatchObject({ kind: 'one', incident: drill });
  });
});

describe('in a personal chat', () => {
  const CHAT = 'a:eva';
  const chooses = (incident: string) => house.store.chatChoices.save({ conversation: CHAT, incident, at: house.time.incident().toISOString() });
  const found = () => process.routing.find(undefined, CHAT);

  it('the one last chosen there is meant, also an exercise, also by another process', async () => {
    const first = await real('a');
    const drill = await exercise('b');
    await real('c');
    expect((await found()).kind).toBe('several');
    for (const incident of [first, drill]) {
      await chooses(incident);
      for (const { routing } of [process, await house.process('to')]) expect(await routing.find(undefined, CHAT)).toEqual({ kind: 'one', incident });
    }
    expect((await process.routing.find(undefined, 'a:finn')).kind).toBe('several');
    expect((await process.routing.find(ROOT)).kind).toBe('several');
  });

  it('a chosen exercise gives way to a question when a real one has been opened since', async () => {
    const drill = await exercise('a');
    await chooses(drill);
    await house.time.pass(1000);
    const incident = await real('b');
    expect((await found()).kind).toBe('several');
    await chooses(drill);
    expect(await found()).toEqual({ kind: 'one', incident: drill });
    await chooses(incident);
    expect(await found()).toEqual({ kind: 'one', incident });
  });

  it('the choice ends with the incident', async () => {
    const first = await real('a');
    const second = await real('b');
    await chooses(second);
    await house.does(process, second, ANNA.does({ type: 'closeAsMistake', grund: 'dublet', dubletAf: 1, begrundelse: '' }));
    expect(await found()).toEqual({ kind: 'one', incident: first });
  });
});

describe('elsewhere', () => {
  it('none is meant while none is open', async () => {
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'none' });
  });

  it('the only open one is meant', async () => {
    const only = await real('a');
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'one', incident: only });
  });

  it('the only real one is meant, though exercises are open', async () => {
    await exercise('a');
    const only = await real('b');
    await exercise('c');
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'one', incident: only });
  });

  it('with several real ones it is asked, never guessed', async () => {
    await real('a');
    await real('b');
    await exercise('c');
    const route = await process.routing.find(ROOT);
    expect(route.kind === 'several' && route.incidents.map((state) => [state.nr, state.oevelse])).toEqual([[1, false], [2, false], [3, true]]);
  });

  it('an exercise is never the default, not even when it is alone', async () => {
    await exercise('a');
    const route = await process.routing.find(ROOT);
    expect(route.kind === 'several' && route.incidents.map((state) => state.nr)).toEqual([1]);
  });

  it('what another process opens is found at once, the second one too', async () => {
    const other = await house.process('to');
    const first = await house.open(other, { nonce: 'a' });
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'one', incident: first });
    await house.open(other, { nonce: 'b' });
    const route = await process.routing.find(ROOT);
    expect(route.kind === 'several' && route.incidents.map((state) => state.nr)).toEqual([1, 2]);
  });

  it('what another process closes is left out at once, though nobody has marked it yet', async () => {
    const first = await real('a');
    const second = await real('b');
    expect((await process.routing.find(ROOT)).kind).toBe('several');
    await house.does(await house.process('to'), second, ANNA.does({ type: 'closeAsMistake', grund: 'dublet', dubletAf: 1, begrundelse: '' }));
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'one', incident: first });
  });

  it('costs one small read of the index while it does not change, and none of the stream', async () => {
    await real('a');
    await process.routing.find(ROOT);
    const { index, events } = house.store;
    const read: string[] = [];
    const noting = <T extends unknown[], R>(what: string, of: (...given: T) => R) => (...given: T) => (read.push(what), of(...given));
    index.all = noting('index', index.all);
    index.version = noting('version', index.version);
    events.readHead = noting('head', events.readHead);
    await process.routing.find(ROOT);
    expect(read).toEqual(['version']);
  });

  it('the only one, closed by another process a moment ago: what is written to it is refused, not kept', async () => {
    const only = await real('a');
    await process.routing.find(ROOT);
    await house.does(await house.process('to'), only, ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' }));
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'one', incident: only });
    expect(await house.does(process, only, ANNA.logs('Hej'))).toMatchObject({ kind: 'rejected', code: 'lukket' });
  });

  it('the first one that another process opens is found at once', async () => {
    const incident = await house.open(await house.process('to'));
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'one', incident });
  });

  it('a number that was only reserved is no incident', async () => {
    await house.store.index.reserve('h-reserveret', { kortNavn: 'Ikke åbnet', channel: CHANNEL, oevelse: false, aabnet: '2026-11-21T13:00:00.000Z' });
    const only = await real('a');
    await process.directory.refresh();
    expect(await process.routing.find(ROOT)).toEqual({ kind: 'one', incident: only });
    expect((await house.does(process, only, ANNA.logs('Hej'))).kind).toBe('committed');
  });
});
