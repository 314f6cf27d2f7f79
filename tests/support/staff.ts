import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnector, type OnRequest } from '../../src/oevebane/connector/connector';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { createTeamsClient, type BotReply, type TeamsClient } from '../../src/oevebane/connector/teamsClient';
import { createTeamsWorld, type StoredMessage, type TeamsWorld } from '../../src/oevebane/connector/world';
import { createDemoSetting, type DemoPerson, type DemoSetting } from '../../src/oevebane/demoSetting';
import { startBotProcess, type BotEnvironment, type BotProcess } from './botProcess';
import { startAzurite, type Azurite } from './store/azurite';

const ROSTER = join(__dirname, '../../src/oevebane/roster-demo.yaml');

export interface StaffOptions {
  readonly azurite?: Azurite;
  readonly onRequest?: OnRequest;
  readonly rateLimited?: boolean;
  /** Where the bot finds its store when that is not Azurite itself (a proxy in between). */
  readonly connectionString?: string;
  readonly environment?: BotEnvironment;
  /** Without a bot: the test starts its own. */
  readonly withoutBot?: boolean;
}

/** A team in Teams, a store, and the bot between them: the whole product but Microsoft. */
export class Staff {
  bot: BotProcess | undefined;

  private constructor(
    readonly world: TeamsWorld,
    readonly setting: DemoSetting,
    readonly teams: TeamsClient,
    readonly environment: BotEnvironment,
    readonly azurite: Azurite,
    private readonly closers: readonly (() => Promise<unknown>)[],
  ) {}

  static async start(options: StaffOptions = {}): Promise<Staff> {
    const azurite = options.azurite ?? (await startAzurite());
    const setting = createDemoSetting(ROSTER, {});
    const world = createTeamsWorld({ setting });
    const connector = await startConnector({ port: 0, world, onRequest: options.onRequest, rateLimited: options.rateLimited ?? false });
    const holder: { staff?: Staff } = {};
    const teams = createTeamsClient({ world, serviceUrl: connector.serviceUrl, botUrl: () => holder.staff?.bot?.url, patience: { message: 30_000, invoke: 30_000 } });
    const environment: BotEnvironment = {
      TABLES_CONNECTION_STRING: options.connectionString ?? azurite.connectionString, TABLES_PREFIX: `t${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}`,
      BOT_TENANT_ID: setting.tenantId, TEAM_ID: setting.team.id, KRISESTAB_CHANNEL_ID: setting.krisestabChannelId, SERVICE_URL: connector.serviceUrl,
      ROSTER_FILE: ROSTER, ...options.environment,
    };
    const closers = [() => connector.close(), ...(options.azurite ? [] : [() => azurite.stop()])];
    const staff = new Staff(world, setting, teams, environment, azurite, closers);
    holder.staff = staff;
    if (!options.withoutBot) staff.bot = await startBotProcess(environment);
    return staff;
  }

  async close(): Promise<void> {
    await this.bot?.stop();
    for (const close of this.closers) await close();
  }

  person(id: string): DemoPerson {
    const person = this.setting.people.find((candidate) => candidate.id === id);
    if (!person) throw new Error(`nobody is called ${id}`);
    return person;
  }

  get channel(): string {
    return this.setting.krisestabChannelId;
  }

  /** All messages of the krisestab's channel and its threads, oldest first. */
  messages(): StoredMessage[] {
    return this.world.messages(this.channel);
  }

  fromBot(): StoredMessage[] {
    return this.messages().filter((message) => message.author.kind === 'bot');
  }

  /** Resolves when `look` finds something; looks again at every change in Teams. Jest's time-out is the bound. */
  until<T>(look: () => T | undefined | false): Promise<T> {
    const found = look();
    if (found !== undefined && found !== false) return Promise.resolve(found);
    return new Promise((resolve) => {
      const stop = this.world.subscribe(() => {
        const now = look();
        if (now === undefined || now === false) return;
        stop();
        resolve(now);
      });
    });
  }

