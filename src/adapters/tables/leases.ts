import type { Leases } from '../../app/ports';
import type { Instant } from '../../domain/time';
import { digest, key, text } from './rows';
import type { StoredRow } from './rows';
import type { Table } from './table';

export class TablesLeases implements Leases {
  constructor(private readonly table: Table) {}

  /** One request in the common case: a lease that is free has no row. */
  async acquire(incident: string, lane: string, owner: string, now: Instant, until: Instant): Promise<boolean> {
    const row = { ...rowKeys(incident, lane), lane, owner, until };
    if ((await this.table.insert(row)) === 'inserted') return true;
    const held = await this.table.get(row);
    // Released in between: whoever comes next may have it, which need not be us.
    if (!held) return (await this.table.insert(row)) === 'inserted';
    if (!isOwn(held, owner) && Date.parse(text(held, 'until')) > Date.parse(now)) return false;
    return (await this.table.merge(row, held.etag)) !== undefined;
  }

  async release(incident: string, lane: string, owner: string): Promise<void> {
    const held = await this.table.get(rowKeys(incident, lane));
    if (held && isOwn(held, owner)) await this.table.remove(held, held.etag);
  }
}

function rowKeys(incident: string, lane: string) {
  return { partitionKey: key(incident), rowKey: `L-${digest(lane)}` };
}

function isOwn(held: StoredRow, owner: string): boolean {
  return text(held, 'owner') === owner;
}
