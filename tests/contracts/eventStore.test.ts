import fc from 'fast-check';
import { verify } from '../../src/app/chain';
import { StoreUnavailable } from '../../src/app/ports';
import type { AppendResult, CommandCommit, EventStore, Head } from '../../src/app/ports';
import type { Effect } from '../../src/app/effects';
import { RECORDED_AT, appended, commit, commitsInARow, longStream } from '../support/store/commits';
import { everyImplementation, newIncident } from '../support/store/implementations';

const DECISION_CARD: Effect = { kind: 'decisionCard', place: { conversation: '19:x@thread.tacv2', serviceUrl: 'https://smba.example.org/' }, nr: 1 };

/** In all of these a stream of three lines stands already: commands "a", "b", "c" of one line each. */
const CONFLICTS: readonly {
  readonly situation: string;
  readonly append: (events: EventStore, incident: string, head: Head, stale: Head) => Promise<AppendResult>;
  readonly expected: AppendResult['kind'];
}[] = [
  {
    situation: 'a stream that exists is begun again',
    append: (events, incident) => events.append(incident, undefined, [commit(undefined, 'ny')]),
    expected: 'conflict',
  },
  {
    situation: 'the head is stale',
    append: (events, incident, _head, stale) => events.append(incident, stale, [commit(stale, 'ny')]),
    expected: 'conflict',
  },
  {
    situation: 'the head is stale and several commands come with their effects',
    append: (events, incident, _head, stale) => events.append(incident, stale, commitsInARow(stale, ['ny', 'nyere'], { effects: [DECISION_CARD] })),
    expected: 'conflict',
  },
  {
    situation: 'the head has the right number but belongs to another writer',
    append: (events, incident, head) => events.append(incident, { ...head, etag: "W/\"datetime'2026-01-01T00%3A00%3A00.0000000Z'\"" }, [commit(head, 'ny')]),
    expected: 'conflict',
  },
  {
    situation: 'the command is stored already and the head is right',
    append: (events, incident, head) => events.append(incident, head, [commit(head, 'b')]),
    expected: 'duplicate',
  },
  {
    situation: 'the command is stored already and the head is stale',
    append: (events, incident, _head, stale) => events.append(incident, stale, [commit(stale, 'c')]),
    expected: 'duplicate',
  },
  {
    situation: 'the command that began the stream comes again as if it were the first',
    append: (events, incident) => events.append(incident, undefined, [commit(undefined, 'a')]),
    expected: 'duplicate',
  },
  {
    situation: 'one of several commands is stored already',
    append: (events, incident, head) => events.append(incident, head, commitsInARow(head, ['ny', 'b', 'nyere'])),
    expected: 'duplicate',
  },
  {
    situation: 'the same new command stands twice in one append',
    append: (events, incident, head) => events.append(incident, head, commitsInARow(head, ['ny', 'nyere', 'ny'])),
    expected: 'duplicate',
  },
];

/** Mistakes of the caller: no result, an error. */
const MISTAKES: readonly { readonly situation: string; readonly commits: (head: Head) => readonly CommandCommit[] }[] = [
  { situation: 'more than 100 rows', commits: (head) => [commit(head, 'ny', { lines: 60, effects: Array.from({ length: 60 }, () => DECISION_CARD) })] },
  { situation: 'lines that leave a number out', commits: (head) => [commit({ ...head, nr: head.nr + 1 }, 'ny')] },
  { situation: 'a command without lines', commits: (head) => [commit(head, 'ny', { lines: 0 })] },
  { situation: 'no commands', commits: () => [] },
];

const STRANGE_IDS: readonly { readonly what: string; readonly id: string }[] = [
  { what: 'a conversation and an activity', id: '19:abc@thread.tacv2;messageid=1700000000000|1700000000001' },
  { what: 'characters that keys may not hold', id: 'a/b\\c#d?e%f' },
  { what: 'percent signs', id: '%2F%25%' },
  { what: 'quotes', id: "O'Hara ''; drop" },
  { what: 'a filter', id: "x' or PartitionKey ne '" },
  { what: 'Danish letters', id: 'rødgrød-æøåÆØÅ' },
  { what: 'emoji', id: '👩‍🚒🔥' },
  { what: 'a blank', id: ' ' },
  { what: 'nothing', id: '' },
  { what: 'control characters', id: 'linje\nskift\ttab' },
  { what: 'the name of another row', id: 'HEAD' },
  { what: 'the key of a line', id: 'E-0000000001' },
  { what: 'the mark of a digest', id: '~' },
  { what: '2,000 characters', id: 'x'.repeat(2_000) },
];

