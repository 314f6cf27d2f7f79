import { StoreUnavailable } from '../../src/app/ports';
import type { CardRow, OutboxRow, ReceiptRow } from '../../src/app/ports';
import type { Effect } from '../../src/app/effects';
import { appended, commit } from '../support/store/commits';
import { everyImplementation, newIncident } from '../support/store/implementations';

const LATER = '2026-11-21T13:06:00.000Z';
const STRANGE = "19:æøå/\\#?%'@thread.tacv2;messageid=17";

const EFFECTS: readonly Effect[] = [
  { kind: 'postCard', card: 'instruks-1' },
  { kind: 'mention', card: 'instruks-1', calls: [{ instruks: 'instruks-1', afsnit: '1A', rolle: 'kriseleder', trin: ['1A.1'], personer: [{ id: 'anna', name: 'Anna Holm' }] }] },
  { kind: 'receipt', gather: STRANGE, place: { conversation: STRANGE, serviceUrl: 'https://smba.example.org/' }, person: { id: 'eva', name: 'Eva Ø' }, nr: 1, note: undefined },
];

function card(over: Partial<CardRow> = {}): CardRow {
  return { card: 'instruks-1', place: { conversation: STRANGE, serviceUrl: 'https://smba.example.org/' }, activityId: '1700000000000', shown: 7, ...over };
}

function receipt(over: Partial<ReceiptRow> = {}): ReceiptRow {
  return { gather: STRANGE, place: { conversation: STRANGE, serviceUrl: 'https://smba.example.org/' }, person: 'eva', activityId: '1700000000001', nrs: [21, 22, 23], notes: ['Kl. 18.00 "er" ikke …'], at: LATER, ...over };
}

