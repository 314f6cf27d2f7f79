import fc from 'fast-check';
import { NOT_ALONE } from '../../src/domain/incident';
import { ANNA, EVA } from '../support/given';
import { StoreUnavailable, type CommandCommit, type EventStore, type Head } from '../../src/app/ports';
import { CHANNEL, House, type Process, request, settle } from './house';

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

describe('a line that is written in the channel’s root', () => {
  const route = async () => {
    const found = await process.routing.findToWrite(undefined);
    return found.kind === 'one' ? { incident: found.incident, alone: found.alone } : { kind: found.kind };
  };
  const alone = async (incident: string) => {
    await process.directory.upToDate();
    expect(await route()).toEqual({ incident, alone: 0 });
    return incident;
  };

  it('needs nothing to be read while there is one real incident', async () => {
    await exercise('øvelse');
    const only = await alone(await real('a'));
    house.store.faults.down();
    expect(await route()).toEqual({ incident: only, alone: 0 });
  });

  it('is not stored where it was taken to belong, once another process has opened a second one', async () => {
    const only = await alone(await real('a'));
    await house.open(await house.process('to'), { nonce: 'b' });
    expect(await route()).toEqual({ incident: only, alone: 0 }); // it cannot know yet
    const count = (await house.log(only)).length;
    expect(await house.does(process, only, { ...ANNA.logs('Hej'), alene: 0 })).toMatchObject({ kind: 'rejected', code: NOT_ALONE });
    expect(await house.log(only)).toHaveLength(count);
    expect(await route()).toEqual({ kind: 'several' });
  });

  it('is taken for granted again when the second one is closed', async () => {
    const only = await alone(await real('a'));
    const second = await real('b');
    await house.does(process, second, ANNA.does({ type: 'closeAsMistake', grund: 'dublet', dubletAf: 1, begrundelse: '' }));
    expect((await process.routing.findToWrite(undefined)).kind).toBe('one');
    await process.directory.closed((await process.directory.find(second))!, '2026-11-21T15:00:00.000Z', 'dublet');
    await process.directory.refresh();
    expect(await route()).toEqual({ incident: only, alone: 1 });
    expect((await house.does(process, only, { ...ANNA.logs('Hej'), alene: 1 })).kind).toBe('committed');
  });

  it('is not taken for granted beside a number whose incident may be about to be opened', async () => {
    const only = await real('a');
    await house.store.index.reserve('h-reserveret', { kortNavn: 'Ikke åbnet', channel: CHANNEL, oevelse: false, aabnet: '2026-11-21T13:00:00.000Z' });
    await process.directory.refresh();
    expect(await route()).toEqual({ incident: only, alone: undefined });
  });

  it('to one that another process closed a moment ago is refused, not kept', async () => {
    const only = await alone(await real('a'));
    await house.does(await house.process('to'), only, ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' }));
    expect(await house.does(process, only, { ...ANNA.logs('Hej'), alene: 0 })).toMatchObject({ kind: 'rejected', code: 'lukket' });
  });

  it('is found in its incident when it is delivered again after a second one was opened', async () => {
    const only = await alone(await real('a'));
    const line = { ...ANNA.logs('Hej'), id: 'besked-1', alene: 0 };
    await house.does(process, only, line);
    await house.open(await house.process('to'), { nonce: 'b' });
    expect(await house.does(await house.process('tre'), only, line)).toMatchObject({ kind: 'committed', again: true });
  });

  it('tells the logfører of the first one when a second one is opened; an exercise disturbs nobody', async () => {
    const first = await real('a');
    await exercise('b');
    expect(await told(first)).toEqual([]);
    await house.open(process, { nonce: 'c', beskrivelse: 'Strømmen er væk', myndigheder: ['Odense'] });
    expect(await told(first)).toEqual(['Der åbnes en hændelse mere. Hændelse 3: Odense: Strømmen er væk. Skriv i tråden til den hændelse, du mener.']);
  });

  it('an incident whose log cannot be read keeps no new one from being opened', async () => {
    await real('a');
    const { readHead } = house.store.events;
    house.store.events.readHead = (incident) => (process.directory.open()[0]?.id === incident ? Promise.reject(new Error('from a newer build')) : readHead(incident));
    const fresh = await house.process('to');
    await fresh.directory.refresh();
    expect((await fresh.opening.open({ ...request(), nonce: 'b' })).kind).toBe('committed');
    expect(fresh.complaints).toContain('an incident could not be told that another is opened');
  });

  it('with the store gone, nothing is opened that the others do not know of', async () => {
    await real('a');
    const { append } = house.store.events;
    house.store.events.append = () => Promise.reject(new StoreUnavailable('append', undefined));
    await expect(process.opening.open({ ...request(), nonce: 'b' })).rejects.toThrow(StoreUnavailable);
    house.store.events.append = append;
    expect((await process.opening.open({ ...request(), nonce: 'b' })).kind).toBe('committed');
  });

  async function told(incident: string): Promise<string[]> {
    await settle();
    expect((await house.pending(incident))).toEqual([]);
    return house.teams.texts('reply').filter((text) => text.includes('hændelse mere'));
  }

  it('never stands in an incident beside which another one is open, however two processes get in each other’s way', async () => {
    let lines = 0;
    await fc.assert(fc.asyncProperty(fc.scheduler(), fc.boolean(), fc.nat(2), fc.array(fc.boolean(), { minLength: 4, maxLength: 16 }), async (s, onThere, opened, writes) => {
      const town = await House.build();
      const there = onThere ? [await town.open(await town.process('først'), { nonce: 'først' })] : [];
      const appended = (incident: string, head: Head | undefined, commits: readonly CommandCommit[]) => {
        if (!head) there.push(incident);
        if (!commits.some(({ commandId }) => commandId.startsWith('linje'))) return;
        expect(there).toEqual([incident]);
        lines += 1;
      };
      const events: EventStore = { ...town.store.events, append: async (incident, head, commits) => {
        const result = await town.store.events.append(incident, head, commits);
        if (result.kind === 'appended') appended(incident, head, commits);
        return result;
      } };
      const store = { events: slowly(events, s), index: slowly(town.store.index, s) };
      const processes = [await town.process('en', { cards: false, store }), await town.process('to', { cards: false, store })];
      const acts = [...Array.from({ length: opened }, () => 'opens'), ...writes.map((written) => (written ? 'writes' : 'looks'))];
      await s.waitFor(Promise.all(acts.map(async (act, i) => {
        const { opening, directory, routing, journal } = processes[i % 2]!;
        await s.schedule(Promise.resolve());
        if (act === 'opens') return opening.open({ ...request(), nonce: `n${i}` });
        await directory.upToDate();
        if (act === 'looks') return;
        await s.schedule(Promise.resolve());
        const found = await routing.findToWrite(undefined);
        if (found.kind !== 'one' || found.alone === undefined) return;
        const { actor, body } = ANNA.logs(`linje ${i}`);
        await journal.execute({ id: `linje-${i}`, incident: found.incident, actor, now: town.time.incident().toISOString(), kanal: '', alene: found.alone, body });
      })));
    }), { numRuns: 200 });
    expect(lines).toBeGreaterThan(40);
  }, 120_000);
});

/** Every answer of a port is waited for as long as the scheduler likes, before and after the work. */
function slowly<T extends object>(port: T, s: fc.Scheduler): T {
  return new Proxy(port, {
    get: (target, key) => {
      const method = Reflect.get(target, key) as unknown;
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        await s.schedule(Promise.resolve());
        const answer = (await method.apply(target, args)) as unknown;
        await s.schedule(Promise.resolve());
        return answer;
      };
    },
  });
}
