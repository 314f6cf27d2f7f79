import fc from 'fast-check';
import { unseal, verify } from '../../src/app/chain';
import { Journal, type Result } from '../../src/app/journal';
import type { EventStore, OutboxRow } from '../../src/app/ports';
import { StoreUnavailable } from '../../src/app/ports';
import type { Origin } from '../../src/app/reactions';
import { replay } from '../../src/domain/incident';
import type { Act } from '../support/given';
import { activated, ANNA, BENT, CONTENT, DAN, EVA, FINN, GRY, HANS, INCIDENT, opened } from '../support/given';
import { memoryStore, type MemoryStore } from '../support/store/memory';
import { THREAD } from './house';

/** One process's journal on a store whose operations can be watched and can go wrong. */
class Desk {
  appends = 0;
  requests = 0;
  largest = 0;
  woken: OutboxRow[] = [];
  /** Happens before the nth append of this desk, counted from when it is set. */
  before: ((nth: number) => void | Promise<void>) | undefined;
  readonly journal: Journal;
  private ids = 0;

  constructor(readonly store: MemoryStore, private readonly name = 'a', delay: () => Promise<void> = () => Promise.resolve()) {
    const watched = <A extends unknown[], R>(operation: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
      this.requests += 1;
      await delay();
      return operation(...args);
    };
    const { readHead, readLines, findCommand, append } = store.events;
    const events: EventStore = {
      ...store.events, readHead: watched(readHead), readLines: watched(readLines), findCommand: watched(findCommand),
      append: watched(async (incident, expected, commits) => {
        this.appends += 1;
        this.largest = Math.max(this.largest, 1 + commits.reduce((sum, { lines, effects }) => sum + lines.length + effects.length + 1, 0));
        await this.before?.(this.appends);
        return append(incident, expected, commits);
      }),
    };
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const clock = { real: () => new Date('2026-11-21T13:00:00.000Z'), incident: () => new Date('2026-11-21T13:00:00.000Z') };
    let salts = 0;
    const contentFor = (hash: string) => {
      if (hash !== CONTENT.hash) throw new Error(`no content ${hash}`);
      return CONTENT;
    };
    this.journal = new Journal({ store: events, clock, contentFor, newSalt: () => `${name}${(salts += 1)}`, pause: () => delay(), logger: silent });
    this.journal.onCommit((_, rows) => void this.woken.push(...(rows ?? [])));
  }

  does(act: Act, origin: Origin = {}): Promise<Result> {
    const { actor, body, now, id } = act;
    return this.journal.execute({ id: id ?? `${this.name}-${(this.ids += 1)}`, incident: INCIDENT, actor, now, kanal: 'Teams-tråd', body }, origin);
  }

  async all(...acts: readonly Act[]): Promise<void> {
    for (const act of acts) {
      const result = await this.does(act);
      if (result.kind === 'rejected') throw new Error(result.sentence);
    }
  }

  /** From here on: counted anew. */
  watch(before?: (nth: number) => void | Promise<void>): this {
    this.appends = 0;
    this.requests = 0;
    this.woken = [];
    this.before = before;
    return this;
  }
}

async function begun(...acts: readonly Act[]): Promise<Desk> {
  const desk = new Desk(memoryStore());
  await desk.all(opened(), ...acts);
  return desk.watch();
}

/** Another process that has read everything up to now. */
async function another({ store }: Desk): Promise<Desk> {
  const desk = new Desk(store, 'b');
  await desk.journal.state(INCIDENT);
  return desk.watch();
}

async function log({ store }: Desk) {
  const sealed = await store.events.readLines(INCIDENT, 0);
  expect(verify(sealed).kind).toBe('intact');
  return sealed.map(unseal);
}

async function texts(desk: Desk): Promise<string[]> {
  return (await log(desk)).flatMap(({ event }) => (event.type === 'LogEntryWritten' ? [event.entry.tekst] : []));
}

const committed = (fromNr: number, toNr = fromNr, again = false) => ({ kind: 'committed', fromNr, toNr, again });
const lost = () => new StoreUnavailable('append', new Error('gone'));

