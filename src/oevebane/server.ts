import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnectorHandler } from './connector/connector';
import { isJsonObject, stringAt, type JsonObject } from './connector/json';
import { Refusal } from './connector/refusal';
import { personalConversationId, type Person } from './connector/setting';
import { createTeamsClient, type BotReply, type TeamsClient } from './connector/teamsClient';
import type { StoredMessage, TeamsWorld } from './connector/world';
import type { DemoSetting } from './demoSetting';
import { servePageFile } from './pageFiles';
import { viewOf } from './messageView';

const LARGEST_BODY_BYTES = 1024 * 1024;

export interface OevebaneServerOptions {
  world: TeamsWorld;
  setting: DemoSetting;
  port: number;
  pageFolder: string;
  botUrl: () => string | undefined;
}

export interface OevebaneServer {
  url: string;
  /** Teams' own address for the bot, with a trailing slash. */
  serviceUrl: string;
  client: TeamsClient;
  close(): Promise<void>;
}

/** One server for both sides: the connector for the bot under /v3, the page for people. Only this machine can reach it. */
export async function startOevebaneServer(options: OevebaneServerOptions): Promise<OevebaneServer> {
  const { world, setting } = options;
  const connector = createConnectorHandler({ world });
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const serviceUrl = `${url}/`;
  const client = createTeamsClient({ world, serviceUrl, botUrl: options.botUrl });

  server.on('request', (request, response) => {
    void answerRequest(request, response).catch((error: unknown) => {
      if (error instanceof Refusal) return answer(response, error.status, { notice: error.message });
      process.stderr.write(
        `Øvebanens side: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      return answer(response, 500, { notice: 'Der skete en fejl på øvebanen. Prøv igen.' });
    });
  });

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseForeignCallers(request, port);
    const address = new URL(request.url ?? '/', url);
    if (address.pathname.startsWith('/v3/')) return connector(request, response);
    if (request.method === 'GET') {
      switch (address.pathname) {
        case '/api/people':
          return answer(response, 200, setting.people.map(personView));
        case '/api/conversations':
          return answer(response, 200, conversationsOf(personAt(address.searchParams.get('person'))));
        case '/events':
          return streamChanges(personAt(address.searchParams.get('person')), response);
        default:
          return servePageFile(options.pageFolder, address.pathname, response);
      }
    }
    const act = actions[address.pathname];
    if (request.method !== 'POST' || !act) throw new Refusal(404, 'NotFound', 'Siden findes ikke.');
    const body = await readJson(request);
    answer(response, 200, await act(personAt(stringAt(body, 'person')), body));
  }

  function personAt(id: string | null | undefined): Person {
    const person = typeof id === 'string' ? world.person(id) : undefined;
    if (person?.teamsId === undefined) throw new Refusal(404, 'NotFound', 'Personen er ikke i Teams.');
    return person;
  }

  const actions: Record<string, (person: Person, body: JsonObject) => Promise<JsonObject>> = {
    '/api/send': async (person, body) => {
      const text = (stringAt(body, 'text') ?? '').trim();
      if (text === '') throw new Refusal(400, 'BadSyntax', 'Skriv noget først.');
      const rootId = stringAt(body, 'thread');
      const channelId = stringAt(body, 'channel');
      if (channelId !== undefined) refuseOutsiders(person);
      const place = channelId === undefined ? 'personal' : { channelId, ...(rootId === undefined ? {} : { rootId }) };
      const { reply } = await client.write({ person, place, text, mentionBot: body.mentionBot === true });
      return outcome(reply);
    },
    '/api/action': async (person, body) =>
      outcome(
        await client.execute({ ...cardAct(person, body), verb: stringAt(body, 'verb') ?? '', data: dataOf(body) }),
      ),
    '/api/submit': async (person, body) =>
      outcome(await client.submit({ ...cardAct(person, body), value: dataOf(body) })),
    '/api/dialog/open': async (person, body) =>
      outcome(await client.openDialog({ ...cardAct(person, body), data: dataOf(body) })),
    '/api/dialog/submit': async (person, body) =>
      outcome(await client.submitDialog({ ...cardAct(person, body), data: dataOf(body) })),
  };

  function cardAct(person: Person, body: JsonObject): Parameters<TeamsClient['openDialog']>[0] {
    const message = world.message(stringAt(body, 'message') ?? '');
    if (!message || !maySee(person, message)) throw new Refusal(404, 'NotFound', 'Beskeden findes ikke længere.');
    const inChannel = setting.channels.some(({ id }) => id === message.conversationId);
    return {
      person,
      place: inChannel ? { channelId: message.conversationId, rootId: message.rootId } : 'personal',
      cardId: message.id,
      data: {},
    };
  }

  function conversationsOf(person: Person): JsonObject[] {
    const channels = person.teamMember
      ? setting.channels.map((channel) => ({ ...channel, kind: 'channel', messages: views(channel.id, person) }))
      : [];
    const id = personalConversationId(person);
    const personal = { id, name: setting.bot.name, kind: 'personal', messages: views(id, person) };
    return [...channels, ...(person.appInstalled ? [personal] : [])];
  }

  function views(conversationId: string, person: Person): JsonObject[] {
    return world.messages(conversationId).map((message) => viewOf(world, message, person));
  }

  function maySee(person: Person, message: StoredMessage): boolean {
    const isOwnChat = message.conversationId === personalConversationId(person);
    return isOwnChat || (person.teamMember && setting.channels.some(({ id }) => id === message.conversationId));
  }

  function streamChanges(person: Person, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': klar\n\n');
    const stop = world.subscribe(({ kind, message }) => {
      if (!maySee(person, message)) return;
      response.write(`data: ${JSON.stringify({ kind, message: viewOf(world, message, person) })}\n\n`);
    });
    response.once('close', stop);
  }

  return {
    url,
    serviceUrl,
    client,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function personView(person: DemoSetting['people'][number]): JsonObject {
  const { id, name, title, guest, teamMember, appInstalled } = person;
  return { id, name, title, guest, teamMember, appInstalled, inTeams: person.teamsId !== undefined };
}

function refuseOutsiders(person: Person): void {
  if (!person.teamMember) throw new Refusal(403, 'Forbidden', 'Du er ikke medlem af holdet.');
}

/** What the page is told: what the bot answered, or in words why there is no answer. */
function outcome(reply: BotReply): JsonObject {
  if (reply.kind === 'unreachable') {
    return { notice: 'Botten svarer ikke lige nu. Det du gjorde, er ikke nået frem til den. Prøv igen om lidt.' };
  }
  if (reply.kind === 'noAnswer') {
    return { notice: 'Botten svarede ikke. Se efter, om det blev gemt, før du prøver igen.' };
  }
  if (reply.status >= 400) {
    return { notice: `Botten kunne ikke tage imod det (svar ${reply.status}). Prøv igen.` };
  }
  return { answer: reply.body ?? null };
}

function dataOf(body: JsonObject): JsonObject {
  return isJsonObject(body.data) ? body.data : {};
}

// 127.0.0.1 alone does not keep other websites out: a name may be rebound to it, and a form may post across sites.
function refuseForeignCallers(request: IncomingMessage, port: number): void {
  const { host, origin } = request.headers;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !own.includes(host)) throw new Refusal(403, 'Forbidden', 'Ukendt adresse.');
  if (origin !== undefined && !own.some((address) => origin === `http://${address}`)) {
    throw new Refusal(403, 'Forbidden', 'Kald fra andre sider er ikke tilladt.');
  }
  const site = request.headers['sec-fetch-site'];
  if (request.method !== 'GET' && site !== undefined && site !== 'same-origin') {
    throw new Refusal(403, 'Forbidden', 'Kald fra andre sider er ikke tilladt.');
  }
}

async function readJson(request: IncomingMessage): Promise<JsonObject> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new Refusal(415, 'BadSyntax', 'Kun JSON.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Refusal(413, 'MessageSizeTooBig', 'Beskeden er for lang.');
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (isJsonObject(body)) return body;
  } catch {
    // Falls through to the same answer as JSON that is no object.
  }
  throw new Refusal(400, 'BadSyntax', 'Kaldet kunne ikke læses.');
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
