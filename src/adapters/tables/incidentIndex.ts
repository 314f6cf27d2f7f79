import { StoreUnavailable } from '../../app/ports';
import type { IncidentIndex, IncidentIndexRow } from '../../app/ports';
import type { Place } from '../../app/effects';
import { Refusal } from './refusal';
import { int, key, text } from './rows';
import type { StoredRow } from './rows';
import type { Table } from './table';

/** Counter and rows share a partition, so that a number and its incident are written together. */
const PARTITION = 'indeks';
const COUNTER = { partitionKey: PARTITION, rowKey: 'NR' };
/** Each round that is lost was won by somebody else; nobody opens this many incidents at once. */
const ROUNDS = 40;

export class TablesIncidentIndex implements IncidentIndex {
  constructor(private readonly table: Table) {}

  async reserve(id: string, kortNavn: string, channel: Place): Promise<IncidentIndexRow> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const known = await this.table.get(rowKeys(id));
      if (known) return toIndexRow(known);
      const counter = await this.table.get(COUNTER);
      const nr = (counter ? int(counter, 'last') : 0) + 1;
      const next = { ...COUNTER, last: nr };
      const status = 'reserved';
      const result = await this.table.transact([
        counter ? ['update', next, 'Replace', { etag: counter.etag }] : ['create', next],
        ['create', { ...rowKeys(id), id, nr, kortNavn, ...channel, status }],
      ]);
      if (!(result instanceof Refusal)) return { id, nr, kortNavn, channel, status };
    }
    throw new StoreUnavailable('reserve an incident number', new Error(`${ROUNDS} conflicts in a row`));
  }

  async markOpen(id: string): Promise<void> {
    const etag = await this.table.merge({ ...rowKeys(id), status: 'open' }, '*');
    if (etag === undefined) throw new Error(`incident ${id} is not in the index`);
  }

  async all(): Promise<readonly IncidentIndexRow[]> {
    return (await this.table.list(PARTITION, 'I-')).map(toIndexRow).sort((a, b) => a.nr - b.nr);
  }
}

function rowKeys(id: string) {
  return { partitionKey: PARTITION, rowKey: `I-${key(id)}` };
}

function toIndexRow(row: StoredRow): IncidentIndexRow {
  return {
    id: text(row, 'id'), nr: int(row, 'nr'), kortNavn: text(row, 'kortNavn'),
    channel: { conversation: text(row, 'conversation'), serviceUrl: text(row, 'serviceUrl') },
    status: text(row, 'status') === 'open' ? 'open' : 'reserved',
  };
}
