import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** How many rows the answer brought. */
  rowsRead: number;
}

type Treatment = 'forward' | 'loseAnswer' | 'keepSilent' | 'refuse' | 'break';

/** Stands between the library and a table account: counts what goes over the wire, and can make it go wrong. */
export interface Proxy {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  forget(): void;
  /** The next request is carried out, but the connection breaks before its answer arrives. */
  loseNextAnswer(): void;
  /** So many requests go well, then the answer to one is lost. */
  loseAnswerAfter(requests: number): void;
  /** From now on no request is carried out or answered. */
  keepSilent(): void;
  /** From now on every connection breaks before anything is carried out. */
  breakAll(): void;
  /** The next request is turned away as overload (503); nothing is carried out. */
  refuseNext(): void;
  heal(): void;
  stop(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const seen: SeenRequest[] = [];
  let always: Treatment = 'forward';
  /** What happens to the coming requests, before `always` applies. */
  let coming: Treatment[] = [];

  const server = createServer((incoming, outgoing) => {
    const treatment = coming.shift() ?? always;
    const entry: SeenRequest = { method: incoming.method ?? '', path: incoming.url ?? '', rowsRead: 0 };
    seen.push(entry);
    if (treatment === 'keepSilent') return;
    if (treatment === 'break') {
      incoming.destroy();
      return;
    }
    if (treatment === 'refuse') {
      outgoing.writeHead(503).end();
      return;
    }
    passOn(target, incoming, outgoing, (body) => {
      entry.rowsRead = rowsIn(body);
      if (treatment === 'loseAnswer') outgoing.destroy();
      else outgoing.end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    forget: () => { seen.length = 0; },
    loseNextAnswer: () => { coming = ['loseAnswer']; },
    loseAnswerAfter: (requests) => { coming = [...Array.from({ length: requests }, () => 'forward' as const), 'loseAnswer']; },
    keepSilent: () => { always = 'keepSilent'; },
    breakAll: () => { always = 'break'; },
    refuseNext: () => { coming = ['refuse']; },
    heal: () => { always = 'forward'; coming = []; },
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function passOn(target: string, incoming: IncomingMessage, outgoing: ServerResponse, answer: (body: Buffer) => void): void {
  const request = forward(`${target}${incoming.url ?? ''}`, { method: incoming.method, headers: incoming.headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      answer(Buffer.concat(chunks));
    });
  });
  request.on('error', () => outgoing.destroy());
  incoming.pipe(request);
}

function rowsIn(body: Buffer): number {
  if (!body.toString('utf8', 0, 1).startsWith('{')) return 0;
  const answer = JSON.parse(body.toString('utf8')) as { readonly value?: readonly unknown[]; readonly RowKey?: string };
  return answer.value?.length ?? (answer.RowKey === undefined ? 0 : 1);
}
