import { teamsUserId } from '../../src/oevebane/connector/setting';
import { createTeamsClient, type TeamsClient } from '../../src/oevebane/connector/teamsClient';
import { createTeamsWorld, type TeamsWorld } from '../../src/oevebane/connector/world';
import { demoSetting, startFakeBot, type FakeBot } from './support';

let world: TeamsWorld;
let bot: FakeBot;
let client: TeamsClient;
let channelId: string;
const clock = { now: 0 };

beforeEach(async () => {
  clock.now = Date.UTC(2026, 10, 2, 13, 5);
  world = createTeamsWorld({ setting: demoSetting(), now: () => clock.now });
  channelId = world.setting.channels[0]?.id ?? '';
  bot = await startFakeBot();
  client = createTeamsClient({ world, serviceUrl: 'http://127.0.0.1:1/', botUrl: () => bot.url });
});
afterEach(() => bot.close());

const person = (id: string) => {
  const found = world.person(id);
  if (!found) throw new Error(id);
  return found;
};
const write = async (id: string, text: string, more: { rootId?: string; files?: string[]; mentionBot?: boolean; mentions?: string[] } = {}) => {
  const { rootId, mentions, ...wording } = more;
  const act = { person: person(id), place: { channelId, rootId }, text, mentions: mentions?.map(person), ...wording };
  return (await client.write(act)).message;
};
const botPost = async () => {
  const { id = '' } = await world.postFromBot(world.conversation(channelId), { type: 'message', text: 'Fra botten' });
  return id;
};
const refusal = (status: number) => expect.objectContaining({ status });

describe('an edit', () => {
  it('carries the id of the message, its thread and what it says now', async () => {
    const root = await write('anna', 'Rod');
    const reply = await write('bent', 'Vand i kælderen', { rootId: root.id });
    clock.now += 60_000;
    await client.edit({ person: person('bent'), messageId: reply.id, text: 'Vand i kælder 2' });
    expect(bot.received[2]).toMatchObject({
      type: 'messageUpdate',
      id: reply.id,
      replyToId: root.id,
      text: 'Vand i kælder 2',
      timestamp: '2026-11-02T13:06:00.000Z',
      from: { aadObjectId: person('bent').teamsId },
      conversation: { id: `${channelId};messageid=${root.id}` },
      channelData: { eventType: 'editMessage', channel: { id: channelId } },
    });
    expect(world.message(reply.id)).toMatchObject({ activity: { text: 'Vand i kælder 2' }, updatedAt: '2026-11-02T13:06:00.000Z' });
  });

  it('keeps the files', async () => {
    const { id } = await write('anna', 'Se kortet', { files: ['kort.pdf'] });
    await client.edit({ person: person('anna'), messageId: id, text: 'Se det nye kort' });
    expect(bot.received[1]?.attachments).toContainEqual(expect.objectContaining({ name: 'kort.pdf' }));
  });
});

describe('a deletion', () => {
  it('names the message and not what it said', async () => {
    const { id } = await write('anna', 'Fortrolig');
    await client.remove({ person: person('anna'), messageId: id });
    expect(bot.received[1]).toMatchObject({ type: 'messageDelete', id, channelData: { eventType: 'softDeleteMessage' } });
    expect(JSON.stringify(bot.received[1])).not.toContain('Fortrolig');
    expect(world.message(id)?.activity).toEqual({ type: 'message' });
  });

  it('can be taken back, with everything that was there', async () => {
    const { id } = await write('anna', 'Se her, @Bent Ravnsborg', { mentions: ['bent'], files: ['kort.pdf'] });
    const before = structuredClone(world.message(id)?.activity);
    await client.remove({ person: person('anna'), messageId: id });
    await client.undelete({ person: person('anna'), messageId: id });
    expect(bot.received[2]).toMatchObject({
      type: 'messageUpdate',
      id,
      text: 'Se her, <at>Bent Ravnsborg</at>',
      channelData: { eventType: 'undeleteMessage' },
    });
    expect(bot.received[2]?.attachments).toContainEqual(expect.objectContaining({ name: 'kort.pdf' }));
    expect(world.message(id)?.activity).toEqual(before);
    expect(world.message(id)?.deletedAt).toBeUndefined();
  });
});

describe('a reaction', () => {
  it('is told when it is to the bot, with the id of the message and without a name', async () => {
    const messageId = await botPost();
    await client.react({ person: person('anna'), messageId, type: 'like' });
    await client.react({ person: person('anna'), messageId, type: '1f440_eyes' });
    await client.unreact({ person: person('anna'), messageId, type: 'like' });
    expect(bot.received).toMatchObject([
      {
        type: 'messageReaction',
        replyToId: messageId,
        reactionsAdded: [{ type: 'like' }],
        conversation: { id: `${channelId};messageid=${messageId}` },
      },
      { type: 'messageReaction', replyToId: messageId, reactionsAdded: [{ type: '1f440_eyes' }] },
      { type: 'messageReaction', replyToId: messageId, reactionsRemoved: [{ type: 'like' }] },
    ]);
    expect(bot.received[0]?.from).toEqual({ id: teamsUserId(person('anna')), aadObjectId: person('anna').teamsId });
    expect(world.message(messageId)?.reactions).toMatchObject([{ type: '1f440_eyes', personId: 'anna' }]);
  });

  it('is shown but not told when it is to a person', async () => {
    const { id } = await write('bent', 'Hej');
    expect(await client.react({ person: person('anna'), messageId: id, type: 'heart' })).toEqual({ kind: 'notForBot' });
    expect(world.message(id)?.reactions).toHaveLength(1);
    expect(bot.received).toHaveLength(1);
  });

  it('counts once however often it is given, and is not removed by anybody else', async () => {
    const messageId = await botPost();
    for (let count = 0; count < 3; count++) await client.react({ person: person('anna'), messageId, type: 'like' });
    expect(await client.unreact({ person: person('bent'), messageId, type: 'like' })).toEqual({ kind: 'notForBot' });
    expect(bot.received).toHaveLength(1);
    expect(world.message(messageId)?.reactions).toHaveLength(1);
  });
});

