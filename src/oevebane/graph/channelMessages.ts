import type { JsonObject } from '../connector/json';
import { Refusal } from '../connector/refusal';
import type { StoredMessage, TeamsWorld } from '../connector/world';
import { changedAt, chatMessageOf } from './chatMessage';
import { decoded } from './path';

const PAGE = { usual: 20, largest: 50 };
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface ChannelRequest {
  operation: 'listMessages' | 'getMessage' | 'listReplies' | 'getReply';
  teamId: string;
  channelId: string;
  messageId?: string;
  replyId?: string;
}

const ROUTE = /^\/teams\/([^/]+)\/channels\/([^/]+)\/messages(?:\/([^/]+)(\/replies(?:\/([^/]+))?)?)?$/;

/** Undefined: about something else than a channel's messages. */
export function readChannelRequest(method: string | undefined, path: string): ChannelRequest | undefined {
  const found = ROUTE.exec(path);
  if (!found) return undefined;
  if (method !== 'GET') throw new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  const [teamId = '', channelId = '', messageId, replies, replyId] = found.slice(1).map((part) => part && decoded(part));
  const operation =
    messageId === undefined ? 'listMessages' : replies === undefined ? 'getMessage' : replyId === undefined ? 'listReplies' : 'getReply';
  return { operation, teamId, channelId, ...(messageId === undefined ? {} : { messageId }), ...(replyId === undefined ? {} : { replyId }) };
}

/** What a channel's messages answer. */
export function channelAnswer(
  world: TeamsWorld,
  { operation, teamId, channelId, messageId = '', replyId = '' }: ChannelRequest,
  url: URL,
): JsonObject {
  if (!world.switches.graph) {
    throw new Refusal(
      403,
      'Forbidden',
      "Missing role permissions on the request. API requires one of 'ChannelMessage.Read.All, ChannelMessage.Read.Group'.",
    );
  }
  const { team, channels } = world.setting;
  if (!GUID.test(teamId)) throw new Refusal(400, 'BadRequest', 'teamId needs to be a valid GUID.');
  if (teamId !== team.aadGroupId) throw notFound('No team found with Group id.');
  if (!channels.some(({ id }) => id === channelId)) throw notFound('Channel not found.');
  const inChannel = world.messages(channelId);
  if (operation === 'listMessages') return page(world, threads(inChannel), url);
  const root = inChannel.find(({ id, rootId }) => id === messageId && rootId === id);
  if (!root) throw notFound('Message not found.');
  if (operation === 'getMessage') return chatMessageOf(world, root);
  const replies = inChannel.filter(({ id, rootId }) => rootId === root.id && id !== root.id);
  if (operation === 'listReplies') return page(world, replies.reverse(), url);
  const reply = replies.find(({ id }) => id === replyId);
  if (!reply) throw notFound('Message not found.');
  return chatMessageOf(world, reply);
}

function page(world: TeamsWorld, newestFirst: StoredMessage[], url: URL): JsonObject {
  for (const option of url.searchParams.keys()) {
    if (option !== '$top' && option !== '$skiptoken') throw badQuery(`Query option '${option}' is not supported.`);
  }
  const top = Number(url.searchParams.get('$top') ?? PAGE.usual);
  if (!Number.isInteger(top) || top < 1 || top > PAGE.largest) throw badQuery(`$top must be between 1 and ${PAGE.largest}.`);
  // The token names the last message that was shown, so that what comes meanwhile moves nothing.
  const after = url.searchParams.get('$skiptoken');
  const start = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) throw badQuery('The skip token is not valid.');
  const shown = newestFirst.slice(start, start + top);
  const last = shown.at(-1);
  const next = new URL(url);
  if (last) next.searchParams.set('$skiptoken', last.id);
  return {
    '@odata.context': `${url.origin}/graph/v1.0/$metadata#Collection(chatMessage)`,
    '@odata.count': shown.length,
    ...(start + top < newestFirst.length ? { '@odata.nextLink': next.href } : {}),
    value: shown.map((message) => chatMessageOf(world, message)),
  };
}

/** Root messages; the thread in which something happened last comes first. */
function threads(messages: StoredMessage[]): StoredMessage[] {
  const lastIn = new Map<string, string>();
  for (const message of messages) {
    const at = changedAt(message);
    if (at > (lastIn.get(message.rootId) ?? '')) lastIn.set(message.rootId, at);
  }
  return messages
    .filter(({ id, rootId }) => id === rootId)
    .sort((one, other) => (lastIn.get(other.id) ?? '').localeCompare(lastIn.get(one.id) ?? ''));
}

const notFound = (message: string): Refusal => new Refusal(404, 'NotFound', message);
const badQuery = (message: string): Refusal => new Refusal(400, 'BadRequest', message);
