import { createServer, request as forward } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** How many rows the answer brought. */
  rowsRead: number;
}

export type Treatment = 'forward' | 'loseAnswer' | 'keepSilent' | 'refuse' | 'break';

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
  /** Asked about every request before anything happens to it; may take its time. Its word goes before everything else. */
  decide(about: ((request: SeenRequest) => Treatment | undefined | Promise<Treatment | undefined>) | undefined): void;
  stop(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const seen: SeenRequest[] = [];
  let always: Treatment = 'forward';
  /** What happens to the coming requests, before `always` applies. */
  let coming: Treatment[] = [];

  let decide: Parameters<Proxy['decide']>[0];

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const planned = coming.shift() ?? always;
    const body = await bodyOf(incoming);
    const entry: SeenRequest = { method: incoming.method ?? '', path: incoming.url ?? '', body: body.toString('utf8'), rowsRead: 0 };
    seen.push(entry);
    const treatment = (await decide?.(entry)) ?? planned;
    if (treatment === 'keepSilent') return;
    if (treatment === 'break') {
      outgoing.destroy();
      return;
    }
    if (treatment === 'refuse') {
      outgoing.writeHead(503).end();
      return;
    }
    passOn(target, incoming, body, outgoing, (answer) => {
      entry.rowsRead = rowsIn(answer);
      if (treatment === 'loseAnswer') outgoing.destroy();
      else outgoing.end(answer);
    });
  };
  // A client that goes away before it has said everything is no concern of anybody's.
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing).catch(() => outgoing.destroy()));
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
    decide: (about) => { decide = about; },
    heal: () => { always = 'forward'; coming = []; },
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function passOn(target: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, answer: (body: Buffer) => void): void {
  const request = forward(`${target}${incoming.url ?? ''}`, { method: incoming.method, headers: incoming.headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      answer(Buffer.concat(chunks));
    });
  });
  request.on('error', () => outgoing.destroy());
  request.end(body);
}

function rowsIn(body: Buffer): number {
  if (!body.toString('utf8', 0, 1).startsWith('{')) return 0;
  const answer = JSON.parse(body.toString('utf8')) as { readonly value?: readonly unknown[]; readonly RowKey?: string };
  return answer.value?.length ?? (answer.RowKey === undefined ? 0 : 1);
}
