import { TableClient } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { StoreUnavailable } from '../../app/ports';
import type { CardRows, Contacts, EventStore, Inbox, IncidentIndex, Leases, Outbox, Settings, Threads } from '../../app/ports';
import type { RosterStore } from '../../app/roster';
import { TablesCardRows } from './cardRows';
import { TablesContacts } from './contacts';
import { TablesEventStore } from './eventStore';
import { TablesInbox } from './inbox';
import { TablesIncidentIndex } from './incidentIndex';
import { TablesLeases } from './leases';
import { TablesOutbox } from './outbox';
import { TablesRosterStore } from './rosterStore';
import { TablesSettings } from './settings';
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
  readonly leases: Leases;
  readonly index: IncidentIndex;
  readonly threads: Threads;
  readonly inbox: Inbox;
  readonly settings: Settings;
  readonly roster: RosterStore;
  /** The table answers. */
  ready(): Promise<boolean>;
}

export interface Tables extends Store {
  /** Creates the tables that are not there yet. */
  ensureTables(): Promise<void>;
}

export function openTables(access: TablesAccess, prefix: string, options: TablesOptions = {}): Tables {
  const timeoutMs = options.timeoutMs ?? 1_900;
  const open = (name: string) => new Table(client(access, `${prefix}${name}`, options.policies ?? []), timeoutMs);
  const haendelser = open('haendelser');
  const indeks = open('indeks');
  const traade = open('traade');
  const indbakke = open('indbakke');
  const indstillinger = open('indstillinger');
  const roster = open('roster');
  return {
    events: new TablesEventStore(haendelser),
    outbox: new TablesOutbox(haendelser),
    cardRows: new TablesCardRows(haendelser),
    contacts: new TablesContacts(haendelser),
    leases: new TablesLeases(haendelser),
    index: new TablesIncidentIndex(indeks),
    threads: new TablesThreads(traade),
    inbox: new TablesInbox(indbakke),
    settings: new TablesSettings(indstillinger),
    roster: new TablesRosterStore(roster),
    ready: () => answers(haendelser),
    ensureTables: async () => {
      await Promise.all([haendelser, indeks, traade, indbakke, indstillinger, roster].map((table) => table.create()));
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
    // Retrying is `Table`'s: it knows which write may be repeated.
    retryOptions: { maxRetries: 0 },
    allowInsecureConnection: isPlainHttp(access),
    additionalPolicies: [{ policy: asciiLineEnds, position: 'perCall' }, ...policies],
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
 * U+2028 and U+2029 (pasted from word processors) are legal in JSON strings, and nowhere else in a request, but Azurite
 * takes them for line ends inside a transaction and refuses it. Escaped they mean the same to every reader.
 */
const asciiLineEnds: Policy = {
  name: 'asciiLineEnds',
  sendRequest(request, next) {
    if (typeof request.body === 'string') request.body = request.body.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
    return next(request);
  },
};