const STRANGE_TEXTS: readonly { readonly what: string; readonly tekst: string }[] = [
  { what: 'nothing', tekst: '' },
  { what: '100,000 characters', tekst: 'Æ'.repeat(100_000) },
  ...[31_900, 31_901].map((from) => ({ what: `emoji across every boundary (${from})`, tekst: 'a'.repeat(from) + '🔥'.repeat(40_000) })),
  { what: 'a lone surrogate', tekst: 'før\ud83dmidt\udd25efter' },
  { what: 'Unicode line separators', tekst: 'første\u2028anden\u2029tredje {"a": 1}' },
  { what: 'control characters', tekst: 'nul\u0000 og \u0007 og \u007f\uffff' },
  { what: 'what looks like a part of a transaction', tekst: '\r\n--changeset_x\r\nPOST http://a/b HTTP/1.1\r\n\r\n{"PartitionKey":"x"}' },
  { what: 'templates, mentions and quotes', tekst: "${x} <at>Eva</at> **fed** 'enkelt' \"dobbelt\" \\ {}" },
];

function receiptWith(note: string): Effect {
  return { kind: 'receipt', gather: '19:x@thread.tacv2', place: { conversation: '19:x@thread.tacv2', serviceUrl: 'https://smba.example.org/' }, person: { id: 'eva', name: 'Eva Ø' }, nr: 1, note };
}

