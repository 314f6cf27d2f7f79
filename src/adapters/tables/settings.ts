import type { Settings } from '../../app/ports';
import { key, text } from './rows';
import type { Table } from './table';

export class TablesSettings implements Settings {
  constructor(private readonly table: Table) {}

  async get(name: string): Promise<string | undefined> {
    const row = await this.table.get(rowKeys(name));
    return row && text(row, 'value');
  }

  async set(name: string, value: string): Promise<void> {
    await this.table.upsert({ ...rowKeys(name), name, value });
  }
}

function rowKeys(name: string) {
  return { partitionKey: 'indstillinger', rowKey: key(name) };
}
