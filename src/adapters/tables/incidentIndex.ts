import { StoreUnavailable } from '../../app/ports';
import type { IncidentAbout, IncidentIndex, IncidentIndexRow } from '../../app/ports';
import { Refusal } from './refusal';
import { flag, int, key, optionalText, text } from './rows';
import type { StoredRow } from './rows';
import type { Table } from './table';

/** Counter and rows share a partition: a number and its incident are written together, and the counter's ETag tells of every change. */
const PARTITION = 'indeks';
const COUNTER = { partitionKey: PARTITION, rowKey: 'NR' };
/** Each round that is lost was won by somebody else; nobody opens this many incidents at once. */
const ROUNDS = 40;

export class TablesIncidentIndex implements IncidentIndex {
  constructor(private readonly table: Table) {}

  async reserve(id: string, about: IncidentAbout): Promise<IncidentIndexRow> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const known = await this.table.get(rowKeys(id));
      if (known) return toIndexRow(known);
      const counter = await this.table.get(COUNTER);
      const nr = (counter ? int(counter, 'last') : 0) + 1;
      const next = { ...COUNTER, last: nr };
      const status = 'reserved';
      const result = await this.table.transact([
        counter ? ['replace', next, { etag: counter.etag }] : ['create', next],
        ['create', { ...rowKeys(id), id, nr, ...toColumns(about), status }],
      ]);
      if (!(result instanceof Refusal)) return { id, nr, ...about, status };
    }
    throw new StoreUnavailable('reserve an incident number', new Error(`${ROUNDS} conflicts in a row`));
  }

  async markOpen(id: string): Promise<void> {
    await this.mark(id, { status: 'open' });
  }

  async markClosed(id: string, lukket: string, lukketHvorfor: string): Promise<void> {
    await this.mark(id, { status: 'lukket', lukket, lukketHvorfor });
  }

  async version(): Promise<string> {
    return (await this.table.get(COUNTER))?.etag ?? '';
  }

  async all(): Promise<readonly IncidentIndexRow[]> {
    return (await this.table.list(PARTITION, 'I-')).map(toIndexRow).sort((a, b) => a.nr - b.nr);
  }

  private async mark(id: string, columns: Readonly<Record<string, string>>): Promise<void> {
    const result = await this.table.transact([
      ['merge', { ...rowKeys(id), ...columns }, { etag: '*' }],
      ['merge', COUNTER, { etag: '*' }],
    ]);
    if (result instanceof Refusal) throw new Error(`incident ${id} is not in the index`);
  }
}

const STATUSES = ['reserved', 'open', 'lukket'] as const;

function rowKeys(id: string) {
  return { partitionKey: PARTITION, rowKey: `I-${key(id)}` };
}

function toColumns({ kortNavn, channel, oevelse, aabnet }: IncidentAbout) {
  return { kortNavn, ...channel, oevelse, aabnet };
}

function toIndexRow(row: StoredRow): IncidentIndexRow {
  const lukket = optionalText(row, 'lukket');
  const lukketHvorfor = optionalText(row, 'lukketHvorfor');
  return {
    id: text(row, 'id'), nr: int(row, 'nr'), kortNavn: text(row, 'kortNavn'),
    channel: { conversation: text(row, 'conversation'), serviceUrl: text(row, 'serviceUrl') },
    oevelse: flag(row, 'oevelse'), aabnet: text(row, 'aabnet'),
    status: STATUSES.find((status) => status === row.status) ?? 'reserved',
    ...(lukket === undefined ? {} : { lukket }),
    ...(lukketHvorfor === undefined ? {} : { lukketHvorfor }),
  };
}
