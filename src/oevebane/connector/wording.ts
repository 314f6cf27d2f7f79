import { createHash } from 'node:crypto';
import { isJsonObject, stringAt, type JsonObject } from './json';
import { findByTeamsIdentity, teamsUserId, type Person, type TeamsSetting } from './setting';

/** What a person put into the writing box. "@Anna Holmgaard" becomes a mention where it stands; a name that is not there goes first. */
export interface Wording {
  text: string;
  mentionBot?: boolean;
  mentions?: readonly Person[];
  /** Attached by name; nothing is uploaded. */
  files?: readonly string[];
}

interface Account {
  id: string;
  name: string;
}

/** One wording in the two shapes in which Teams has it: plain text with <at>, and HTML. */
export function wordingOf(setting: TeamsSetting, wording: Wording): { text: string; html: string; entities: JsonObject[]; files: JsonObject[] } {
  const accounts: Account[] = [
    ...(wording.mentionBot ? [setting.bot] : []),
    ...(wording.mentions ?? []).map((person) => ({ id: teamsUserId(person), name: person.name })),
  ];
  const files = (wording.files ?? []).map((name) => fileNamed(setting, name));
  return {
    text: withMentions(wording.text, accounts, ({ name }) => `<at>${name}</at>`),
    html: `<p>${withMentions(escaped(wording.text).replaceAll('\n', '<br>'), accounts, ({ name }, nr) => `<span itemtype="http://schema.skype.com/Mention" itemscope itemid="${nr}">${name}</span>`)}</p>${files.map(({ id }) => `<attachment id="${String(id)}"></attachment>`).join('')}`,
    entities: accounts.map(({ id, name }) => ({ type: 'mention', mentioned: { id, name }, text: `<at>${name}</at>` })),
    files,
  };
}

/** What was put into the writing box for a message that stands in the world. */
export function wordingFrom(setting: TeamsSetting, { text, entities, attachments }: JsonObject): Wording {
  const ids = listOf(entities).flatMap((entity) => (isJsonObject(entity) ? (stringAt(entity.mentioned, 'id') ?? []) : []));
  return {
    text: (typeof text === 'string' ? text : '').replace(/<at>(.*?)<\/at>/g, '@$1'),
    mentionBot: ids.includes(setting.bot.id),
    mentions: ids.flatMap((id) => findByTeamsIdentity(setting, id) ?? []),
    files: listOf(attachments).flatMap((file) => stringAt(file, 'name') ?? []),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function withMentions(text: string, accounts: Account[], tag: (account: Account, nr: number) => string): string {
  const missing = accounts.filter(({ name }) => !text.includes(`@${name}`));
  const leading = missing.map((account) => `${tag(account, accounts.indexOf(account))} `).join('');
  return accounts.reduce((sofar, account, nr) => sofar.replaceAll(`@${account.name}`, tag(account, nr)), `${leading}${text}`);
}

/** As Graph has it: a reference to where the channel keeps its files. */
function fileNamed(setting: TeamsSetting, name: string): JsonObject {
  const hash = createHash('sha256').update(name).digest('hex');
  const id = [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
  const site = setting.team.name.replace(/[^\p{L}\p{N}]/gu, '');
  return {
    id,
    contentType: 'reference',
    contentUrl: `https://ddh.sharepoint.example/sites/${site}/Delte dokumenter/${name}`.replaceAll(' ', '%20'),
    name,
  };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
