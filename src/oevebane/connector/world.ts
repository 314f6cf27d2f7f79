import { checkMessage } from './checkMessage';
import { splitConversationId } from './conversationId';
import { stringAt, type JsonObject } from './json';
import { activityNotFound, conversationNotFound, malformed, Refusal } from './refusal';
import { findByTeamsIdentity, personalConversationId, type Channel, type Person, type TeamsSetting } from './setting';
import { StateFile } from './stateFile';

export type Author = { kind: 'bot' } | { kind: 'person'; personId: string };

export interface StoredMessage {
  id: string;
  /** The channel or the personal chat, without `;messageid=`. */
  conversationId: string;
  /** The first message of its thread; its own id in a personal chat. */
  rootId: string;
  author: Author;
  activity: JsonObject;
  reactions?: Reaction[];
  /** Only of a message that its writer has deleted: it can be taken back. */
  beforeDeletion?: JsonObject;
  /** Teams split a text with attachments in two, and the bot never learned the ids. */
  split?: true;
  updatedAt?: string;
  deletedAt?: string;
  /** The latest of all changes, reactions too. */
  changedAt?: string;
}

export interface Reaction {
  type: string;
  personId: string;
  at: string;
}

/** What the tenant's administrator has allowed. Kept with the world, so that an exercise may go on with it. */
export interface Switches {
  /** The bot hears everything in the channels (RSC ChannelMessage.Read.Group); off: only where it is mentioned. */
  rsc: boolean;
  /** Graph may read the channels' messages. */
  graph: boolean;
}

export type Conversation = { kind: 'channel'; id: string; channel: Channel; rootId?: string } | { kind: 'personal'; id: string; person: Person };

export interface WorldChange {
  kind: 'posted' | 'updated' | 'deleted' | 'reacted';
  message: StoredMessage;
}

export interface TeamsWorldOptions {
  setting: TeamsSetting;
  /** Where the world is kept between starts; without it, in memory only. */
  stateFile?: string;
  now?: () => number;
}

interface WorldState {
  lastMessageId: number;
  installed: boolean;
  messages: StoredMessage[];
  switches?: Switches;
}

export function createTeamsWorld(options: TeamsWorldOptions): TeamsWorld {
  return new TeamsWorld(options);
}

/** What is in the channels and chats. It refuses what Teams refuses; who asks, and how fast, is the connector's business. */
export class TeamsWorld {
  readonly setting: TeamsSetting;
  readonly now: () => number;
  private readonly state: WorldState;
  private readonly byId = new Map<string, StoredMessage>();
  private readonly file: StateFile<WorldState> | undefined;
  private readonly listeners = new Set<(change: WorldChange) => void>();

  constructor({ setting, stateFile, now = Date.now }: TeamsWorldOptions) {
    this.setting = setting;
    this.now = now;
    const earlier = stateFile === undefined ? undefined : StateFile.read<WorldState>(stateFile);
    this.state = earlier ?? { lastMessageId: 0, installed: false, messages: [] };
    for (const message of this.state.messages) this.byId.set(message.id, message);
    if (stateFile !== undefined) this.file = new StateFile(stateFile, () => this.state);
  }

  get botInstalled(): boolean {
    return this.state.installed;
  }

  async markBotInstalled(): Promise<void> {
    this.state.installed = true;
    await this.file?.save();
  }

  get switches(): Switches {
    return this.state.switches ?? { rsc: true, graph: true };
  }

  async setSwitches(changed: Partial<Switches>): Promise<void> {
    this.state.switches = { ...this.switches, ...changed };
    await this.file?.save();
  }

  person(id: string): Person | undefined {
    return this.setting.people.find((person) => person.id === id);
  }

  /** All messages of a channel, a thread (`…;messageid=`) or a personal chat, oldest first. */
  messages(conversationId: string): StoredMessage[] {
    const { baseId, rootId } = splitConversationId(conversationId);
    return this.state.messages.filter((message) => message.conversationId === baseId && (rootId === undefined || message.rootId === rootId));
  }

