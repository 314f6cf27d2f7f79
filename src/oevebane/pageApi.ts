import { isJsonObject, stringAt, type JsonObject } from './connector/json';
import { Refusal } from './connector/refusal';
import { personalConversationId, type Person } from './connector/setting';
import type { BotReply, TeamsClient } from './connector/teamsClient';
import type { StoredMessage, TeamsWorld } from './connector/world';
import type { Wording } from './connector/wording';
import type { DemoSetting } from './demoSetting';
import type { Outlook } from './graph/outlook';
import { viewOf } from './messageView';

const LONGEST_FILE_NAME = 200;

/** What the page asks for and does, as one person at a time. Refusals are sentences that the page shows. */
export interface PageApi {
  people(): JsonObject[];
  /** Everybody's who has one, in Teams or not, with whose it is where that is known. */
  mailboxes(): JsonObject[];
  switches(): JsonObject;
  conversations(person: Person): JsonObject[];
  maySee(person: Person, message: StoredMessage): boolean;
  act(name: string, body: JsonObject): Promise<JsonObject>;
  person(id: string | null | undefined): Person;
}

export interface PageApiParts {
  world: TeamsWorld;
  outlook: Outlook;
  setting: DemoSetting;
  client: TeamsClient;
}

export function createPageApi({ world, outlook, setting, client }: PageApiParts): PageApi {
  const actions: Record<string, (person: Person, body: JsonObject) => Promise<JsonObject>> = {
    send: async (person, body) => {
      const wording = wordingIn(body);
      if (wording.text === '' && wording.files?.length === 0) throw new Refusal(400, 'BadSyntax', 'Skriv noget først.');
      const rootId = stringAt(body, 'thread');
      const channelId = stringAt(body, 'channel');
      if (channelId !== undefined) refuseOutsiders(person);
      const place = channelId === undefined ? 'personal' : { channelId, ...(rootId === undefined ? {} : { rootId }) };
      const { reply } = await client.write({ person, place, ...wording });
      return outcomeOfWriting(reply);
    },
    edit: async (person, body) => {
      const wording = wordingIn(body);
      if (wording.text === '') throw new Refusal(400, 'BadSyntax', 'Skriv noget først, eller slet beskeden.');
      const { reply } = await client.edit({ person, messageId: visible(person, body).id, ...wording });
      return outcomeOfWriting(reply);
    },
    delete: async (person, body) => outcomeOfWriting((await client.remove({ person, messageId: visible(person, body).id })).reply),
    undelete: async (person, body) => outcomeOfWriting((await client.undelete({ person, messageId: visible(person, body).id })).reply),
    react: async (person, body) => {
      const act = { person, messageId: visible(person, body).id, type: stringAt(body, 'type') ?? '' };
      return outcomeOfWriting(body.on === false ? await client.unreact(act) : await client.react(act));
    },
    action: async (person, body) =>
      outcome(await client.execute({ ...cardAct(person, body), verb: stringAt(body, 'verb') ?? '', data: dataOf(body) })),
    submit: async (person, body) => outcome(await client.submit({ ...cardAct(person, body), value: dataOf(body) })),
    'dialog/open': async (person, body) => outcome(await client.openDialog({ ...cardAct(person, body), data: dataOf(body) })),
    'dialog/submit': async (person, body) => outcome(await client.submitDialog({ ...cardAct(person, body), data: dataOf(body) })),
    switches: async (_person, body) => {
      for (const name of ['rsc', 'graph'] as const) {
        if (typeof body[name] === 'boolean') await world.setSwitches({ [name]: body[name] });
      }
      for (const name of ['calendar', 'mail'] as const) {
        if (typeof body[name] === 'boolean') await outlook.setPermissions({ [name]: body[name] });
      }
      return { switches: switches() };
    },
  };

  function switches(): JsonObject {
    return { ...world.switches, ...outlook.permissions };
  }

  function person(id: string | null | undefined): Person {
    const found = typeof id === 'string' ? world.person(id) : undefined;
    if (found?.teamsId === undefined) throw new Refusal(404, 'NotFound', 'Personen er ikke i Teams.');
    return found;
  }

  function wordingIn(body: JsonObject): Wording & { files: string[] } {
    const ids = Array.isArray(body.mentions) ? body.mentions : [];
    const files = Array.isArray(body.files) ? body.files : [];
    return {
      text: (stringAt(body, 'text') ?? '').trim(),
      mentionBot: body.mentionBot === true,
      mentions: ids.flatMap((id) => (typeof id === 'string' ? (world.person(id) ?? []) : [])).filter(({ teamMember }) => teamMember),
      files: files.flatMap((name) => (typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, LONGEST_FILE_NAME) : [])),
    };
  }

  function visible(reader: Person, body: JsonObject): StoredMessage {
    const message = world.message(stringAt(body, 'message') ?? '');
    if (!message || !maySee(reader, message)) throw new Refusal(404, 'NotFound', 'Beskeden findes ikke længere.');
    return message;
  }

  function cardAct(presser: Person, body: JsonObject): Parameters<TeamsClient['openDialog']>[0] {
    const message = visible(presser, body);
    const inChannel = setting.channels.some(({ id }) => id === message.conversationId);
    return {
      person: presser,
      place: inChannel ? { channelId: message.conversationId, rootId: message.rootId } : 'personal',
      cardId: message.id,
      data: {},
    };
  }

  /** Somebody of the roster, or whom a mail calls so. */
  function ownerOf(address: string): string | undefined {
    const inRoster = setting.people.find(({ email }) => email?.toLowerCase() === address);
    const written = outlook.mailsTo(address).flatMap(({ to }) => to);
    return (inRoster ?? written.find((one) => one.address.toLowerCase() === address && one.name !== one.address))?.name;
  }

  function views(conversationId: string, reader: Person): JsonObject[] {
    return world.messages(conversationId).map((message) => viewOf(world, message, reader));
  }

  function maySee(reader: Person, message: StoredMessage): boolean {
    const isOwnChat = message.conversationId === personalConversationId(reader);
    return isOwnChat || (reader.teamMember && setting.channels.some(({ id }) => id === message.conversationId));
  }

  return {
    person,
    maySee,
    people: () => setting.people.map(personView),
    mailboxes: () =>
      outlook.addresses().map((address) => ({
        address,
        name: ownerOf(address) ?? null,
        mails: outlook.mailsTo(address).length,
      })),
    switches,
    conversations(reader) {
      const channels = reader.teamMember
        ? setting.channels.map((channel) => ({ ...channel, kind: 'channel', messages: views(channel.id, reader) }))
        : [];
      const id = personalConversationId(reader);
      const personal = { id, name: setting.bot.name, kind: 'personal', messages: views(id, reader) };
      return [...channels, ...(reader.appInstalled ? [personal] : [])];
    },
    async act(name, body) {
      const action = actions[name];
      if (!action) throw new Refusal(404, 'NotFound', 'Siden findes ikke.');
      return action(person(stringAt(body, 'person')), body);
    },
  };
}

