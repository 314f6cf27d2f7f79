import type { Effect } from '../../app/effects';
import type { CardRow, CommandCommit, Outbox, OutboxRow, ReceiptRow } from '../../app/ports';
import type { Instant } from '../../domain/time';
import { cardRow, receiptRow } from './cardRows';
import { Refusal } from './refusal';
import { int, key, lineKey, longText, split, text } from './rows';
import type { StoredRow } from './rows';
import type { Table } from './table';
import type { Action } from './transactionRequest';

type NewOutboxRow = Omit<OutboxRow, 'etag'>;

/** Due from the moment that the command was entered. */
export function newOutboxRows(incident: string, { lines, effects }: CommandCommit): readonly NewOutboxRow[] {
  const last = lines.at(-1);
  if (!last) return [];
  return effects.map((effect, index) => ({
    id: `${lineKey(last.envelope.nr)}-${String(index).padStart(2, '0')}`, incident, effect, attempts: 0, maybeSent: false, notBefore: last.envelope.recordedAt,
  }));
}

export function outboxInsert({ id, incident, effect, attempts, maybeSent, notBefore }: NewOutboxRow): Action {
  return ['create', { ...rowKeys(incident, id), incident, kind: effect.kind, ...split('effect', JSON.stringify(effect)), attempts, maybeSent, notBefore }];
}

export class TablesOutbox implements Outbox {
  constructor(private readonly table: Table) {}

  async pending(incident: string): Promise<readonly OutboxRow[]> {
    return (await this.table.list(key(incident), 'O-')).map(toOutboxRow);
  }

  async claim(row: OutboxRow, notBefore: Instant): Promise<OutboxRow | undefined> {
    return this.change(row, { attempts: row.attempts + 1, maybeSent: true, notBefore });
  }

  async postpone(row: OutboxRow, notBefore: Instant, maybeSent: boolean): Promise<OutboxRow | undefined> {
    return this.change(row, { attempts: row.attempts, maybeSent, notBefore });
  }

  async finish(incident: string, rows: readonly OutboxRow[], kept: { readonly card?: CardRow; readonly receipt?: ReceiptRow }): Promise<void> {
    const keep: Action[] = [];
    if (kept.card) keep.push(['upsert', cardRow(incident, kept.card)]);
    if (kept.receipt) keep.push(['upsert', receiptRow(incident, kept.receipt)]);
    let ids = [...new Set(rows.map((row) => row.id))];
    // A row that is gone fails the whole transaction: look which are left and go without it. Each round has fewer rows.
    while (ids.length + keep.length > 0) {
      const result = await this.table.transact([...ids.map((id): Action => ['delete', rowKeys(incident, id)]), ...keep]);
      if (!(result instanceof Refusal)) return;
      const left = new Set((await this.pending(incident)).map((row) => row.id));
      const remaining = ids.filter((id) => left.has(id));
      if (remaining.length === ids.length) throw new Error(`outbox rows of ${incident} can be neither removed nor found missing (${result.why})`);
      ids = remaining;
    }
  }

  private async change(row: OutboxRow, to: Pick<OutboxRow, 'attempts' | 'maybeSent' | 'notBefore'>): Promise<OutboxRow | undefined> {
    const etag = await this.table.merge({ ...rowKeys(row.incident, row.id), ...to }, row.etag);
    return etag === undefined ? undefined : { ...row, ...to, etag };
  }
}

function rowKeys(incident: string, id: string) {
  return { partitionKey: key(incident), rowKey: `O-${id}` };
}

function toOutboxRow(row: StoredRow): OutboxRow {
  return {
    id: row.rowKey.slice('O-'.length), incident: text(row, 'incident'), effect: JSON.parse(longText(row, 'effect')) as Effect,
    attempts: int(row, 'attempts'), maybeSent: row.maybeSent === true, notBefore: text(row, 'notBefore'), etag: row.etag,
  };
}
