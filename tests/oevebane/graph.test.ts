import type { Fault } from '../../src/oevebane/connector/connector';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { createTeamsWorld, type TeamsWorld } from '../../src/oevebane/connector/world';
import { startGraph, type RunningGraph } from '../../src/oevebane/graph/graph';
import { demoSetting } from './support';

let world: TeamsWorld;
let graph: RunningGraph;
let channelId: string;
let bearer: string;
const clock = { now: 0 };
const fault: { next?: Fault } = {};

beforeEach(async () => {
  clock.now = Date.UTC(2026, 10, 2, 13, 5);
  world = createTeamsWorld({ setting: demoSetting(), now: () => clock.now });
  channelId = world.setting.channels[0]?.id ?? '';
  graph = await startGraph({
    world,
    onRequest: () => {
      const now = fault.next;
      delete fault.next;
      return now;
    },
  });
  bearer = `Bearer ${String((await token()).body.access_token)}`;
});
afterEach(() => graph.close());

async function token(
  form: Record<string, string> = {
    grant_type: 'client_credentials',
    client_id: 'bot',
    client_secret: 'x',
    scope: 'https://graph.microsoft.com/.default',
  },
) {
  const answer = await fetch(graph.tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, body: (await answer.json()) as JsonObject };
}

async function get(path: string, headers: Record<string, string> = { Authorization: bearer }) {
  const answer = await fetch(path.startsWith('http') ? path : `${graph.baseUrl}${path}`, { headers });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as JsonObject & { value: JsonObject[] } };
}

const inChannel = (rest = '') => `/teams/${world.setting.team.aadGroupId}/channels/${encodeURIComponent(channelId)}/messages${rest}`;
const person = (id: string) => {
  const found = world.person(id);
  if (!found) throw new Error(id);
  return found;
};
async function say(text: string, rootId?: string, by = 'anna') {
  clock.now += 1_000;
  const id = rootId === undefined ? channelId : `${channelId};messageid=${rootId}`;
  return world.postFromPerson(world.conversation(id), person(by), { type: 'message', text });
}

it('lists the replies of a thread, newest first, as Graph shows them', async () => {
  const root = await say('Rod');
  const reply = await say('Vand & <strøm>', root.id, 'jens');
  await world.postFromBot(world.conversation(`${channelId};messageid=${root.id}`), { type: 'message', text: 'Gemt' });
  await world.react(person('anna'), reply.id, '👀');
  const { status, body } = await get(inChannel(`/${root.id}/replies`));
  expect(status).toBe(200);
  expect(body.value).toMatchObject([
    { replyToId: root.id, from: { user: null, application: { displayName: 'DDH Beredskab' } } },
    {
      id: reply.id,
      replyToId: root.id,
      createdDateTime: '2026-11-02T13:05:02.000Z',
      lastModifiedDateTime: '2026-11-02T13:05:02.000Z',
      lastEditedDateTime: null,
      deletedDateTime: null,
      from: { application: null, user: { id: person('jens').teamsId, displayName: 'Jens Fyrreskov' } },
      body: { contentType: 'html', content: '<p>Vand &amp; &lt;strøm&gt;</p>' },
      channelIdentity: { teamId: world.setting.team.aadGroupId, channelId },
      reactions: [{ reactionType: '👀', user: { user: { id: person('anna').teamsId } } }],
    },
  ]);
  expect((await get(inChannel(`/${root.id}/replies/${reply.id}`))).body).toEqual(body.value[1]);
  expect((await get(inChannel(`/${root.id}`))).body).toMatchObject({ id: root.id, replyToId: null });
});

it('tells of edits and deletions, and of a deleted message not the words', async () => {
  const root = await say('Rod');
  const reply = await say('Hemmeligt', root.id);
  clock.now += 60_000;
  await world.editFromPerson(person('anna'), reply.id, { type: 'message', text: 'Rettet' });
  const edited = (await get(inChannel(`/${root.id}/replies`))).body.value[0];
  expect(edited).toMatchObject({ lastEditedDateTime: '2026-11-02T13:06:02.000Z', body: { content: '<p>Rettet</p>' } });
  clock.now += 60_000;
  await world.deleteFromPerson(person('anna'), reply.id);
  const deleted = (await get(inChannel(`/${root.id}/replies`))).body.value[0];
  expect(deleted).toMatchObject({
    deletedDateTime: '2026-11-02T13:07:02.000Z',
    lastModifiedDateTime: '2026-11-02T13:07:02.000Z',
    body: { content: '' },
  });
});

