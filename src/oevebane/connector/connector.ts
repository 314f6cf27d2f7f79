import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, stringAt, type JsonObject } from './json';
import { RateWindows, readWindows, sendWindows, tenantWindows } from './rateWindows';
import { conversationNotFound, malformed, Refusal } from './refusal';
import { findByTeamsIdentity, teamsUserId, type Person } from './setting';
import { threadId, type Conversation, type TeamsWorld } from './world';

// Far above what Teams takes in one message, so that 413 is decided by the message and not by its wrapping.
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;

export type Operation =
  'createConversation' | 'send' | 'reply' | 'update' | 'delete' | 'getMember' | 'getMembers' | 'getPagedMembers' | 'getTeam' | 'getTeamConversations';

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

interface Answer {
  status: number;
  body?: unknown;
}

type Rate = 'send' | 'read';

interface Route {
  method: string;
  path: RegExp;
  operation: Operation;
  rate: Rate;
  handle(world: TeamsWorld, path: string[], body: unknown): Promise<Answer>;
}

const created = (id: string | undefined): Answer => ({ status: 201, body: id === undefined ? {} : { id } });

const routes: Route[] = [
  {
    method: 'POST',
    path: /^\/v3\/conversations$/,
    operation: 'createConversation',
    rate: 'send',
    handle: createConversation,
  },
  { method: 'POST', path: /^\/v3\/conversations\/([^/]+)\/activities$/, operation: 'send', rate: 'send', handle: send },
  // The reply-to id is a hint only: the conversation id decides the thread, also when the id is that of an invoke.
  {
    method: 'POST',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    operation: 'reply',
    rate: 'send',
    handle: send,
  },
  {
    method: 'PUT',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    operation: 'update',
    rate: 'send',
    handle: async (world, [conversationId = '', activityId = ''], body) => {
      await world.updateFromBot(world.conversation(conversationId), activityId, objectOf(body));
      return { status: 200, body: { id: activityId } };
    },
  },
  {
    method: 'DELETE',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    operation: 'delete',
    rate: 'send',
    handle: async (world, [conversationId = '', activityId = '']) => {
      await world.deleteFromBot(world.conversation(conversationId), activityId);
      return { status: 200 };
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/conversations\/([^/]+)\/members$/,
    operation: 'getMembers',
    rate: 'read',
    handle: async (world, [conversationId = '']) => ({ status: 200, body: accounts(world, conversationId) }),
  },
  {
    method: 'GET',
    path: /^\/v3\/conversations\/([^/]+)\/pagedmembers$/,
    operation: 'getPagedMembers',
    rate: 'read',
    handle: async (world, [conversationId = '']) => ({
      status: 200,
      body: { members: accounts(world, conversationId) },
    }),
  },
  {
    method: 'GET',
    path: /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/,
    operation: 'getMember',
    rate: 'read',
    handle: async (world, [conversationId = '', memberId = '']) => {
      const person = findByTeamsIdentity(world.setting, memberId);
      if (!person || !membersOf(world, conversationId).includes(person)) {
        throw new Refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
      }
      return { status: 200, body: accountOf(world, person) };
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/teams\/([^/]+)$/,
    operation: 'getTeam',
    rate: 'read',
    handle: async (world, [teamId]) => {
      const { team, tenantId, channels, people } = teamOf(world, teamId);
      const memberCount = people.filter((person) => person.teamMember).length;
      return { status: 200, body: { ...team, tenantId, type: 'standard', channelCount: channels.length, memberCount } };
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/teams\/([^/]+)\/conversations$/,
    operation: 'getTeamConversations',
    rate: 'read',
    handle: async (world, [teamId]) => ({
      status: 200,
      body: { conversations: teamOf(world, teamId).channels.map((channel) => ({ ...channel, type: 'standard' })) },
    }),
  },
];

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

async function createConversation(world: TeamsWorld, _path: string[], body: unknown): Promise<Answer> {
  const request = objectOf(body);
  const activity = request.activity === undefined ? undefined : objectOf(request.activity);
  const channelId = channelIdOf(request);
  if (channelId !== undefined) {
    const channel = world.conversation(channelId);
    if (channel.kind !== 'channel') throw conversationNotFound();
    if (!activity) throw malformed('A new thread needs an activity.');
    const { id, rootId } = await world.postFromBot(channel, activity);
    return {
      status: 201,
      body: { id: threadId(channel.channel.id, rootId), ...(id === undefined ? {} : { activityId: id }) },
    };
  }
  const members = Array.isArray(request.members) ? request.members : [];
  const memberId = stringAt(members[0], 'id');
  if (members.length !== 1 || memberId === undefined) throw malformed('Exactly one member is needed.');
  const tenantId = stringAt(request, 'tenantId') ?? tenantIdOf(request);
  if (tenantId !== undefined && tenantId !== world.setting.tenantId) {
    throw new Refusal(403, 'Forbidden', 'The bot is not installed in this tenant.');
  }
  const chat = world.personalChat(memberId);
  const posted = activity && (await world.postFromBot(chat, activity));
  return { status: 201, body: { id: chat.id, ...(posted?.id === undefined ? {} : { activityId: posted.id }) } };
}

async function send(world: TeamsWorld, [conversationId = '']: string[], body: unknown): Promise<Answer> {
  const activity = objectOf(body);
  const conversation = world.conversation(conversationId);
  // A typing indicator is shown and gone; it leaves no message.
  if (activity.type === 'typing') return { status: 201, body: {} };
  return created((await world.postFromBot(conversation, activity)).id);
}

function membersOf(world: TeamsWorld, conversationId: string): Person[] {
  const conversation: Conversation | undefined = conversationId === world.setting.team.id ? undefined : world.conversation(conversationId);
  return conversation ? world.membersOf(conversation) : world.setting.people.filter((person) => person.teamMember && person.teamsId !== undefined);
}

function accounts(world: TeamsWorld, conversationId: string): JsonObject[] {
  return membersOf(world, conversationId).map((person) => accountOf(world, person));
}

function accountOf(world: TeamsWorld, person: Person): JsonObject {
  const [givenName, ...rest] = person.name.split(' ');
  return {
    id: teamsUserId(person),
    name: person.name,
    objectId: person.teamsId,
    aadObjectId: person.teamsId,
    givenName,
    surname: rest.join(' '),
    email: person.email,
    userPrincipalName: person.email,
    tenantId: world.setting.tenantId,
    userRole: person.guest ? 'guest' : 'user',
  };
}

function teamOf(world: TeamsWorld, teamId: string | undefined): TeamsWorld['setting'] {
  if (teamId !== world.setting.team.id) throw new Refusal(404, 'TeamNotFound', 'Team not found.');
  return world.setting;
}

function channelIdOf(body: unknown): string | undefined {
  const channelData = isJsonObject(body) ? body.channelData : undefined;
  return isJsonObject(channelData) ? stringAt(channelData.channel, 'id') : undefined;
}

function tenantIdOf(body: JsonObject): string | undefined {
  return isJsonObject(body.channelData) ? stringAt(body.channelData.tenant, 'id') : undefined;
}

function objectOf(body: unknown): JsonObject {
  if (!isJsonObject(body)) throw malformed('A JSON object is needed.');
  return body;
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
