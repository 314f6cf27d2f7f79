import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { TokenSource } from '../identity/tokens';

/** There was nothing to sign with: the request was never sent. The name survives where the library makes an error of its own. */
export class NoToken extends Error {
  constructor(cause: unknown) {
    super('no token for Graph', { cause });
    this.name = 'NoToken';
  }
}

/**
 * The client's whole chain: sign and send. The library's own signing does so for https and Microsoft's hosts only, and
 * its own retrying waits inside the call; when to ask again is for the caller to plan, which is told `Retry-After`.
 */
export class SignedFetch implements Middleware {
  constructor(
    private readonly origin: string,
    private readonly token: TokenSource,
  ) {}

  async execute(context: Context): Promise<void> {
    const first = await this.send(context, false);
    if (first.status !== 401) {
      context.response = first;
      return;
    }
    // The token may have been withdrawn before its time: once more with a new one.
    await first.body?.cancel();
    context.response = await this.send(context, true);
  }

  private async send(context: Context, fresh: boolean): Promise<Response> {
    const { request, options = {} } = context as { readonly request: unknown; readonly options?: RequestInit };
    const url = typeof request === 'string' ? request : (request as Request).url;
    if (new URL(url).origin !== this.origin) throw new Error('a request to somebody else than Graph is not signed');
    const signal = options.signal ?? new AbortController().signal;
    const token = await this.token({ fresh, signal }).catch((error: unknown) => {
      throw new NoToken(error);
    });
    const headers = { ...(options.headers as Record<string, string> | undefined), Authorization: `Bearer ${token}` };
    return fetch(url, { ...options, headers, redirect: 'error' });
  }
}
