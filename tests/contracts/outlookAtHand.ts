import { existsSync } from 'node:fs';
import { GraphCalendar } from '../../src/adapters/graph/calendar';
import { GraphMailbox } from '../../src/adapters/graph/mailbox';
import { tokensFor } from '../../src/adapters/identity/connect';
import { tokensFrom, type TokenSource } from '../../src/adapters/identity/tokens';
import { GraphFailed } from '../../src/app/calendar';
import { createTeamsWorld } from '../../src/oevebane/connector/world';
import { startGraph, type GraphFault } from '../../src/oevebane/graph/graph';
import { Outlook } from '../../src/oevebane/graph/outlook';
import type { OutlookRequest } from '../../src/oevebane/graph/outlookRequests';
import { demoSetting } from '../oevebane/support';
import { problemsOf, SCHEMA_FILE } from './csdl';

export const MAILBOX = 'beredskab@ddh.example';
export const START = Date.UTC(2026, 10, 22, 1, 5);
const SCOPE = 'https://graph.microsoft.com/.default';

if (!existsSync(SCHEMA_FILE)) process.stderr.write("Graph's own schema is not beside the project: what is sent to Graph is not held against it.\n");

export interface OutlookAtHand {
  readonly outlook: Outlook;
  readonly calendar: GraphCalendar;
  readonly mailbox: GraphMailbox;
  readonly clock: { now: number };
  /** What was asked, in order. */
  readonly asked: OutlookRequest[];
  /** What befalls the next request of this kind. */
  befalls(operation: OutlookRequest['operation'], fault: GraphFault | Promise<GraphFault>): void;
  readonly tokenUrl: string;
  /** Adapters that sign, wait or ask otherwise. */
  as(options: { token?: TokenSource; timeoutMs?: number; address?: string; baseUrl?: string }): { calendar: GraphCalendar; mailbox: GraphMailbox };
  /** Everything that was sent has been what Graph's schema has. */
  close(): Promise<void>;
}

/** The adapters with the stand-in behind them. */
export async function outlookAtHand(): Promise<OutlookAtHand> {
  const clock = { now: START };
  const now = () => clock.now;
  const asked: OutlookRequest[] = [];
  const faults: { operation: OutlookRequest['operation']; fault: GraphFault | Promise<GraphFault> }[] = [];
  const outlook = new Outlook({ mailboxes: [MAILBOX], now });
  const graph = await startGraph({
    world: createTeamsWorld({ setting: demoSetting(), now }),
    outlook,
    onRequest: (request) => {
      if (!('mailbox' in request)) return undefined;
      asked.push(request);
      const nr = faults.findIndex(({ operation }) => operation === request.operation);
      return nr < 0 ? undefined : faults.splice(nr, 1)[0]?.fault;
    },
  });
  const as: OutlookAtHand['as'] = ({ address = MAILBOX, ...options }) => {
    const access = { baseUrl: graph.baseUrl, token: tokensFrom({ url: graph.tokenUrl, scope: SCOPE, clientId: 'bot', now }), ...options };
    return { calendar: new GraphCalendar({ ...access, organizer: address }), mailbox: new GraphMailbox({ ...access, sender: address }) };
  };
  return {
    ...as({}),
    outlook,
    clock,
    asked,
    tokenUrl: graph.tokenUrl,
    befalls: (operation, fault) => faults.push({ operation, fault }),
    as,
    close: async () => {
      await graph.close();
      expect(asked.flatMap(({ operation, body }) => problemsOf(operation, body))).toEqual([]);
    },
  };
}

interface Tenant {
  readonly calendar: GraphCalendar;
  readonly mailbox: GraphMailbox;
  /** Somebody who can be invited and written to. */
  readonly guest: string;
  readonly outlook?: Outlook;
  close(): Promise<void>;
}

const { GRAPH_TEST_TENANT_ID, GRAPH_TEST_CLIENT_ID, GRAPH_TEST_CLIENT_SECRET, GRAPH_TEST_MAILBOX, GRAPH_TEST_GUEST } = process.env;
const credentials = [GRAPH_TEST_TENANT_ID, GRAPH_TEST_CLIENT_ID, GRAPH_TEST_CLIENT_SECRET, GRAPH_TEST_MAILBOX, GRAPH_TEST_GUEST];

/** Runs a contract against the stand-in, and against a real tenant when the environment has one: meetings are booked, mails are sent there. */
export function everyOutlook(contract: (the: () => Tenant) => void): void {
  const implementations = [
    { name: 'the stand-in', open: standIn },
    ...(credentials.every(Boolean) ? [{ name: 'a real tenant', open: realTenant }] : []),
  ];
  describe.each(implementations)('on $name', ({ open }) => {
    let tenant: Tenant;
    beforeEach(async () => {
      tenant = await open();
    });
    afterEach(() => tenant.close());
    contract(() => tenant);
  });
  if (!credentials.every(Boolean)) {
    it.skip('on a real tenant: needs GRAPH_TEST_TENANT_ID, _CLIENT_ID, _CLIENT_SECRET, _MAILBOX and _GUEST', () => undefined);
  }
}

async function standIn(): Promise<Tenant> {
  return { ...(await outlookAtHand()), guest: 'gaest@kommune.example' };
}

function realTenant(): Promise<Tenant> {
  const [tenantId = '', botId = '', password = '', address = '', guest = ''] = credentials;
  const token = tokensFor({ kind: 'singleTenant', tenantId, botId, password }, SCOPE, undefined);
  const access = { baseUrl: 'https://graph.microsoft.com/v1.0', token };
  return Promise.resolve({
    calendar: new GraphCalendar({ ...access, organizer: address }),
    mailbox: new GraphMailbox({ ...access, sender: address }),
    guest,
    close: () => Promise.resolve(),
  });
}

/** What the port says of a failure. */
export async function failureOf(work: Promise<unknown>): Promise<Pick<GraphFailed, 'outlook' | 'trouble' | 'retryAfterMs'>> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GraphFailed)) throw new Error(`no GraphFailed, but ${String(error)}`, { cause: error });
  const { outlook, trouble, retryAfterMs } = error;
  return { outlook, trouble, retryAfterMs };
}

export function answers(status: number, code = 'Fejl', headers: Record<string, string> = {}): GraphFault {
  return { kind: 'answer', status, headers, body: { error: { code, message: 'Nej' } } };
}
