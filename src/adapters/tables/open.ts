import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { TableClient } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { StoreUnavailable } from '../../app/ports';
import type { CardRows, ChatChoices, Comparisons, Contacts, EventStore, Heartbeat, Inbox, IncidentIndex, Leases, Outbox, Threads } from '../../app/ports';
import type { DraftEditors, MailRows, Svarlinks } from '../../app/mailRows';
import type { RosterStore } from '../../app/roster';
import { TablesCardRows } from './cardRows';
import { TablesChatChoices } from './chatChoices';
import { TablesComparisons } from './comparisons';
import { TablesContacts } from './contacts';
import { TablesEventStore } from './eventStore';
import { TablesHeartbeat } from './heartbeat';
import { TablesInbox } from './inbox';
import { TablesIncidentIndex } from './incidentIndex';
import { TablesLeases } from './leases';
import { TablesMails, TablesSvarlinks } from './mails';
import { TablesOutbox } from './outbox';
import { TablesRosterStore } from './rosterStore';
import { Table } from './table';
import { TablesThreads } from './threads';

type Policies = NonNullable<TableServiceClientOptions['additionalPolicies']>;
type Policy = Policies[number]['policy'];

/** An account by its connection string (key or SAS), or by its address and whoever signs in. */
export type TablesAccess = { readonly connectionString: string } | { readonly endpoint: string; readonly credential: TokenCredential };

export interface TablesOptions {
  /** Of one request; an operation makes at most two. Default: 1.9 s, see `Table`. */
  readonly timeoutMs?: number;
  /** Watch or change requests on their way, e.g. to count them. */
  readonly policies?: Policies;
}

export interface Store {
  readonly events: EventStore;
  readonly outbox: Outbox;
  readonly cardRows: CardRows;
  readonly contacts: Contacts;
  readonly mails: MailRows;
  readonly editors: DraftEditors;
  readonly svarlinks: Svarlinks;
  readonly leases: Leases;
  readonly comparisons: Comparisons;
  readonly heartbeat: Heartbeat;
  readonly index: IncidentIndex;
  readonly threads: Threads;
  readonly inbox: Inbox;
  readonly chatChoices: ChatChoices;
  readonly roster: RosterStore;
  /** The table answers. */
  ready(): Promise<boolean>;
}

export interface Tables extends Store {
  /** Creates the tables that are not there yet. */
  ensureTables(): Promise<void>;
}

/** One pool of connections for all requests: one that is seldom used is closed by the service just when it is used again. */
const HTTP = createDefaultHttpClient();

export function openTables(access: TablesAccess, prefix: string, options: TablesOptions = {}): Tables {
  const timeoutMs = options.timeoutMs ?? 1_900;
  const open = (name: string) => new Table(client(access, `${prefix}${name}`, options.policies ?? []), HTTP, timeoutMs);
  const haendelser = open('haendelser');
  const indeks = open('indeks');
  const traade = open('traade');
  const indbakke = open('indbakke');
  const roster = open('roster');
  const mails = new TablesMails(haendelser);
  return {
    events: new TablesEventStore(haendelser),
    outbox: new TablesOutbox(haendelser),
    cardRows: new TablesCardRows(haendelser),
    contacts: new TablesContacts(haendelser),
    mails,
    editors: mails,
    svarlinks: new TablesSvarlinks(traade),
    leases: new TablesLeases(haendelser),
    comparisons: new TablesComparisons(haendelser),
    heartbeat: new TablesHeartbeat(indeks),
    index: new TablesIncidentIndex(indeks),
    threads: new TablesThreads(traade),
    inbox: new TablesInbox(indbakke),
    chatChoices: new TablesChatChoices(traade),
    roster: new TablesRosterStore(roster),
    ready: () => answers(haendelser),
    ensureTables: async () => {
      await Promise.all([haendelser, indeks, traade, indbakke, roster].map((table) => table.create()));
    },
  };
}

/** Any row will do, also one that does not exist. */
async function answers(table: Table): Promise<boolean> {
  try {
    await table.get({ partitionKey: 'ready', rowKey: 'ready' });
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailable) return false;
    throw error;
  }
}

function client(access: TablesAccess, tableName: string, policies: Policies): TableClient {
  const options: TableServiceClientOptions = {
    httpClient: HTTP,
    // Retrying is `Table`'s: it knows which write may be repeated.
    retryOptions: { maxRetries: 0 },
    allowInsecureConnection: isPlainHttp(access),
    additionalPolicies: [{ policy: asciiOnly, position: 'perCall' }, ...policies],
  };
  return 'connectionString' in access
    ? TableClient.fromConnectionString(access.connectionString, tableName, options)
    : new TableClient(access.endpoint, tableName, access.credential, options);
}

function isPlainHttp(access: TablesAccess): boolean {
  return 'connectionString' in access
    ? /(TableEndpoint=http:|DefaultEndpointsProtocol=http;|UseDevelopmentStorage=true)/i.test(access.connectionString)
    : access.endpoint.startsWith('http:');
}

/**
 * Requests in plain ASCII, since Azurite reads others wrongly: it decodes the body of a single operation network chunk
 * by network chunk (an "æ" on the seam is lost without an error), and in a transaction it takes U+2028 and U+2029 (pasted
 * from word processors) for line ends. Beyond ASCII there is nothing in a request but JSON strings, where an escape
 * means the same to every reader.
 */
const asciiOnly: Policy = {
  name: 'asciiOnly',
  sendRequest(request, next) {
    if (typeof request.body === 'string') {
      request.body = request.body.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    }
    return next(request);
  },
};
