import { Client } from '@microsoft/microsoft-graph-client';
import type { TokenSource } from '../identity/tokens';
import { SignedFetch } from './signedFetch';

export interface GraphAccess {
  /** With the version: "https://graph.microsoft.com/v1.0". */
  readonly baseUrl: string;
  readonly token: TokenSource;
  /** Real milliseconds for one request. */
  readonly timeoutMs?: number;
}

export interface GraphCall {
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives up before the time is out. */
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 10_000;

/** One try each, with a time limit. What goes wrong is thrown as the library has it: see failure.ts. */
export class GraphClient {
  private readonly client: Client;
  private readonly base: URL;

  constructor(private readonly access: GraphAccess) {
    this.base = new URL(access.baseUrl.replace(/\/+$/, ''));
    const [version = 'v1.0', ...path] = this.base.pathname.split('/').reverse();
    this.client = Client.initWithMiddleware({
      baseUrl: `${this.base.origin}${path.reverse().join('/')}/`,
      defaultVersion: version,
      middleware: new SignedFetch(this.base.origin, access.token),
    });
  }

  get(path: string, call: GraphCall = {}): Promise<unknown> {
    return this.request(path, call).get() as Promise<unknown>;
  }

  post(path: string, body: object | undefined, call: GraphCall = {}): Promise<unknown> {
    return this.request(path, call).post(body) as Promise<unknown>;
  }

  patch(path: string, body: object, call: GraphCall = {}): Promise<unknown> {
    return this.request(path, call).patch(body) as Promise<unknown>;
  }

  /** The next page is asked for where the first one was, whatever host the link names: our token goes nowhere else. */
  pathOf(link: string): string {
    const url = new URL(link, this.base);
    return `${url.pathname.slice(this.base.pathname.length)}${url.search}`;
  }

  private request(path: string, { headers, signal }: GraphCall) {
    const limit = AbortSignal.timeout(this.access.timeoutMs ?? TIMEOUT_MS);
    const request = this.client.api(path).options({ signal: signal ? AbortSignal.any([signal, limit]) : limit });
    return headers ? request.headers({ ...headers }) : request;
  }
}
