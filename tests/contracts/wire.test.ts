import { TableClient } from '@azure/data-tables';
import { openTables } from '../../src/adapters/tables/open';
import type { Tables } from '../../src/adapters/tables/open';
import { split } from '../../src/adapters/tables/rows';
import { StoreUnavailable } from '../../src/app/ports';
import type { Effect } from '../../src/app/effects';
import { EMPTY_ROSTER } from '../../src/app/roster';
import { azuriteConnectionString, startAzurite } from '../support/store/azurite';
import type { Azurite } from '../support/store/azurite';
import { appended, commit, longStream } from '../support/store/commits';
import { newIncident } from '../support/store/implementations';
import { startProxy } from '../support/store/proxy';
import type { Proxy } from '../support/store/proxy';

/** What goes over the wire, and what happens when it breaks: only the implementation on tables has a wire. */

const EFFECTS: readonly Effect[] = [{ kind: 'postCard', card: 'instruks-1' }];
const TIMEOUT_MS = 200;

let azurite: Azurite;
let proxy: Proxy;
let tables: Tables;
/** The same tables, with little patience. */
let hasty: Tables;

beforeAll(async () => {
  azurite = await startAzurite();
  proxy = await startProxy(azurite.url);
  const access = { connectionString: azuriteConnectionString(proxy.url) };
  tables = openTables(access, 'wire', { timeoutMs: 5_000 });
  hasty = openTables(access, 'wire', { timeoutMs: TIMEOUT_MS });
  await tables.ensureTables();
});
beforeEach(() => {
  proxy.heal();
  proxy.forget();
});
afterAll(async () => {
  await proxy.stop();
  await azurite.stop();
});

function traffic() {
  return { requests: proxy.seen.length, rowsRead: proxy.seen.reduce((sum, request) => sum + request.rowsRead, 0) };
}

describe('round trips', () => {
  it.each([10, 3_000])('an append is one request that reads no rows, after %i lines', async (count) => {
    const incident = newIncident();
    const head = await longStream(tables.events, incident, count);
    proxy.forget();
    const { head: next, outbox } = await appended(tables.events, incident, head, [commit(head, 'tryk', { lines: 2, effects: EFFECTS })]);
    expect(traffic()).toEqual({ requests: 1, rowsRead: 0 });
    // What it answered is enough to go on with: no reading in between.
    await appended(tables.events, incident, next, [commit(next, 'næste')]);
    await tables.outbox.finish(incident, outbox, {});
    expect(traffic()).toEqual({ requests: 3, rowsRead: 0 });
  });

  it.each([10, 3_000])('reading the head is one row, reading the tail only its lines, after %i lines', async (count) => {
    const incident = newIncident();
    await longStream(tables.events, incident, count);
    proxy.forget();
    await tables.events.readHead(incident);
    await tables.events.readLines(incident, count - 2);
    await tables.events.findCommand(incident, 'fill-0');
    expect(traffic()).toEqual({ requests: 3, rowsRead: 1 + 2 + 1 });
  });

  it('a conflict and a duplicate are told by the one answer', async () => {
    const incident = newIncident();
    const { head: stale } = await appended(tables.events, incident, undefined, [commit(undefined, 'a')]);
    const { head } = await appended(tables.events, incident, stale, [commit(stale, 'b')]);
    proxy.forget();
    await tables.events.append(incident, stale, [commit(stale, 'c')]);
    await tables.events.append(incident, head, [commit(head, 'a')]);
    expect(traffic()).toEqual({ requests: 2, rowsRead: 0 });
  });

  it('a free lease is one request', async () => {
    await tables.leases.acquire(newIncident(), 'haendelse', 'a', '2026-11-21T13:00:00.000Z', '2026-11-21T13:00:10.000Z');
    expect(traffic()).toEqual({ requests: 1, rowsRead: 0 });
  });

  it('tells the same tables however often they are ensured', async () => {
    await tables.ensureTables();
    expect(await tables.ready()).toBe(true);
  });
});

