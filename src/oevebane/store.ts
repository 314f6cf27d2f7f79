import { mkdirSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The parts of Azurite's untyped insides that are used here. */
interface AzuriteTableServer {
  httpServer: Server;
  metadataStore: { db: LokiDatabase };
  start(): Promise<void>;
  close(): Promise<void>;
}

interface LokiDatabase {
  autosaveDisable(): void;
  /** Never two at once: calls made during a save share the next one. */
  saveDatabase(done: (error?: Error | null) => void): void;
}

export interface EmbeddedStore {
  connectionString: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const ACCOUNT = 'devstoreaccount1';
// The emulator's published key: no secret.
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Azurite's Table service in this process, made to write to disk before it acknowledges. For practice, not operation. */
export async function startEmbeddedStore(options: { folder: string; port: number }): Promise<EmbeddedStore> {
  mkdirSync(options.folder, { recursive: true });
  const server = createAzurite(join(options.folder, 'tables.json'), options.port);
  const { db } = server.metadataStore;
  server.httpServer.prependListener('request', flushBeforeAnswer(db));
  try {
    await server.start();
  } finally {
    // Every change is saved before its answer, so the timer would only save a second time.
    db.autosaveDisable();
  }
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${ACCOUNT}`,
      `AccountKey=${ACCOUNT_KEY}`,
      `TableEndpoint=http://${HOST}:${port}/${ACCOUNT};`,
    ].join(';'),
    async close() {
      await save(db);
      await server.close();
    },
  };
}

function flushBeforeAnswer(db: LokiDatabase): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
    const body: Buffer[] = [];
    const send = response.end.bind(response);
    // Azurite writes the body first, which would send the status out before the change is on disk.
    response.write = ((chunk: string | Buffer) => {
      body.push(Buffer.from(chunk));
      return true;
    }) as typeof response.write;
    response.end = ((chunk?: unknown) => {
      if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) body.push(Buffer.from(chunk));
      save(db).then(
        () => send(Buffer.concat(body)),
        () => refuse(response, send),
      );
      return response;
    }) as typeof response.end;
  };
}

function refuse(response: ServerResponse, send: (body: string) => void): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusCode = 500;
  response.setHeader('Content-Type', 'application/json');
  const message = { lang: 'en-US', value: 'The change could not be written to disk.' };
  send(JSON.stringify({ 'odata.error': { code: 'InternalError', message } }));
}

function save(db: LokiDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    db.saveDatabase((error) => (error ? reject(error) : resolve()));
  });
}

function createAzurite(databasePath: string, port: number): AzuriteTableServer {
  /* eslint-disable @typescript-eslint/no-require-imports -- Azurite ships no types; loaded only where the store is embedded */
  const { default: TableConfiguration } = require('azurite/dist/src/table/TableConfiguration') as {
    default: new (...settings: unknown[]) => object;
  };
  const { default: TableServer } = require('azurite/dist/src/table/TableServer') as {
    default: new (configuration: object) => AzuriteTableServer;
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
  const keepAliveSeconds = 5;
  const [debugLog, accessLog, accessLogStream, debugLogPath, loose, skipApiVersionCheck] = [false, false, undefined, undefined, false, true];
  return new TableServer(
    new TableConfiguration(
      HOST,
      port,
      keepAliveSeconds,
      databasePath,
      debugLog,
      accessLog,
      accessLogStream,
      debugLogPath,
      loose,
      skipApiVersionCheck,
    ),
  );
}