  /** The newest card of the bot with this text somewhere on it. */
  card(text: string): Card | undefined {
    const message = this.fromBot().findLast((candidate) => cardOf(candidate) !== undefined && JSON.stringify(cardOf(candidate)).includes(text));
    return message && new Card(this, message.id);
  }

  untilCard(text: string): Promise<Card> {
    return this.until(() => this.card(text));
  }

  texts(): string[] {
    return this.fromBot().flatMap((message) => (typeof message.activity.text === 'string' && message.activity.text ? [message.activity.text] : []));
  }

  async write(personId: string, text: string, options: { rootId?: string; mentionBot?: boolean } = {}) {
    return this.teams.write({ person: this.person(personId), place: { channelId: this.channel, rootId: options.rootId }, text, mentionBot: options.mentionBot });
  }

  /** Opens an incident through the dialog, as a person would. */
  async openIncident(personId: string, values: Partial<Record<'beskrivelse' | 'myndigheder' | 'kontaktperson' | 'telefon' | 'email' | 'oevelse', string>> = {}): Promise<Card> {
    const beskrivelse = values.beskrivelse ?? 'Telefonerne er nede';
    await this.write(personId, '/hændelse');
    const opener = await this.untilCard('aabnHaendelse');
    const dialog = await opener.openDialog(personId, 'Åbn hændelse');
    await dialog.submit({ beskrivelse, myndigheder: 'Viborg Kommune', ...values });
    return this.untilCard('startInstruks');
  }

  /** Starts an instruks and waits for its card. */
  async startInstruks(personId: string, nummer: number): Promise<Card> {
    await this.write(personId, `/instruks ${nummer}`);
    return this.until(() => this.instruksCard(nummer));
  }

  /** The root card of the instruks' thread. */
  instruksCard(nummer: number): Card | undefined {
    return this.card(`"instruks":"instruks-${nummer}","dialog":"mere"`) ?? this.card(`"dialog":"mere","haendelse":"${this.incidentId()}","instruks":"instruks-${nummer}"`);
  }

  private incidentId(): string {
    const card = this.card('startInstruks') ?? this.card('"dialog":"mere"');
    const button = card && buttons(card.content).find((candidate) => (candidate.data as JsonObject | undefined)?.haendelse !== undefined);
    return String((button?.data as JsonObject | undefined)?.haendelse ?? '');
  }

  cardWithButton(start: string): Card | undefined {
    const message = this.fromBot().findLast((candidate) => buttons(cardOf(candidate)).some((button) => String(button.title).startsWith(start)));
    return message && new Card(this, message.id);
  }
}

/** A card in Teams, as it stands there now. */
export class Card {
  constructor(
    private readonly staff: Staff,
    readonly id: string,
  ) {}

  get message(): StoredMessage {
    const message = this.staff.world.message(this.id);
    if (!message) throw new Error('the card is gone');
    return message;
  }

  get content(): JsonObject {
    const content = cardOf(this.message);
    if (!content) throw new Error('the message has no card');
    return content;
  }

  get text(): string {
    return textOf(this.content);
  }

  buttons(): string[] {
    return buttons(this.content).map((button) => String(button.title));
  }

  button(start: string): JsonObject {
    const found = buttons(this.content).find((button) => String(button.title).startsWith(start));
    if (!found) throw new Error(`no button "${start}" among: ${this.buttons().join(' | ')}`);
    return found;
  }

  private act(personId: string) {
    const rootId = this.message.rootId;
    return { person: this.staff.person(personId), place: { channelId: this.staff.channel, rootId }, cardId: this.id };
  }

  /** Presses a button as it is drawn now, or as it was drawn earlier (`drawn`). */
  async press(personId: string, start: string, drawn?: JsonObject): Promise<PressAnswer> {
    const button = drawn ?? this.button(start);
    return pressAnswer(await this.staff.teams.execute({ ...this.act(personId), verb: String(button.verb), data: (button.data ?? {}) as JsonObject }));
  }

