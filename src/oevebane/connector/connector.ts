import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, stringAt } from './json';
import { channelIdOf, routes, type Operation, type Rate } from './operations';
import { RateWindows, readWindows, sendWindows, tenantWindows } from './rateWindows';
import { malformed, Refusal } from './refusal';
import type { TeamsWorld } from './world';

// Far above what Teams takes in one message, so that 413 is decided by the message and not by its wrapping.
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

export interface ConnectorRequest {
  operation: Operation;
  conversationId?: string;
  activityId?: string;
  body?: unknown;
  /** What the bot signed with. */
  authorization?: string;
}

/** What may go wrong on the way. A delay is a hook that waits before it returns. */
export type Fault =
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Nothing is done and the connection breaks. */
  | { kind: 'dropRequest' }
  /** The work is done, but the bot never hears of it. */
  | { kind: 'dropAnswer' };

export type OnRequest = (request: ConnectorRequest) => Fault | undefined | Promise<Fault | undefined>;

export interface ConnectorOptions {
  world: TeamsWorld;
  onRequest?: OnRequest;
  /** False switches the rate windows off. */
  rateLimited?: boolean;
}

export interface RunningConnector {
  /** With a trailing slash, as Teams' own. */
  serviceUrl: string;
  close(): Promise<void>;
}

/** The Bot Connector as a plain request listener, so that it can share a server with the page. */
export function createConnectorHandler(options: ConnectorOptions): RequestListener {
  const limiter = options.rateLimited === false ? undefined : createLimiter(options.world.now);
  return (request, response) => {
    void handle(request, response).catch((error: unknown) => {
      if (error instanceof Refusal) return answer(response, error.status, error.body, error.headers);
      const message = error instanceof Error ? error.message : String(error);
      return answer(response, 500, { error: { code: 'InternalServerError', message } });
    });
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname = (request.url ?? '').split('?')[0] ?? '';
    const route = routes.find((candidate) => candidate.method === request.method && candidate.path.test(pathname));
    const body = await readJson(request);
    if (!route) throw new Refusal(404, 'NotFound', 'No such route.');
    const path = (route.path.exec(pathname) ?? []).slice(1).map(decode);

    const fault = await options.onRequest?.(describe(route.operation, path, body, request.headers.authorization));
    if (fault?.kind === 'dropRequest') return void request.socket.destroy();
    if (fault?.kind === 'answer') return answer(response, fault.status, fault.body, fault.headers);

    limiter?.(route.rate, rateKey(route.operation, path, body));
    const { status, body: result } = await route.handle(options.world, path, body);
    if (fault?.kind === 'dropAnswer') return void request.socket.destroy();
    answer(response, status, result);
  }
}

export async function startConnector(options: ConnectorOptions & { port: number }): Promise<RunningConnector> {
  const server = createServer(createConnectorHandler(options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describe(operation: Operation, [conversationId, activityId]: string[], body: unknown, authorization: string | undefined): ConnectorRequest {
  return {
    operation,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(activityId === undefined ? {} : { activityId }),
    ...(body === undefined ? {} : { body }),
    ...(authorization === undefined ? {} : { authorization }),
  };
}

function rateKey(operation: Operation, [id]: string[], body: unknown): string {
  if (operation !== 'createConversation') return id ?? '';
  const members = isJsonObject(body) && Array.isArray(body.members) ? body.members : [];
  return channelIdOf(body) ?? stringAt(members[0], 'id') ?? '';
}

function createLimiter(now: () => number): (rate: Rate, key: string) => void {
  const perConversation = { send: new RateWindows(sendWindows, now), read: new RateWindows(readWindows, now) };
  const perTenant = new RateWindows(tenantWindows, now);
  return (rate, key) => {
    const wait = perConversation[rate].take(key) ?? perTenant.take('tenant');
    if (wait === undefined) return;
    throw new Refusal(429, 'TooManyRequests', 'Too many requests.', { 'Retry-After': String(Math.ceil(wait / 1000)) });
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Refusal(413, 'MessageSizeTooBig', 'Message size too large.');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw malformed('The body is not JSON.');
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw malformed('The path is not well encoded.');
  }
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
