import { createTeamsWorld } from '../../src/oevebane/connector/world';
import { personalConversationId, teamsUserId } from '../../src/oevebane/connector/setting';
import type { Fault } from '../../src/oevebane/connector/connector';
import { connectorAtHand, demoSetting, temporaryFolder } from './support';
import { join } from 'node:path';

const text = (said: string) => ({ type: 'message', text: said });
const card = {
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }],
};
const encoded = encodeURIComponent;

let at: Awaited<ReturnType<typeof connectorAtHand>>;
let channel: string;
const fault: { next?: Fault } = {};

beforeEach(async () => {
  at = await connectorAtHand({
    onRequest: () => {
      const now = fault.next;
      delete fault.next;
      return now;
    },
  });
  channel = at.world.setting.channels[0]?.id ?? '';
});
afterEach(() => at.close());

const newThread = (activity: unknown = text('Rod')) =>
  at.call('POST', 'conversations', { isGroup: true, activity, channelData: { channel: { id: channel } } });
const person = (id: string) => {
  const found = at.world.person(id);
  if (!found) throw new Error(id);
  return found;
};

describe('a thread', () => {
  it('is opened in a channel and named by its root message', async () => {
    const { status, body } = await newThread();
    expect(status).toBe(201);
    expect(body).toEqual({
      id: `${channel};messageid=${String(body.activityId)}`,
      activityId: expect.stringMatching(/^\d{13}$/),
    });
  });

  it('takes messages and replies, each with a later id', async () => {
    const { body: thread } = await newThread();
    const path = `conversations/${encoded(String(thread.id))}/activities`;
    const first = await at.call('POST', path, text('Svar'));
    const second = await at.call('POST', `${path}/${String(thread.activityId)}`, text('Svar igen'));
    expect([first.status, second.status]).toEqual([201, 201]);
    const ids = at.world.messages(String(thread.id)).map(({ id }) => Number(id));
    expect(ids).toEqual([Number(thread.activityId), Number(first.body.id), Number(second.body.id)]);
    expect([...ids].sort()).toEqual(ids);
  });

  it('takes an answer to an invoke, whose id is no message', async () => {
    const { body: thread } = await newThread();
    const answer = await at.call('POST', `conversations/${encoded(String(thread.id))}/activities/f:123`, text('Svar'));
    expect(answer.status).toBe(201);
    expect(at.world.message(String(answer.body.id))?.rootId).toBe(thread.activityId);
  });

  it('shows a message as it was last updated, and nothing of it when deleted', async () => {
    const { body: thread } = await newThread();
    const path = `conversations/${encoded(String(thread.id))}/activities/${String(thread.activityId)}`;
    expect(await at.call('PUT', path, card)).toMatchObject({ status: 200, body: { id: thread.activityId } });
    expect(at.world.message(String(thread.activityId))?.activity).toEqual(card);
    expect((await at.call('DELETE', path)).status).toBe(200);
    expect(at.world.message(String(thread.activityId))).toMatchObject({
      activity: { type: 'message' },
      deletedAt: expect.any(String),
    });
    expect((await at.call('PUT', path, card)).status).toBe(404);
  });
});

describe('a text with a card', () => {
  it('is split in two, and the ids are lost', async () => {
    const { body } = await newThread({ ...card, text: 'Alarm' });
    expect(body.activityId).toBeUndefined();
    const posted = at.world.messages(String(body.id));
    expect(posted.map(({ split, activity }) => [split, activity.text, Array.isArray(activity.attachments)])).toEqual([
      [true, 'Alarm', false],
      [true, undefined, true],
    ]);
  });
});

describe('a personal chat', () => {
  it('is the same however often it is opened and however the person is named', async () => {
    const anna = person('anna');
    const answers = await Promise.all(
      [anna.teamsId, teamsUserId(anna)].map((id) => at.call('POST', 'conversations', { isGroup: false, members: [{ id }] })),
    );
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual([
      [201, personalConversationId(anna)],
      [201, personalConversationId(anna)],
    ]);
    const sent = await at.call('POST', `conversations/${encoded(personalConversationId(anna))}/activities`, text('Hej'));
    expect(sent.status).toBe(201);
  });

  it.each([
    ['rikke', 'MessageWritesBlocked'],
    ['gunnar', 'BotNotInConversationRoster'],
  ])('is refused where the app is not installed: %s', async (id, code) => {
    const opened = await at.call('POST', 'conversations', { members: [{ id: person(id).teamsId }] });
    expect(opened).toMatchObject({ status: 403, body: { error: { code } } });
    const path = `conversations/${encoded(personalConversationId(person(id)))}/activities`;
    expect((await at.call('POST', path, text('Hej'))).status).toBe(403);
  });

  it('is refused for another tenant', async () => {
    const body = { members: [{ id: person('anna').teamsId }], tenantId: 'fremmed' };
    expect((await at.call('POST', 'conversations', body)).status).toBe(403);
  });
});

