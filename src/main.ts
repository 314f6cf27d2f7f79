import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { connectCalendar, connectGraph, connectMailbox } from './adapters/graph/connect';
import { botTokens, storeCredential } from './adapters/identity/connect';
import { createLogger, logUncaught, quietConsole } from './adapters/log/connect';
import { connect } from './adapters/tables/connect';
import { loadTelemetry } from './adapters/telemetry/load';
import { Bounces } from './app/bounces';
import { CardBoard } from './app/cardBoard';
import { CardUpdates } from './app/cardUpdates';
import { Directory } from './app/directory';
import { Dispatcher } from './app/dispatcher';
import { DraftDesk } from './app/draftDesk';
import { InboxKeeper } from './app/inboxKeeper';
import { Journal } from './app/journal';
import { LogbookReader } from './app/logbookReader';
import { MailWork } from './app/mailWork';
import { Missed } from './app/missed';
import { Opening } from './app/opening';
import { MeetingWork } from './app/meetingWork';
import { outsideOf } from './app/outside';
import { openingStatus } from './app/openingHours/openingStatus';
import { StoreUnavailable } from './app/ports';
import { Pulse } from './app/pulse';
import { RosterCache } from './app/rosterCache';
import { importRosterOnce, RosterFileError } from './app/rosterStart';
import { Routing } from './app/routing';
import { Scenes } from './app/scenes';
import { Sweep } from './app/sweep';
import { Ticker } from './app/ticker';
import { pause, REAL_TIMERS } from './app/timers';
import { createClock } from './clock';
import { warmUp } from './cards/render';
import { ConfigError, readBotConfig, type BotConfig } from './config';
import { ContentError, loadContent } from './content/loader';
import { SvarlinkPage } from './svar/svarlinkPage';
import { TeamsBotAdapter } from './teams/adapter';
import { createBot } from './teams/bot';
import { readCommand } from './teams/commands';
import { createAuthentication } from './teams/identity';
import { TeamsMessenger } from './teams/messenger';
import { RateGovernor, TEAMS_WINDOWS } from './teams/rateGovernor';
import { startServer } from './teams/server';

/** Real milliseconds a stop may take before the process ends all the same (run contract: 10 s). */
const DRAIN_MS = 9_000;

