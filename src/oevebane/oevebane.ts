import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keepBotRunning, type KeptBot } from './botKeeper';
import { BotWillNotStart, startBot } from './botProcess';
import { createTeamsWorld } from './connector/world';
import { createDemoSetting } from './demoSetting';
import { releaseLock, takeLock } from './folderLock';
import { Outlook } from './graph/outlook';
import { clockEnvironment, practiceClock } from './practiceClock';
import { startOevebaneServer, type OevebaneServer } from './server';
import { startEmbeddedStore, type EmbeddedStore } from './store';

export interface OevebaneFiles {
  botScript: string;
  pageFolder: string;
  rosterFile: string;
}

export interface Oevebane {
  url: string;
  /** Rejects, with a sentence, when the bot has died for good. */
  lost: Promise<never>;
  stop(): Promise<void>;
}

/** Something a person can put right; the sentence says what. */
export class CannotStart extends Error {}

/** Built, everything lies beside this file; from source, the page and the roster do and the bot is in dist. */
export function filesBeside(folder: string): OevebaneFiles {
  const built = join(folder, 'oevebane-page');
  return existsSync(built)
    ? { botScript: join(folder, 'bot.js'), pageFolder: built, rosterFile: join(folder, 'roster-demo.yaml') }
    : {
        botScript: resolve(folder, '../../dist/bot.js'),
        pageFolder: join(folder, 'page'),
        rosterFile: join(folder, 'roster-demo.yaml'),
      };
}

/** Store, Teams and bot, in that order; stopped in the opposite one. */
export async function startOevebane(files: OevebaneFiles, env: NodeJS.ProcessEnv): Promise<Oevebane> {
  if (!existsSync(files.botScript)) {
    throw new CannotStart(`Botten er ikke bygget endnu (${files.botScript} mangler). Kør først: npm run build`);
  }
  const dataDir = resolve(env.DATA_DIR ?? '.data');
  const ports = {
    page: portOf(env, 'OEVEBANE_PORT', 3979),
    bot: portOf(env, 'PORT', 3978),
    store: portOf(env, 'OEVEBANE_STORE_PORT', 10002),
  };
  const rosterFile = env.ROSTER_FILE === undefined ? files.rosterFile : resolve(env.ROSTER_FILE);
  if (!existsSync(rosterFile)) throw new CannotStart(`Rosterfilen findes ikke: ${rosterFile}`);
  makeFolder(dataDir);

  const setting = createDemoSetting(rosterFile, env);
  const clock = clockEnvironment(env, new Date());
  const lock = join(dataDir, 'oevebane.lock');
  if (!takeLock(lock)) {
    throw new CannotStart(`En anden øvebane bruger mappen ${dataDir}. Luk den, eller vælg en anden mappe med DATA_DIR.`);
  }
  let store: EmbeddedStore | undefined;
  let bot: KeptBot | undefined;
  let server: OevebaneServer | undefined;

  const stop = async (): Promise<void> => {
    await bot?.stop();
    await server?.close();
    await store?.close();
    releaseLock(lock);
  };

  try {
    const world = createTeamsWorld({ setting, stateFile: join(dataDir, 'teams.json') });
    const outlook = new Outlook({ mailboxes: [setting.meetingOrganizer, setting.mailSender], stateFile: join(dataDir, 'outlook.json') });
    store = await startStore(env.TABLES_CONNECTION_STRING, join(dataDir, 'tables'), ports.store);
    server = await onFreePort(ports.page, 'OEVEBANE_PORT', () =>
      startOevebaneServer({
        world,
        outlook,
        setting,
        clock: practiceClock({ ...env, ...clock }),
        port: ports.page,
        pageFolder: files.pageFolder,
        botUrl: () => bot?.url(),
      }),
    );
    const botEnv: NodeJS.ProcessEnv = {
      ...env,
      ...clock,
      PORT: String(ports.bot),
      TABLES_CONNECTION_STRING: store.connectionString,
      ROSTER_FILE: rosterFile,
      BOT_TENANT_ID: setting.tenantId,
      TEAM_ID: setting.team.aadGroupId,
      KRISESTAB_CHANNEL_ID: setting.krisestabChannelId,
      STYREGRUPPE_CHANNEL_ID: setting.styregruppeChannelId,
      SERVICE_URL: server.serviceUrl,
      GRAPH_BASE_URL: env.GRAPH_BASE_URL ?? server.graph.baseUrl,
      GRAPH_TOKEN_URL: env.GRAPH_TOKEN_URL ?? server.graph.tokenUrl,
      MEETING_ORGANIZER: setting.meetingOrganizer,
      MAIL_SENDER: setting.mailSender,
      // A port that is found at start only the bot knows.
      ...(ports.bot === 0 ? {} : { PUBLIC_URL: env.PUBLIC_URL ?? `http://127.0.0.1:${ports.bot}` }),
    };
    bot = await keepBotRunning({
      launch: () => startBot({ script: files.botScript, env: botEnv, logFile: join(dataDir, 'bot.log') }),
      say: (sentence) => process.stderr.write(`${sentence}\n`),
    });
    if (!world.botInstalled) {
      const reply = await server.client.install(setting.krisestabChannelId);
      // Not marked when it went wrong: then the next start tries again.
      if (reply.kind === 'answered' && reply.status < 300) await world.markBotInstalled();
    }
    const lost = bot.lost.catch((error: unknown) => {
      throw explained(error);
    });
    return { url: server.url, lost, stop };
  } catch (error) {
    await stop();
    throw explained(error);
  }
}

async function startStore(given: string | undefined, folder: string, port: number): Promise<EmbeddedStore> {
  if (given !== undefined) return { connectionString: given, close: async () => undefined };
  return onFreePort(port, 'OEVEBANE_STORE_PORT', () => startEmbeddedStore({ folder, port }));
}

async function onFreePort<T>(port: number, variable: string, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CannotStart(`Port ${port} er optaget. Kører øvebanen allerede? Luk den, eller vælg en anden port med ${variable}.`);
  }
}

function portOf(env: NodeJS.ProcessEnv, variable: string, otherwise: number): number {
  const given = env[variable];
  if (given === undefined || given === '') return otherwise;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new CannotStart(`${variable} er ikke en port: ${given}`);
  return port;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new CannotStart(`Mappen ${folder} kan ikke oprettes. Vælg en anden med DATA_DIR.`);
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof BotWillNotStart)) return error;
  const why = error.badConfiguration ? 'Botten er sat forkert op' : 'Botten kunne ikke starte';
  return new CannotStart(`${why}: ${error.message}`);
}
