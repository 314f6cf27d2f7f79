import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTables, type Store } from '../../src/adapters/tables/open';
import { loadContent } from '../../src/content/loader';
import type { LogLine } from '../../src/domain/logbook/logLine';
import { startConnector, type OnRequest } from '../../src/oevebane/connector/connector';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { createTeamsClient, type BotReply, type TeamsClient } from '../../src/oevebane/connector/teamsClient';
import { createTeamsWorld, type StoredMessage, type TeamsWorld } from '../../src/oevebane/connector/world';
import { personalConversationId } from '../../src/oevebane/connector/setting';
import { startGraph, type GraphOptions } from '../../src/oevebane/graph/graph';
import { Outlook } from '../../src/oevebane/graph/outlook';
import { createDemoSetting, type DemoPerson, type DemoSetting } from '../../src/oevebane/demoSetting';
import { logLines } from '../../src/reports/jsonl';
import { startBotProcess, type BotEnvironment, type BotProcess } from './botProcess';
import { contactIsMade } from './flow';
import { sharedAzurite, type AzuriteAddress } from './store/azurite';

export const ROSTER = join(__dirname, '../../src/oevebane/roster-demo.yaml');
const CONTENT = join(__dirname, '../../src/content');
const LOG_COMMAND = join(__dirname, '../../dist/log.js');

/** A Tuesday morning: the contact centre is open, whenever the tests run. */
const OPENING_HOURS = '2026-11-24T10:00:00+01:00';

/** Somebody of the roster by id, or anybody at all. */
export type Who = string | DemoPerson;

/** Somebody in the tenant whom no roster knows. */
export const STRANGER: DemoPerson = {
  id: 'fremmed', name: 'Fremme Thorsen', teamsId: '99999999-1111-4222-8333-444444444444', guest: true, teamMember: false, appInstalled: true, title: 'ukendt',
};

export interface StaffOptions {
  readonly onRequest?: OnRequest;
  /** Teams refuses what comes too fast, and the bot waits so that it need not. A bot that signs in always waits. */
  readonly rateLimited?: boolean;
  /** Microsoft Graph too: the bot can read what stands in the threads, book meetings and send mails. A hook: what befalls its requests. */
  readonly graph?: boolean | NonNullable<GraphOptions['onRequest']>;
  /** The mailboxes' clock, when their rate limit is not to be waited for. */
  readonly outlookNow?: () => number;
  /** Where the bot finds its store when that is not Azurite itself (a proxy in between). */
  readonly connectionString?: string;
  readonly environment?: BotEnvironment;
  /** Signs what Teams sends, for the service URL of the team's connector. */
  readonly sign?: (serviceUrl: string) => string;
  /** Without a bot: the test starts its own. */
  readonly withoutBot?: boolean;
}

/** A team in Teams, a store, and the bot between them: the whole product but Microsoft. */
export class Staff {
  bot: BotProcess | undefined;
  private store: Store | undefined;

  private constructor(
    readonly world: TeamsWorld,
    readonly setting: DemoSetting,
    readonly teams: TeamsClient,
    readonly environment: BotEnvironment,
    readonly azurite: AzuriteAddress,
    /** Calendars and mailboxes; nobody reaches them without Graph. */
    readonly outlook: Outlook,
    private readonly closers: readonly (() => Promise<unknown>)[],
  ) {}

