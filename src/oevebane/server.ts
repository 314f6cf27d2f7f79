import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnectorHandler } from './connector/connector';
import { Refusal } from './connector/refusal';
import type { Person } from './connector/setting';
import { createTeamsClient, type TeamsClient } from './connector/teamsClient';
import type { TeamsWorld } from './connector/world';
import type { DemoSetting } from './demoSetting';
import { createGraphHandler, GRAPH_PATH, isForGraph, TOKEN_PATH } from './graph/graph';
import type { Outlook } from './graph/outlook';
import { viewOf } from './messageView';
import { createPageApi } from './pageApi';
import { servePageFile } from './pageFiles';
import type { PracticeClock } from './practiceClock';
import { answer, readJson, refuseForeignCallers } from './requests';

export interface OevebaneServerOptions {
  world: TeamsWorld;
  outlook: Outlook;
  setting: DemoSetting;
  clock: PracticeClock;
  port: number;
  pageFolder: string;
  botUrl: () => string | undefined;
}

export interface OevebaneServer {
  url: string;
  /** Teams' own address for the bot, with a trailing slash. */
  serviceUrl: string;
  graph: { baseUrl: string; tokenUrl: string };
  client: TeamsClient;
  close(): Promise<void>;
}

/** One server for all sides: connector (/v3) and Graph (/graph, /token) for the bot, the page for people. Only this machine reaches it. */
export async function startOevebaneServer(options: OevebaneServerOptions): Promise<OevebaneServer> {
  const { world, outlook, setting } = options;
  const connector = createConnectorHandler({ world });
  const graph = createGraphHandler({ world, outlook });
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const serviceUrl = `${url}/`;
  const client = createTeamsClient({ world, serviceUrl, botUrl: options.botUrl });
  const page = createPageApi({ world, outlook, setting, client });

  server.on('request', (request, response) => {
    void answerRequest(request, response).catch((error: unknown) => {
      if (error instanceof Refusal) return answer(response, error.status, { notice: inDanish(error) });
      process.stderr.write(`Øvebanens side: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      return answer(response, 500, { notice: 'Der skete en fejl på øvebanen. Prøv igen.' });
    });
  });

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseForeignCallers(request, port);
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (pathname.startsWith('/v3/')) return connector(request, response);
    if (isForGraph(pathname)) return graph(request, response);
    if (request.method === 'GET') {
      switch (pathname) {
        case '/api/people':
          return answer(response, 200, page.people());
        case '/api/clock':
          return answer(response, 200, { ...options.clock });
        case '/api/switches':
          return answer(response, 200, page.switches());
        case '/api/conversations':
          return answer(response, 200, page.conversations(page.person(searchParams.get('person'))));
        case '/api/mailboxes':
          return answer(response, 200, page.mailboxes());
        case '/api/mails':
          return answer(response, 200, outlook.mailsTo(searchParams.get('address') ?? ''));
        case '/api/calendar':
          return answer(response, 200, outlook.calendarOf(searchParams.get('address') ?? ''));
        case '/events':
          return streamChanges(page.person(searchParams.get('person')), response);
        default:
          return servePageFile(options.pageFolder, pathname, response);
      }
    }
    if (request.method !== 'POST' || !pathname.startsWith('/api/')) throw new Refusal(404, 'NotFound', 'Siden findes ikke.');
    answer(response, 200, await page.act(pathname.slice('/api/'.length), await readJson(request)));
  }

  function streamChanges(person: Person, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': klar\n\n');
    const stopMessages = world.subscribe(({ kind, message }) => {
      if (!page.maySee(person, message)) return;
      response.write(`data: ${JSON.stringify({ kind, message: viewOf(world, message, person) })}\n\n`);
    });
    // Only that something changed: who wants to see it asks for it.
    const stopOutlook = outlook.subscribe(() => response.write('event: outlook\ndata: {}\n\n'));
    response.once('close', () => {
      stopMessages();
      stopOutlook();
    });
  }

  return {
    url,
    serviceUrl,
    graph: { baseUrl: `${url}${GRAPH_PATH}`, tokenUrl: `${url}${TOKEN_PATH}` },
    client,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The world refuses as Teams does, in English; people read the page. */
function inDanish({ code, message }: Refusal): string {
  if (code === 'ActivityNotFoundInConversation' || code === 'ConversationNotFound') return 'Beskeden findes ikke længere.';
  return message === 'Only the writer may change a message.' ? 'Du kan kun ændre dine egne beskeder.' : message;
}
