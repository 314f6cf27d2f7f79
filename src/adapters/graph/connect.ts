import type { ThreadHistory } from '../../app/ports';
import type { GraphConfig, Identity } from '../../config';
import { tokensFor } from '../identity/connect';
import { tokensFrom, type TokenSource } from '../identity/tokens';
import { GraphThreadHistory } from './threadHistory';

/** The configured Graph. */
export function connectGraph({ baseUrl, teamId, tokenUrl }: GraphConfig, identity: Identity): ThreadHistory {
  const botId = identity.kind === 'local' ? undefined : identity.botId;
  return new GraphThreadHistory({ baseUrl, teamId, botId, token: tokens(identity, tokenUrl) });
}

const SCOPE = 'https://graph.microsoft.com/.default';
/** Nobody signs in locally: a stand-in that wants no token is given a word. */
const LOCAL_TOKEN = 'lokal';

function tokens(identity: Identity, url: string | undefined): TokenSource {
  if (identity.kind !== 'local') return tokensFor(identity, SCOPE, url);
  return url === undefined ? () => Promise.resolve(LOCAL_TOKEN) : tokensFrom({ url, scope: SCOPE, clientId: LOCAL_TOKEN, now: Date.now });
}