everyImplementation((the, itFails) => {
  const events = () => the().store.events;

  async function streamOfThree(incident: string): Promise<{ readonly head: Head; readonly stale: Head }> {
    const stale = (await appended(events(), incident, undefined, commitsInARow(undefined, ['a', 'b'], { effects: [DECISION_CARD] }))).head;
    const { head } = await appended(events(), incident, stale, [commit(stale, 'c')]);
    return { head, stale };
  }

  describe('an append', () => {
    it('begins a stream, and goes on where it ended', async () => {
      const incident = newIncident();
      const first = await appended(events(), incident, undefined, [commit(undefined, 'a', { lines: 2 })]);
      const second = await appended(events(), incident, first.head, [commit(first.head, 'b')]);
      expect(first.head.nr).toBe(2);
      expect(second.head.nr).toBe(3);
      expect(await events().readHead(incident)).toEqual(second.head);
    });

    it('gives back exactly the lines that were written', async () => {
      const incident = newIncident();
      const commits = commitsInARow(undefined, ['a', 'b'], { lines: 3 });
      await appended(events(), incident, undefined, commits);
      expect(await events().readLines(incident, 0)).toEqual(commits.flatMap((each) => each.lines));
    });

    it('takes exactly 100 rows', async () => {
      const incident = newIncident();
      const { head } = await appended(events(), incident, undefined, [commit(undefined, 'a', { lines: 98 })]);
      expect(head.nr).toBe(98);
    });

    it('writes each effect into the outbox, due from the moment of its command, under the number of its last line', async () => {
      const incident = newIncident();
      const commits = commitsInARow(undefined, ['a', 'b'], { lines: 2, effects: [DECISION_CARD, { kind: 'postCard', card: 'instruks-2' }] });
      const { outbox } = await appended(events(), incident, undefined, commits);
      expect(outbox.map(({ id, effect, attempts, notBefore }) => ({ id, kind: effect.kind, attempts, notBefore }))).toEqual([
        { id: '0000000002-00', kind: 'decisionCard', attempts: 0, notBefore: RECORDED_AT },
        { id: '0000000002-01', kind: 'postCard', attempts: 0, notBefore: RECORDED_AT },
        { id: '0000000004-00', kind: 'decisionCard', attempts: 0, notBefore: RECORDED_AT },
        { id: '0000000004-01', kind: 'postCard', attempts: 0, notBefore: RECORDED_AT },
      ]);
      expect(await the().store.outbox.pending(incident)).toEqual(outbox);
    });

    it('leaves other incidents alone', async () => {
      const [one, other] = [newIncident(), newIncident()];
      await appended(events(), one, undefined, [commit(undefined, 'a')]);
      await appended(events(), other, undefined, [commit(undefined, 'a')]);
      expect(await events().readLines(one, 0)).toHaveLength(1);
    });
  });

  describe('conflict table', () => {
    it.each(CONFLICTS)('$situation: $expected, and nothing has changed', async ({ append, expected }) => {
      const incident = newIncident();
      const { head, stale } = await streamOfThree(incident);
      const before = await the().dump(incident);
      expect(await append(events(), incident, head, stale)).toEqual({ kind: expected });
      expect(await the().dump(incident)).toEqual(before);
    });

    it.each(MISTAKES)('$situation: an error, and nothing has changed', async ({ commits }) => {
      const incident = newIncident();
      const { head } = await streamOfThree(incident);
      const before = await the().dump(incident);
      const mistake = events().append(incident, head, commits(head));
      await expect(mistake).rejects.toThrow();
      await expect(mistake).rejects.not.toBeInstanceOf(StoreUnavailable);
      expect(await the().dump(incident)).toEqual(before);
    });

    it('a head of a stream that does not exist: conflict', async () => {
      const incident = newIncident();
      const { head } = await streamOfThree(newIncident());
      expect(await events().append(incident, head, [commit(head, 'ny')])).toEqual({ kind: 'conflict' });
      expect(await events().readHead(incident)).toBeUndefined();
    });

    it.each([1, 20])('of many writers racing from the same head exactly one wins (%i lines before)', async (count) => {
      const incident = newIncident();
      const head = await longStream(events(), incident, count);
      const results = await Promise.all(Array.from({ length: 12 }, (_, writer) => events().append(incident, head, [commit(head, `writer-${writer}`)])));
      expect(results.filter((result) => result.kind === 'appended')).toHaveLength(1);
      expect(results.filter((result) => result.kind === 'conflict')).toHaveLength(11);
      expect(await events().readLines(incident, count)).toHaveLength(1);
    });

    it('of many writers beginning the same stream exactly one wins', async () => {
      const incident = newIncident();
      const results = await Promise.all(Array.from({ length: 12 }, (_, writer) => events().append(incident, undefined, [commit(undefined, `writer-${writer}`)])));
      expect(results.filter((result) => result.kind === 'appended')).toHaveLength(1);
      expect(await events().readLines(incident, 0)).toHaveLength(1);
    });

    it('the same command sent at once by many counts once', async () => {
      const incident = newIncident();
      const { head } = await streamOfThree(incident);
      const results = await Promise.all(Array.from({ length: 12 }, () => events().append(incident, head, [commit(head, 'tryk')])));
      expect(results.map((result) => result.kind).sort()).toEqual(['appended', ...Array.from({ length: 11 }, () => 'duplicate')]);
    });
  });

  describe('reading', () => {
    it('knows nothing of a stream that was never begun', async () => {
      const incident = newIncident();
      expect(await events().readHead(incident)).toBeUndefined();
      expect(await events().readLines(incident, 0)).toEqual([]);
      expect(await events().findCommand(incident, 'a')).toBeUndefined();
    });

    it('gives the tail only, in order', async () => {
      const incident = newIncident();
      await longStream(events(), incident, 120);
      expect((await events().readLines(incident, 117)).map((line) => line.envelope.nr)).toEqual([118, 119, 120]);
      expect(await events().readLines(incident, 120)).toEqual([]);
    });

    it('gives more lines than fit on one page, in order and with their chain whole', async () => {
      const incident = newIncident();
      const head = await longStream(events(), incident, 1_200);
      expect(verify(await events().readLines(incident, 0))).toEqual({ kind: 'intact', lines: 1_200, erased: [], lastHash: head.hash });
    });

    it('finds the lines that a command led to', async () => {
      const incident = newIncident();
      await appended(events(), incident, undefined, commitsInARow(undefined, ['a', 'b'], { lines: 3 }));
      expect(await events().findCommand(incident, 'b')).toEqual({ fromNr: 4, toNr: 6 });
    });
  });

  describe('what people write', () => {
    it.each(STRANGE_IDS)('any command id is told from any other: $what', async ({ id }) => {
      const incident = newIncident();
      const first = await appended(events(), incident, undefined, [commit(undefined, id)]);
      const second = await appended(events(), incident, first.head, [commit(first.head, `${id}x`)]);
      expect(await events().findCommand(incident, id)).toEqual({ fromNr: 1, toNr: 1 });
      expect(await events().append(incident, second.head, [commit(second.head, id)])).toEqual({ kind: 'duplicate' });
      expect((await events().readLines(incident, 0))[0]?.envelope.commandId).toBe(id);
    });

    it.each(STRANGE_IDS)('any incident id has a stream of its own: $what', async ({ id }) => {
      const incident = `${newIncident()}${id}`;
      await appended(events(), incident, undefined, [commit(undefined, 'a')]);
      expect((await events().readHead(incident))?.nr).toBe(1);
      expect(await events().readHead(`${incident}x`)).toBeUndefined();
    });

    it.each(STRANGE_TEXTS)('a text comes back as it was: $what', async ({ tekst }) => {
      const incident = newIncident();
      const written = commit(undefined, 'a', { tekst, effects: [receiptWith(tekst)] });
      const { head, outbox } = await appended(events(), incident, undefined, [written]);
      const lines = await events().readLines(incident, 0);
      expect(lines).toEqual(written.lines);
      expect(verify(lines)).toEqual({ kind: 'intact', lines: 1, erased: [], lastHash: head.hash });
      expect(await the().store.outbox.pending(incident)).toEqual(outbox);
    });

    it('a text of more than a row holds is an error, not a torn entry', async () => {
      const incident = newIncident();
      const tooLong = events().append(incident, undefined, [commit(undefined, 'a', { tekst: 'x'.repeat(600_000) })]);
      await expect(tooLong).rejects.toThrow(/too long/);
      expect(await events().readHead(incident)).toBeUndefined();
    });

    it('any line of any characters comes back as it was', async () => {
      const anyText = fc.string({ unit: 'binary', maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(anyText, anyText, anyText, async (id, tekst, kanal) => {
          const incident = newIncident();
          const written = commit(undefined, id, { tekst, kanal });
          await appended(events(), incident, undefined, [written]);
          expect(await events().readLines(incident, 0)).toEqual(written.lines);
        }),
        { numRuns: 40 },
      );
    });

    it('a line whose payload has been erased stays readable', async () => {
      const incident = newIncident();
      const [line] = commit(undefined, 'a').lines;
      if (!line) throw new Error('no line');
      const erased = { envelope: line.envelope, payloadHash: line.payloadHash, hash: line.hash };
      await appended(events(), incident, undefined, [{ commandId: 'a', lines: [erased], effects: [] }]);
      expect(await events().readLines(incident, 0)).toEqual([erased]);
    });
  });

  describe('when the store fails', () => {
    itFails('nothing is claimed while it is down', async () => {
      const { faults } = the();
      const incident = newIncident();
      const { head } = await streamOfThree(incident);
      faults.down();
      await expect(events().append(incident, head, [commit(head, 'ny')])).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(events().readHead(incident)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(events().readLines(incident, 0)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(events().findCommand(incident, 'a')).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await the().store.ready()).toBe(false);
      faults.heal();
      expect(await the().store.ready()).toBe(true);
      expect(await events().findCommand(incident, 'ny')).toBeUndefined();
    });

    itFails('an append whose answer got lost is unknown, and is found by its command afterwards', async () => {
      const { faults } = the();
      const incident = newIncident();
      const { head } = await streamOfThree(incident);
      faults.loseNextAnswer();
      await expect(events().append(incident, head, [commit(head, 'ny')])).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await events().findCommand(incident, 'ny')).toEqual({ fromNr: 4, toNr: 4 });
      expect(await events().append(incident, head, [commit(head, 'ny')])).toEqual({ kind: 'duplicate' });
    });
  });
});
