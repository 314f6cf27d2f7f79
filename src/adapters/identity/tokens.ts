import type { TokenCredential } from '@azure/identity';
import * as z from 'zod';

/** Gives the token to sign a request with; `fresh`: the last one was refused. */
export type TokenSource = (options: { readonly fresh: boolean; readonly signal: AbortSignal }) => Promise<string>;

/** The library keeps its tokens itself, and renews them in time. */
export function tokensOf(credential: TokenCredential, scope: string): TokenSource {
  return async ({ signal }) => (await inTime(credential.getToken(scope, { abortSignal: signal }), signal))?.token ?? '';
}

/** The library tries for as long as it likes before it heeds a signal. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('no token in time'));
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().default(0) });

/** A token that is about to end is not used any more. */
const MARGIN_MS = 60_000;

export interface TokenEndpoint {
  readonly url: string;
  readonly scope: string;
  readonly clientId: string;
  readonly secret?: string | undefined;
  readonly now: () => number;
}

/** OAuth's client credentials flow at another address than Microsoft's: a stand-in on this machine. */
export function tokensFrom({ url, scope, clientId, secret, now }: TokenEndpoint): TokenSource {
  let kept: { readonly token: string; readonly until: number } | undefined;
  return async ({ fresh, signal }) => {
    if (kept && !fresh && kept.until > now()) return kept.token;
    const form = { grant_type: 'client_credentials', client_id: clientId, scope, ...(secret === undefined ? {} : { client_secret: secret }) };
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), signal });
    if (!response.ok) throw new Error(`the token endpoint answered ${response.status}`);
    const { access_token: token, expires_in: seconds } = answer.parse(await response.json());
    kept = { token, until: now() + seconds * 1000 - MARGIN_MS };
    return token;
  };
}
