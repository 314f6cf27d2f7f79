import { isJsonObject, stringAt, type JsonObject } from './connector/json';
import { findByTeamsIdentity, type Person } from './connector/setting';
import type { StoredMessage, TeamsWorld } from './connector/world';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** A message as one person's page shows it: who, what, who reacted, and which mentions are of them. */
export function viewOf(world: TeamsWorld, message: StoredMessage, reader: Person): JsonObject {
  const { activity, author } = message;
  const attachments = Array.isArray(activity.attachments) ? activity.attachments.filter(isJsonObject) : [];
  const cards = attachments.filter(({ contentType }) => contentType === CARD).map(({ content }) => content);
  const person = author.kind === 'person' ? world.person(author.personId) : undefined;
  return {
    id: message.id,
    conversationId: message.conversationId,
    rootId: message.rootId,
    author: person
      ? { name: person.name, bot: false, me: person === reader, guest: person.guest }
      : { name: world.setting.bot.name, bot: true, me: false, guest: false },
    at: Number(message.id),
    text: stringAt(activity, 'text') ?? '',
    cards,
    files: attachments
      .filter(({ contentType }) => contentType !== CARD)
      .map((file) => ({ name: stringAt(file, 'name') ?? 'fil', url: stringAt(file, 'contentUrl') })),
    mentions: [activity.entities, ...cards.map(cardEntities)].flatMap((entities) => mentionsIn(world, entities, reader)),
    reactions: (message.reactions ?? []).map(({ type, personId, at }) => ({
      type,
      name: world.person(personId)?.name ?? 'Ukendt',
      me: personId === reader.id,
      at: Date.parse(at),
    })),
    edited: message.updatedAt !== undefined,
    deleted: message.deletedAt !== undefined,
    mayUndelete: message.beforeDeletion !== undefined && person === reader,
  };
}

function cardEntities(card: unknown): unknown {
  const msteams = isJsonObject(card) ? card.msteams : undefined;
  return isJsonObject(msteams) ? msteams.entities : undefined;
}

function mentionsIn(world: TeamsWorld, entities: unknown, reader: Person): JsonObject[] {
  if (!Array.isArray(entities)) return [];
  return entities.flatMap((entity): JsonObject[] => {
    const text = stringAt(entity, 'text');
    const id = isJsonObject(entity) ? stringAt(entity.mentioned, 'id') : undefined;
    if (text === undefined || id === undefined) return [];
    return [{ text, me: findByTeamsIdentity(world.setting, id) === reader }];
  });
}
