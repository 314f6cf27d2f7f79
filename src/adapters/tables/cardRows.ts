import type { CardRow, CardRows, ReceiptRow } from '../../app/ports';
import { digest, int, joined, key, longText, split, text } from './rows';
import type { Row, StoredRow } from './rows';
import type { Table } from './table';

export class TablesCardRows implements CardRows {
  constructor(private readonly table: Table) {}

  async cards(incident: string): Promise<readonly CardRow[]> {
    return (await this.table.list(key(incident), 'C-')).map(toCard);
  }

  async saveCard(incident: string, row: CardRow): Promise<void> {
    await this.table.upsert(cardRow(incident, row));
  }

  async receipt(incident: string, gather: string, person: string): Promise<ReceiptRow | undefined> {
    const row = await this.table.get({ partitionKey: key(incident), rowKey: receiptKey(gather, person) });
    return row && toReceipt(row);
  }
}

export function cardRow(incident: string, { card, place, activityId, shown }: CardRow): Row {
  return { partitionKey: key(incident), rowKey: `C-${key(card)}`, card, ...place, activityId, shown };
}

export function receiptRow(incident: string, { gather, place, person, activityId, nrs, notes, at }: ReceiptRow): Row {
  return {
    partitionKey: key(incident), rowKey: receiptKey(gather, person),
    gather, ...place, person, activityId, ...split('nrs', JSON.stringify(nrs)), ...split('notes', JSON.stringify(notes)), at,
  };
}

function receiptKey(gather: string, person: string): string {
  return `R-${digest(gather, person)}`;
}

function toCard(row: StoredRow): CardRow {
  return {
    card: text(row, 'card'), place: { conversation: text(row, 'conversation'), serviceUrl: text(row, 'serviceUrl') },
    activityId: text(row, 'activityId'), shown: int(row, 'shown'),
  };
}

function toReceipt(row: StoredRow): ReceiptRow {
  return {
    gather: text(row, 'gather'), place: { conversation: text(row, 'conversation'), serviceUrl: text(row, 'serviceUrl') }, person: text(row, 'person'), activityId: text(row, 'activityId'),
    nrs: JSON.parse(longText(row, 'nrs')) as number[],
    // Absent in a row of an earlier version.
    notes: JSON.parse(joined(row, 'notes') ?? '[]') as string[], at: text(row, 'at'),
  };
}