  static async start(options: StaffOptions = {}): Promise<Staff> {
    const azurite = await sharedAzurite();
    const demo = createDemoSetting(options.environment?.ROSTER_FILE ?? ROSTER, {});
    const setting = { ...demo, people: [...demo.people, STRANGER] };
    const world = createTeamsWorld({ setting });
    const connector = await startConnector({ port: 0, world, onRequest: options.onRequest, rateLimited: options.rateLimited ?? false });
    const outlook = new Outlook({ mailboxes: [setting.meetingOrganizer, setting.mailSender], now: options.outlookNow });
    const graph = options.graph ? await startGraph({ world, outlook, ...(typeof options.graph === 'function' && { onRequest: options.graph }) }) : undefined;
    const holder: { staff?: Staff } = {};
    const teams = createTeamsClient({ world, serviceUrl: connector.serviceUrl, botUrl: () => holder.staff?.bot?.url, ...(options.sign && { authorization: () => options.sign!(connector.serviceUrl) }), patience: { message: 30_000, invoke: 30_000 } });
    const environment: BotEnvironment = {
      TABLES_CONNECTION_STRING: options.connectionString ?? azurite.connectionString, TABLES_PREFIX: `t${Date.now().toString(36)}${Math.floor(Math.random() * 1e6)}`,
      BOT_TENANT_ID: setting.tenantId, TEAM_ID: setting.team.aadGroupId, KRISESTAB_CHANNEL_ID: setting.krisestabChannelId, STYREGRUPPE_CHANNEL_ID: setting.styregruppeChannelId,
      // Every process of a test agrees on the time, also one that is started later.
      SERVICE_URL: connector.serviceUrl, CLOCK_START: OPENING_HOURS, CLOCK_EPOCH: new Date().toISOString(), ROSTER_FILE: ROSTER, ...(!options.rateLimited && !options.environment?.BOT_ID && { RATE_LIMITS: 'none' }), ...(graph && { GRAPH_BASE_URL: graph.baseUrl, GRAPH_TOKEN_URL: graph.tokenUrl, MEETING_ORGANIZER: setting.meetingOrganizer, MAIL_SENDER: setting.mailSender }), ...options.environment,
    };
    const closers = [() => connector.close(), ...(graph ? [() => graph.close()] : [])];
    const staff = new Staff(world, setting, teams, environment, azurite, outlook, closers);
    holder.staff = staff;
    if (!options.withoutBot) staff.bot = await startBotProcess(environment);
    return staff;
  }

  async close(): Promise<void> {
    await this.bot?.stop();
    for (const close of this.closers) await close();
  }

