import { createActivities, type Activities, type CardAct, type Place } from './activities';
import { isJsonObject, stringAt, type JsonObject } from './json';
import { personalConversationId, type Person } from './setting';
import { threadId, type StoredMessage, type TeamsWorld } from './world';

export type BotReply =
  | { kind: 'answered'; status: number; body: unknown }
  /** The bot never heard of it. */
  | { kind: 'unreachable' }
  /** It took too long or the connection broke: the bot may have done it. */
  | { kind: 'noAnswer' };

export interface TeamsClientOptions {
  world: TeamsWorld;
  serviceUrl: string;
  /** Asked each time: the bot may come back at another address. Undefined while it is down. */
  botUrl: () => string | undefined;
  /** Teams gives up after these; tests that are about something else may be more patient. */
  patience?: { message: number; invoke: number };
}

export interface TeamsClient {
  activities: Activities;
  /** In a channel without rootId: a new thread. */
  write(act: {
    person: Person;
    place: { channelId: string; rootId?: string } | 'personal';
    text: string;
    mentionBot?: boolean;
  }): Promise<{ message: StoredMessage; activity: JsonObject; reply: BotReply }>;
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
  const { world, serviceUrl, botUrl, patience = { message: 15_000, invoke: 5_000 } } = options;
  const activities = createActivities(world.setting, serviceUrl, world.now);

  async function deliver(activity: JsonObject): Promise<BotReply> {
    const url = botUrl();
    if (url === undefined) return { kind: 'unreachable' };
    const limit = activity.type === 'invoke' ? patience.invoke : patience.message;
    try {
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(limit),
      });
      return { kind: 'answered', status: response.status, body: parsed(await response.text()) };
    } catch (error) {
      const cause = isJsonObject(error) ? error.cause : undefined;
      return { kind: stringAt(cause, 'code') === 'ECONNREFUSED' ? 'unreachable' : 'noAnswer' };
    }
  }

  return {
    activities,
    deliver,
    async write({ person, place, text, mentionBot = false }) {
      const conversationId =
        place === 'personal'
          ? personalConversationId(person)
          : place.rootId === undefined
            ? place.channelId
            : threadId(place.channelId, place.rootId);
      const conversation = world.conversation(conversationId);
      const { bot } = world.setting;
      const mention = { type: 'mention', mentioned: { id: bot.id, name: bot.name }, text: `<at>${bot.name}</at>` };
      const message = await world.postFromPerson(conversation, person, {
        type: 'message',
        text: mentionBot ? `${mention.text} ${text}` : text,
        ...(mentionBot ? { entities: [mention] } : {}),
      });
      const saidIn: Place = place === 'personal' ? place : { channelId: place.channelId, rootId: message.rootId };
      const activity = activities.message({ person, place: saidIn, id: message.id, text, mentionBot });
      return { message, activity, reply: await deliver(activity) };
    },
    submit: (act) => deliver(activities.submit(act)),
    execute: (act) => deliver(activities.execute(act)),
    openDialog: (act) => deliver(activities.openDialog(act)),
    submitDialog: (act) => deliver(activities.submitDialog(act)),
    install: (channelId) => deliver(activities.install(channelId)),
  };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