  message(id: string): StoredMessage | undefined {
    return this.byId.get(id);
  }

  subscribe(listener: (change: WorldChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  conversation(id: string): Conversation {
    const { baseId, rootId } = splitConversationId(id);
    const channel = this.setting.channels.find((candidate) => candidate.id === baseId);
    if (channel) {
      if (rootId === undefined) return { kind: 'channel', id, channel };
      const root = this.byId.get(rootId);
      if (root?.conversationId !== baseId || root.rootId !== rootId) throw conversationNotFound();
      return { kind: 'channel', id, channel, rootId };
    }
    const person = this.setting.people.find((candidate) => candidate.teamsId !== undefined && personalConversationId(candidate) === id);
    if (!person) throw conversationNotFound();
    return { kind: 'personal', id, person };
  }

  /** The bot opens a personal chat. */
  personalChat(memberId: string): Conversation {
    const person = findByTeamsIdentity(this.setting, memberId);
    if (!person) throw new Refusal(404, 'UserNotFound', 'The user was not found in the tenant.');
    this.refuseWithoutApp(person);
    return { kind: 'personal', id: personalConversationId(person), person };
  }

  membersOf(conversation: Conversation): Person[] {
    return conversation.kind === 'personal'
      ? [conversation.person]
      : this.setting.people.filter((person) => person.teamMember && person.teamsId !== undefined);
  }

  /** Undefined as id: Teams split the message and kept the ids to itself. */
  async postFromBot(conversation: Conversation, activity: JsonObject): Promise<{ id?: string; rootId: string }> {
    checkMessage(activity);
    if (conversation.kind === 'personal') this.refuseWithoutApp(conversation.person);
    const attachments = Array.isArray(activity.attachments) ? activity.attachments : [];
    const text = stringAt(activity, 'text') ?? '';
    if (text === '' || attachments.length === 0) {
      const message = await this.post(conversation, { kind: 'bot' }, activity);
      return { id: message.id, rootId: message.rootId };
    }
    const { attachments: _withCard, ...textOnly } = activity;
    const { text: _withText, entities: _mentions, ...cardOnly } = activity;
    const first = await this.post(conversation, { kind: 'bot' }, textOnly, true);
    const sameThread: Conversation = conversation.kind === 'channel' ? { ...conversation, rootId: first.rootId } : conversation;
    await this.post(sameThread, { kind: 'bot' }, cardOnly, true);
    return { rootId: first.rootId };
  }

  async postFromPerson(conversation: Conversation, person: Person, activity: JsonObject): Promise<StoredMessage> {
    return this.post(conversation, { kind: 'person', personId: person.id }, activity);
  }

  /** What the message was may be gone from the text, but never from the log of whoever heard it. */
  async editFromPerson(person: Person, messageId: string, activity: JsonObject): Promise<StoredMessage> {
    const message = this.ownMessage(person, messageId);
    message.activity = activity;
    message.updatedAt = new Date(this.now()).toISOString();
    return this.changed('updated', message);
  }

  async deleteFromPerson(person: Person, messageId: string): Promise<StoredMessage> {
    const message = this.ownMessage(person, messageId);
    message.beforeDeletion = message.activity;
    message.activity = { type: 'message' };
    message.deletedAt = new Date(this.now()).toISOString();
    return this.changed('deleted', message);
  }

  async undeleteFromPerson(person: Person, messageId: string): Promise<StoredMessage> {
    const message = this.byId.get(messageId);
    if (!message?.beforeDeletion) throw activityNotFound();
    refuseUnlessWriter(message, person);
    message.activity = message.beforeDeletion;
    delete message.beforeDeletion;
    delete message.deletedAt;
    return this.changed('updated', message);
  }

  /** Undefined when it was so already: then nothing has happened. */
  async react(person: Person, messageId: string, type: string): Promise<StoredMessage | undefined> {
    if (type.trim() === '') throw malformed('A reaction needs a type.');
    const message = this.present(messageId);
    const mine = message.reactions?.some((reaction) => reaction.personId === person.id && reaction.type === type);
    if (mine) return undefined;
    const at = new Date(this.now()).toISOString();
    message.reactions = [...(message.reactions ?? []), { type, personId: person.id, at }];
    return this.changed('reacted', message);
  }

  async unreact(person: Person, messageId: string, type: string): Promise<StoredMessage | undefined> {
    const message = this.present(messageId);
    const left = (message.reactions ?? []).filter((reaction) => reaction.personId !== person.id || reaction.type !== type);
    if (left.length === (message.reactions ?? []).length) return undefined;
    message.reactions = left;
    return this.changed('reacted', message);
  }

  async updateFromBot(conversation: Conversation, messageId: string, activity: JsonObject): Promise<void> {
    checkMessage(activity);
    const message = this.botMessage(conversation, messageId);
    message.activity = activity;
    message.updatedAt = new Date(this.now()).toISOString();
    await this.changed('updated', message);
  }

  async deleteFromBot(conversation: Conversation, messageId: string): Promise<void> {
    const message = this.botMessage(conversation, messageId);
    message.activity = { type: 'message' };
    message.deletedAt = new Date(this.now()).toISOString();
    await this.changed('deleted', message);
  }

  private async post(conversation: Conversation, author: Author, activity: JsonObject, split = false): Promise<StoredMessage> {
    const id = this.nextMessageId();
    const message: StoredMessage = {
      id,
      conversationId: splitConversationId(conversation.id).baseId,
      rootId: (conversation.kind === 'channel' ? conversation.rootId : undefined) ?? id,
      author,
      activity,
      ...(split ? { split } : {}),
    };
    this.state.messages.push(message);
    this.byId.set(id, message);
    return this.changed('posted', message);
  }

  private present(messageId: string): StoredMessage {
    const message = this.byId.get(messageId);
    if (!message || message.deletedAt !== undefined) throw activityNotFound();
    return message;
  }

  private ownMessage(person: Person, messageId: string): StoredMessage {
    const message = this.present(messageId);
    refuseUnlessWriter(message, person);
    return message;
  }

  private botMessage(conversation: Conversation, messageId: string): StoredMessage {
    const message = this.byId.get(messageId);
    const { baseId, rootId } = splitConversationId(conversation.id);
    if (!message || message.conversationId !== baseId || message.deletedAt !== undefined) throw activityNotFound();
    if (rootId !== undefined && message.rootId !== rootId) throw activityNotFound();
    if (message.author.kind !== 'bot') {
      throw new Refusal(403, 'Forbidden', 'The bot may only change its own messages.');
    }
    return message;
  }

  private refuseWithoutApp(person: Person): void {
    if (person.appInstalled) return;
    throw person.teamMember
      ? new Refusal(403, 'MessageWritesBlocked', 'Thread is blocked from message writes.')
      : new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  }

  // Teams' ids are epoch milliseconds; two messages of the same millisecond must still differ and keep their order.
  private nextMessageId(): string {
    this.state.lastMessageId = Math.max(this.now(), this.state.lastMessageId + 1);
    return String(this.state.lastMessageId);
  }

  private async changed(kind: WorldChange['kind'], message: StoredMessage): Promise<StoredMessage> {
    if (kind !== 'posted') message.changedAt = new Date(this.now()).toISOString();
    await this.file?.save();
    for (const listener of this.listeners) listener({ kind, message });
    return message;
  }
}

function refuseUnlessWriter({ author }: StoredMessage, person: Person): void {
  if (author.kind === 'person' && author.personId === person.id) return;
  throw new Refusal(403, 'Forbidden', 'Only the writer may change a message.');
}
