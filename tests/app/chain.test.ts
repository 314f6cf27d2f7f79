import fc from 'fast-check';
import { GENESIS, seal, unseal, verify } from '../../src/app/chain';
import type { SealedLine } from '../../src/app/chain';
import type { RecordedEvent } from '../../src/domain/event';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const name = fc.oneof(text, fc.constantFrom('Æ ø å', '🔥', 'a\u2028b', '"\\', ''));

const recorded: fc.Arbitrary<Omit<RecordedEvent, 'nr'>> = fc.record({
  actor: fc.record({ id: name, name }), at: text, recordedAt: text, commandId: name, kanal: name,
  event: fc.oneof(
    fc.record({
      type: fc.constant('LogEntryWritten' as const),
      entry: fc.record({ entryType: fc.constantFrom('beslutning' as const, 'information' as const), tekst: name }),
      mangler: fc.constant([]),
    }),
    fc.record({ type: fc.constant('LogDecisionCompleted' as const), retter: fc.nat(), tekst: name, beslutter: name, begrundelse: name }),
    fc.record({ type: fc.constant('DeliveryFailed' as const), hvad: name, hvorfor: name }),
  ),
  calls: fc.array(fc.record({ instruks: name, afsnit: name, rolle: name, trin: fc.array(name), personer: fc.array(fc.record({ id: name, name })) }), { maxLength: 2 }),
});

function chainOf(events: readonly Omit<RecordedEvent, 'nr'>[]): SealedLine[] {
  const lines: SealedLine[] = [];
  for (const event of events) lines.push(seal({ ...event, nr: lines.length + 1 }, lines.at(-1)?.hash ?? GENESIS, `salt-${lines.length}`));
  return lines;
}

/** A log of at least three lines, and one of its places. */
const logAndPlace = fc.array(recorded, { minLength: 3, maxLength: 8 }).chain((events) => fc.tuple(fc.constant(chainOf(events)), fc.nat(events.length - 1)));

function withChanged(lines: readonly SealedLine[], place: number, change: (line: SealedLine) => SealedLine): readonly SealedLine[] {
  return lines.map((line, index) => (index === place ? change(line) : line));
}

function erased({ envelope, payloadHash, hash }: SealedLine): SealedLine {
  return { envelope, payloadHash, hash };
}

/** The log with one line more: the one that says that `nr` was erased. */
function withMark(lines: readonly SealedLine[], nr: number): readonly SealedLine[] {
  const mark = { ...ONE_ENTRY, nr: lines.length + 1, event: { type: 'LineErased' as const, retter: nr, begrundelse: 'navn', bedtAf: 'Anna' } };
  return [...lines, seal(mark, lines.at(-1)?.hash ?? GENESIS, `mark-${nr}`)];
}

const ONE_ENTRY: Omit<RecordedEvent, 'nr'> = {
  actor: { id: 'carla', name: 'Carla Ærø' }, at: '2026-11-21T13:00:00.000Z', recordedAt: '2026-11-21T13:05:00.000Z', commandId: 'a', kanal: 'Krisestab',
  event: { type: 'LogEntryWritten', entry: { entryType: 'information', tekst: 'Vagten er tilkaldt 🔥' }, mangler: [] }, calls: [],
};