describe('mentions and files', () => {
  it('names people where they stand in the text', async () => {
    await write('anna', 'Kan @Bent Ravnsborg ringe?', { mentions: ['bent'] });
    expect(bot.received[0]).toMatchObject({ text: 'Kan <at>Bent Ravnsborg</at> ringe?' });
    expect(bot.received[0]?.entities).toContainEqual({
      type: 'mention',
      mentioned: { id: teamsUserId(person('bent')), name: 'Bent Ravnsborg' },
      text: '<at>Bent Ravnsborg</at>',
    });
  });

  it('refers to a file of the channel', async () => {
    await write('anna', 'Se her', { files: ['Kort over skole.pdf'] });
    expect(bot.received[0]?.attachments).toMatchObject([
      { contentType: 'reference', name: 'Kort over skole.pdf', contentUrl: expect.stringMatching(/^https:.*\/Kort%20over%20skole\.pdf$/) },
      { contentType: 'text/html', content: expect.stringContaining('<attachment id="') },
    ]);
  });

  it('may leave the name of a channel file to Graph, as many tenants do', async () => {
    client = createTeamsClient({ world, serviceUrl: 'http://127.0.0.1:1/', botUrl: () => bot.url, fileNamesInChannels: false });
    await write('anna', 'Se her', { files: ['kort.pdf'] });
    expect(JSON.stringify(bot.received[0])).not.toContain('kort.pdf');
  });

  it('gives a file of a personal chat for download', async () => {
    await client.write({ person: person('anna'), place: 'personal', text: 'Se her', files: ['kort.pdf'] });
    expect(bot.received[0]?.attachments).toContainEqual(
      expect.objectContaining({ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'kort.pdf' }),
    );
  });
});

describe('without RSC', () => {
  beforeEach(() => world.setSwitches({ rsc: false }));

  it('the bot hears only what mentions it, in threads too, and the edits and deletions of that', async () => {
    const root = await write('anna', 'Uden');
    await write('anna', 'Svar uden', { rootId: root.id });
    const heard = await write('anna', 'Med', { rootId: root.id, mentionBot: true });
    await client.edit({ person: person('anna'), messageId: root.id, text: 'Stadig uden' });
    await client.edit({ person: person('anna'), messageId: heard.id, text: 'Stadig med', mentionBot: true });
    await client.remove({ person: person('anna'), messageId: heard.id });
    expect(bot.received.map(({ type, id }) => [type, id])).toEqual([
      ['message', heard.id],
      ['messageUpdate', heard.id],
      ['messageDelete', heard.id],
    ]);
  });

  it('personal chats, presses and reactions come as ever', async () => {
    await client.write({ person: person('anna'), place: 'personal', text: 'hej' });
    await client.react({ person: person('anna'), messageId: await botPost(), type: 'like' });
    expect(bot.received.map(({ type }) => type)).toEqual(['message', 'messageReaction']);
  });
});

describe('what Teams refuses people', () => {
  it("to touch another's message, or the bot's", async () => {
    const { id } = await write('anna', 'Min');
    await expect(client.edit({ person: person('bent'), messageId: id, text: 'Din' })).rejects.toEqual(refusal(403));
    await expect(client.remove({ person: person('bent'), messageId: id })).rejects.toEqual(refusal(403));
    await expect(client.remove({ person: person('bent'), messageId: await botPost() })).rejects.toEqual(refusal(403));
    await client.remove({ person: person('anna'), messageId: id });
    await expect(client.undelete({ person: person('bent'), messageId: id })).rejects.toEqual(refusal(403));
    expect(bot.received).toHaveLength(2);
  });

  it('to do anything with what is gone or never was', async () => {
    const { id } = await write('anna', 'Væk');
    await client.remove({ person: person('anna'), messageId: id });
    for (const messageId of [id, '17']) {
      await expect(client.edit({ person: person('anna'), messageId, text: 'x' })).rejects.toEqual(refusal(404));
      await expect(client.remove({ person: person('anna'), messageId })).rejects.toEqual(refusal(404));
      await expect(client.react({ person: person('anna'), messageId, type: 'like' })).rejects.toEqual(refusal(404));
      await expect(client.unreact({ person: person('anna'), messageId, type: 'like' })).rejects.toEqual(refusal(404));
    }
    await expect(client.undelete({ person: person('anna'), messageId: '17' })).rejects.toEqual(refusal(404));
    await expect(client.react({ person: person('anna'), messageId: await botPost(), type: ' ' })).rejects.toEqual(refusal(400));
  });
});
