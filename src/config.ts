import { isIPv4 } from 'node:net';
import * as z from 'zod';

/**
 * The only reader of the environment. The variables are listed in docs/deploy.md; what is missing or wrong is named in one
 * sentence at start (exit code 2).
 */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Opsætningen er ikke i orden:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const text = z.string().trim().min(1).optional();
const url = z.url({ protocol: /^https?$/, error: 'er ikke en adresse, der begynder med http:// eller https://' }).optional();
const time = z.iso.datetime({ offset: true, error: 'er ikke et tidspunkt som 2026-11-24T10:00:00+01:00' }).optional();
const PORT = 'skal være et helt tal fra 0 til 65535';
const SPEED = 'skal være et tal over 0';
const mailbox = z.email('er ikke en mailadresse').optional();

const environment = z.object({
  PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65535, PORT).default(3978),
  BOT_ID: text,
  BOT_TENANT_ID: text,
  BOT_TYPE: z.enum(['UserAssignedMSI', 'SingleTenant'], 'skal være UserAssignedMSI eller SingleTenant').optional(),
  BOT_PASSWORD: text,
  BOT_OPENID_METADATA: url,
  BOT_LOGIN_URL: url,
  TABLES_CONNECTION_STRING: text,
  TABLES_ENDPOINT: url,
  TABLES_PREFIX: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,30}$/, 'skal begynde med et bogstav og kun have bogstaver og tal').default('beredskab'),
  GRAPH_BASE_URL: url,
  GRAPH_TOKEN_URL: url,
  TEAM_ID: text,
  ROSTER_FILE: text,
  KRISESTAB_CHANNEL_ID: text,
  STYREGRUPPE_CHANNEL_ID: text,
  MEETING_ORGANIZER: mailbox,
  MAIL_SENDER: mailbox,
  MEETING_FALLBACK_URL: url,
  PUBLIC_URL: url,
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().regex(/InstrumentationKey=[0-9a-f-]{36}/i, 'skal indeholde InstrumentationKey=… (Application Insights\' forbindelsesstreng)').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'skal være debug, info, warn, error eller silent').default('info'),
  CLOCK_START: time,
  CLOCK_SPEED: z.coerce.number(SPEED).positive(SPEED).default(1),
  CLOCK_EPOCH: time,
  CLOCK_FILE: text,
  RATE_LIMITS: z.enum(['teams', 'none'], 'skal være teams eller none').default('teams'),
});

export interface StoreConfig {
  readonly access: { readonly kind: 'connectionString'; readonly value: string } | { readonly kind: 'endpoint'; readonly value: string };
  readonly prefix: string;
}

/** Whom the bot is towards Microsoft; "local" has no authentication at all and is reachable from this machine only. */
export type Identity =
  | { readonly kind: 'local' }
  | { readonly kind: 'msi'; readonly botId: string; readonly tenantId: string; readonly openIdMetadata?: string; readonly loginUrl?: string }
  | { readonly kind: 'singleTenant'; readonly botId: string; readonly tenantId: string; readonly password: string; readonly openIdMetadata?: string; readonly loginUrl?: string };

export interface ClockConfig {
  readonly start?: string;
  readonly speed: number;
  readonly epoch?: string;
  readonly file?: string;
}

export interface GraphAddress {
  readonly baseUrl: string;
  /** Where tokens are given when that is not Microsoft. */
  readonly tokenUrl?: string;
}

/** Graph for the channels' messages. */
export interface GraphConfig extends GraphAddress {
  /** The team's Entra group id: Graph knows teams by that. */
  readonly teamId: string;
}

export interface CalendarConfig extends GraphAddress {
  /** The mailbox that calls the meetings. */
  readonly organizer: string;
}

export interface MailboxConfig extends GraphAddress {
  readonly sender: string;
}

