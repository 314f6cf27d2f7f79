import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { odata, TableClient } from '@azure/data-tables';
import { connect } from '../../../src/adapters/tables/connect';
import type { Tables } from '../../../src/adapters/tables/open';
import { unseal } from '../../../src/app/chain';
import type { Timeline } from '../../../src/app/ports';
import { createClock } from '../../../src/clock';
import { cardOf } from '../../../src/app/outgoing';
import type { Roster } from '../../../src/app/roster';
import { EMPTY_ROSTER } from '../../../src/app/roster';
import { cardVersion } from '../../../src/cards/cardVersion';
import { loadContent, type ContentLibrary } from '../../../src/content/loader';
import { replay } from '../../../src/domain/incident';
import type { IncidentState } from '../../../src/domain/state';
import type { ConnectorRequest, Fault } from '../../../src/oevebane/connector/connector';
import type { JsonObject } from '../../../src/oevebane/connector/json';
import type { StoredMessage } from '../../../src/oevebane/connector/world';
import { verifyLog } from '../../../src/reports/verify';
import { startBotProcess, type BotEnvironment, type BotProcess } from '../botProcess';
import { Staff } from '../staff';
import { azuriteConnectionString, sharedAzurite } from '../store/azurite';
import { startProxy, type Proxy } from '../store/proxy';
import { messageKind } from './kinds';

let library: ContentLibrary | undefined;
const content = () => (library ??= loadContent(join(__dirname, '../../../src/content')));

/** Starting is the one thing that takes a whole processor: two at a time. */
const starting: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
let turn = 0;

function inTurn<T>(start: () => Promise<T>): Promise<T> {
  const mine = turn++ % starting.length;
  const started = starting[mine]!.then(start);
  starting[mine] = started.catch(() => undefined);
  return started;
}

export type Acknowledgement =
  /** What the user reads as done: a card, a closed dialog, a sentence that is not an excuse. */
  | { readonly kind: 'acknowledged'; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string }
  /** The bot was gone, or went before it answered. */
  | { readonly kind: 'nothing' };

/** The whole product with a proxy before its store and a hand on the connector, and a direct way to what is stored. */
export class Rig {
  /** What befalls the coming requests to Teams. */
  onTeams: ((request: ConnectorRequest) => Fault | undefined | Promise<Fault | undefined>) | undefined;
  /** All requests to Teams, in the order in which they came. */
  readonly teamsSeen: ConnectorRequest[] = [];
  readonly bots: BotProcess[] = [];
  private static readonly open = new Set<Rig>();
  /** Of the bots. */
  readonly clock: Timeline;

  private constructor(
    readonly staff: Staff,
    readonly proxy: Proxy,
    readonly store: Tables,
  ) {
    const { CLOCK_START: start, CLOCK_EPOCH: epoch, CLOCK_FILE: file } = staff.environment;
    this.clock = createClock({ start, epoch, file, speed: 1 });
  }

  static async start(options: { readonly rateLimited?: boolean; readonly bots?: number; readonly graph?: boolean; readonly environment?: BotEnvironment } = {}): Promise<Rig> {
    const azurite = await sharedAzurite();
    const proxy = await startProxy(azurite.url);
    const holder: { rig?: Rig } = {};
    const staff = await Staff.start({
      withoutBot: true, connectionString: azuriteConnectionString(proxy.url), rateLimited: options.rateLimited, graph: options.graph, environment: options.environment,
      onRequest: (request) => {
        holder.rig?.teamsSeen.push(request);
        return holder.rig?.onTeams?.(request);
      },
    });
    const store = connect({ access: { kind: 'connectionString', value: azurite.connectionString }, prefix: staff.environment.TABLES_PREFIX ?? '' }, () => { throw new Error('not needed'); });
    const rig = new Rig(staff, proxy, store);
    holder.rig = rig;
    Rig.open.add(rig);
    for (let started = 0; started < (options.bots ?? 1); started += 1) await rig.startBot();
    return rig;
  }