describe('the hash chain', () => {
  it('gives back every event that was sealed', () => {
    fc.assert(
      fc.property(recorded, fc.integer({ min: 1 }), text, (event, nr, salt) => {
        expect(unseal(seal({ ...event, nr }, GENESIS, salt))).toEqual({ ...event, nr });
      }),
    );
  });

  it('verifies an untouched log, the empty one too', () => {
    expect(verify([])).toEqual({ kind: 'intact', lines: 0, erased: [], lastHash: GENESIS });
    fc.assert(
      fc.property(logAndPlace, ([lines]) => {
        expect(verify(lines)).toEqual({ kind: 'intact', lines: lines.length, erased: [], lastHash: lines.at(-1)?.hash });
      }),
    );
  });

  it('names the first line whose payload or salt was changed', () => {
    fc.assert(
      fc.property(logAndPlace, fc.constantFrom('payload' as const, 'salt' as const), ([lines, place], part) => {
        const changed = withChanged(lines, place, (line) => ({ ...line, [part]: `${line[part] ?? ''}x` }));
        expect(verify(changed)).toEqual({ kind: 'broken', nr: place + 1, why: 'indhold' });
      }),
    );
  });

  it.each(['type', 'actorId', 'actorName', 'at', 'recordedAt', 'commandId', 'kanal', 'instruks', 'trin'] as const)('names the first line whose %s was changed', (field) => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const changed = withChanged(lines, place, (line) => ({ ...line, envelope: { ...line.envelope, [field]: `${line.envelope[field]}x` } }));
        expect(verify(changed)).toEqual({ kind: 'broken', nr: place + 1, why: 'kaede' });
      }),
    );
  });

  it('names the first line that points at another line than it did', () => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const changed = withChanged(lines, place, (line) => ({ ...line, envelope: { ...line.envelope, retter: line.envelope.retter + 1 } }));
        expect(verify(changed)).toEqual({ kind: 'broken', nr: place + 1, why: 'kaede' });
      }),
    );
  });

  it('notices text that was moved from one field of the envelope to the next', () => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const changed = withChanged(lines, place, (line) => ({ ...line, envelope: { ...line.envelope, actorName: `${line.envelope.actorName}x`, at: line.envelope.at.slice(1) } }));
        expect(verify(changed).kind).toBe('broken');
      }),
    );
  });

  it('notices a payload that was exchanged together with its own hash', () => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const [forged] = chainOf([{ ...unseal(lines[place] ?? never()), event: { type: 'DeliveryFailed', hvad: 'falsk', hvorfor: '' } }]);
        const changed = withChanged(lines, place, (line) => ({ ...line, payload: forged?.payload, salt: forged?.salt, payloadHash: forged?.payloadHash ?? '' }));
        expect(verify(changed)).toEqual({ kind: 'broken', nr: place + 1, why: 'kaede' });
      }),
    );
  });

  it('names the place of a line that was taken out, or the number that the next one bears', () => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const rest = lines.filter((_, index) => index !== place);
        const renumbered = rest.map((line, index) => ({ ...line, envelope: { ...line.envelope, nr: index + 1 } }));
        if (place === lines.length - 1) {
          // Nothing in the rest tells of a lost end: that is what the head's hash is for.
          expect(verify(rest)).toMatchObject({ kind: 'intact', lastHash: lines.at(-2)?.hash });
          return;
        }
        expect(verify(rest)).toEqual({ kind: 'broken', nr: place + 1, why: 'nummer' });
        expect(verify(renumbered)).toEqual({ kind: 'broken', nr: place + 1, why: 'kaede' });
      }),
    );
  });

  it('names the first of two lines that were swapped', () => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const first = Math.min(place, lines.length - 2);
        const swapped = [...lines.slice(0, first), lines[first + 1] ?? never(), lines[first] ?? never(), ...lines.slice(first + 2)];
        expect(verify(swapped)).toEqual({ kind: 'broken', nr: first + 1, why: 'nummer' });
      }),
    );
  });

  it('still verifies with erased payloads, and lists them', () => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const marked = withMark(withMark(lines, place + 1), lines.length);
        const some = withChanged(withChanged(marked, place, erased), lines.length - 1, erased);
        expect(verify(some)).toEqual({ kind: 'intact', lines: lines.length + 2, erased: [...new Set([place + 1, lines.length])], lastHash: marked.at(-1)?.hash });
      }),
    );
  });

  it('names a line whose text is gone without a line that says who erased it', () => {
    fc.assert(
      fc.property(logAndPlace, ([lines, place]) => {
        const unmarked = { kind: 'broken', nr: place + 1, why: 'slettet' };
        expect(verify(withChanged(lines, place, erased))).toEqual(unmarked);
        const another = withMark(lines, place === 0 ? 2 : 1);
        expect(verify(withChanged(another, place, erased))).toEqual(unmarked);
        expect(verify(withChanged(another, another.length - 1, erased))).toEqual({ ...unmarked, nr: another.length });
      }),
    );
  });

  it('reads an erased line as one that says nothing', () => {
    const [line] = chainOf([ONE_ENTRY]);
    const { event, nr, actor } = unseal(erased(line ?? never()));
    expect(event).toEqual({ type: 'ErasedLine' });
    expect([nr, actor.name]).toEqual([1, line?.envelope.actorName]);
  });

  it('hides equal payloads behind different salts', () => {
    const one = seal({ ...ONE_ENTRY, nr: 1 }, GENESIS, 'a');
    const other = seal({ ...ONE_ENTRY, nr: 1 }, GENESIS, 'b');
    expect(one.payload).toBe(other.payload);
    expect(one.payloadHash).not.toBe(other.payloadHash);
  });
});

/** The format must never change: a log that was written years ago has to verify. */
it('hashes as it always did', () => {
  const [line] = chainOf([ONE_ENTRY]);
  expect(line?.hash).toBe('2dd74d2cca749f02a86d0d17eae71145f7e9d2d54b3e1ffb08b7fffd8feaa20e');
});

function never(): never {
  throw new Error('the log is shorter than it was made');
}
