import { RestError, TableClient, type TransactionAction } from '@azure/data-tables';
import { mkdirSync, rmSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startEmbeddedStore } from '../../src/oevebane/store';
import { temporaryFolder } from './support';

const tableAt = (connectionString: string) =>
  TableClient.fromConnectionString(connectionString, 'proeve', {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });

async function storeProcess(folder: string): Promise<{ child: ChildProcess; table: TableClient }> {
  const child = spawn(process.execPath, [join(__dirname, 'storeProcess.cjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const [connectionString] = (await once(lines, 'line')) as [string];
  return { child, table: tableAt(connectionString) };
}

it('has on disk what it acknowledged, also when it is killed', async () => {
  const folder = temporaryFolder();
  const first = await storeProcess(folder);
  await first.table.createTable();
  await Promise.all(Array.from({ length: 20 }, (_, nr) => first.table.createEntity({ partitionKey: 'p', rowKey: `enkelt-${nr}`, nr })));
  const together = Array.from({ length: 3 }, (_, nr): TransactionAction => ['create', { partitionKey: 'p', rowKey: `sammen-${nr}` }]);
  await first.table.submitTransaction(together);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await storeProcess(folder);
  const rows: string[] = [];
  for await (const { rowKey } of second.table.listEntities()) rows.push(String(rowKey));
  second.child.kill('SIGTERM');
  expect(rows).toHaveLength(23);
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

it('does not acknowledge what could not be written', async () => {
  const folder = temporaryFolder();
  const store = await startEmbeddedStore({ folder, port: 0 });
  const table = tableAt(store.connectionString);
  await table.createTable();
  // A folder in the place of the file that is to be written: works for root too, where permissions would not.
  const inTheWay = join(folder, 'tables.json~');
  mkdirSync(inTheWay);
  const refused = await table.createEntity({ partitionKey: 'p', rowKey: 'tabt' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RestError);
  expect(refused).toMatchObject({ statusCode: 500 });
  rmSync(inTheWay, { recursive: true });
  await table.createEntity({ partitionKey: 'p', rowKey: 'gemt' });
  await store.close();
});