async function run(config: BotConfig): Promise<void> {
  const telemetry = config.telemetry === undefined ? undefined : await loadTelemetry(config.telemetry);
  const logger = createLogger(config.logLevel, telemetry);
  quietConsole(logger);
  logUncaught(logger);
  const timers = REAL_TIMERS;
  const clock = createClock(config.clock);
  const store = connect(config.store, () => storeCredential(config.identity));
  const tables = store.ensureTables();
  const library = loadContent(path.join(__dirname, 'content')); // while the store answers
  await tables;
  await importRosterOnce(store.roster, config.rosterFile, logger);

  const owner = randomUUID();
  const roster = new RosterCache(store.roster);
  await roster.refresh(); // before anybody can press: rights are judged by it
  const desk = new DraftDesk(store.editors, clock);
  const scenes = new Scenes(library, roster, clock, config.meetingFallbackUrl, desk);
  const journal = new Journal({
    store: store.events, clock, logger, contentFor: (hash) => scenes.contentFor(hash), newSalt: () => randomBytes(16).toString('hex'),
    pause: (attempt) => pause(timers, Math.random() * Math.min(400, 15 * 2 ** attempt)),
  });
  const directory = new Directory(store.index, store.threads, store.events);
  const board = new CardBoard(store.cardRows);
  const authentication = createAuthentication(config.identity, config.identity.kind === 'local' ? undefined : botTokens(config.identity));
  const messenger = new TeamsMessenger(authentication, config.identity, new RateGovernor(clock, timers, config.keepsRateLimits ? TEAMS_WINDOWS : []), config.tenantId);
  const mailbox = config.mailbox && connectMailbox(config.mailbox, config.identity);
  let ownAddress: string | undefined; // known once it listens
  const mail = new MailWork({
    journal, scenes, clock, mailbox, contacts: store.contacts, mails: store.mails, svarlinks: store.svarlinks,
    publicUrl: () => config.publicUrl ?? ownAddress, newToken: () => randomBytes(32).toString('base64url'),
  });
  const meetings = new MeetingWork({ calendar: config.calendar && connectCalendar(config.calendar, config.identity), journal, scenes, contacts: store.contacts, clock });
  const dispatcher = new Dispatcher({ outbox: store.outbox, outside: outsideOf({ calendar: meetings, mail }), cardRows: store.cardRows, board, leases: store.leases, directory, journal, scenes, messenger, clock, timers, owner, logger, styregruppeChannelId: config.styregruppeChannelId });
  const cardUpdates = new CardUpdates({ board, journal, scenes, desk, leases: store.leases, messenger, clock, timers, owner, logger });
  const missed = new Missed({
    directory, journal, board, roster, scenes, clock, timers, owner, logger, leases: store.leases, comparisons: store.comparisons, heartbeat: store.heartbeat, read: readCommand,
    history: config.graph && connectGraph(config.graph, config.identity),
  });
  const routing = new Routing(directory, journal, store.chatChoices);
  const keeper = new InboxKeeper({ inbox: store.inbox, outbox: store.outbox, directory, journal, routing, roster, scenes, messenger, clock, logger });
  directory.whenBound((row) => keeper.threadBound(row));
  const ticker = new Ticker(journal, clock, owner, (state) => scenes.of(state).content);
  const sweep = new Sweep({ directory, roster, journal, ticker, dispatcher, cardUpdates, board, desk, missed, keeper, bounces: new Bounces({ mailbox, mails: store.mails, journal, leases: store.leases, clock, timers, owner, logger }), timers, logger });
  const pulse = new Pulse({ directory, ticker, ready: () => sweep.ready, timers, logger });
  // Whoever pressed gets the answer first.
  journal.onCommit((incident, rows) =>
    setImmediate(() => {
      dispatcher.wake(incident, rows);
      cardUpdates.changed(incident);
    }),
  );
  desk.onChange((incident) => cardUpdates.changed(incident));
  const bot = createBot({
    journal, directory, board, cardUpdates, roster, scenes, messenger, clock, timers, logger, keeper, routing, chatChoices: store.chatChoices, contacts: store.contacts, desk,
    opening: new Opening({ journal, directory, contacts: store.contacts, roster, scenes, clock, logger }),
    missed, logbook: new LogbookReader(store.events), newNonce: randomUUID, krisestabChannelId: config.krisestabChannelId,
  });
  const local = config.identity.kind === 'local';
  if (local) logger.warn({}, 'LOKAL TILSTAND: ingen adgangskontrol. Alle på denne maskine kan give sig ud for hvem som helst. Kun til øvelse.');
  if (config.graphOff) logger.warn({}, `Graph er slået fra: ${config.graphOff}. Trådene sammenlignes ikke med loggen.`);
  if (config.meetingsOff) logger.warn({}, config.meetingsOff);
  if (config.mailOff) logger.warn({}, config.mailOff);
  const server = await startServer(
    { adapter: new TeamsBotAdapter(authentication, local), bot, tenantId: config.tenantId, svar: new SvarlinkPage({ svarlinks: store.svarlinks, journal, scenes, clock, logger }), ready: async () => sweep.ready && (await store.ready()), logger, telemetry },
    config.port, local ? '127.0.0.1' : undefined,
  );
  if (local) ownAddress = server.url;
  else if (mailbox && !config.publicUrl) logger.warn({}, 'PUBLIC_URL mangler: mails sendes uden svarlink.');
  const stop = async () => {
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    await server.close();
    await pulse.stop();
    await sweep.stop();
    await missed.stop();
    await cardUpdates.idle();
    await dispatcher.stop();
    await keeper.idle();
    await telemetry?.stop();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());

  sweep.start();
  pulse.start();
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  setImmediate(warmUp);
  setImmediate(() => openingStatus(clock.incident().toISOString(), library.current.aabningstider)); // loads the holidays, so that the first request need not
}

async function main(): Promise<void> {
  try {
    await run(readBotConfig());
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof ContentError || error instanceof RosterFileError;
    process.stderr.write(`${expected ? error.message : unexpected(error)}\n`);
    process.exit(expected ? 2 : 1);
  }
}

function unexpected(error: unknown): string {
  if (error instanceof StoreUnavailable) return `Lageret svarer ikke. Kører det, og er TABLES_CONNECTION_STRING eller TABLES_ENDPOINT rigtig? (${error.message})`;
  return `Botten kunne ikke starte: ${error instanceof Error ? error.stack : String(error)}`;
}

void main();
