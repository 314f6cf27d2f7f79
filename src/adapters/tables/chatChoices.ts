import type { ChatChoice, ChatChoices } from '../../app/ports';
import { digest, text } from './rows';
import type { Table } from './table';

/** Beside the threads: both say which incident a conversation is about. */
export class TablesChatChoices implements ChatChoices {
  constructor(private readonly table: Table) {}

  async find(conversation: string): Promise<ChatChoice | undefined> {
    const row = await this.table.get(rowKeys(conversation));
    return row && { conversation: text(row, 'conversation'), incident: text(row, 'incident'), at: text(row, 'at') };
  }

  async save({ conversation, incident, at }: ChatChoice): Promise<void> {
    await this.table.upsert({ ...rowKeys(conversation), conversation, incident, at });
  }
}

function rowKeys(conversation: string) {
  return { partitionKey: digest(conversation), rowKey: 'V' };
}
