import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../../app/ports';
import type { Roster, RosterPerson, RosterStore } from '../../app/roster';
import { Refusal } from './refusal';
import { flag, int, longText, optionalText, split, text } from './rows';
import type { Row, StoredRow } from './rows';
import { MAX_TRANSACTION } from './table';
import type { Table } from './table';
import type { Action } from './transactionRequest';

const POINTER = { partitionKey: 'roster', rowKey: 'CURRENT' };
const PARTS = ['roles', 'styregruppe', 'repraesentantskab', 'kommunekontakter', 'adresser'] as const;
/** An import that has not finished by then never will: its rows are personal data that nobody uses. */
const ABANDONED_MS = 60 * 60_000;
const ROUNDS = 5;

/**
 * A roster is larger than a transaction. So each import is a partition of its own (a generation) and becomes the roster
 * when the pointer row is turned to it. The pointer says how many rows belong to the generation: a reader that is
 * overtaken by the next import, which removes the old rows, sees that some are missing and reads again.
 */
export class TablesRosterStore implements RosterStore {
  constructor(private readonly table: Table) {}

  async load(): Promise<Roster | undefined> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pointer = await this.table.get(POINTER);
      if (!pointer) return undefined;
      const rows = await this.table.listPartition(text(pointer, 'generation'));
      if (rows.length === int(pointer, 'rows')) return toRoster(rows);
    }
    throw new StoreUnavailable('read the roster', new Error(`incomplete ${ROUNDS} times in a row`));
  }

  async save(roster: Roster): Promise<void> {
    const generation = `g-${randomUUID()}`;
    const rows = rosterRows(generation, roster);
    await this.transactAll(rows.map((row): Action => ['create', row]));
    const replaced = await this.turnPointer(generation, rows.length);
    await this.removeGenerations(generation, replaced);
  }

  /** The generation that the pointer showed before. */
  private async turnPointer(generation: string, rows: number): Promise<string | undefined> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pointer = await this.table.get(POINTER);
      const next = { ...POINTER, generation, rows };
      const turned = pointer ? (await this.table.merge(next, pointer.etag)) !== undefined : (await this.table.insert(next)) === 'inserted';
      if (turned) return pointer && text(pointer, 'generation');
    }
    throw new StoreUnavailable('replace the roster', new Error(`${ROUNDS} conflicts in a row`));
  }

  private async removeGenerations(current: string, replaced: string | undefined): Promise<void> {
    const abandonedBefore = Date.now() - ABANDONED_MS;
    const useless = (await this.table.listAll()).filter(
      (row) => row.partitionKey.startsWith('g-') && row.partitionKey !== current
        && (row.partitionKey === replaced || Date.parse(text(row, 'timestamp')) < abandonedBefore),
    );
    for (const generation of new Set(useless.map((row) => row.partitionKey))) {
      const rows = useless.filter((row) => row.partitionKey === generation);
      await this.transactAll(rows.map(({ partitionKey, rowKey }): Action => ['delete', { partitionKey, rowKey }]));
    }
  }

  private async transactAll(actions: readonly Action[]): Promise<void> {
    for (let from = 0; from < actions.length; from += MAX_TRANSACTION) {
      const result = await this.table.transact(actions.slice(from, from + MAX_TRANSACTION));
      if (result instanceof Refusal) throw new StoreUnavailable('write the roster', new Error(`refused: ${result.why}`));
    }
  }
}

function rosterRows(partitionKey: string, roster: Roster): readonly Row[] {
  return [
    ...roster.people.map((person, index): Row => ({
      partitionKey, rowKey: `P-${String(index).padStart(5, '0')}`,
      id: person.id, name: person.name, teamsId: person.teamsId, email: person.email,
      phoneWork: person.phones.work, phonePrivate: person.phones.private, kommune: person.kommune, guest: person.guest,
    })),
    ...PARTS.map((part): Row => ({ partitionKey, rowKey: `R-${part}`, ...split('json', JSON.stringify(roster[part])) })),
  ];
}

function toRoster(rows: readonly StoredRow[]): Roster {
  const people = rows.filter((row) => row.rowKey.startsWith('P-')).sort((a, b) => (a.rowKey < b.rowKey ? -1 : 1));
  const parts = rows.filter((row) => row.rowKey.startsWith('R-')).map((row) => [row.rowKey.slice('R-'.length), JSON.parse(longText(row, 'json')) as unknown]);
  return { people: people.map(toPerson), ...(Object.fromEntries(parts) as Omit<Roster, 'people'>) };
}

function toPerson(row: StoredRow): RosterPerson {
  return {
    id: text(row, 'id'), name: text(row, 'name'), teamsId: optionalText(row, 'teamsId'), email: optionalText(row, 'email'),
    phones: { work: optionalText(row, 'phoneWork'), private: optionalText(row, 'phonePrivate') },
    kommune: optionalText(row, 'kommune'), guest: flag(row, 'guest'),
  };
}