  async startBot(): Promise<BotProcess> {
    const bot = await inTurn(() => startBotProcess(this.staff.environment));
    this.bots.push(bot);
    this.staff.bot = bot;
    return bot;
  }

  /** Also after a test that failed half way: no process is left behind. */
  static async closeAll(): Promise<void> {
    await Promise.all([...Rig.open].map((rig) => rig.close()));
  }

  async close(): Promise<void> {
    Rig.open.delete(this);
    this.proxy.decide(undefined);
    this.proxy.heal();
    this.onTeams = undefined;
    await Promise.all(this.bots.map((bot) => bot.kill()));
    await this.staff.close();
    await this.proxy.stop();
  }

  // ---- what people do ------------------------------------------------------------------------------------------

  async deliver(activity: JsonObject, bot: BotProcess | undefined = this.staff.bot): Promise<Acknowledgement> {
    let response: Response;
    let body: string;
    try {
      response = await fetch(`${bot?.url}/api/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(activity), signal: AbortSignal.timeout(30_000) });
      body = await response.text();
    } catch {
      return { kind: 'nothing' };
    }
    if (response.status !== 200) return { kind: 'refused', text: `${response.status} ${body}` };
    return body.includes('Ikke gemt') ? { kind: 'refused', text: body } : { kind: 'acknowledged', text: body };
  }

  private whereabouts(who: string, rootId?: string) {
    return { person: this.staff.person(who), place: { channelId: this.staff.channel, rootId: rootId ?? '1' }, cardId: rootId ?? '1' };
  }

  press(who: string, verb: string, data: JsonObject, rootId?: string): JsonObject {
    return this.staff.teams.activities.execute({ ...this.whereabouts(who, rootId), verb, data });
  }

  dialog(who: string, data: JsonObject, rootId?: string): JsonObject {
    return this.staff.teams.activities.submitDialog({ ...this.whereabouts(who, rootId), data });
  }

  /** Opens an incident and starts instrukser, with the cards posted: its id. */
  async opened(...instrukser: readonly number[]): Promise<string> {
    const nonce = randomUUID();
    const incident = incidentOf(nonce);
    await this.done(this.dialog('bent', { dialog: 'aabnHaendelse', nonce, beskrivelse: 'Telefonerne er nede', myndigheder: 'Viborg Kommune', kontaktperson: 'Ulla Brink', telefon: '12345678', email: '', alligevel: 'true' }));
    for (const nummer of instrukser) await this.done(this.press('bent', 'startInstruks', { haendelse: incident, instruks: `instruks-${nummer}` }));
    await this.settled(incident);
    return incident;
  }

  /** Does what has to succeed. */
  async done(activity: JsonObject, bot?: BotProcess): Promise<string> {
    const answer = await this.deliver(activity, bot);
    if (answer.kind !== 'acknowledged') throw new Error(`not acknowledged: ${JSON.stringify(answer)}`);
    return answer.text;
  }

  udfoert(who: string, incident: string, instruks: number, trin: string): JsonObject {
    return this.press(who, 'udfoert', { haendelse: incident, instruks: `instruks-${instruks}`, trin, revision: 0 });
  }

  fortryd(who: string, incident: string, instruks: number, trin: string): JsonObject {
    return this.press(who, 'fortryd', { haendelse: incident, instruks: `instruks-${instruks}`, trin, revision: 1 });
  }

  handover(who: string, incident: string, rolle: string, person: string): JsonObject {
    return this.dialog(who, { dialog: 'rolle', nonce: randomUUID(), haendelse: incident, rolle, person });
  }

  /** "Mere…": gives a step to somebody, who is called in the thread. */
  give(who: string, incident: string, instruks: number, trin: string, person: string): JsonObject {
    return this.dialog(who, { dialog: 'mere', nonce: randomUUID(), haendelse: incident, instruks: `instruks-${instruks}`, trin, handling: 'giv', tekst: '', person });
  }

  /** Somebody writes in a thread, or opens one of their own; the bot is not told yet. */
  async said(who: string, text: string, rootId?: string): Promise<JsonObject> {
    const { world, teams, channel } = this.staff;
    const person = this.staff.person(who);
    const message = await world.postFromPerson(world.conversation(rootId === undefined ? channel : `${channel};messageid=${rootId}`), person, { type: 'message', text });
    return teams.activities.message({ person, place: { channelId: channel, rootId: message.rootId }, id: message.id, text });
  }

  // ---- what came of it -----------------------------------------------------------------------------------------

  fromBot(): readonly StoredMessage[] {
    return this.staff.fromBot();
  }

  postsOf(kind: string): readonly string[] {
    return this.fromBot().filter(({ activity }) => messageKind(activity) === kind).map(({ activity }) => String(activity.text ?? ''));
  }

  async lines(incident: string) {
    return (await this.store.events.readLines(incident, 0)).map(unseal);
  }

  async state(incident: string): Promise<IncidentState> {
    return replay(incident, await this.lines(incident));
  }

  verify(incident: string) {
    return verifyLog(this.store.events, incident);
  }

  async pending(incident: string) {
    return this.store.outbox.pending(incident);
  }

  /** How many leases have not been given back. */
  async leases(incident: string): Promise<number> {
    const { TABLES_PREFIX } = this.staff.environment;
    const table = TableClient.fromConnectionString(this.staff.azurite.connectionString, `${TABLES_PREFIX}haendelser`, { allowInsecureConnection: true });
    let held = 0;
    for await (const { rowKey } of table.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${incident} and RowKey gt 'L-' and RowKey lt 'L.'` } })) held += rowKey ? 1 : 0;
    return held;
  }

  /** Which cards do not show what they should; none = all do. */
  async staleCards(incident: string): Promise<readonly string[]> {
    const state = await this.state(incident);
    const set = content().byHash(state.contentHash);
    if (!set) throw new Error('the incident has another content set');
    const rows = await this.store.cardRows.cards(incident);
    const roster: Roster = EMPTY_ROSTER;
    return ['haendelse', ...Object.keys(state.instrukser)].filter((card) => {
      const row = rows.find((candidate) => candidate.card === card);
      const message = row && this.staff.world.message(row.activityId);
      const now = this.clock.incident().toISOString();
      if (!row || !message || row.shown !== cardVersion(state, set, card, now)) return true;
      const shown = (message.activity.attachments as { content: unknown }[])[0]?.content;
      return JSON.stringify(shown) !== JSON.stringify(cardOf(card, { state, content: set, roster, now }).content);
    });
  }

  /** The card stands in Teams, and it is written down where. */
  settledCard(incident: string, card: string): Promise<void> {
    return eventually(async () => (await this.store.cardRows.cards(incident)).some((row) => row.card === card));
  }

  /** Nothing is left to be sent, and every card shows the state. */
  settled(incident: string): Promise<void> {
    return eventually(async () => (await this.pending(incident)).length === 0 && (await this.staleCards(incident)).length === 0);
  }
}

export function incidentOf(nonce: string): string {
  return `h-${createHash('sha256').update(nonce).digest('hex').slice(0, 24)}`;
}

/** Far beyond anything that the bot waits for of its own accord: what has not come by then never comes. */
const HOPELESS_MS = 90_000;
/** Looking costs the same processors that the bots need. */
const PACE_MS = 250;

/** Looks again and again until it is so. */
export async function eventually(look: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + HOPELESS_MS;
  while (!(await look())) {
    if (Date.now() > giveUp) throw new Error(`it never came to this: ${look.toString()}`);
    await new Promise((again) => setTimeout(again, PACE_MS));
  }
}
