import { randomUUID } from 'node:crypto';
import { TableClient, TableServiceClient, odata } from '@azure/data-tables';
import { openTables } from '../../../src/adapters/tables/open';
import type { Store } from '../../../src/adapters/tables/open';
import { azuriteConnectionString, sharedAzurite } from './azurite';
import type { Faults } from './faults';
import { memoryStore } from './memory';
import { startProxy } from './proxy';

export interface StoreUnderTest {
  readonly store: Store;
  readonly faults: Faults;
  /** Everything stored of one incident, ETags included. */
  dump(incident: string): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** Environment variable with the connection string of a real account (tables of a random prefix are made and removed). */
const REAL_ACCOUNT = process.env.TEST_TABLES_CONNECTION_STRING;

interface Implementation {
  readonly name: string;
  readonly open: () => Promise<StoreUnderTest>;
  /** Nobody can make a real account fail. */
  readonly canFail: boolean;
}

const implementations: readonly Implementation[] = [
  { name: 'in memory', open: openMemory, canFail: true },
  { name: 'on Azurite', open: openAzurite, canFail: true },
  ...(REAL_ACCOUNT === undefined ? [] : [{ name: 'on a real account', open: () => openAccount(REAL_ACCOUNT), canFail: false }]),
];

/** Runs a contract against every implementation. `itFails` is `it`, for what happens when the store fails. */
export function everyImplementation(contract: (the: () => StoreUnderTest, itFails: jest.It) => void): void {
  describe.each(implementations)('$name', ({ open, canFail }) => {
    let opened: StoreUnderTest;
    beforeAll(async () => { opened = await open(); });
    afterEach(() => opened.faults.heal());
    afterAll(() => opened.close());
    contract(() => opened, canFail ? it : it.skip);
  });
}

export function newIncident(): string {
  return `h-${randomUUID()}`;
}

function openMemory(): Promise<StoreUnderTest> {
  const store = memoryStore();
  return Promise.resolve({ store, faults: store.faults, dump: (incident) => Promise.resolve(store.dump(incident)), close: () => Promise.resolve() });
}

async function openAzurite(): Promise<StoreUnderTest> {
  const azurite = await sharedAzurite();
  const proxy = await startProxy(azurite.url);
  const prefix = newPrefix();
  const store = openTables({ connectionString: azuriteConnectionString(proxy.url) }, prefix, { timeoutMs: 5_000 });
  await store.ensureTables();
  return {
    store,
    faults: { down: proxy.breakAll, loseNextAnswer: proxy.loseNextAnswer, heal: proxy.heal },
    dump: (incident) => rowsOf(azurite.connectionString, prefix, incident),
    close: () => proxy.stop(),
  };
}

async function openAccount(connectionString: string): Promise<StoreUnderTest> {
  const prefix = newPrefix();
  const store = openTables({ connectionString }, prefix);
  await store.ensureTables();
  return {
    store,
    faults: { down: cannotFail, loseNextAnswer: cannotFail, heal: () => undefined },
    dump: (incident) => rowsOf(connectionString, prefix, incident),
    close: async () => {
      const service = TableServiceClient.fromConnectionString(connectionString);
      for await (const { name } of service.listTables()) {
        if (name?.startsWith(prefix)) await service.deleteTable(name);
      }
    },
  };
}

async function rowsOf(connectionString: string, prefix: string, incident: string): Promise<readonly unknown[]> {
  const client = TableClient.fromConnectionString(connectionString, `${prefix}haendelser`, { allowInsecureConnection: true });
  const rows: unknown[] = [];
  for await (const row of client.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${incident}` } })) rows.push(row);
  return rows;
}

function cannotFail(): never {
  throw new Error('a real account cannot be made to fail');
}

function newPrefix(): string {
  return `t${randomUUID().replaceAll('-', '')}`;
}
