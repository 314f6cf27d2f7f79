import { randomUUID } from 'node:crypto';
import type { JsonObject } from './json';
import { personalConversationId, teamsUserId, type Person, type TeamsSetting } from './setting';
import { wordingOf, type Wording } from './wording';
import { threadId } from './conversationId';

const TIME_ZONE = 'Europe/Copenhagen';

/** Where something is said: a thread of a channel, or the person's own chat with the bot. */
export type Place = { channelId: string; rootId: string } | 'personal';

export interface MessageAct extends Wording {
  person: Person;
  place: Place;
  id: string;
}

export interface ReactionAct {
  person: Person;
  place: Place;
  messageId: string;
  /** Free strings: "like", "1f440_eyes", whatever Teams comes up with. */
  added?: readonly string[];
  removed?: readonly string[];
}

export interface ActivityOptions {
  /**
   * Documented for personal chats only, where the bot gets name and link of a file. In channels many tenants deliver the
   * HTML alone, with an id that only Graph can explain: false.
   */
  fileNamesInChannels?: boolean;
}

export interface CardAct {
  person: Person;
  place: Place;
  /** The message that holds the card. */
  cardId: string;
}

export interface Activities {
  message(act: MessageAct): JsonObject;
  /** The message's own id again, with what it says now. */
  edit(act: MessageAct): JsonObject;
  /** A deleted message is taken back. */
  undelete(act: MessageAct): JsonObject;
  remove(act: { person: Person; place: Place; id: string }): JsonObject;
  reaction(act: ReactionAct): JsonObject;
  /** A plain Action.Submit: a message without text. */
  submit(act: CardAct & { value: JsonObject }): JsonObject;
  execute(act: CardAct & { verb: string; data: JsonObject }): JsonObject;
  openDialog(act: CardAct & { data: JsonObject }): JsonObject;
  /** `data` is the button's data merged with what was typed. */
  submitDialog(act: CardAct & { data: JsonObject }): JsonObject;
  /** The app is added to the team, from the given channel. */
  install(channelId: string): JsonObject;
}

/** Activities as Teams sends them. Channel messages come without a mention too (RSC). */
export function createActivities(
  setting: TeamsSetting,
  serviceUrl: string,
  now: () => number,
  { fileNamesInChannels = true }: ActivityOptions = {},
): Activities {
  const { tenantId, bot, team } = setting;

  const envelope = (person: Person | undefined): JsonObject => {
    const at = new Date(now());
    return {
      channelId: 'msteams',
      serviceUrl,
      timestamp: at.toISOString(),
      localTimestamp: localTimestamp(at),
      localTimezone: TIME_ZONE,
      locale: 'da-DK',
      recipient: { id: bot.id, name: bot.name },
      from: person && { id: teamsUserId(person), name: person.name, aadObjectId: person.teamsId },
      entities: [{ type: 'clientInfo', locale: 'da-DK', country: 'DK', platform: 'Web', timezone: TIME_ZONE }],
    };
  };

  const whereabouts = (person: Person, place: Place): JsonObject =>
    place === 'personal'
      ? {
          conversation: { conversationType: 'personal', tenantId, id: personalConversationId(person) },
          channelData: { tenant: { id: tenantId } },
        }
      : {
          conversation: {
            isGroup: true,
            conversationType: 'channel',
            tenantId,
            id: threadId(place.channelId, place.rootId),
          },
          channelData: {
            teamsChannelId: place.channelId,
            teamsTeamId: team.id,
            channel: { id: place.channelId },
            team: { id: team.id },
            tenant: { id: tenantId },
          },
        };

  const invoke = (act: CardAct, name: string, value: JsonObject, replies = true): JsonObject => ({
    ...envelope(act.person),
    ...whereabouts(act.person, act.place),
    type: 'invoke',
    name,
    id: `f:${randomUUID()}`,
    ...(replies ? { replyToId: act.cardId } : {}),
    value,
  });

  const said = ({ person, place, id, ...wording }: MessageAct, type: string): JsonObject => {
    const base = envelope(person);
    const { text, html, entities, files } = wordingOf(setting, wording);
    const filesAsTold = place === 'personal' ? files.map(downloadInfo) : fileNamesInChannels ? files : [];
    return {
      ...base,
      ...whereabouts(person, place),
      type,
      id,
      ...(place !== 'personal' && place.rootId !== id ? { replyToId: place.rootId } : {}),
      textFormat: 'plain',
      text,
      attachments: [...filesAsTold, { contentType: 'text/html', content: html }],
      entities: [...(base.entities as unknown[]), ...entities],
    };
  };

  const withEvent = (activity: JsonObject, eventType: string): JsonObject => ({
    ...activity,
    channelData: { ...(activity.channelData as JsonObject), eventType },
  });

  return {
    message: (act) => said(act, 'message'),
    edit: (act) => withEvent(said(act, 'messageUpdate'), 'editMessage'),
    undelete: (act) => withEvent(said(act, 'messageUpdate'), 'undeleteMessage'),

    remove: ({ person, place, id }) =>
      withEvent({ ...envelope(person), ...whereabouts(person, place), type: 'messageDelete', id }, 'softDeleteMessage'),

    reaction({ person, place, messageId, added = [], removed = [] }) {
      const reactions = (types: readonly string[]) => types.map((type) => ({ type }));
      return {
        ...envelope(person),
        ...whereabouts(person, place),
        // Teams leaves the name out here.
        from: { id: teamsUserId(person), aadObjectId: person.teamsId },
        type: 'messageReaction',
        id: `f:${randomUUID()}`,
        replyToId: messageId,
        ...(added.length > 0 ? { reactionsAdded: reactions(added) } : {}),
        ...(removed.length > 0 ? { reactionsRemoved: reactions(removed) } : {}),
      };
    },

    submit: ({ value, ...act }) => ({
      ...envelope(act.person),
      ...whereabouts(act.person, act.place),
      type: 'message',
      id: `f:${randomUUID()}`,
      replyToId: act.cardId,
      value,
    }),

    execute: ({ verb, data, ...act }) => invoke(act, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }),

    openDialog: ({ data, ...act }) => invoke(act, 'task/fetch', { data, context: { theme: 'default' } }),

    // Whether Teams names the card again here is not documented: the form itself must know what it is about.
    submitDialog: ({ data, ...act }) => invoke(act, 'task/submit', { data, context: { theme: 'default' } }, false),

    install(channelId) {
      const installer = setting.people.find((person) => person.teamMember && !person.guest);
      return {
        ...envelope(installer),
        type: 'conversationUpdate',
        id: `f:${randomUUID()}`,
        membersAdded: [{ id: bot.id }],
        conversation: { isGroup: true, conversationType: 'channel', tenantId, id: channelId },
        channelData: {
          team: { ...team },
          eventType: 'teamMemberAdded',
          tenant: { id: tenantId },
          settings: { selectedChannel: { id: channelId } },
        },
      };
    },
  };
}

function localTimestamp(at: Date): string {
  const part = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: TIME_ZONE,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const wall = `${part.get('year')}-${part.get('month')}-${part.get('day')}T${part.get('hour')}:${part.get('minute')}:${part.get('second')}`;
  const offsetHours = Math.round((Date.parse(`${wall}Z`) - at.getTime()) / 3_600_000);
  return `${wall}.${String(at.getUTCMilliseconds()).padStart(3, '0')}+0${offsetHours}:00`;
}

function downloadInfo({ id, name, contentUrl }: JsonObject): JsonObject {
  const fileType = String(name).split('.').at(-1);
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl,
    name,
    content: { downloadUrl: contentUrl, uniqueId: id, fileType },
  };
}
