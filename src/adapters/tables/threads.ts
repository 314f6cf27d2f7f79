import type { ThreadRow, Threads } from '../../app/ports';
import { digest, text } from './rows';
import type { Table } from './table';

export class TablesThreads implements Threads {
  constructor(private readonly table: Table) {}

  async bind({ conversation, incident, card }: ThreadRow): Promise<void> {
    await this.table.upsert({ ...rowKeys(conversation), conversation, incident, card });
  }

  async find(conversation: string): Promise<ThreadRow | undefined> {
    const row = await this.table.get(rowKeys(conversation));
    return row && { conversation: text(row, 'conversation'), incident: text(row, 'incident'), card: text(row, 'card') };
  }
}

function rowKeys(conversation: string) {
  return { partitionKey: digest(conversation), rowKey: 'T' };
}
