import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../connector/connector';
import { Refusal } from '../connector/refusal';
import type { TeamsWorld } from '../connector/world';
import { channelAnswer, readChannelRequest, type ChannelRequest } from './channelMessages';
import { Outlook } from './outlook';
import { outlookAnswer, readOutlookRequest, type OutlookRequest } from './outlookRequests';
import { TokenRefusal, Tokens } from './tokens';

export const GRAPH_PATH = '/graph/v1.0';
export const TOKEN_PATH = '/token';
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

export type GraphRequest = ChannelRequest | OutlookRequest;

/** Beside what befalls the connector: the work is done, and a gateway on the way says something else. */
export type GraphFault = Fault | { kind: 'answerInstead'; status: number; headers?: Record<string, string>; body?: unknown };

export interface GraphOptions {
  world: TeamsWorld;
  /** Mailboxes and calendars; without it there are none. */
  outlook?: Outlook;
  /** What may go wrong, as for the connector: `{kind: 'answer', status: 429, headers: {'Retry-After': '2'}}`. */
  onRequest?: (request: GraphRequest) => GraphFault | undefined | Promise<GraphFault | undefined>;
}

export interface RunningGraph {
  /** For GRAPH_BASE_URL. */
  baseUrl: string;
  /** For GRAPH_TOKEN_URL. */
  tokenUrl: string;
  close(): Promise<void>;
}

/** Is a request for this stand-in? The øvebane's server asks, since all its stand-ins share one port. */
export function isForGraph(pathname: string): boolean {
  return pathname === TOKEN_PATH || pathname.startsWith(`${GRAPH_PATH}/`);
}

/** Microsoft Graph as far as the channels' messages, the calendars and the mails, and the token endpoint in front of it. */
export function createGraphHandler({ world, outlook = new Outlook({ mailboxes: [], now: world.now }), onRequest }: GraphOptions): RequestListener {
  const tokens = new Tokens(world.now);

  return (request, response) => {
    void handle(request, response).catch((error: unknown) => {
      if (error instanceof TokenRefusal) return answer(response, 400, error.body);
      if (error instanceof Refusal) return answer(response, error.status, error.body, error.headers);
      const message = error instanceof Error ? error.message : String(error);
      return answer(response, 500, { error: { code: 'InternalServerError', message } });
    });
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    if (url.pathname === TOKEN_PATH) {
      if (request.method !== 'POST') throw new Refusal(405, 'MethodNotAllowed', 'Use POST.');
      return answer(response, 200, tokens.issue(new URLSearchParams(await readText(request))));
    }
    tokens.check(request.headers.authorization);
    const asked = await readRequest(request, url);

    const fault = await onRequest?.(asked);
    if (fault?.kind === 'answer') return answer(response, fault.status, fault.body, fault.headers);
    if (fault?.kind === 'dropRequest') return void request.socket.destroy();
    const done = 'mailbox' in asked ? await outlookAnswer(outlook, asked, url) : { status: 200, body: channelAnswer(world, asked, url) };
    if (fault?.kind === 'answerInstead') return answer(response, fault.status, fault.body, fault.headers);
    if (fault) return void request.socket.destroy();
    answer(response, done.status, done.body);
  }
}

export async function startGraph(options: GraphOptions & { port?: number }): Promise<RunningGraph> {
  const server = createServer(createGraphHandler(options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl: `${origin}${GRAPH_PATH}`,
    tokenUrl: `${origin}${TOKEN_PATH}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(request: IncomingMessage, url: URL): Promise<GraphRequest> {
  const path = url.pathname.slice(GRAPH_PATH.length);
  const prefer = request.headers.prefer;
  const found =
    readChannelRequest(request.method, path) ??
    readOutlookRequest(request.method, path, Array.isArray(prefer) ? prefer.join() : prefer, readJson(await readText(request)));
  if (!found) throw new Refusal(400, 'BadRequest', `Resource not found for the segment '${url.pathname}'.`);
  return found;
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(
      400,
      'BadRequest',
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Refusal(413, 'RequestEntityTooLarge', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }), ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