  person(id: Who): DemoPerson {
    if (typeof id !== 'string') return id;
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
    return new Promise((resolve, reject) => {
      const stop = this.world.subscribe(() => {
        try {
          const now = look();
          if (now === undefined || now === false) return;
          stop();
          resolve(now);
        } catch (error) {
          stop();
          reject(error instanceof Error ? error : new Error(String(error)));
        }
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

  async write(who: Who, text: string, options: { rootId?: string; mentionBot?: boolean; personal?: boolean } = {}) {
    const place = options.personal ? 'personal' as const : { channelId: this.channel, rootId: options.rootId };
    return this.teams.write({ person: this.person(who), place, text, mentionBot: options.mentionBot });
  }

  /** What the bot has written below a message, oldest first (in a personal chat: since then). */
  answersTo(message: StoredMessage): StoredMessage[] {
    const sameThread = message.conversationId === this.channel ? (other: StoredMessage) => other.rootId === message.rootId : () => true;
    return this.world.messages(message.conversationId).filter((other) => other.author.kind === 'bot' && other.id > message.id && sameThread(other));
  }

  /** Writes and waits for the first answer below it. */
  async ask(who: Who, text: string, options: Parameters<Staff['write']>[2] = {}): Promise<Answer> {
    const { message } = await this.write(who, text, options);
    return new Answer(this, await this.until(() => this.answersTo(message)[0]));
  }

  /** The texts that the bot has written in the thread of a card. */
  textsIn(card: Card): string[] {
    return this.world.messages(this.channel).filter((message) => message.author.kind === 'bot' && message.rootId === card.message.rootId).map(textOfMessage).filter(Boolean);
  }

  /** Resolves when the receipt of this person has the line. */
  untilGemt(who: Who, nr: number): Promise<string> {
    const { name } = this.person(who);
    return this.until(() => this.allTexts().find((text) => text.replace('ØVELSE · ', '').startsWith('Gemt: ') && text.includes(name) && numbersOf(text).includes(nr)));
  }

  /** Texts of the bot in every conversation. */
  allTexts(): string[] {
    const chats = this.setting.people.filter((person) => person.teamsId !== undefined).map((person) => personalConversationId(person));
    return [this.channel, this.setting.styregruppeChannelId, ...chats].flatMap((id) => this.world.messages(id)).filter((message) => message.author.kind === 'bot').map(textOfMessage).filter(Boolean);
  }

  /** The command line tool `log` against the same store. */
  log(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [LOG_COMMAND, ...args], { env: { PATH: process.env.PATH ?? '', ...this.environment }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
      });
    });
  }

  /** The log of an incident as the export has it, without the cost of a process (export.test.ts has the real one). */
  async export(nr = 1): Promise<readonly LogLine[]> {
    this.store ??= openTables({ connectionString: this.azurite.connectionString }, String(this.environment.TABLES_PREFIX));
    const row = (await this.store.index.all()).find((candidate) => candidate.nr === nr);
    if (!row) throw new Error(`there is no incident ${nr}`);
    return logLines(await this.store.events.readLines(row.id, 0), loadContent(CONTENT).byHash);
  }

  /** Any bytes to the bot's door, as JSON or not. */
  async post(body: string, headers: Record<string, string> = { 'Content-Type': 'application/json' }): Promise<{ status: number; body: string }> {
    const response = await fetch(`${this.bot?.url}/api/messages`, { method: 'POST', headers, body });
    return { status: response.status, body: await response.text() };
  }

  /** Opens an incident through the dialog, as a person would. */
  async openIncident(who: Who, values: Partial<Record<'beskrivelse' | 'myndigheder' | 'medlem' | 'fra' | 'modtaget' | 'modtager' | 'kontaktperson' | 'telefon' | 'email' | 'oevelse', string>> = {}): Promise<Card> {
    const beskrivelse = values.beskrivelse ?? 'Telefonerne er nede';
    const opener = (await this.ask(who, '/hændelse')).card;
    const dialog = await opener.openDialog(who, 'Åbn hændelse');
    const opened = await dialog.submit({ beskrivelse, myndigheder: 'Viborg Kommune', ...values });
    const nr = /^Hændelse (\d+)/.exec(opened.text.replace('ØVELSE · ', ''))?.[1];
    if (nr === undefined) throw new Error(`not opened: ${opened.text}`);
    return this.until(() => this.incidentCard(Number(nr)));
  }

  incidentCard(nr: number): Card | undefined {
    return this.cardWhere((card) => isButtonTo(card, { dialog: 'kontaktperson' }) && textOf(card).includes(`Hændelse ${nr} · `));
  }

  /** Starts an instruks of the only open incident and waits for its card; instruks 1 by START HER, inside the opening hours. */
  async startInstruks(who: Who, nummer: number): Promise<Card> {
    if (nummer !== 1) await this.write(who, `/instruks ${nummer}`);
    else {
      const incident = this.cardWhere((card) => isButtonTo(card, { dialog: 'kontaktperson' }));
      if (!incident) throw new Error('no incident is open');
      await contactIsMade(this, incident, who);
    }
    return this.until(() => this.instruksCard(nummer));
  }

  /** The root card of the instruks' thread; of this incident when one is named. */
  instruksCard(nummer: number, incident?: Card): Card | undefined {
    return this.cardWhere((card) => isButtonTo(card, { dialog: 'mere', instruks: `instruks-${nummer}`, ...(incident && { haendelse: incident.incidentId }) }));
  }

  private cardWhere(fits: (card: JsonObject) => boolean): Card | undefined {
    const message = this.fromBot().findLast((candidate) => {
      const card = cardOf(candidate);
      return card !== undefined && fits(card);
    });
    return message && new Card(this, message.id);
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

  /** Of the incident that its buttons are about. */
  get incidentId(): string {
    return String(buttons(this.content).map((button) => (button.data as JsonObject | undefined)?.haendelse).find(Boolean));
  }

  /** All words about one step, its button included: "1B.1 At DDH …\n○ Åben …". */
  step(nummer: string): string {
    return stepText(this.content, nummer);
  }

  buttons(): string[] {
    return buttons(this.content).map((button) => String(button.title));
  }

  button(start: string): JsonObject {
    const found = buttons(this.content).find((button) => String(button.title).startsWith(start));
    if (!found) throw new Error(`no button "${start}" among: ${this.buttons().join(' | ')}`);
    return found;
  }

  private act(who: Who) {
    const { rootId, conversationId } = this.message;
    const place = conversationId.startsWith('a:') ? 'personal' as const : { channelId: conversationId, rootId };
    return { person: this.staff.person(who), place, cardId: this.id };
  }

  /** Presses a button as it is drawn now, or as it was drawn earlier (`drawn`). */
  async press(who: Who, start: string, drawn?: JsonObject): Promise<PressAnswer> {
    const button = drawn ?? this.button(start);
    return pressAnswer(await this.staff.teams.execute({ ...this.act(who), verb: String(button.verb), data: (button.data ?? {}) as JsonObject }));
  }

  async openDialog(who: Who, start: string): Promise<Dialog> {
    return this.openDialogWith(who, this.button(start).data as JsonObject);
  }

  /** Opens the dialog of a button as it was drawn earlier, or of one that never was. */
  async openDialogWith(who: Who, data: JsonObject): Promise<Dialog> {
    return Dialog.from(await this.staff.teams.openDialog({ ...this.act(who), data }), (values) =>
      this.staff.teams.submitDialog({ ...this.act(who), data: values }));
  }
}

/** Something that the bot wrote: a text, or a card. */
export class Answer {
  constructor(
    private readonly staff: Staff,
    readonly message: StoredMessage,
  ) {}

  get text(): string {
    return textOfMessage(this.message) || textOf(cardOf(this.message));
  }

  get card(): Card {
    return new Card(this.staff, this.message.id);
  }
}

export interface PressAnswer {
  readonly status: number;
  /** The sentence, or all words on the card that came back. */
  readonly text: string;
  readonly card?: JsonObject;
  /** As `Card.step`, on the card that came back. */
  readonly step: (nummer: string) => string;
}

function pressAnswer(reply: BotReply): PressAnswer {
  if (reply.kind !== 'answered') throw new Error(`no answer: ${reply.kind}`);
  const { value } = reply.body as { value?: unknown };
  if (typeof value === 'string') return { status: reply.status, text: value, step: () => { throw new Error(`a sentence came back, not a card: ${value}`); } };
  return { status: reply.status, text: textOf(value), card: value as JsonObject, step: (nummer) => stepText(value, nummer) };
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
    return this.press('', values);
  }

  buttons(): string[] {
    return buttons(this.card).map((button) => String(button.title));
  }

  /** One of several buttons of a dialog. */
  async press(start: string, values: Readonly<Record<string, string>> = {}): Promise<Dialog> {
    const submit = buttons(this.card).find((button) => button.type === 'Action.Submit' && String(button.title).startsWith(start));
    if (!submit) throw new Error(`the dialog has no button "${start}" among: ${this.buttons().join(' | ')}`);
    return Dialog.from(await this.send({ ...(submit.data as JsonObject), ...inputs(this.card), ...values }), this.send);
  }

  /** What the inputs show, by id. */
  get values(): JsonObject {
    return inputs(this.card);
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

function isButtonTo(card: JsonObject, data: JsonObject): boolean {
  return buttons(card).some((button) => Object.entries(data).every(([key, value]) => (button.data as JsonObject | undefined)?.[key] === value));
}

function stepText(card: unknown, nummer: string): string {
  let found: JsonObject | undefined;
  walk(card, (object) => {
    const [first] = Array.isArray(object.items) ? (object.items as JsonObject[]) : [];
    const [run] = Array.isArray(first?.inlines) ? (first.inlines as JsonObject[]) : [];
    if (object.type === 'Container' && run?.text === `${nummer} `) found = object;
  });
  if (!found) throw new Error(`no step ${nummer} on the card:\n${textOf(card)}`);
  return textOf(found);
}

function textOfMessage({ activity, deletedAt }: StoredMessage): string {
  return deletedAt === undefined && typeof activity.text === 'string' ? activity.text : '';
}

/** "Gemt: 3–5, 8 · Carla" → 3, 4, 5, 8 */
export function numbersOf(receipt: string): number[] {
  const spans = /^Gemt: ([\d–, ]+)/.exec(receipt.replace('ØVELSE · ', ''))?.[1]?.split(',') ?? [];
  return spans.flatMap((span) => {
    const [from = NaN, to = from] = span.split('–').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

/** All words of a card in the order in which they are read; hard spaces are spaces here. */
export function textOf(card: unknown): string {
  const texts: string[] = [];
  walk(card, (object) => {
    if (typeof object.text === 'string') texts.push(object.text);
    if (typeof object.title === 'string') texts.push(object.title);
  });
  return texts.join('\n').replaceAll('\u00a0', ' ');
}

/** A fresh folder file for a test's own configuration. */
export function temporaryFile(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'beredskab-')), name);
  writeFileSync(file, text);
  return file;
}
