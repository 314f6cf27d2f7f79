import { threadId } from './conversationId';
import { isJsonObject, stringAt, type JsonObject } from './json';
import { conversationNotFound, malformed, Refusal } from './refusal';
import { findByTeamsIdentity, teamsUserId, type Person } from './setting';
import type { Conversation, TeamsWorld } from './world';

export type Operation =
  'createConversation' | 'send' | 'reply' | 'update' | 'delete' | 'getMember' | 'getMembers' | 'getPagedMembers' | 'getTeam' | 'getTeamConversations';

interface Answer {
  status: number;
  body?: unknown;
}

export type Rate = 'send' | 'read';

interface Route {
  method: string;
  path: RegExp;
  operation: Operation;
  rate: Rate;
  handle(world: TeamsWorld, path: string[], body: unknown): Promise<Answer>;
}

const created = (id: string | undefined): Answer => ({ status: 201, body: id === undefined ? {} : { id } });

/** What the Bot Connector can be asked for, and what each does to the world. */
export const routes: Route[] = [
  {
    method: 'POST',
    path: /^\/v3\/conversations$/,
    operation: 'createConversation',
    rate: 'send',
    handle: createConversation,
  },
  { method: 'POST', path: /^\/v3\/conversations\/([^/]+)\/activities$/, operation: 'send', rate: 'send', handle: send },
  // The reply-to id is a hint only: the conversation id decides the thread, also when the id is that of an invoke.
  {
    method: 'POST',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    operation: 'reply',
    rate: 'send',
    handle: send,
  },
  {
    method: 'PUT',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    operation: 'update',
    rate: 'send',
    handle: async (world, [conversationId = '', activityId = ''], body) => {
      await world.updateFromBot(world.conversation(conversationId), activityId, objectOf(body));
      return { status: 200, body: { id: activityId } };
    },
  },
  {
    method: 'DELETE',
    path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/,
    operation: 'delete',
    rate: 'send',
    handle: async (world, [conversationId = '', activityId = '']) => {
      await world.deleteFromBot(world.conversation(conversationId), activityId);
      return { status: 200 };
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/conversations\/([^/]+)\/members$/,
    operation: 'getMembers',
    rate: 'read',
    handle: async (world, [conversationId = '']) => ({ status: 200, body: accounts(world, conversationId) }),
  },
  {
    method: 'GET',
    path: /^\/v3\/conversations\/([^/]+)\/pagedmembers$/,
    operation: 'getPagedMembers',
    rate: 'read',
    handle: async (world, [conversationId = '']) => ({
      status: 200,
      body: { members: accounts(world, conversationId) },
    }),
  },
  {
    method: 'GET',
    path: /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/,
    operation: 'getMember',
    rate: 'read',
    handle: async (world, [conversationId = '', memberId = '']) => {
      const person = findByTeamsIdentity(world.setting, memberId);
      if (!person || !membersOf(world, conversationId).includes(person)) {
        throw new Refusal(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
      }
      return { status: 200, body: accountOf(world, person) };
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/teams\/([^/]+)$/,
    operation: 'getTeam',
    rate: 'read',
    handle: async (world, [teamId]) => {
      const { team, tenantId, channels, people } = teamOf(world, teamId);
      const memberCount = people.filter((person) => person.teamMember).length;
      return { status: 200, body: { ...team, tenantId, type: 'standard', channelCount: channels.length, memberCount } };
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/teams\/([^/]+)\/conversations$/,
    operation: 'getTeamConversations',
    rate: 'read',
    handle: async (world, [teamId]) => ({
      status: 200,
      body: { conversations: teamOf(world, teamId).channels.map((channel) => ({ ...channel, type: 'standard' })) },
    }),
  },
];

async function createConversation(world: TeamsWorld, _path: string[], body: unknown): Promise<Answer> {
  const request = objectOf(body);
  const activity = request.activity === undefined ? undefined : objectOf(request.activity);
  const channelId = channelIdOf(request);
  if (channelId !== undefined) {
    const channel = world.conversation(channelId);
    if (channel.kind !== 'channel') throw conversationNotFound();
    if (!activity) throw malformed('A new thread needs an activity.');
    const { id, rootId } = await world.postFromBot(channel, activity);
    return {
      status: 201,
      body: { id: threadId(channel.channel.id, rootId), ...(id === undefined ? {} : { activityId: id }) },
    };
  }
  const members = Array.isArray(request.members) ? request.members : [];
  const memberId = stringAt(members[0], 'id');
  if (members.length !== 1 || memberId === undefined) throw malformed('Exactly one member is needed.');
  const tenantId = stringAt(request, 'tenantId') ?? tenantIdOf(request);
  if (tenantId !== undefined && tenantId !== world.setting.tenantId) {
    throw new Refusal(403, 'Forbidden', 'The bot is not installed in this tenant.');
  }
  const chat = world.personalChat(memberId);
  const posted = activity && (await world.postFromBot(chat, activity));
  return { status: 201, body: { id: chat.id, ...(posted?.id === undefined ? {} : { activityId: posted.id }) } };
}

async function send(world: TeamsWorld, [conversationId = '']: string[], body: unknown): Promise<Answer> {
  const activity = objectOf(body);
  const conversation = world.conversation(conversationId);
  // A typing indicator is shown and gone; it leaves no message.
  if (activity.type === 'typing') return { status: 201, body: {} };
  return created((await world.postFromBot(conversation, activity)).id);
}

function membersOf(world: TeamsWorld, conversationId: string): Person[] {
  const conversation: Conversation | undefined = conversationId === world.setting.team.id ? undefined : world.conversation(conversationId);
  return conversation ? world.membersOf(conversation) : world.setting.people.filter((person) => person.teamMember && person.teamsId !== undefined);
}

function accounts(world: TeamsWorld, conversationId: string): JsonObject[] {
  return membersOf(world, conversationId).map((person) => accountOf(world, person));
}

function accountOf(world: TeamsWorld, person: Person): JsonObject {
  const [givenName, ...rest] = person.name.split(' ');
  return {
    id: teamsUserId(person),
    name: person.name,
    objectId: person.teamsId,
    aadObjectId: person.teamsId,
    givenName,
    surname: rest.join(' '),
    email: person.email,
    userPrincipalName: person.email,
    tenantId: world.setting.tenantId,
    userRole: person.guest ? 'guest' : 'user',
  };
}

function teamOf(world: TeamsWorld, teamId: string | undefined): TeamsWorld['setting'] {
  if (teamId !== world.setting.team.id) throw new Refusal(404, 'TeamNotFound', 'Team not found.');
  return world.setting;
}

export function channelIdOf(body: unknown): string | undefined {
  const channelData = isJsonObject(body) ? body.channelData : undefined;
  return isJsonObject(channelData) ? stringAt(channelData.channel, 'id') : undefined;
}

function tenantIdOf(body: JsonObject): string | undefined {
  return isJsonObject(body.channelData) ? stringAt(body.channelData.tenant, 'id') : undefined;
}

function objectOf(body: unknown): JsonObject {
  if (!isJsonObject(body)) throw malformed('A JSON object is needed.');
  return body;
}