describe('a broken wire', () => {
  it('a store that is not there at all is unavailable', async () => {
    const closed = await startProxy(azurite.url);
    await closed.stop();
    const nowhere = openTables({ connectionString: azuriteConnectionString(closed.url) }, 'wire', { timeoutMs: TIMEOUT_MS });
    await expect(nowhere.events.append(newIncident(), undefined, [commit(undefined, 'a')])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(nowhere.events.readLines(newIncident(), 0)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(nowhere.roster.load()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await nowhere.ready()).toBe(false);
  });

  it('tables that do not exist are a store that is unavailable, not an empty one', async () => {
    const empty = openTables({ connectionString: azurite.connectionString }, 'forkert', { timeoutMs: 5_000 });
    await expect(empty.events.readHead(newIncident())).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(empty.events.append(newIncident(), undefined, [commit(undefined, 'a')])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(empty.threads.find('x')).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await empty.ready()).toBe(false);
  });

  it('an append whose answer is lost is not repeated', async () => {
    const incident = newIncident();
    proxy.loseNextAnswer();
    await expect(tables.events.append(incident, undefined, [commit(undefined, 'a')])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(proxy.seen).toHaveLength(1);
    expect(await tables.events.findCommand(incident, 'a')).toEqual({ fromNr: 1, toNr: 1 });
  });

  it('an append that is turned away as overload is repeated', async () => {
    const incident = newIncident();
    proxy.refuseNext();
    await appended(tables.events, incident, undefined, [commit(undefined, 'a')]);
    expect(proxy.seen).toHaveLength(2);
  });

  it('a read whose answer is lost is repeated', async () => {
    const incident = newIncident();
    const { head } = await appended(tables.events, incident, undefined, [commit(undefined, 'a')]);
    proxy.loseNextAnswer();
    expect(await tables.events.readHead(incident)).toEqual(head);
    proxy.loseNextAnswer();
    expect(await tables.events.readLines(incident, 0)).toHaveLength(1);
  });

  it('a write that repeats harmlessly is repeated', async () => {
    proxy.loseNextAnswer();
    await tables.threads.bind({ conversation: 'c', incident: 'i', card: 'haendelse' });
    expect(await tables.threads.find('c')).toMatchObject({ incident: 'i' });
    const item = { id: newIncident(), personId: 'eva', personName: 'Eva', text: 'x', at: '', kanal: '', place: { conversation: 'c', serviceUrl: 's' }, waitsFor: 'choice' as const, samtale: false, bilag: [] };
    await tables.inbox.put(item);
    proxy.loseNextAnswer();
    expect(await tables.inbox.put({ ...item, id: `${item.id}-to` })).toBe(true);
    proxy.loseNextAnswer();
    await tables.inbox.remove(item.id);
    expect(await tables.inbox.get(item.id)).toBeUndefined();
  });

  it('an append that gets no answer gives up after one wait, a read after two', async () => {
    proxy.keepSilent();
    const append = performance.now();
    await expect(hasty.events.append(newIncident(), undefined, [commit(undefined, 'a')])).rejects.toBeInstanceOf(StoreUnavailable);
    const read = performance.now();
    await expect(hasty.events.readHead(newIncident())).rejects.toBeInstanceOf(StoreUnavailable);
    const end = performance.now();
    expect(read - append).toBeGreaterThan(TIMEOUT_MS - 20);
    expect(read - append).toBeLessThan(3 * TIMEOUT_MS);
    expect(end - read).toBeLessThan(6 * TIMEOUT_MS);
    expect(proxy.seen).toHaveLength(3);
  });

  it('a number that was reserved although the answer got lost is given again', async () => {
    const [id, channel] = [newIncident(), { conversation: 'c', serviceUrl: 's' }];
    const before = await tables.index.reserve(newIncident(), { kortNavn: 'Før', channel, oevelse: false, aabnet: '2026-11-21T13:05:00.000Z' });
    const rowAndCounterAreRead = 2;
    proxy.loseAnswerAfter(rowAndCounterAreRead);
    await expect(tables.index.reserve(id, { kortNavn: 'Brand', channel, oevelse: false, aabnet: '2026-11-21T13:05:00.000Z' })).rejects.toBeInstanceOf(StoreUnavailable);
    expect((await tables.index.reserve(id, { kortNavn: 'Brand', channel, oevelse: false, aabnet: '2026-11-21T13:05:00.000Z' })).nr).toBe(before.nr + 1);
  });
});

describe('rows', () => {
  it('an import that breaks off leaves the roster as it was', async () => {
    const old = { ...EMPTY_ROSTER, adresser: { navn: 'gammel' } };
    await tables.roster.save(old);
    proxy.loseAnswerAfter(1);
    const many = Array.from({ length: 150 }, (_, index) => ({ id: `p${index}`, name: 'x', phones: {}, guest: false }));
    await expect(tables.roster.save({ ...EMPTY_ROSTER, people: many })).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await tables.roster.load()).toEqual(old);
  });

  it('an import leaves nothing behind of the people it replaced', async () => {
    await tables.roster.save({ ...EMPTY_ROSTER, people: [{ id: 'forhen', name: 'Hemmelig', phones: {}, guest: false }] });
    await tables.roster.save(EMPTY_ROSTER);
    const client = TableClient.fromConnectionString(azurite.connectionString, 'wireroster', { allowInsecureConnection: true });
    const names: unknown[] = [];
    for await (const row of client.listEntities()) names.push(row.name);
    expect(names).not.toContain('Hemmelig');
  });

  it('a long Danish text survives the wire as a single operation too', async () => {
    const item = { id: newIncident(), personId: 'eva', personName: 'Eva', text: 'æ🔥'.repeat(30_000), at: '', kanal: '', place: { conversation: 'c', serviceUrl: 's' }, waitsFor: 'choice' as const, samtale: false, bilag: [] };
    await tables.inbox.put(item);
    expect((await tables.inbox.get(item.id))?.text === item.text).toBe(true);
  });

  it.each([0, 1])('no part of a split text ends within a pair of surrogates (offset %i)', (offset) => {
    const parts = Object.values(split('payload', 'a'.repeat(offset) + '🔥'.repeat(40_000)));
    expect(parts.join('')).toBe('a'.repeat(offset) + '🔥'.repeat(40_000));
    // encodeURIComponent throws at a lone surrogate
    for (const part of parts) expect(() => encodeURIComponent(part)).not.toThrow();
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(32_000);
  });
});