describe('one command', () => {
  it('is stored before it is answered, with one append and no reading', async () => {
    const desk = await begun();
    expect(await desk.does(ANNA.logs('Hej'))).toMatchObject(committed(2));
    expect(await texts(desk)).toEqual(['Hej']);
    expect(desk.requests).toBe(1);
  });

  it('is answered with the state that it led to', async () => {
    const desk = await begun(...activated());
    const result = await desk.does(EVA.completes('1B.1'));
    expect(result.state).toEqual(replay(INCIDENT, await log(desk)));
  });

  it('lets its answer be prepared while the store writes, with the very state that comes of it', async () => {
    const desk = await begun(...activated());
    const prepared: unknown[] = [];
    const result = await desk.does(EVA.completes('1B.1'), { prepare: (state) => void prepared.push(state) });
    await new Promise(setImmediate);
    expect(prepared).toHaveLength(1);
    expect(prepared[0]).toBe(result.state);
  });

  it('is stored and answered even when preparing its answer fails, and a refused one prepares nothing', async () => {
    const desk = await begun(...activated());
    const prepare = jest.fn(() => {
      throw new Error('cannot draw');
    });
    expect(await desk.does(EVA.completes('1B.1'), { prepare })).toMatchObject({ kind: 'committed' });
    expect(await desk.does(EVA.completes('1B.1'), { prepare })).toMatchObject({ kind: 'rejected' });
    await new Promise(setImmediate);
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  it('of somebody who may not is refused, and nothing is stored', async () => {
    const desk = await begun(...activated());
    const before = desk.store.dump(INCIDENT);
    expect(await desk.does(HANS.completes('1B.1'))).toMatchObject({ kind: 'rejected', code: 'ingen-ret' });
    expect(desk.store.dump(INCIDENT)).toEqual(before);
  });

  it('for an incident that there is not is refused, without content being asked for', async () => {
    const desk = new Desk(memoryStore());
    expect(await desk.does(FINN.logs('Hej'))).toMatchObject({ kind: 'rejected', code: 'ukendt-haendelse' });
    expect(desk.store.dump(INCIDENT)[1]).toEqual([]);
  });

  it('costs the same at line 2,000 as at line 10', async () => {
    const desk = await begun();
    await Promise.all(Array.from({ length: 2000 }, (_, nr) => desk.does(ANNA.logs(`Linje ${nr}`))));
    desk.watch();
    await desk.does(EVA.starts(1));
    expect(desk.requests).toBe(1);
  });
});

describe('commands that come at once', () => {
  it('are stored together, each answered with its own line', async () => {
    const desk = await begun();
    const results = await Promise.all(Array.from({ length: 20 }, (_, nr) => desk.does(ANNA.logs(`Linje ${nr}`))));
    expect(results).toMatchObject(Array.from({ length: 20 }, (_, nr) => committed(nr + 2)));
    expect(await texts(desk)).toEqual(Array.from({ length: 20 }, (_, nr) => `Linje ${nr}`));
    expect(desk.appends).toBeLessThanOrEqual(2);
  });

  it('are split where they do not fit into one transaction', async () => {
    const desk = await begun();
    const results = await Promise.all(Array.from({ length: 150 }, (_, nr) => desk.does(ANNA.logs(`Linje ${nr}`), { place: THREAD })));
    expect(results).toMatchObject(Array.from({ length: 150 }, (_, nr) => committed(nr + 2)));
    expect(desk.largest).toBeLessThanOrEqual(100);
    expect(desk.appends).toBeGreaterThan(3);
    expect(desk.woken).toHaveLength(150);
  });

  it('are judged one after the other: of twenty who press the same, one has done it', async () => {
    const desk = await begun(...activated());
    const results = await Promise.all([EVA, ANNA, BENT, FINN].flatMap((who) => Array.from({ length: 5 }, () => desk.does(who.completes('1B.1', 0)))));
    const done = results.filter((result) => result.kind === 'committed');
    expect(done).toHaveLength(1);
    for (const result of results) {
      expect(result.state.instrukser['instruks-1']?.steps['oplys-niveau']?.status.kind).toBe('udfoert');
      if (result.kind === 'rejected') expect(result.sentence).toBe('1B.1 er allerede udført af Eva Skov 14.00.');
    }
  });

  it('refused ones among them do not hold back the others', async () => {
    const desk = await begun(...activated());
    void desk.does(ANNA.logs('Først'));
    const results = await Promise.all([desk.does(HANS.logs('Må ikke')), desk.does(EVA.completes('1B.1')), desk.does(EVA.completes('1A.1')), desk.does(ANNA.logs('Sidst'))]);
    expect(results.map((result) => (result.kind === 'rejected' ? result.code : result.kind))).toEqual(['ingen-ret', 'committed', 'kraever-beslutning', 'committed']);
  });

  it('a role that is handed over counts for the very next', async () => {
    const desk = await begun();
    void desk.does(ANNA.logs('Først'));
    const results = await Promise.all([desk.does(HANS.logs('Endnu ikke')), desk.does(EVA.handsOver('modtager', HANS)), desk.does(HANS.logs('Nu'))]);
    expect(results.map((result) => (result.kind === 'rejected' ? result.code : result.fromNr))).toEqual(['ingen-ret', 3, 4]);
  });

  it('for different incidents do not wait for each other', async () => {
    const desk = await begun();
    let release = () => undefined as void;
    desk.watch((nth) => (nth === 1 ? new Promise<void>((resolve) => { release = resolve; }) : undefined));
    const held = desk.does(ANNA.logs('Holdt'));
    const other = opened();
    const elsewhere = await desk.journal.execute({ id: 'x', incident: 'h-2', actor: other.actor, now: other.now, kanal: '', body: other.body });
    expect(elsewhere.kind).toBe('committed');
    release();
    expect(await held).toMatchObject(committed(2));
  });
});

describe('a command that is delivered twice', () => {
  it('in one go counts once and is answered twice', async () => {
    const desk = await begun();
    void desk.does(ANNA.logs('Først'));
    const results = await Promise.all([desk.does(ANNA.logs('Hej').as('k')), desk.does(ANNA.logs('Hej').as('k'))]);
    expect(results).toMatchObject([committed(3), committed(3, 3, true)]);
    expect(await texts(desk)).toEqual(['Først', 'Hej']);
  });

  it('later counts once and gets the first answer', async () => {
    const desk = await begun();
    await desk.does(ANNA.logs('Hej').as('k'));
    await desk.does(ANNA.logs('Andet'));
    expect(await desk.does(ANNA.logs('Hej').as('k'))).toMatchObject(committed(2, 2, true));
    expect(await texts(desk)).toEqual(['Hej', 'Andet']);
  });

  it('to two processes counts once', async () => {
    const desk = await begun();
    const other = await another(desk);
    const results = await Promise.all([desk.does(ANNA.logs('Hej').as('k')), other.does(ANNA.logs('Hej').as('k'))]);
    expect(results).toMatchObject([{ kind: 'committed', fromNr: 2 }, { kind: 'committed', fromNr: 2 }]);
    expect(results.filter((result) => result.kind === 'committed' && result.again)).toHaveLength(1);
    expect(await texts(desk)).toEqual(['Hej']);
  });

  it('a press is not told that it was done already by the same person: it was this very press', async () => {
    const desk = await begun(...activated());
    const other = await another(desk);
    await desk.does(EVA.completes('1B.1', 0).as('knap'));
    expect(await desk.does(EVA.completes('1B.1', 0).as('knap'))).toMatchObject({ kind: 'committed', again: true });
    expect(await other.does(EVA.completes('1B.1', 0).as('knap'))).toMatchObject({ kind: 'committed', again: true, state: { log: { count: 7 } } });
  });

  it('is answered from memory where the state says no already: at no cost', async () => {
    const desk = await begun(...activated());
    await desk.does(EVA.completes('1B.1', 0).as('knap'));
    desk.watch();
    expect(await desk.does(EVA.completes('1B.1', 0).as('knap'))).toMatchObject(committed(7, 7, true));
    expect(desk.requests).toBe(0);
  });

  it('leaves its effects once', async () => {
    const desk = await begun();
    await desk.does(ANNA.logs('Hej').as('k'), { place: THREAD });
    await desk.does(ANNA.logs('Hej').as('k'), { place: THREAD });
    expect((await desk.store.outbox.pending(INCIDENT)).map((row) => row.effect.kind)).toEqual(['postCard', 'receipt']);
    expect(desk.woken).toHaveLength(1);
  });

  it('together with new ones does not keep those from being stored', async () => {
    const desk = await begun();
    await desk.does(ANNA.logs('Gammel').as('k'));
    void desk.does(ANNA.logs('Først'));
    const results = await Promise.all([desk.does(ANNA.logs('Gammel').as('k')), desk.does(ANNA.logs('Ny'))]);
    expect(results).toMatchObject([committed(2, 2, true), committed(4)]);
    expect(await texts(desk)).toEqual(['Gammel', 'Først', 'Ny']);
  });
});

describe('another process', () => {
  it('that was first makes the command be decided again, on what is there now', async () => {
    const desk = await begun(...activated());
    const other = await another(desk);
    await desk.does(ANNA.logs('Foran'));
    expect(await other.does(BENT.logs('Bagefter'))).toMatchObject(committed(8));
    expect(await texts(desk)).toEqual(['Foran', 'Bagefter']);
  });

  it('that has done the step meanwhile leaves nothing to do', async () => {
    const desk = await begun(...activated());
    const other = await another(desk);
    await desk.does(EVA.completes('1B.1', 0));
    expect(await other.does(ANNA.completes('1B.1', 0))).toMatchObject({ kind: 'rejected', code: 'allerede-udfoert', state: { log: { count: 7 } } });
  });

  it('that has undone the step meanwhile: no refusal by what was true before', async () => {
    const desk = await begun(...activated(), EVA.completes('1B.1'));
    const other = await another(desk);
    await desk.does(EVA.undoes('1B.1'));
    expect(await other.does(ANNA.completes('1B.1'))).toMatchObject({ kind: 'committed' });
  });

  it('that has handed over the receiver’s part meanwhile: the right is judged anew', async () => {
    const desk = await begun();
    const newcomer = { ...HANS, does: HANS.does.bind(HANS) };
    const other = await another(desk);
    await desk.does(EVA.handsOver('modtager', HANS));
    expect(await other.does(newcomer.does(ANNA.logs('Nu må jeg').body))).toMatchObject({ kind: 'committed' });
  });

  it('that is always first ends in an honest failure, not in an endless loop', async () => {
    const desk = await begun();
    const other = await another(desk);
    desk.watch(async () => void (await other.does(BENT.logs('Foran'))));
    await expect(desk.does(ANNA.logs('Aldrig'))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await texts(desk)).not.toContain('Aldrig');
  });

  it('writes are seen by `refreshed`, and by `state` after that', async () => {
    const desk = await begun();
    const other = await another(desk);
    await desk.does(ANNA.logs('Hej'));
    expect((await other.journal.state(INCIDENT)).log.count).toBe(1);
    expect((await other.journal.refreshed(INCIDENT)).log.count).toBe(2);
    expect((await other.journal.state(INCIDENT)).log.count).toBe(2);
  });
});

describe('when the store fails', () => {
  it('before the work was done, the command is stored at the second try', async () => {
    const desk = await begun();
    desk.watch((nth) => { if (nth === 1) throw lost(); });
    expect(await desk.does(ANNA.logs('Hej'))).toMatchObject(committed(2));
    expect(await texts(desk)).toEqual(['Hej']);
  });

  it('after the work was done, the command is found again and counts once', async () => {
    const desk = await begun();
    desk.watch((nth) => { if (nth === 1) desk.store.faults.loseNextAnswer(); });
    expect(await desk.does(ANNA.logs('Hej'))).toMatchObject(committed(2, 2, true));
    expect(await texts(desk)).toEqual(['Hej']);
    expect(await desk.does(ANNA.logs('Videre'))).toMatchObject(committed(3));
  });

  it('among several, those that were stored and those that were not are all answered rightly', async () => {
    const desk = await begun(...activated());
    desk.watch((nth) => { if (nth === 2) desk.store.faults.loseNextAnswer(); });
    void desk.does(ANNA.logs('Først'));
    const results = await Promise.all([desk.does(EVA.completes('1B.1', 0)), desk.does(ANNA.completes('1B.1', 0)), desk.does(ANNA.logs('Hej'))]);
    expect(results.map((result) => (result.kind === 'rejected' ? result.code : result.fromNr))).toEqual([8, 'allerede-udfoert', 9]);
  });

  it.each(['before', 'after'] as const)('twice (the second time %s the work was done), the user is told, and sent again it counts once', async (moment) => {
    const desk = await begun();
    desk.watch((nth) => {
      if (nth === 1 || moment === 'before') throw lost();
      desk.store.faults.loseNextAnswer();
    });
    await expect(desk.does(ANNA.logs('Hej').as('k'))).rejects.toBeInstanceOf(StoreUnavailable);
    desk.watch();
    expect(await desk.does(ANNA.logs('Hej').as('k'))).toMatchObject(committed(2, 2, moment === 'after'));
    expect(await texts(desk)).toEqual(['Hej']);
  });

  it('and the look-up after it fails as well, nothing is claimed', async () => {
    const desk = await begun();
    desk.watch(() => desk.store.faults.down());
    await expect(desk.does(ANNA.logs('Hej'))).rejects.toBeInstanceOf(StoreUnavailable);
    desk.store.faults.heal();
    desk.watch();
    expect(await desk.does(ANNA.logs('Videre'))).toMatchObject(committed(2));
    expect(await texts(desk)).toEqual(['Videre']);
  });

  it('right after a conflict, the answer is looked up all the same', async () => {
    const desk = await begun();
    const other = await another(desk);
    desk.watch(async (nth) => {
      if (nth === 1) await other.does(BENT.logs('Foran'));
      if (nth === 2) desk.store.faults.loseNextAnswer();
    });
    expect(await desk.does(ANNA.logs('Hej'))).toMatchObject(committed(3, 3, true));
  });

  it('for one transaction of several, those before it stay answered', async () => {
    const desk = await begun();
    desk.watch((nth) => { if (nth >= 3) throw lost(); });
    const results = await Promise.allSettled(Array.from({ length: 100 }, (_, nr) => desk.does(ANNA.logs(`Linje ${nr}`), { place: THREAD })));
    const told = results.filter((result) => result.status === 'fulfilled').length;
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThan(100);
    expect(await texts(desk)).toHaveLength(told);
  });

  it('a refusal is not claimed either: it could be out of date', async () => {
    const desk = await begun(...activated(), EVA.completes('1B.1'));
    desk.store.faults.down();
    await expect(desk.does(ANNA.completes('1B.1'))).rejects.toBeInstanceOf(StoreUnavailable);
    desk.store.faults.heal();
    expect(await desk.does(ANNA.completes('1B.1'))).toMatchObject({ kind: 'rejected', code: 'allerede-udfoert' });
  });
});

describe('what is to be done outside', () => {
  it('is written down with the lines that ask for it', async () => {
    const desk = await begun(EVA.starts(1));
    await desk.all(EVA.gives('1A.2', FINN), GRY.handsOver('kriseleder', GRY));
    const rows = (await desk.store.outbox.pending(INCIDENT)).map(({ id, effect }) => `${Number(id.slice(0, 10))} ${effect.kind} ${'card' in effect ? effect.card : ''}`);
    expect(rows).toEqual([
      '1 postCard haendelse', '2 postCard instruks-1', '2 mention instruks-1', '3 assign instruks-1', '4 roleHandedOver haendelse', '4 mention instruks-1',
    ]);
    expect(desk.woken.map((row) => row.effect.kind)).toEqual(['assign', 'roleHandedOver', 'mention']);
  });

  it('one mention per instruks, with all the roles that are called there', async () => {
    const desk = await begun(EVA.starts(1), ANNA.starts(4));
    await desk.does(GRY.handsOver('kriseleder', GRY));
    const mentions = desk.woken.flatMap(({ effect }) => (effect.kind === 'mention' ? [effect] : []));
    expect(mentions.map((mention) => [mention.card, mention.calls.map((call) => call.rolle)])).toEqual([['instruks-1', ['kriseleder']], ['instruks-4', ['kriseleder']]]);
  });

  it('a receipt for what was written, where it was written, and a card where a decision lacks something', async () => {
    const desk = await begun();
    await desk.does(ANNA.logs('Hej'), { place: THREAD, note: 'Klokkeslættet' });
    await desk.does(ANNA.logs({ entryType: 'beslutning', tekst: 'Vi lukker' }), { place: THREAD });
    await desk.does(BENT.completesDecision(3, 'Anna', 'Nød'), { place: THREAD });
    await desk.does(BENT.corrects(2, 'Hej igen'), { place: THREAD });
    expect(desk.woken.map(({ effect }) => effect)).toMatchObject([
      { kind: 'receipt', place: THREAD, person: ANNA.ref, nr: 2, note: 'Klokkeslættet' }, { kind: 'receipt', nr: 3 }, { kind: 'decisionCard', place: THREAD, nr: 3 },
      { kind: 'receipt', person: BENT.ref, nr: 4 }, { kind: 'receipt', nr: 5 },
    ]);
  });

  it('nothing for presses: the card is compared with the state', async () => {
    const desk = await begun(...activated());
    await desk.all(EVA.completes('1B.1'), EVA.undoes('1B.1'), ANNA.comments('1B.1', 'Hej'), EVA.completes('1B.1'), ANNA.reopens('1B.1'), EVA.dismisses('1B.1'));
    expect(desk.woken).toEqual([]);
  });

  it('no receipt for what was not written anywhere', async () => {
    const desk = await begun();
    await desk.does(ANNA.logs('Hej'));
    expect(desk.woken).toEqual([]);
  });
});

// ---- two processes, and a store that fails now and then ------------------------------------------------------

interface Move {
  readonly act: Act;
  readonly process: 0 | 1 | 'both';
  readonly wait: number;
}

const STEPS = ['1B.1', '1B.2', '1C.1'];
const who = fc.constantFrom(ANNA, BENT, DAN, EVA, FINN);
const trin = fc.constantFrom(...STEPS);
const revision = fc.oneof(fc.constant(undefined), fc.nat(3));
const move: fc.Arbitrary<Move> = fc.record({
  act: fc.oneof(
    fc.tuple(who, trin, revision).map(([person, nr, rev]) => person.completes(nr, rev)),
    fc.tuple(who, trin, revision).map(([person, nr, rev]) => person.undoes(nr, rev)),
    fc.tuple(who, trin).map(([person, nr]) => person.reopens(nr)),
    fc.tuple(who, fc.constantFrom('Et', 'To', 'Tre')).map(([person, tekst]) => person.logs(tekst)),
    fc.tuple(who, fc.constantFrom(ANNA, GRY)).map(([person, til]) => person.handsOver('kriseleder', til)),
  ),
  process: fc.constantFrom(0 as const, 1 as const, 'both' as const),
  wait: fc.nat(3),
});

/** Every request takes a few turns, as the generator likes: a different interleaving each time. */
function unsteady(waits: readonly number[]): () => Promise<void> {
  let at = 0;
  return async () => {
    for (let turns = waits[(at += 1) % waits.length] ?? 0; turns > 0; turns -= 1) await Promise.resolve();
  };
}

it('two processes that work on one incident lose nothing and double nothing, though answers get lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 25 }), fc.array(fc.nat(6), { minLength: 1, maxLength: 20 }), fc.array(fc.nat(12), { maxLength: 4 }), async (moves, waits, faults) => {
      const store = memoryStore();
      await new Desk(store).all(opened(), ...activated());
      const desks = [new Desk(store, 'a', unsteady(waits)), new Desk(store, 'b', unsteady([...waits].reverse()))] as const;
      for (const desk of desks) {
        desk.watch((nth) => {
          if (faults.includes(nth)) store.faults.loseNextAnswer();
        });
      }
      const answers: { id: string; result: Promise<Result> }[] = [];
      for (const [index, { act, process, wait }] of moves.entries()) {
        for (let turns = 0; turns < wait; turns += 1) await Promise.resolve();
        const to = process === 'both' ? desks : [desks[process]];
        answers.push(...to.map((desk) => ({ id: `m${index}`, result: desk.does(act.as(`m${index}`)) })));
      }
      const settled = await Promise.allSettled(answers.map((answer) => answer.result));
      store.faults.heal();

      const sealed = await store.events.readLines(INCIDENT, 0);
      expect(verify(sealed)).toMatchObject({ kind: 'intact', lines: sealed.length });
      const lines = sealed.map(unseal);
      settled.forEach((answer, index) => {
        const id = answers[index]?.id ?? '';
        const own = lines.filter((line) => line.commandId === id);
        if (answer.status === 'rejected') {
          expect(answer.reason).toBeInstanceOf(StoreUnavailable); // not known to be stored; at most once all the same
          expect(own.length).toBeLessThanOrEqual(1);
        } else if (answer.value.kind === 'committed') {
          expect(own.map((line) => line.nr)).toEqual([answer.value.fromNr]);
          expect(answer.value.fromNr).toBe(answer.value.toNr);
        } else if (answers.filter((other) => other.id === id).length === 1) {
          expect(own).toEqual([]); // delivered twice, it may be refused now and be right a moment later
        }
      });
      const states = await Promise.all(desks.map((desk) => desk.journal.refreshed(INCIDENT)));
      for (const state of states) expect(state).toEqual(replay(INCIDENT, lines));
    }),
    { numRuns: 150 },
  );
});
