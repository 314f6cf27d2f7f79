import type { Inbox, InboxItem } from '../../app/ports';
import { flag, key, longText, split, text } from './rows';
import type { Table } from './table';

export class TablesInbox implements Inbox {
  constructor(private readonly table: Table) {}

  async put({ text: written, place, ...item }: InboxItem): Promise<boolean> {
    const known = await this.table.get(rowKeys(item.id));
    if (known) return !flag(known, 'lagt');
    await this.table.upsert({ ...rowKeys(item.id), ...item, ...split('text', written), ...place, valgt: '', lagt: false });
    return true;
  }

  async get(id: string): Promise<InboxItem | undefined> {
    const row = await this.table.get(rowKeys(id));
    if (!row || flag(row, 'lagt')) return undefined;
    return {
      id: text(row, 'id'), personId: text(row, 'personId'), personName: text(row, 'personName'), text: longText(row, 'text'), at: text(row, 'at'),
      kanal: text(row, 'kanal'), place: { conversation: text(row, 'conversation'), serviceUrl: text(row, 'serviceUrl') },
    };
  }

  async choose(id: string, incident: string): Promise<string | undefined> {
    for (;;) {
      const row = await this.table.get(rowKeys(id));
      if (!row || flag(row, 'lagt')) return undefined;
      const chosen = text(row, 'valgt');
      if (chosen !== '') return chosen;
      if (await this.table.merge({ ...rowKeys(id), valgt: incident }, row.etag)) return incident;
    }
  }

  async unchoose(id: string): Promise<void> {
    await this.table.merge({ ...rowKeys(id), valgt: '' }, '*');
  }

  /** The row stays without its text, so that the same message is not taken for a new one. */
  async remove(id: string): Promise<void> {
    await this.table.upsert({ ...rowKeys(id), id, valgt: '', lagt: true });
  }
}

function rowKeys(id: string) {
  return { partitionKey: key(id), rowKey: 'I' };
}