everyImplementation((the, itFails) => {
  const outbox = () => the().store.outbox;

  async function threeWaiting(incident: string): Promise<readonly [OutboxRow, OutboxRow, OutboxRow]> {
    const [first, second, third] = (await appended(the().store.events, incident, undefined, [commit(undefined, 'a', { effects: EFFECTS })])).outbox;
    if (!first || !second || !third) throw new Error('three effects were to be waiting');
    return [first, second, third];
  }

  describe('claiming', () => {
    it('writes the attempt down before it is made', async () => {
      const incident = newIncident();
      const [row] = await threeWaiting(incident);
      const claimed = await outbox().claim(row, LATER);
      expect(claimed).toMatchObject({ id: row.id, effect: EFFECTS[0], attempts: 1, maybeSent: true, notBefore: LATER });
      expect((await outbox().pending(incident))[0]).toEqual(claimed);
    });

    it('succeeds for one of many that try at once', async () => {
      const [row] = await threeWaiting(newIncident());
      const claims = await Promise.all(Array.from({ length: 8 }, () => outbox().claim(row, LATER)));
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    });

    it('of a row that is gone gives nothing', async () => {
      const incident = newIncident();
      const [row] = await threeWaiting(incident);
      await outbox().finish(incident, [row], {});
      expect(await outbox().claim(row, LATER)).toBeUndefined();
      expect(await outbox().pending(incident)).toHaveLength(2);
    });

    it('can go on from a claim of one’s own', async () => {
      const [row] = await threeWaiting(newIncident());
      const claimed = await outbox().claim(row, LATER);
      expect(claimed && (await outbox().claim(claimed, LATER))?.attempts).toBe(2);
    });
  });

  describe('postponing', () => {
    it('moves the time and counts no attempt', async () => {
      const incident = newIncident();
      const [row] = await threeWaiting(incident);
      const postponed = await outbox().postpone(row, LATER, true);
      expect(postponed).toMatchObject({ attempts: 0, notBefore: LATER, maybeSent: true });
      expect((await outbox().pending(incident))[0]).toEqual(postponed);
    });

    it('leaves a row that another process has claimed as it is', async () => {
      const incident = newIncident();
      const [row] = await threeWaiting(incident);
      const claimed = await outbox().claim(row, LATER);
      expect(await outbox().postpone(row, '2030-01-01T00:00:00.000Z', true)).toBeUndefined();
      expect((await outbox().pending(incident))[0]).toEqual(claimed);
    });
  });

  describe('finishing', () => {
    it('takes the rows out and keeps what the sending told, together', async () => {
      const incident = newIncident();
      const [first, second, third] = await threeWaiting(incident);
      await outbox().finish(incident, [first, third], { card: card(), receipt: receipt() });
      expect(await outbox().pending(incident)).toEqual([second]);
      expect(await the().store.cardRows.cards(incident)).toEqual([card()]);
      expect(await the().store.cardRows.receipt(incident, STRANGE, 'eva')).toEqual(receipt());
    });

    it('takes out a row that has been claimed since', async () => {
      const incident = newIncident();
      const [row, second, third] = await threeWaiting(incident);
      await outbox().claim(row, LATER);
      await outbox().finish(incident, [row], {});
      expect(await outbox().pending(incident)).toEqual([second, third]);
    });

    it('goes on without rows that are already gone', async () => {
      const incident = newIncident();
      const [first, second, third] = await threeWaiting(incident);
      await outbox().finish(incident, [second], {});
      await outbox().finish(incident, [first, second, third], { card: card() });
      expect(await outbox().pending(incident)).toEqual([]);
      expect(await the().store.cardRows.cards(incident)).toEqual([card()]);
    });

    it('keeps what the sending told even when all rows are gone', async () => {
      const incident = newIncident();
      const waiting = await threeWaiting(incident);
      await outbox().finish(incident, waiting, {});
      await outbox().finish(incident, waiting, { receipt: receipt() });
      expect(await the().store.cardRows.receipt(incident, STRANGE, 'eva')).toEqual(receipt());
    });

    it('of nothing is nothing', async () => {
      const incident = newIncident();
      const waiting = await threeWaiting(incident);
      await outbox().finish(incident, [], {});
      expect(await outbox().pending(incident)).toEqual(waiting);
    });

    it('by two at once ends with all rows gone', async () => {
      const incident = newIncident();
      const waiting = await threeWaiting(incident);
      await Promise.all([outbox().finish(incident, waiting, { card: card() }), outbox().finish(incident, waiting.slice(1), {})]);
      expect(await outbox().pending(incident)).toEqual([]);
    });

    it('leaves the stream’s head as it was', async () => {
      const incident = newIncident();
      const waiting = await threeWaiting(incident);
      const head = await the().store.events.readHead(incident);
      await outbox().finish(incident, waiting, { card: card(), receipt: receipt() });
      expect(await the().store.events.readHead(incident)).toEqual(head);
    });
  });

  describe('cards and receipts', () => {
    it('are one row per card, the latest', async () => {
      const incident = newIncident();
      await the().store.cardRows.saveCard(incident, card());
      await the().store.cardRows.saveCard(incident, card({ shown: 8, activityId: '2' }));
      await the().store.cardRows.saveCard(incident, card({ card: 'instruks/æ' }));
      const cards = await the().store.cardRows.cards(incident);
      expect(cards).toHaveLength(2);
      expect(cards).toEqual(expect.arrayContaining([card({ shown: 8, activityId: '2' }), card({ card: 'instruks/æ' })]));
    });

    it('a receipt belongs to one person in one conversation', async () => {
      const incident = newIncident();
      await outbox().finish(incident, [], { receipt: receipt() });
      expect(await the().store.cardRows.receipt(incident, STRANGE, 'bent')).toBeUndefined();
      expect(await the().store.cardRows.receipt(incident, `${STRANGE}eva`, '')).toBeUndefined();
    });

    it('a receipt holds as many numbers as there are', async () => {
      const incident = newIncident();
      const nrs = Array.from({ length: 20_000 }, (_, index) => index);
      await outbox().finish(incident, [], { receipt: receipt({ nrs }) });
      expect((await the().store.cardRows.receipt(incident, STRANGE, 'eva'))?.nrs).toEqual(nrs);
    });
  });

  itFails('says so when it cannot be read or written', async () => {
    const incident = newIncident();
    const [row] = await threeWaiting(incident);
    the().faults.down();
    await expect(outbox().pending(incident)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(outbox().claim(row, LATER)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(outbox().finish(incident, [row], {})).rejects.toBeInstanceOf(StoreUnavailable);
    the().faults.heal();
    expect(await outbox().pending(incident)).toHaveLength(3);
  });

  itFails('a claim whose answer got lost counts as an attempt, and nobody else can make the same claim', async () => {
    const incident = newIncident();
    const [row] = await threeWaiting(incident);
    the().faults.loseNextAnswer();
    await expect(outbox().claim(row, LATER)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await outbox().claim(row, LATER)).toBeUndefined();
    expect((await outbox().pending(incident))[0]).toMatchObject({ attempts: 1, notBefore: LATER });
  });
});
