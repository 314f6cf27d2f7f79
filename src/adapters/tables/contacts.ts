import type { ContactRow, Contacts } from '../../app/ports';
import { key, text } from './rows';
import type { Table } from './table';

export class TablesContacts implements Contacts {
  constructor(private readonly table: Table) {}

  async saveContact(incident: string, { id, name, phone, email }: ContactRow): Promise<void> {
    await this.table.upsert({ partitionKey: key(incident), rowKey: `P-${key(id)}`, id, name, phone, email });
  }

  async contacts(incident: string): Promise<readonly ContactRow[]> {
    const rows = await this.table.list(key(incident), 'P-');
    return rows.map((row) => ({ id: text(row, 'id'), name: text(row, 'name'), phone: text(row, 'phone'), email: text(row, 'email') }));
  }
}