export interface BotConfig {
  readonly port: number;
  readonly identity: Identity;
  /** Conversations of other tenants are refused; undefined only in local mode. */
  readonly tenantId?: string;
  readonly store: StoreConfig;
  /** Undefined: the channels' messages cannot be read, for the reason given. */
  readonly graph?: GraphConfig;
  readonly graphOff?: string;
  /** Undefined: meetings cannot be booked; why, in a sentence. */
  readonly calendar?: CalendarConfig;
  readonly meetingsOff?: string;
  /** Undefined: mails cannot be sent; why, in a sentence. */
  readonly mailbox?: MailboxConfig;
  readonly mailOff?: string;
  readonly rosterFile?: string;
  readonly krisestabChannelId?: string;
  /** Where the styregruppe votes; undefined: the krisestab's channel. */
  readonly styregruppeChannelId?: string;
  /** A permanent meeting: shown at once on the alarm, which never waits for Graph. */
  readonly meetingFallbackUrl?: string;
  /** Base of the links that go into mails; undefined: the own address. */
  readonly publicUrl?: string;
  readonly logLevel: string;
  /** Application Insights; undefined: no telemetry. */
  readonly telemetry?: string;
  readonly clock: ClockConfig;
  /** Whether the bot waits as Teams' limits demand; not beside a stand-in that has none. */
  readonly keepsRateLimits: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The well-known development account: what `npm start` serves on this machine. Not a secret. */
const LOCAL_STORE =
  'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;' +
  'AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;' +
  'TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;';

export function readBotConfig(env: Environment = process.env): BotConfig {
  const values = parse(env);
  const identity = readIdentity(values);
  const clock: ClockConfig = { start: values.CLOCK_START, speed: values.CLOCK_SPEED, epoch: values.CLOCK_EPOCH, file: values.CLOCK_FILE };
  if (identity.kind !== 'local' && ((clock.start ?? clock.file ?? clock.epoch) !== undefined || clock.speed !== 1)) {
    throw new ConfigError(['CLOCK_START, CLOCK_SPEED, CLOCK_EPOCH og CLOCK_FILE kan kun bruges lokalt (uden BOT_ID).']);
  }
  const keepsRateLimits = values.RATE_LIMITS === 'teams';
  if (identity.kind !== 'local' && !keepsRateLimits) throw new ConfigError(['RATE_LIMITS=none kan kun bruges lokalt (uden BOT_ID): Teams afviser den, der sender for hurtigt.']);
  return {
    port: values.PORT, identity, tenantId: values.BOT_TENANT_ID, store: readStore(values, identity.kind === 'local'), rosterFile: values.ROSTER_FILE,
    ...readGraph(values, identity.kind === 'local'), krisestabChannelId: values.KRISESTAB_CHANNEL_ID, styregruppeChannelId: values.STYREGRUPPE_CHANNEL_ID, meetingFallbackUrl: values.MEETING_FALLBACK_URL,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''), logLevel: values.LOG_LEVEL,
    telemetry: values.APPLICATIONINSIGHTS_CONNECTION_STRING, clock, keepsRateLimits,
  };
}

/** For the command line tools, which need nothing but the store. Without settings: the store that `npm start` serves. */
export function readStoreConfig(env: Environment = process.env): StoreConfig {
  return readStore(parse(env), true);
}

/** Beside the bot the tools sign in as the bot; elsewhere (no BOT_ID) as whoever is signed in there. */
export function readToolIdentity(env: Environment = process.env): Identity {
  return readIdentity(parse(env));
}

function parse(env: Environment) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(present);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  return parsed.data;
}

type Values = ReturnType<typeof parse>;

function readStore(values: Values, local: boolean): StoreConfig {
  const { TABLES_CONNECTION_STRING, TABLES_ENDPOINT, TABLES_PREFIX: prefix } = values;
  if (TABLES_CONNECTION_STRING && TABLES_ENDPOINT) throw new ConfigError(['Angiv enten TABLES_CONNECTION_STRING eller TABLES_ENDPOINT, ikke begge.']);
  // It takes other requests for some things (ADR 0023), which nobody would notice before they are needed.
  if (/\.table\.cosmos/i.test(TABLES_CONNECTION_STRING ?? TABLES_ENDPOINT ?? '')) throw new ConfigError(['Lageret er Cosmos DB. Loggen skal ligge i Azure Table Storage.']);
  if (TABLES_CONNECTION_STRING) return { access: { kind: 'connectionString', value: TABLES_CONNECTION_STRING }, prefix };
  if (TABLES_ENDPOINT) return { access: { kind: 'endpoint', value: TABLES_ENDPOINT }, prefix };
  if (local) return { access: { kind: 'connectionString', value: LOCAL_STORE }, prefix };
  throw new ConfigError(['TABLES_ENDPOINT eller TABLES_CONNECTION_STRING mangler: botten har intet sted at gemme loggen.']);
}

