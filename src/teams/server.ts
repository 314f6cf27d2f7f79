import pino from 'pino';
import * as restify from 'restify';
import type { Application } from '@microsoft/teams-ai/lib/Application';
import type { TurnState } from '@microsoft/teams-ai/lib/TurnState';
import type { Logger } from '../app/logger';
import { inRequest, type RequestFacts } from '../app/request';
import { SVAR_PATH, type SvarPage, type SvarRequest } from '../app/svarlink';
import type { Telemetry } from '../app/telemetry';
import type { TeamsBotAdapter } from './adapter';
import { callerOf } from './callerOf';
import { readEnvelope, type Envelope } from './envelope';

export interface ServerDeps {
  readonly adapter: TeamsBotAdapter;
  readonly bot: Application<TurnState>;
  /** Conversations of any other tenant are refused. */
  readonly tenantId?: string | undefined;
  readonly ready: () => Promise<boolean>;
  /** For whoever has no Teams. */
  readonly svar: SvarPage;
  readonly logger: Logger;
  readonly telemetry?: Telemetry | undefined;
}

/** Teams' own limit is about 100 KB a message; a form may carry several. */
const MAX_BODY_BYTES = 1024 * 1024;
/** A line of 500 characters, however it is encoded. */
const MAX_FORM_BYTES = 16 * 1024;
/** Real milliseconds in which a request has to be here; Teams' are within one. Whoever sends slowly does not hold memory for long. */
const RECEIVING_MS = 20_000;

export interface RunningServer {
  readonly url: string;
  /** Takes no new requests and waits for those under way. */
  close(): Promise<void>;
}

export function startServer(deps: ServerDeps, port: number, host: string | undefined): Promise<RunningServer> {
  // Its own log writes whole requests, with names and texts, to stdout.
  const server = restify.createServer({ name: 'ddh-beredskab', log: pino({ level: 'silent' }) as unknown as restify.ServerOptions['log'] });
  server.server.requestTimeout = RECEIVING_MS;
  const fromTeams: restify.RequestHandler = (request, response, next) => {
    if (deps.adapter.mayBeFromTeams(request.headers.authorization ?? '')) return next();
    deps.logger.warn({}, 'refused: not signed by Teams');
    response.send(401, { error: 'unauthorized' });
    next(false);
  };

  server.get('/healthz', async (_request: restify.Request, response: restify.Response) => {
    response.send(200, { status: 'ok' });
  });
  server.get('/readyz', async (_request: restify.Request, response: restify.Response) => {
    const ready = await deps.ready();
    response.send(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
  });
  server.post('/api/messages', fromTeams, restify.plugins.bodyParser({ mapParams: false, maxBodySize: MAX_BODY_BYTES }), async (request: restify.Request, response: restify.Response) => {
    const { status, body } = await receive(request, deps);
    // A string is JSON already.
    if (typeof body === 'string') response.sendRaw(status, body, { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) });
    else response.send(status, body);
  });

  const svar = (method: SvarRequest['method']) => async (request: restify.Request, response: restify.Response) => {
    const { token = '' } = (request.params ?? {}) as { readonly token?: string };
    const { status, headers, html } = await deps.svar.answer({ method, token, form: request.body, from: senderOf(request) });
    response.sendRaw(status, html, { ...headers, 'Content-Length': String(Buffer.byteLength(html)) });
  };
  server.get(`${SVAR_PATH}:token`, svar('GET'));
  server.post(`${SVAR_PATH}:token`, onlyForms, restify.plugins.bodyParser({ mapParams: false, maxBodySize: MAX_FORM_BYTES }), svar('POST'));

  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        close: () => new Promise((closed) => {
          server.close(() => closed());
          server.server.closeIdleConnections();
        }),
      });
    });
  });
}

/** From anybody: nothing is read that a small form would not send, and no file is taken. */
const onlyForms: restify.RequestHandler = (request, response, next) => {
  if (request.contentType() === 'application/x-www-form-urlencoded') return next();
  response.send(415, { error: 'a form is expected' });
  next(false);
};

/** The last address that the front of the house has added; nobody in front of it can choose that one. */
function senderOf(request: restify.Request): string {
  const forwarded = request.headers['x-forwarded-for'];
  const last = String(forwarded ?? '').split(',').at(-1)?.trim() ?? '';
  return callerOf(last || (request.socket.remoteAddress ?? ''));
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

async function receive(request: restify.Request, deps: ServerDeps): Promise<Answer> {
  const envelope = readEnvelope(request.body);
  if (!envelope) return { status: 400, body: { error: 'not an activity' } };
  const { type: activity, name: invoke, id } = envelope.activity;
  const facts: RequestFacts = { correlation: id ?? '' };
  return inRequest(facts, async () => {
    const startedAt = performance.timeOrigin + performance.now();
    const answer = await answerTo(envelope, request.headers.authorization ?? '', deps);
    const endedAt = performance.timeOrigin + performance.now();
    deps.logger.info({ activity, invoke, status: answer.status, ms: Math.round(endedAt - startedAt) }, 'request');
    deps.telemetry?.request({ activity, invoke, status: answer.status, startedAt, endedAt, ...facts });
    return answer;
  });
}

async function answerTo({ activity, tenantId }: Envelope, authorization: string, deps: ServerDeps): Promise<Answer> {
  if (deps.tenantId && tenantId?.toLowerCase() !== deps.tenantId.toLowerCase()) {
    deps.logger.warn({ activityType: activity.type }, 'refused: another tenant');
    return { status: 403, body: { error: 'another tenant' } };
  }
  try {
    const processed = await deps.adapter.receive(authorization, activity, async (context) => {
      await deps.bot.run(context);
    });
    if (processed.kind === 'unauthorized') {
      deps.logger.warn({ activityType: activity.type }, 'refused: not signed by Teams');
      return { status: 401, body: { error: 'unauthorized' } };
    }
    if (processed.kind === 'unverifiable') {
      deps.logger.error({ cause: processed.cause }, 'refused: the keys of Teams could not be read');
      return { status: 503, body: { error: 'cannot tell who asks' } };
    }
    const { invokeResponse } = processed;
    if (invokeResponse) return { status: invokeResponse.status, body: invokeResponse.body as unknown };
    return { status: 200 };
  } catch (error) {
    deps.logger.error({ cause: error }, 'a request failed');
    return { status: 500, body: { error: 'failed' } };
  }
}
