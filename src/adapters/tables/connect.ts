import type { TokenCredential } from '@azure/identity';
import type { StoreConfig } from '../../config';
import { openTables, type Tables } from './open';

/** The configured account. The credential is made only when it is needed: with a connection string nobody signs in. */
export function connect({ access, prefix }: StoreConfig, credential: () => TokenCredential): Tables {
  return openTables(access.kind === 'connectionString' ? { connectionString: access.value } : { endpoint: access.value, credential: credential() }, prefix);
}