  async openDialog(personId: string, start: string): Promise<Dialog> {
    const data = this.button(start).data as JsonObject;
    return Dialog.from(await this.staff.teams.openDialog({ ...this.act(personId), data }), (values) =>
      this.staff.teams.submitDialog({ ...this.act(personId), data: values }));
  }
}

export interface PressAnswer {
  readonly status: number;
  /** The sentence, or all words on the card that came back. */
  readonly text: string;
  readonly card?: JsonObject;
}

function pressAnswer(reply: BotReply): PressAnswer {
  if (reply.kind !== 'answered') throw new Error(`no answer: ${reply.kind}`);
  const { value } = reply.body as { value?: unknown };
  if (typeof value === 'string') return { status: reply.status, text: value };
  return { status: reply.status, text: textOf(value), card: value as JsonObject };
}

export class Dialog {
  private constructor(
    /** Undefined when a sentence came instead of a form, or the dialog has closed. */
    readonly card: JsonObject | undefined,
    readonly sentence: string | undefined,
    private readonly send: (values: JsonObject) => Promise<BotReply>,
  ) {}

  static from(reply: BotReply, send: (values: JsonObject) => Promise<BotReply>): Dialog {
    if (reply.kind !== 'answered' || reply.status !== 200) throw new Error(`no dialog: ${JSON.stringify(reply)}`);
    const { task } = (reply.body ?? {}) as { task?: { type: string; value: unknown } };
    if (!task) return new Dialog(undefined, undefined, send);
    if (task.type === 'message') return new Dialog(undefined, String(task.value), send);
    return new Dialog((task.value as { card: { content: JsonObject } }).card.content, undefined, send);
  }

  get text(): string {
    return this.sentence ?? textOf(this.card);
  }

  /** Fills in and sends the form; the inputs that are not named keep what they show. */
  async submit(values: Readonly<Record<string, string>>): Promise<Dialog> {
    const submit = buttons(this.card).find((button) => button.type === 'Action.Submit');
    if (!submit) throw new Error('the dialog has no submit button');
    return Dialog.from(await this.send({ ...(submit.data as JsonObject), ...inputs(this.card), ...values }), this.send);
  }

  get closed(): boolean {
    return this.card === undefined && this.sentence === undefined;
  }
}

// ---- reading cards -------------------------------------------------------------------------------------------

export function cardOf(message: StoredMessage): JsonObject | undefined {
  const attachments = message.activity.attachments as { content?: JsonObject }[] | undefined;
  return message.deletedAt === undefined ? attachments?.[0]?.content : undefined;
}

function walk(node: unknown, visit: (object: JsonObject) => void): void {
  if (Array.isArray(node)) node.forEach((item) => walk(item, visit));
  else if (node !== null && typeof node === 'object') {
    visit(node as JsonObject);
    Object.entries(node).forEach(([key, value]) => key !== 'data' && walk(value, visit));
  }
}

function buttons(card: unknown): JsonObject[] {
  const found: JsonObject[] = [];
  walk(card, (object) => {
    if (typeof object.type === 'string' && object.type.startsWith('Action.') && 'title' in object) found.push(object);
  });
  return found;
}

function inputs(card: unknown): JsonObject {
  const found: JsonObject = {};
  walk(card, (object) => {
    if (typeof object.type === 'string' && object.type.startsWith('Input.') && typeof object.id === 'string') found[object.id] = object.value ?? '';
  });
  return found;
}

export function textOf(card: unknown): string {
  const texts: string[] = [];
  walk(card, (object) => {
    if (typeof object.text === 'string') texts.push(object.text);
    if (typeof object.title === 'string') texts.push(object.title);
  });
  return texts.join('\n');
}

/** A fresh folder file for a test's own configuration. */
export function temporaryFile(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'beredskab-')), name);
  writeFileSync(file, text);
  return file;
}
