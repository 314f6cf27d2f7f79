import { setTimeout as pause } from 'node:timers/promises';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { odata } from '@azure/data-tables';
import type { TableClient, TableEntityResultPage } from '@azure/data-tables';
import { StoreUnavailable } from '../../app/ports';
import { Refusal, passing, refusalOf, surelyNotDone } from './refusal';
import type { Keys, Row, StoredRow } from './rows';
import { TransactionRequest } from './transactionRequest';
import type { Action } from './transactionRequest';

export const MAX_TRANSACTION = 100;

/**
 * One table, with every outcome of a request being one of three: done, refused (nothing written), or StoreUnavailable
 * (unknown).
 *
 * The library's own retry is off (see `open.ts`), since it repeats any write, and a write that was done although its
 * answer was lost comes back as "exists" or "changed": a false refusal. So a write that repeats harmlessly, like a read,
 * gets a second try after anything that may pass; all others only when the first surely was not carried out, and else
 * the caller, who knows what it wanted to write, asks the table. Two tries of `timeoutMs` and a short pause bound an
 * operation: an invoke has to be answered within 5 seconds, the question after an unknown outcome included.
 */
export class Table {
  private readonly transaction: TransactionRequest;

  constructor(private readonly client: TableClient, http: HttpClient, private readonly timeoutMs: number) {
    this.transaction = new TransactionRequest(client, http);
  }

  async get({ partitionKey, rowKey }: Keys): Promise<StoredRow | undefined> {
    const row = await this.request('get', passing, (abortSignal) => this.client.getEntity<Record<string, unknown>>(partitionKey, rowKey, { abortSignal }));
    return row instanceof Refusal ? undefined : stored(row);
  }

  /** All rows of a kind (`E-`, `O-` …) in the order of their keys; those after `after` only, when it is given. */
  async list(partitionKey: string, kind: string, after = kind): Promise<StoredRow[]> {
    // "." comes right after "-": kind "E-" lies between "E-" and "E."
    const below = kind.replace(/-$/, '.');
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey gt ${after} and RowKey lt ${below}`;
    // Azure sorts by key, Cosmos does not.
    return (await this.query(filter)).sort((a, b) => (a.rowKey < b.rowKey ? -1 : 1));
  }

  listPartition(partitionKey: string): Promise<StoredRow[]> {
    return this.query(odata`PartitionKey eq ${partitionKey}`);
  }

  listAll(): Promise<StoredRow[]> {
    return this.query('');
  }

  async query(filter: string): Promise<StoredRow[]> {
    const rows: StoredRow[] = [];
    let continuationToken: string | undefined;
    do {
      const token: string | undefined = continuationToken;
      // Page by page, so that each request has its own time and its own second try.
      const page = await this.request('list', passing, async (abortSignal) => {
        const pages = this.client.listEntities<Record<string, unknown>>({ queryOptions: { filter }, abortSignal }).byPage({ continuationToken: token });
        const next: IteratorResult<TableEntityResultPage<Record<string, unknown>>, undefined> = await pages.next();
        return next.value;
      });
      if (page instanceof Refusal) throw new StoreUnavailable(`list ${this.client.tableName}`, page);
      rows.push(...(page ?? []).map(stored));
      continuationToken = page?.continuationToken;
    } while (continuationToken !== undefined);
    return rows;
  }

  async insert(row: Row): Promise<'inserted' | 'exists'> {
    const result = await this.request('insert', surelyNotDone, (abortSignal) => this.client.createEntity(row, { abortSignal }));
    return result instanceof Refusal ? 'exists' : 'inserted';
  }

  /** Changes the named properties; its new ETag, or undefined when the row is gone or no longer the one with `etag`. */
  async merge(row: Row, etag: string): Promise<string | undefined> {
    const result = await this.request('merge', etag === '*' ? passing : surelyNotDone, (abortSignal) =>
      this.client.updateEntity(row, 'Merge', { etag, abortSignal }),
    );
    return result instanceof Refusal ? undefined : knownEtag(result.etag);
  }

  async upsert(row: Row): Promise<void> {
    await this.request('upsert', passing, (abortSignal) => this.client.upsertEntity(row, 'Replace', { abortSignal }));
  }

  /** A row that is gone, or (with an ETag) another one by now, is let be. */
  async remove({ partitionKey, rowKey }: Keys, etag = '*'): Promise<void> {
    await this.request('remove', passing, (abortSignal) => this.client.deleteEntity(partitionKey, rowKey, { etag, abortSignal }));
  }

  /** All or nothing, in one request; the ETag of each action's row, in their order ('' for a removed row). */
  async transact(actions: readonly Action[]): Promise<readonly string[] | Refusal> {
    if (actions.length > MAX_TRANSACTION) throw new Error(`${actions.length} rows in one transaction; ${MAX_TRANSACTION} are allowed`);
    return this.request('transact', surelyNotDone, (abortSignal) => this.transaction.send(actions, abortSignal));
  }

  async create(): Promise<void> {
    await this.request('create table', passing, (abortSignal) => this.client.createTable({ abortSignal }));
  }

  private async request<T>(operation: string, again: (error: unknown) => boolean, send: (abortSignal: AbortSignal) => Promise<T>): Promise<T | Refusal> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(AbortSignal.timeout(this.timeoutMs));
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        if (attempt === 2 || !again(error)) throw new StoreUnavailable(`${operation} ${this.client.tableName}`, error);
        await pause(50 + Math.random() * 100);
      }
    }
  }
}

function stored(row: { readonly partitionKey?: string; readonly rowKey?: string; readonly etag?: string } & Record<string, unknown>): StoredRow {
  if (row.partitionKey === undefined || row.rowKey === undefined) throw new Error('the table answered with a row without keys');
  return { ...row, partitionKey: row.partitionKey, rowKey: row.rowKey, etag: knownEtag(row.etag) };
}

function knownEtag(etag: string | undefined): string {
  if (etag === undefined) throw new Error('the table answered without an ETag');
  return etag;
}