describe('the team', () => {
  it('is known by its id, with its channels', async () => {
    const { team, channels, tenantId } = at.world.setting;
    expect((await at.call('GET', `teams/${encoded(team.id)}`)).body).toMatchObject({
      ...team,
      tenantId,
      channelCount: 2,
    });
    const { body } = await at.call('GET', `teams/${encoded(team.id)}/conversations`);
    expect(body.conversations).toEqual(channels.map((each) => ({ ...each, type: 'standard' })));
  });

  it('has members, guests marked, found by Teams id and by Entra id', async () => {
    const { body } = await at.call('GET', `conversations/${encoded(channel)}/pagedmembers`);
    const members = body.members as { name: string; userRole: string }[];
    expect(members).toContainEqual(expect.objectContaining({ name: 'Jens Fyrreskov', userRole: 'guest' }));
    expect(members.map(({ name }) => name)).not.toContain('Viggo Teglbæk');
    const listed = await at.call('GET', `conversations/${encoded(channel)}/members`);
    expect(listed.body).toEqual(members);
    for (const id of [person('anna').teamsId, teamsUserId(person('anna'))]) {
      const found = await at.call('GET', `conversations/${encoded(channel)}/members/${encoded(id ?? '')}`);
      expect(found).toMatchObject({
        status: 200,
        body: { id: teamsUserId(person('anna')), objectId: person('anna').teamsId },
      });
    }
  });
});

describe('what Teams refuses', () => {
  it.each([
    ['POST', 'conversations/19:ukendt@thread.tacv2/activities', text('x')],
    ['POST', 'conversations/CHANNEL%3Bmessageid%3D1/activities', text('x')],
    ['PUT', 'conversations/CHANNEL/activities/1', text('x')],
    ['DELETE', 'conversations/CHANNEL/activities/1', undefined],
    ['GET', 'conversations/CHANNEL/members/29:ukendt', undefined],
    ['GET', 'teams/ukendt', undefined],
    ['GET', 'teams/ukendt/conversations', undefined],
    ['POST', 'conversations', { members: [{ id: 'ukendt' }] }],
    ['POST', 'andet', {}],
  ])('unknown ids: %s %s', async (method, path, body) => {
    expect((await at.call(method, path.replace('CHANNEL', encoded(channel)), body)).status).toBe(404);
  });

  it.each([
    ['no JSON', '{"type":'],
    ['no object', '[]'],
    ['no type', {}],
    ['an unknown type', { type: 'event' }],
    ['nothing in it', { type: 'message' }],
    ['text that is no text', { type: 'message', text: 7 }],
    ['a card without content', { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] }],
  ])('a malformed body: %s', async (_what, body) => {
    expect((await at.call('POST', `conversations/${encoded(channel)}/activities`, body)).status).toBe(400);
  });

  it('a message over 100 KB, counted as UTF-16', async () => {
    const path = `conversations/${encoded(channel)}/activities`;
    expect((await at.call('POST', path, text('x'.repeat(51_000)))).status).toBe(201);
    expect((await at.call('POST', path, text('x'.repeat(52_000)))).status).toBe(413);
  });

  it("changing other people's messages", async () => {
    const posted = await at.world.postFromPerson(at.world.conversation(channel), person('anna'), text('Mit'));
    const path = `conversations/${encoded(channel)}/activities/${posted.id}`;
    expect((await at.call('PUT', path, text('Dit'))).status).toBe(403);
    expect((await at.call('DELETE', path)).status).toBe(403);
  });

  it('too many sends in a second, until the second is over', async () => {
    const { body } = await newThread();
    const path = `conversations/${encoded(String(body.id))}/activities`;
    for (let count = 0; count < 7; count++) expect((await at.call('POST', path, text('x'))).status).toBe(201);
    const refused = await at.call('PUT', `${path}/${String(body.activityId)}`, text('x'));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    at.clock.now += 1_000;
    expect((await at.call('PUT', `${path}/${String(body.activityId)}`, text('x'))).status).toBe(200);
  });
});

describe('faults on the way', () => {
  it('answers with another status and does nothing', async () => {
    fault.next = { kind: 'answer', status: 502 };
    expect((await newThread()).status).toBe(502);
    expect(at.world.messages(channel)).toHaveLength(0);
  });

  it.each([
    ['dropRequest', 0],
    ['dropAnswer', 1],
  ] as const)('%s breaks the connection and leaves %i message', async (kind, left) => {
    fault.next = { kind };
    await expect(newThread()).rejects.toThrow();
    expect(at.world.messages(channel)).toHaveLength(left);
  });
});

describe('the second start', () => {
  it('finds everything as it was, and never gives an id twice', async () => {
    const options = {
      setting: demoSetting(),
      stateFile: join(temporaryFolder(), 'teams.json'),
      now: () => 1_000_000_000_000,
    };
    const before = createTeamsWorld(options);
    const first = await connectorAtHand({ world: before });
    const posts = await Promise.all(Array.from({ length: 5 }, () => first.call('POST', `conversations/${encoded(channel)}/activities`, card)));
    await before.markBotInstalled();
    await first.close();

    const after = createTeamsWorld(options);
    expect(after.messages(channel)).toEqual(before.messages(channel));
    expect(after.messages(channel)).toHaveLength(posts.length);
    expect(after.botInstalled).toBe(true);
    const next = await after.postFromBot(after.conversation(channel), card);
    expect(Number(next.id)).toBeGreaterThan(Math.max(...posts.map(({ body }) => Number(body.id))));
  });
});
