import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import type { ThreadHistory } from '../../app/ports';
import type { GraphConfig, Identity } from '../../config';
import { GraphThreadHistory } from './threadHistory';
import { tokensFrom, tokensOf, type TokenSource } from './tokens';

/** The configured Graph. */
export function connectGraph({ baseUrl, teamId, tokenUrl }: GraphConfig, identity: Identity): ThreadHistory {
  const botId = identity.kind === 'local' ? undefined : identity.botId;
  return new GraphThreadHistory({ baseUrl, teamId, botId, token: tokens(identity, tokenUrl) });
}

/** Nobody signs in locally: a stand-in that wants no token is given a word. */
const LOCAL_TOKEN = 'lokal';

function tokens(identity: Identity, tokenUrl: string | undefined): TokenSource {
  if (tokenUrl !== undefined) {
    const secret = identity.kind === 'singleTenant' ? identity.password : undefined;
    return tokensFrom({ url: tokenUrl, clientId: identity.kind === 'local' ? LOCAL_TOKEN : identity.botId, secret, now: Date.now });
  }
  switch (identity.kind) {
    case 'local': return () => Promise.resolve(LOCAL_TOKEN);
    case 'msi': return tokensOf(new ManagedIdentityCredential({ clientId: identity.botId }));
    case 'singleTenant': return tokensOf(new ClientSecretCredential(identity.tenantId, identity.botId, identity.password));
  }
}
