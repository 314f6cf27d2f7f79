import { createHash } from 'node:crypto';

/** A person as Teams knows them. Without a teamsId they cannot be reached in Teams at all. */
export interface Person {
  id: string;
  name: string;
  teamsId?: string;
  email?: string;
  guest: boolean;
  teamMember: boolean;
  /** False: a personal message is refused with 403, as Teams does where the app is not installed. */
  appInstalled: boolean;
}

export interface Channel {
  id: string;
  name: string;
}

/** What does not change while the world runs: one tenant, one team, its channels, the people, the bot. */
export interface TeamsSetting {
  tenantId: string;
  bot: { id: string; name: string };
  team: { id: string; name: string; aadGroupId: string };
  channels: Channel[];
  people: Person[];
}

// Teams derives the "29:" id per bot and user; all that matters here is that it is stable and is not the Entra id.
export function teamsUserId(person: Person): string {
  return `29:1${digest(`user ${person.teamsId ?? person.id}`)}`;
}

export function personalConversationId(person: Person): string {
  return `a:1${digest(`chat ${person.teamsId ?? person.id}`)}`;
}

/** Teams accepts the "29:" id, the Entra object id and the address. */
export function findByTeamsIdentity(setting: TeamsSetting, identity: string): Person | undefined {
  return setting.people.find(
    (person) => person.teamsId !== undefined && (identity === teamsUserId(person) || identity === person.teamsId || identity === person.email),
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
