import { createActivities, type Activities, type ActivityOptions, type CardAct, type Place } from './activities';
import { isJsonObject, stringAt, type JsonObject } from './json';
import { personalConversationId, type Person } from './setting';
import { wordingFrom, wordingOf, type Wording } from './wording';
import { threadId } from './conversationId';
import type { StoredMessage, TeamsWorld } from './world';

export type BotReply =
  | { kind: 'answered'; status: number; body: unknown }
  /** The bot never heard of it. */
  | { kind: 'unreachable' }
  /** It took too long or the connection broke: the bot may have done it. */
  | { kind: 'noAnswer' }
  /** Teams does not tell bots of this. */
  | { kind: 'notForBot' };

export interface Told {
  message: StoredMessage;
  activity: JsonObject;
  reply: BotReply;
}

export interface TeamsClientOptions extends ActivityOptions {
  world: TeamsWorld;
  serviceUrl: string;
  /** Asked each time: the bot may come back at another address. Undefined while it is down. */
  botUrl: () => string | undefined;
  /** Teams gives up after these; tests that are about something else may be more patient. */
  patience?: { message: number; invoke: number };
  /** What Teams signs its requests with; nothing on this machine, unless a bot wants to see it. */
  authorization?: () => string;
}

export interface TeamsClient {
  activities: Activities;
  /** In a channel without rootId: a new thread. */
  write(act: Wording & { person: Person; place: { channelId: string; rootId?: string } | 'personal' }): Promise<Told>;
  /** One's own message; the files stay, the mentions are those of the new wording. */
  edit(act: Wording & { person: Person; messageId: string }): Promise<Told>;
  remove(act: { person: Person; messageId: string }): Promise<Told>;
  undelete(act: { person: Person; messageId: string }): Promise<Told>;
  /** Told to the bot only on its own messages, and only when something changed. */
  react(act: { person: Person; messageId: string; type: string }): Promise<BotReply>;
  unreact(act: { person: Person; messageId: string; type: string }): Promise<BotReply>;
  submit(act: CardAct & { value: JsonObject }): Promise<BotReply>;
  execute(act: CardAct & { verb: string; data: JsonObject }): Promise<BotReply>;
  openDialog(act: CardAct & { data: JsonObject }): Promise<BotReply>;
  submitDialog(act: CardAct & { data: JsonObject }): Promise<BotReply>;
  install(channelId: string): Promise<BotReply>;
  /** Any activity, as it is: for deliveries twice, out of order or malformed. */
  deliver(activity: JsonObject): Promise<BotReply>;
}

/** What people do in Teams: it happens in the world and the bot is told. */
export function createTeamsClient(options: TeamsClientOptions): TeamsClient {
  const { world, serviceUrl, botUrl, authorization, patience = { message: 15_000, invoke: 5_000 } } = options;
  const activities = createActivities(world.setting, serviceUrl, world.now, options);

  async function deliver(activity: JsonObject): Promise<BotReply> {
    const url = botUrl();
    if (url === undefined) return { kind: 'unreachable' };
    const limit = activity.type === 'invoke' ? patience.invoke : patience.message;
    try {
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(authorization && { Authorization: authorization() }) },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(limit),
      });
      return { kind: 'answered', status: response.status, body: parsed(await response.text()) };
    } catch (error) {
      const cause = isJsonObject(error) ? error.cause : undefined;
      return { kind: stringAt(cause, 'code') === 'ECONNREFUSED' ? 'unreachable' : 'noAnswer' };
    }
  }

  function placeOf({ conversationId, rootId }: StoredMessage): Place {
    const inChannel = world.setting.channels.some(({ id }) => id === conversationId);
    return inChannel ? { channelId: conversationId, rootId } : 'personal';
  }

  function stored(wording: Wording): JsonObject {
    const { text, entities, files } = wordingOf(world.setting, wording);
    return {
      type: 'message',
      text,
      ...(entities.length > 0 ? { entities } : {}),
      ...(files.length > 0 ? { attachments: files } : {}),
    };
  }

  /** In a channel without RSC the bot hears only of messages that mention it: of their edits and deletions too. */
  async function tell(message: StoredMessage, activity: JsonObject, content = message.activity): Promise<Told> {
    const heard = placeOf(message) === 'personal' || world.switches.rsc || mentionsBot(content);
    return { message, activity, reply: heard ? await deliver(activity) : { kind: 'notForBot' } };
  }

  async function tellReaction(person: Person, message: StoredMessage, types: { added?: string[]; removed?: string[] }): Promise<BotReply> {
    if (message.author.kind !== 'bot') return { kind: 'notForBot' };
    return deliver(activities.reaction({ person, place: placeOf(message), messageId: message.id, ...types }));
  }

  function mentionsBot({ entities }: JsonObject): boolean {
    const isBot = (entity: unknown) => isJsonObject(entity) && stringAt(entity.mentioned, 'id') === world.setting.bot.id;
    return Array.isArray(entities) && entities.some(isBot);
  }

  return {
    activities,
    deliver,
    async write({ person, place, ...wording }) {
      const conversation = world.conversation(conversationIdOf(person, place));
      const message = await world.postFromPerson(conversation, person, stored(wording));
      return tell(message, activities.message({ person, place: placeOf(message), id: message.id, ...wording }));
    },
    async edit({ person, messageId, ...wording }) {
      const { files } = wordingFrom(world.setting, world.message(messageId)?.activity ?? {});
      const message = await world.editFromPerson(person, messageId, stored({ ...wording, files }));
      return tell(message, activities.edit({ person, place: placeOf(message), id: messageId, ...wording, files }));
    },
    async remove({ person, messageId }) {
      const message = await world.deleteFromPerson(person, messageId);
      return tell(message, activities.remove({ person, place: placeOf(message), id: messageId }), message.beforeDeletion);
    },
    async undelete({ person, messageId }) {
      const message = await world.undeleteFromPerson(person, messageId);
      const act = { person, place: placeOf(message), id: messageId, ...wordingFrom(world.setting, message.activity) };
      return tell(message, activities.undelete(act));
    },
    async react({ person, messageId, type }) {
      const message = await world.react(person, messageId, type);
      return message ? tellReaction(person, message, { added: [type] }) : { kind: 'notForBot' };
    },
    async unreact({ person, messageId, type }) {
      const message = await world.unreact(person, messageId, type);
      return message ? tellReaction(person, message, { removed: [type] }) : { kind: 'notForBot' };
    },
    submit: (act) => deliver(activities.submit(act)),
    execute: (act) => deliver(activities.execute(act)),
    openDialog: (act) => deliver(activities.openDialog(act)),
    submitDialog: (act) => deliver(activities.submitDialog(act)),
    install: (channelId) => deliver(activities.install(channelId)),
  };
}

function conversationIdOf(person: Person, place: { channelId: string; rootId?: string } | 'personal'): string {
  if (place === 'personal') return personalConversationId(person);
  return place.rootId === undefined ? place.channelId : threadId(place.channelId, place.rootId);
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
