import { ClientSecretCredential, DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import type { Identity } from '../../config';
import { tokensFrom, tokensOf, type TokenSource } from './tokens';

/** Whom Microsoft knows the bot as. */
export type SignedIn = Exclude<Identity, { readonly kind: 'local' }>;

/** One identity for all that the bot reaches: Teams, Graph and the tables. */
export function credentialOf(identity: SignedIn): TokenCredential {
  switch (identity.kind) {
    case 'msi':
      return new ManagedIdentityCredential({ clientId: identity.botId });
    case 'singleTenant':
      return new ClientSecretCredential(identity.tenantId, identity.botId, identity.password);
  }
}

/**
 * For the tables. Locally there is nobody to sign in as, and whoever sets up the store by its address is signed in on
 * this machine: an administrator at the command line.
 */
export function storeCredential(identity: Identity): TokenCredential {
  return identity.kind === 'local' ? new DefaultAzureCredential() : credentialOf(identity);
}

const BOT_SCOPE = 'https://api.botframework.com/.default';

/** For posts to Teams. */
export function botTokens(identity: SignedIn): TokenSource {
  return tokensFor(identity, BOT_SCOPE, identity.loginUrl === undefined ? undefined : tokenUrlOf(identity.loginUrl));
}

/** Tokens for `scope`; `url`: where they are given when that is not Microsoft. */
export function tokensFor(identity: SignedIn, scope: string, url: string | undefined): TokenSource {
  if (url === undefined) return tokensOf(credentialOf(identity), scope);
  return tokensFrom({
    url,
    scope,
    clientId: identity.botId,
    secret: identity.kind === 'singleTenant' ? identity.password : undefined,
    now: Date.now,
  });
}

/** "https://login.microsoftonline.com/{tenant}" names the authority, as the libraries have it. */
function tokenUrlOf(loginUrl: string): string {
  return /\/token$/.test(loginUrl) ? loginUrl : `${loginUrl.replace(/\/+$/, '')}/oauth2/v2.0/token`;
}
