import { createTeamsClient, type TeamsClient } from '../../src/oevebane/connector/teamsClient';
import { teamsUserId } from '../../src/oevebane/connector/setting';
import { createTeamsWorld, type TeamsWorld } from '../../src/oevebane/connector/world';
import { demoSetting, startFakeBot, type FakeBot } from './support';

let world: TeamsWorld;
let bot: FakeBot;
let client: TeamsClient;
let channelId: string;

beforeEach(async () => {
  world = createTeamsWorld({ setting: demoSetting(), now: () => Date.UTC(2026, 10, 2, 13, 5) });
  channelId = world.setting.channels[0]?.id ?? '';
  bot = await startFakeBot(() => ({ statusCode: 200 }));
  client = createTeamsClient({ world, serviceUrl: 'http://127.0.0.1:1/', botUrl: () => bot.url });
});
afterEach(() => bot.close());

const person = (id: string) => {
  const found = world.person(id);
  if (!found) throw new Error(id);
  return found;
};

it('tells the bot of a channel message without a mention, as Teams does', async () => {
  const { message } = await client.write({ person: person('jens'), place: { channelId }, text: '/log hej æøå' });
  expect(bot.received[0]).toMatchObject({
    type: 'message',
    id: message.id,
    channelId: 'msteams',
    text: '/log hej æøå',
    timestamp: '2026-11-02T13:05:00.000Z',
    localTimestamp: '2026-11-02T14:05:00.000+01:00',
    localTimezone: 'Europe/Copenhagen',
    from: { id: teamsUserId(person('jens')), aadObjectId: person('jens').teamsId, name: 'Jens Fyrreskov' },
    recipient: { id: expect.stringMatching(/^28:/), name: 'DDH Beredskab' },
    conversation: {
      id: `${channelId};messageid=${message.id}`,
      isGroup: true,
      conversationType: 'channel',
      tenantId: world.setting.tenantId,
    },
    channelData: {
      channel: { id: channelId },
      team: { id: world.setting.team.id },
      tenant: { id: world.setting.tenantId },
    },
  });
  expect(bot.received[0]).not.toHaveProperty('replyToId');
});

it('names the root in a reply, and the bot when it is mentioned', async () => {
  const root = await client.write({ person: person('anna'), place: { channelId }, text: 'Rod' });
  const rootId = root.message.id;
  await client.write({ person: person('anna'), place: { channelId, rootId }, text: '/status', mentionBot: true });
  expect(bot.received[1]).toMatchObject({
    replyToId: rootId,
    text: '<at>DDH Beredskab</at> /status',
    conversation: { id: `${channelId};messageid=${rootId}` },
  });
  expect(bot.received[1]?.entities).toContainEqual({
    type: 'mention',
    mentioned: { id: world.setting.bot.id, name: 'DDH Beredskab' },
    text: '<at>DDH Beredskab</at>',
  });
});

it('sends presses and dialogs as invokes', async () => {
  const act = { person: person('anna'), place: { channelId, rootId: '17' }, cardId: '18' };
  await client.execute({ ...act, verb: 'step.done', data: { step: '1B.1' } });
  await client.openDialog({ ...act, data: { msteams: { type: 'task/fetch' }, verb: 'decide' } });
  const reply = await client.submitDialog({ ...act, data: { verb: 'decide', text: 'Ja' } });
  expect(reply).toEqual({ kind: 'answered', status: 200, body: { statusCode: 200 } });
  expect(bot.received).toMatchObject([
    {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '18',
      conversation: { id: `${channelId};messageid=17` },
      value: { action: { type: 'Action.Execute', verb: 'step.done', data: { step: '1B.1' } }, trigger: 'manual' },
    },
    {
      name: 'task/fetch',
      value: { data: { verb: 'decide', msteams: { type: 'task/fetch' } }, context: { theme: 'default' } },
    },
    { name: 'task/submit', value: { data: { verb: 'decide', text: 'Ja' }, context: { theme: 'default' } } },
  ]);
});

it('tells of the installation', async () => {
  await client.install(channelId);
  expect(bot.received[0]).toMatchObject({
    type: 'conversationUpdate',
    membersAdded: [{ id: world.setting.bot.id }],
    conversation: { id: channelId },
    channelData: { eventType: 'teamMemberAdded', team: { id: world.setting.team.id } },
  });
});

it('says so when the bot cannot be reached', async () => {
  await bot.close();
  const { reply } = await client.write({ person: person('anna'), place: 'personal', text: 'hej' });
  expect(reply).toEqual({ kind: 'unreachable' });
});
