import type { Inbox, InboxItem } from '../../app/ports';
import { key, longText, split, text } from './rows';
import type { Table } from './table';

export class TablesInbox implements Inbox {
  constructor(private readonly table: Table) {}

  async put({ text: written, place, ...item }: InboxItem): Promise<void> {
    await this.table.upsert({ ...rowKeys(item.id), ...item, ...split('text', written), ...place });
  }

  async get(id: string): Promise<InboxItem | undefined> {
    const row = await this.table.get(rowKeys(id));
    if (!row) return undefined;
    return {
      id: text(row, 'id'), personId: text(row, 'personId'), personName: text(row, 'personName'), text: longText(row, 'text'), at: text(row, 'at'),
      kanal: text(row, 'kanal'), place: { conversation: text(row, 'conversation'), serviceUrl: text(row, 'serviceUrl') },
    };
  }

  async remove(id: string): Promise<void> {
    await this.table.remove(rowKeys(id));
  }
}

function rowKeys(id: string) {
  return { partitionKey: key(id), rowKey: 'I' };
}