const GRAPH = 'https://graph.microsoft.com/v1.0';

/** What is missing here stops nothing: an incident can be run without Graph, so the start says it and goes on. */
function readGraph(values: Values, local: boolean): Pick<BotConfig, 'graph' | 'graphOff' | 'calendar' | 'meetingsOff' | 'mailbox' | 'mailOff'> {
  const { GRAPH_BASE_URL, GRAPH_TOKEN_URL: tokenUrl, TEAM_ID: teamId, MEETING_ORGANIZER: organizer, MAIL_SENDER: sender } = values;
  const noAddress = local && !GRAPH_BASE_URL ? 'GRAPH_BASE_URL mangler (lokal tilstand)' : undefined;
  const address = { baseUrl: GRAPH_BASE_URL ?? GRAPH, tokenUrl };
  const noTeam = teamId ? undefined : 'TEAM_ID mangler (teamets gruppe-id i Entra)';
  const noOrganizer = organizer ? undefined : 'MEETING_ORGANIZER mangler (postkassen, der indkalder til møder)';
  const noSender = sender ? undefined : 'MAIL_SENDER mangler (postkassen, der sendes mails fra)';
  return {
    ...(teamId && !noAddress ? { graph: { ...address, teamId } } : { graphOff: noAddress ?? noTeam }),
    ...(organizer && !noAddress ? { calendar: { ...address, organizer } } : { meetingsOff: `Møder kan ikke bookes: ${noAddress ?? noOrganizer}.` }),
    ...(sender && !noAddress ? { mailbox: { ...address, sender } } : { mailOff: `Mails kan ikke sendes: ${noAddress ?? noSender}.` }),
  };
}

function readIdentity(values: Values): Identity {
  const { BOT_ID: botId, BOT_TENANT_ID: tenantId, BOT_TYPE: type, BOT_PASSWORD: password } = values;
  if (!botId) return { kind: 'local' };
  const problems: string[] = [];
  if (!tenantId) problems.push('BOT_TENANT_ID mangler, når BOT_ID er sat.');
  if (!type) problems.push('BOT_TYPE mangler, når BOT_ID er sat (UserAssignedMSI eller SingleTenant).');
  if (type === 'SingleTenant' && !password) problems.push('BOT_PASSWORD mangler, når BOT_TYPE er SingleTenant.');
  if (type === 'UserAssignedMSI' && password) problems.push('BOT_PASSWORD bruges ikke, når BOT_TYPE er UserAssignedMSI. Fjern den.');
  problems.push(...misdirected(values));
  if (problems.length > 0 || !tenantId || !type) throw new ConfigError(problems);
  const addresses = { openIdMetadata: values.BOT_OPENID_METADATA, loginUrl: values.BOT_LOGIN_URL };
  return type === 'SingleTenant' ? { kind: 'singleTenant', botId, tenantId, password: password ?? '', ...addresses } : { kind: 'msi', botId, tenantId, ...addresses };
}

/** Settings that decide whose tokens are believed, or who is given the bot's own; and the host that Microsoft has for each. */
const TRUSTED_HOSTS = [
  ['BOT_OPENID_METADATA', 'login.botframework.com'],
  ['BOT_LOGIN_URL', 'login.microsoftonline.com'],
  ['GRAPH_TOKEN_URL', 'login.microsoftonline.com'],
  ['GRAPH_BASE_URL', 'graph.microsoft.com'],
] as const;

/** Microsoft's own by https, or this machine: whoever can answer there has the bot already. Tests need it. */
function isTrusted(address: string, host: string): boolean {
  const { protocol, host: named, hostname } = new URL(address);
  const thisMachine = hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
  return thisMachine || (protocol === 'https:' && named === host);
}

/** Only asked of a bot that signs in: elsewhere there is no token to be had. */
function misdirected(values: Values): readonly string[] {
  return TRUSTED_HOSTS.flatMap(([name, host]) => {
    const address = values[name];
    return address === undefined || isTrusted(address, host) ? [] : [`${name} må kun pege på https://${host} eller på denne maskine (127.0.0.1, til test), når BOT_ID er sat. Fjern den.`];
  });
}
