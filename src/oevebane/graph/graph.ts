import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../connector/connector';
import type { JsonObject } from '../connector/json';
import { Refusal } from '../connector/refusal';
import type { StoredMessage, TeamsWorld } from '../connector/world';
import { changedAt, chatMessageOf } from './chatMessage';
import { TokenRefusal, Tokens } from './tokens';

export const GRAPH_PATH = '/graph/v1.0';
export const TOKEN_PATH = '/token';
const PAGE = { usual: 20, largest: 50 };
const LARGEST_FORM_BYTES = 64 * 1024;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type GraphOperation = 'listMessages' | 'getMessage' | 'listReplies' | 'getReply';

export interface GraphRequest {
  operation: GraphOperation;
  teamId: string;
  channelId: string;
  messageId?: string;
  replyId?: string;
}

export interface GraphOptions {
  world: TeamsWorld;
  /** What may go wrong, as for the connector: `{kind: 'answer', status: 429, headers: {'Retry-After': '2'}}`. */
  onRequest?: (request: GraphRequest) => Fault | undefined | Promise<Fault | undefined>;
}

export interface RunningGraph {
  /** For GRAPH_BASE_URL. */
  baseUrl: string;
  /** For GRAPH_TOKEN_URL. */
  tokenUrl: string;
  close(): Promise<void>;
}

const ROUTE = /^\/teams\/([^/]+)\/channels\/([^/]+)\/messages(?:\/([^/]+)(\/replies(?:\/([^/]+))?)?)?$/;

/** Is a request for this stand-in? The øvebane's server asks, since all its stand-ins share one port. */
export function isForGraph(pathname: string): boolean {
  return pathname === TOKEN_PATH || pathname.startsWith(`${GRAPH_PATH}/`);
}

/** Microsoft Graph as far as the channels' messages, and the token endpoint in front of it. */
export function createGraphHandler({ world, onRequest }: GraphOptions): RequestListener {
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
    const asked = readRequest(request.method, url);

    const fault = await onRequest?.(asked);
    if (fault?.kind === 'answer') return answer(response, fault.status, fault.body, fault.headers);
    if (fault) return void request.socket.destroy();

    if (!world.switches.graph) {
      throw new Refusal(
        403,
        'Forbidden',
        "Missing role permissions on the request. API requires one of 'ChannelMessage.Read.All, ChannelMessage.Read.Group'.",
      );
    }
    answer(response, 200, result(asked, url));
  }

  function result({ operation, teamId, channelId, messageId = '', replyId = '' }: GraphRequest, url: URL): JsonObject {
    const { team, channels } = world.setting;
    if (!GUID.test(teamId)) throw new Refusal(400, 'BadRequest', 'teamId needs to be a valid GUID.');
    if (teamId !== team.aadGroupId) throw notFound('No team found with Group id.');
    if (!channels.some(({ id }) => id === channelId)) throw notFound('Channel not found.');
    const inChannel = world.messages(channelId);
    if (operation === 'listMessages') return page(threads(inChannel), url);
    const root = inChannel.find(({ id, rootId }) => id === messageId && rootId === id);
    if (!root) throw notFound('Message not found.');
    if (operation === 'getMessage') return chatMessageOf(world, root);
    const replies = inChannel.filter(({ id, rootId }) => rootId === root.id && id !== root.id);
    if (operation === 'listReplies') return page(replies.reverse(), url);
    const reply = replies.find(({ id }) => id === replyId);
    if (!reply) throw notFound('Message not found.');
    return chatMessageOf(world, reply);
  }

  function page(newestFirst: StoredMessage[], url: URL): JsonObject {
    for (const option of url.searchParams.keys()) {
      if (option !== '$top' && option !== '$skiptoken') throw badQuery(`Query option '${option}' is not supported.`);
    }
    const top = Number(url.searchParams.get('$top') ?? PAGE.usual);
    if (!Number.isInteger(top) || top < 1 || top > PAGE.largest) throw badQuery(`$top must be between 1 and ${PAGE.largest}.`);
    // The token names the last message that was shown, so that what comes meanwhile moves nothing.
    const after = url.searchParams.get('$skiptoken');
    const start = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    if (after !== null && start === 0) throw badQuery('The skip token is not valid.');
    const shown = newestFirst.slice(start, start + top);
    const last = shown.at(-1);
    const next = new URL(url);
    if (last) next.searchParams.set('$skiptoken', last.id);
    return {
      '@odata.context': `${url.origin}${GRAPH_PATH}/$metadata#Collection(chatMessage)`,
      '@odata.count': shown.length,
      ...(start + top < newestFirst.length ? { '@odata.nextLink': next.href } : {}),
      value: shown.map((message) => chatMessageOf(world, message)),
    };
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

/** Root messages; the thread in which something happened last comes first. */
function threads(messages: StoredMessage[]): StoredMessage[] {
  const lastIn = new Map<string, string>();
  for (const message of messages) {
    const at = changedAt(message);
    if (at > (lastIn.get(message.rootId) ?? '')) lastIn.set(message.rootId, at);
  }
  return messages
    .filter(({ id, rootId }) => id === rootId)
    .sort((one, other) => (lastIn.get(other.id) ?? '').localeCompare(lastIn.get(one.id) ?? ''));
}

function readRequest(method: string | undefined, url: URL): GraphRequest {
  const found = ROUTE.exec(url.pathname.slice(GRAPH_PATH.length));
  if (!found) throw new Refusal(400, 'BadRequest', `Resource not found for the segment '${url.pathname}'.`);
  if (method !== 'GET') throw new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  const [teamId = '', channelId = '', messageId, replies, replyId] = found.slice(1).map((part) => part && decode(part));
  const operation =
    messageId === undefined ? 'listMessages' : replies === undefined ? 'getMessage' : replyId === undefined ? 'listReplies' : 'getReply';
  return { operation, teamId, channelId, ...(messageId === undefined ? {} : { messageId }), ...(replyId === undefined ? {} : { replyId }) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, 'BadRequest', 'The path is not well encoded.');
  }
}

const notFound = (message: string): Refusal => new Refusal(404, 'NotFound', message);
const badQuery = (message: string): Refusal => new Refusal(400, 'BadRequest', message);

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_FORM_BYTES) throw new Refusal(413, 'RequestEntityTooLarge', 'The form is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
