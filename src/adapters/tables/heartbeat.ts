import type { Heartbeat } from '../../app/ports';
import type { Instant } from '../../domain/time';
import { text } from './rows';
import type { Table } from './table';

const KEYS = { partitionKey: 'livstegn', rowKey: 'LIVSTEGN' };

export class TablesHeartbeat implements Heartbeat {
  constructor(private readonly table: Table) {}

  async last(): Promise<Instant | undefined> {
    const row = await this.table.get(KEYS);
    return row && text(row, 'at');
  }

  async beat(at: Instant): Promise<void> {
    await this.table.upsert({ ...KEYS, at });
  }
}
