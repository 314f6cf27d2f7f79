import { isJsonObject, stringAt, type JsonObject } from '../connector/json';
import type { StoredMessage, TeamsWorld } from '../connector/world';
import { wordingFrom, wordingOf } from '../connector/wording';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** A channel message as Microsoft Graph shows it. */
export function chatMessageOf(world: TeamsWorld, message: StoredMessage): JsonObject {
  const { setting } = world;
  const { id, rootId, conversationId, deletedAt, updatedAt } = message;
  const createdDateTime = new Date(Number(id)).toISOString();
  return {
    id,
    replyToId: rootId === id ? null : rootId,
    etag: String(Date.parse(changedAt(message))),
    messageType: 'message',
    createdDateTime,
    lastModifiedDateTime: changedAt(message),
    lastEditedDateTime: updatedAt ?? null,
    deletedDateTime: deletedAt ?? null,
    subject: null,
    summary: null,
    chatId: null,
    importance: 'normal',
    locale: 'da-DK',
    webUrl: `https://teams.microsoft.com/l/message/${encodeURIComponent(conversationId)}/${id}`,
    policyViolation: null,
    eventDetail: null,
    from: fromOf(world, message),
    channelIdentity: { teamId: setting.team.aadGroupId, channelId: conversationId },
    ...contentOf(world, message),
    reactions: (message.reactions ?? []).map(({ type, personId, at }) => ({
      reactionType: signOf(type),
      displayName: null,
      createdDateTime: at,
      // Graph leaves the name out here.
      user: { application: null, device: null, user: { ...identityOf(world, personId), displayName: null } },
    })),
  };
}

/** A bot is told "1f440_eyes"; Graph says "👀". */
function signOf(type: string): string {
  const codes = /^([0-9a-f]{4,6}(?:-[0-9a-f]{4,6})*)_/i.exec(type)?.[1];
  return codes === undefined ? type : String.fromCodePoint(...codes.split('-').map((code) => parseInt(code, 16)));
}

/** Of the message itself; the channel's list is sorted by the newest of a whole thread. */
export function changedAt({ id, changedAt: changed }: StoredMessage): string {
  return changed ?? new Date(Number(id)).toISOString();
}

function fromOf(world: TeamsWorld, { author }: StoredMessage): JsonObject {
  if (author.kind === 'person') return { application: null, device: null, user: identityOf(world, author.personId) };
  const { id, name } = world.setting.bot;
  const application = { id: id.replace(/^28:/, ''), displayName: name, applicationIdentityType: 'bot' };
  return { application, device: null, user: null };
}

function identityOf(world: TeamsWorld, personId: string): JsonObject {
  const person = world.person(personId);
  return {
    id: person?.teamsId ?? null,
    displayName: person?.name ?? null,
    userIdentityType: 'aadUser',
    tenantId: world.setting.tenantId,
  };
}

function contentOf(world: TeamsWorld, { activity, author, deletedAt }: StoredMessage): JsonObject {
  if (deletedAt !== undefined) return { body: { contentType: 'html', content: '' }, attachments: [], mentions: [] };
  const wording = wordingFrom(world.setting, activity);
  const { html, entities, files } = wordingOf(world.setting, wording);
  const cards = author.kind === 'bot' && Array.isArray(activity.attachments) ? activity.attachments.filter(isCard) : [];
  const cardIds = cards.map((_, nr) => `card-${nr}`);
  const content = html.replace(/<span itemtype="[^"]*" itemscope itemid="(\d+)">(.*?)<\/span>/g, '<at id="$1">$2</at>');
  return {
    body: { contentType: 'html', content: `${content}${cardIds.map((id) => `<attachment id="${id}"></attachment>`).join('')}` },
    attachments: [
      ...files.map((file) => ({ content: null, thumbnailUrl: null, teamsAppId: null, ...file })),
      ...cards.map(({ content: card }, nr) => ({ id: cardIds[nr], contentType: CARD, contentUrl: null, content: JSON.stringify(card), name: null })),
    ],
    mentions: entities.map((entity, id) => {
      const name = isJsonObject(entity.mentioned) ? stringAt(entity.mentioned, 'name') : undefined;
      const mentioned = world.setting.people.find((person) => person.name === name);
      const application = mentioned ? null : { id: world.setting.bot.id.replace(/^28:/, ''), displayName: name, applicationIdentityType: 'bot' };
      return {
        id,
        mentionText: name,
        mentioned: { application, device: null, conversation: null, user: mentioned ? identityOf(world, mentioned.id) : null },
      };
    }),
  };
}

function isCard(attachment: unknown): attachment is JsonObject {
  return isJsonObject(attachment) && attachment.contentType === CARD;
}
