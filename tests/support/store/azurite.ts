import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Azurite's well-known account, the same everywhere. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface AzuriteAddress {
  readonly url: string;
  readonly connectionString: string;
}

export interface Azurite extends AzuriteAddress {
  stop(): Promise<void>;
}

/** Set by globalSetup: the addresses of the Azurites that the suites share, one for each worker. */
export const SHARED_AZURITES = 'SHARED_AZURITES';

/**
 * The Azurite of this worker, for all its suites: every test's tables have a prefix of their own. A start takes more than a
 * second of a processor, and one that has worked a while is faster. Without a globalSetup: one of the test file.
 */
export function sharedAzurite(): Promise<AzuriteAddress> {
  const urls = process.env[SHARED_AZURITES]?.split(' ') ?? [];
  const url = urls[Number(process.env.JEST_WORKER_ID ?? 1) % urls.length];
  return url === undefined ? (ofThisFile ??= startAzurite()) : Promise.resolve({ url, connectionString: azuriteConnectionString(url) });
}

let ofThisFile: Promise<AzuriteAddress> | undefined;

/** A fresh, empty Azurite. Takes about a second. With a certificate it takes tokens, at an address that begins with https. */
export async function startAzurite(certificate?: { readonly file: string; readonly keyFile: string }): Promise<Azurite> {
  const child = fork(join(__dirname, 'azuriteProcess.cjs'), certificate ? [certificate.file, certificate.keyFile] : [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`Azurite ended at once (${String(code)})`)));
  const [message] = (await Promise.race([once(child, 'message'), died])) as [{ readonly url: string }];
  // From here on its end is what stop() waits for; who does not stop it takes it along at the end.
  died.catch(() => undefined);
  child.unref();
  child.channel?.unref();
  return {
    url: message.url,
    connectionString: azuriteConnectionString(message.url),
    stop: async () => {
      const exit = once(child, 'exit');
      child.ref();
      child.disconnect();
      await exit;
    },
  };
}

/** For an Azurite at another address: a proxy's, or one that nobody listens at. */
export function azuriteConnectionString(url: string): string {
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};TableEndpoint=${url}/${ACCOUNT};`;
}
