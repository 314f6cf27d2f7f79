import { join } from 'node:path';
import { connect } from '../../../src/adapters/tables/connect';
import type { Tables } from '../../../src/adapters/tables/open';
import { unseal } from '../../../src/app/chain';
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
import { azuriteConnectionString, type Azurite } from '../store/azurite';
import { startProxy, type Proxy } from '../store/proxy';

let library: ContentLibrary | undefined;
const content = () => (library ??= loadContent(join(__dirname, '../../../src/content')));

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

  private constructor(
    readonly staff: Staff,
    readonly proxy: Proxy,
    readonly store: Tables,
  ) {}

  static async start(azurite: Azurite, options: { readonly rateLimited?: boolean; readonly bots?: number; readonly environment?: BotEnvironment } = {}): Promise<Rig> {
    const proxy = await startProxy(azurite.url);
    const holder: { rig?: Rig } = {};
    const staff = await Staff.start({
      azurite, withoutBot: true, connectionString: azuriteConnectionString(proxy.url), rateLimited: options.rateLimited, environment: options.environment,
      onRequest: (request) => {
        holder.rig?.teamsSeen.push(request);
        return holder.rig?.onTeams?.(request);
      },
    });
    const store = connect({ access: { kind: 'connectionString', value: azurite.connectionString }, prefix: staff.environment.TABLES_PREFIX ?? '' }, () => { throw new Error('not needed'); });
    const rig = new Rig(staff, proxy, store);
    holder.rig = rig;
    for (let started = 0; started < (options.bots ?? 1); started += 1) await rig.startBot();
    return rig;
  }

  async startBot(): Promise<BotProcess> {
    const bot = await startBotProcess(this.staff.environment);
    this.bots.push(bot);
    this.staff.bot = bot;
    return bot;
  }

  async close(): Promise<void> {
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
      if (!row || !message || row.shown !== cardVersion(state, set, card)) return true;
      const now = new Date().toISOString();
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

/** Looks again and again until it is so. Jest's time-out is the bound. */
export async function eventually(look: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise((again) => setTimeout(again, 50));
}