function personView({ id, name, title, guest, teamMember, appInstalled, teamsId, email }: DemoSetting['people'][number]): JsonObject {
  return { id, name, title, guest, teamMember, appInstalled, email: email ?? null, inTeams: teamsId !== undefined };
}

function refuseOutsiders(person: Person): void {
  if (!person.teamMember) throw new Refusal(403, 'Forbidden', 'Du er ikke medlem af holdet.');
}

/** What one wrote stands in Teams in any case; the page says when the bot has not heard it. */
function outcomeOfWriting(reply: BotReply): JsonObject {
  if (reply.kind !== 'unreachable') return outcome(reply);
  return { notice: 'Det står i Teams, men botten svarer ikke lige nu og har ikke hørt det.' };
}

/** What the page is told: what the bot answered, or in words why there is no answer. */
function outcome(reply: BotReply): JsonObject {
  switch (reply.kind) {
    case 'notForBot':
      return {};
    case 'unreachable':
      return { notice: 'Botten svarer ikke lige nu. Det du gjorde, er ikke nået frem til den. Prøv igen om lidt.' };
    case 'noAnswer':
      return { notice: 'Botten svarede ikke. Se efter, om det blev gemt, før du prøver igen.' };
    case 'answered':
      if (reply.status >= 400) return { notice: `Botten kunne ikke tage imod det (svar ${reply.status}). Prøv igen.` };
      return { answer: reply.body ?? null };
  }
}

function dataOf(body: JsonObject): JsonObject {
  return isJsonObject(body.data) ? body.data : {};
}