it("shows a person's mentions and files, and the bot's cards", async () => {
  const { team } = world.setting;
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } };
  await world.postFromPerson(world.conversation(channelId), person('anna'), {
    type: 'message',
    text: 'Se her, <at>Bent Ravnsborg</at>',
    entities: [{ type: 'mention', text: '<at>Bent Ravnsborg</at>', mentioned: { id: person('bent').teamsId, name: 'Bent Ravnsborg' } }],
    attachments: [{ contentType: 'reference', name: 'kort.pdf' }],
  });
  clock.now += 1_000;
  await world.postFromBot(world.conversation(channelId), { type: 'message', attachments: [card] });
  const { body } = await get(`/teams/${team.aadGroupId}/channels/${encodeURIComponent(channelId)}/messages`);
  expect(body.value).toMatchObject([
    { attachments: [{ contentType: card.contentType, content: '{"type":"AdaptiveCard"}' }] },
    {
      body: { content: expect.stringContaining('Se her, <at id="0">Bent Ravnsborg</at>') },
      mentions: [{ id: 0, mentionText: 'Bent Ravnsborg', mentioned: { user: { id: person('bent').teamsId } } }],
      attachments: [{ contentType: 'reference', name: 'kort.pdf', contentUrl: expect.stringContaining('kort.pdf') }],
    },
  ]);
});

it('lists the roots of a channel without their replies, the liveliest thread first', async () => {
  const first = await say('Første');
  const second = await say('Anden');
  await say('Svar', first.id);
  expect((await get(inChannel())).body.value.map(({ id }) => id)).toEqual([first.id, second.id]);
});

it('gives pages, and nothing twice when something comes in between', async () => {
  const root = await say('Rod');
  const replies: string[] = [];
  for (let nr = 0; nr < 7; nr++) replies.unshift((await say(`Svar ${nr}`, root.id)).id);
  const seen: unknown[] = [];
  let next: unknown = `${inChannel(`/${root.id}/replies`)}?$top=3`;
  let pages = 0;
  while (typeof next === 'string') {
    const { body } = await get(next);
    seen.push(...body.value.map(({ id }) => id));
    next = body['@odata.nextLink'];
    pages++;
    await say('Imens', root.id);
  }
  expect(pages).toBe(3);
  expect(seen).toEqual(replies);
  for (let nr = 0; nr < 20; nr++) await say('Flere', root.id);
  expect((await get(inChannel(`/${root.id}/replies`))).body.value).toHaveLength(20);
});

describe('what Graph refuses', () => {
  it('anybody without a token that it gave, or with one that is too old', async () => {
    for (const headers of [{}, { Authorization: 'Bearer opdigtet' }, { Authorization: 'Basic abc' }]) {
      expect(await get(inChannel(), headers as Record<string, string>)).toMatchObject({
        status: 401,
        body: { error: { code: 'InvalidAuthenticationToken' } },
      });
    }
    clock.now += 3_600_000;
    expect((await get(inChannel())).status).toBe(401);
  });

  it('where the permission is missing', async () => {
    await world.setSwitches({ graph: false });
    expect(await get(inChannel())).toMatchObject({ status: 403, body: { error: { code: 'Forbidden' } } });
  });

  it.each([
    ['a team by its channel-like id', () => inChannel().replace(world.setting.team.aadGroupId, encodeURIComponent(world.setting.team.id)), 400],
    ['an unknown team', () => inChannel().replace(world.setting.team.aadGroupId, '00000000-0000-4000-8000-000000000000'), 404],
    ['an unknown channel', () => inChannel().replace(encodeURIComponent(channelId), 'ukendt'), 404],
    ['an unknown message', () => inChannel('/17/replies'), 404],
    ['an unknown path', () => '/me', 400],
    ['too large a page', () => `${inChannel()}?$top=51`, 400],
    ['a page after nothing', () => `${inChannel()}?$skiptoken=17`, 400],
    ['filters', () => `${inChannel()}?$filter=x`, 400],
  ])('%s', async (_what, path, status) => {
    expect((await get(path())).status).toBe(status);
  });

  it('an unknown reply, and replies of a reply', async () => {
    const root = await say('Rod');
    const reply = await say('Svar', root.id);
    expect((await get(inChannel(`/${root.id}/replies/17`))).status).toBe(404);
    expect((await get(inChannel(`/${reply.id}/replies`))).status).toBe(404);
  });

  it('on demand, as when it is busy', async () => {
    fault.next = { kind: 'answer', status: 429, headers: { 'Retry-After': '2' }, body: { error: { code: 'TooManyRequests' } } };
    const { status, headers } = await get(inChannel());
    expect([status, headers.get('retry-after')]).toEqual([429, '2']);
    expect((await get(inChannel())).status).toBe(200);
  });

  it.each([
    [{ client_id: 'bot', scope: 'x' }, 'invalid_request'],
    [{ grant_type: 'client_credentials', scope: 'x' }, 'invalid_request'],
    [{ grant_type: 'password', client_id: 'bot', scope: 'x' }, 'unsupported_grant_type'],
  ])('a token to whoever asks with %j', async (form, error) => {
    expect(await token(form as Record<string, string>)).toMatchObject({ status: 400, body: { error } });
  });
});
