import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphThreadHistory } from '../../src/adapters/graph/threadHistory';
import { tokensFrom, type TokenSource } from '../../src/adapters/identity/tokens';
import type { ThreadReplies } from '../../src/app/threadHistory';
import type { Fault } from '../../src/oevebane/connector/connector';
import { createTeamsWorld, type TeamsWorld } from '../../src/oevebane/connector/world';
import { startGraph, type GraphRequest, type RunningGraph } from '../../src/oevebane/graph/graph';
import { demoSetting } from '../oevebane/support';

const START = Date.UTC(2026, 10, 2, 13, 5);
const AT = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const NEVER = new AbortController().signal;

let world: TeamsWorld;
let graph: RunningGraph;
let history: GraphThreadHistory;
let now: number;
let asked: GraphRequest[];
let fault: (nth: number) => Fault | undefined;

beforeEach(async () => {
  now = START;
  asked = [];
  fault = () => undefined;
  world = createTeamsWorld({ setting: demoSetting(), now: () => now });
  graph = await startGraph({
    world,
    onRequest: (request) => fault(asked.push(request)),
  });
  history = historyOf();
});
afterEach(() => graph.close());

function historyOf(options: { token?: TokenSource; teamId?: string; baseUrl?: string; timeoutMs?: number; botId?: string | undefined } = {}) {
  return new GraphThreadHistory({
    baseUrl: graph.baseUrl, teamId: world.setting.team.aadGroupId, token: tokensFrom({ url: graph.tokenUrl, scope: SCOPE, clientId: 'bot', secret: 'x', now: () => now }), ...options,
  });
}

const SCOPE = 'https://graph.microsoft.com/.default';
const pages = () => asked.filter(({ operation }) => operation === 'listReplies').length;
const channel = () => world.setting.channels[0]?.id ?? '';
const person = (id: string) => world.person(id)!;

async function say(text: string, rootId?: string, by = 'anna', more: object = {}) {
  now += 1000;
  return world.postFromPerson(world.conversation(rootId === undefined ? channel() : `${channel()};messageid=${rootId}`), person(by), { type: 'message', text, ...more });
}

async function thread() {
  const { id } = await say('Rod');
  return { id, conversation: `${channel()};messageid=${id}` };
}

async function read(conversation: string, since?: string) {
  const result = await history.replies(conversation, since, NEVER);
  if (result.kind !== 'read') throw new Error(`${result.kind}: ${result.why}`);
  return result;
}

describe('the replies of a thread', () => {
  it('are what people wrote, oldest first, with time, author and files; not the root, not the bot', async () => {
    const { id, conversation } = await thread();
    const first = await say('Vand & <strøm>\nog telefoner', id, 'jens');
    await world.postFromBot(world.conversation(conversation), { type: 'message', text: 'Gemt: 2' });
    const second = await say('Se her, <at>Bent Ravnsborg</at>', id, 'anna', {
      entities: [{ type: 'mention', text: '<at>Bent Ravnsborg</at>', mentioned: { id: person('bent').teamsId, name: 'Bent Ravnsborg' } }],
      attachments: [{ contentType: 'reference', name: 'kort.pdf' }],
    });
    const { replies, complete } = await read(conversation);
    expect(complete).toBe(true);
    expect(replies).toEqual([
      { id: first.id, author: { teamsId: person('jens').teamsId, name: person('jens').name }, text: 'Vand & <strøm>\nog telefoner', mentionsBot: false, attachments: [], createdAt: AT(2) },
      {
        id: second.id, author: { teamsId: person('anna').teamsId, name: person('anna').name }, text: 'Se her, @Bent Ravnsborg', mentionsBot: false,
        attachments: [{ navn: 'kort.pdf', link: expect.stringContaining('kort.pdf') }], createdAt: AT(3),
      },
    ]);
  });

  it('say whether the bot is mentioned, and leave its name out', async () => {
    const { id, conversation } = await thread();
    const { bot } = world.setting;
    await say(`<at>${bot.name}</at> log h: ringede`, id, 'anna', { entities: [{ type: 'mention', text: `<at>${bot.name}</at>`, mentioned: { id: bot.id, name: bot.name } }] });
    expect((await read(conversation)).replies).toMatchObject([{ mentionsBot: true, text: 'log h: ringede' }]);
  });

  it('say when they were edited or deleted', async () => {
    const { id, conversation } = await thread();
    const [one, other] = [await say('Et', id), await say('To', id)];
    now += 60_000;
    await world.editFromPerson(person('anna'), one.id, { type: 'message', text: 'Et, rettet' });
    await world.deleteFromPerson(person('anna'), other.id);
    expect((await read(conversation)).replies).toMatchObject([{ text: 'Et, rettet', editedAt: AT(63) }, { text: '', deletedAt: AT(63) }]);
  });

  it('come page by page', async () => {
    const { id, conversation } = await thread();
    for (let nr = 1; nr <= 120; nr += 1) await say(`Svar ${nr}`, id);
    const { replies, complete } = await read(conversation);
    expect(replies.map(({ text }) => text)).toEqual(Array.from({ length: 120 }, (_, index) => `Svar ${index + 1}`));
    expect(complete).toBe(true);
    expect(pages()).toBe(3);
  });

  it('are read no further back than something has changed', async () => {
    const { id, conversation } = await thread();
    for (let nr = 1; nr <= 120; nr += 1) await say(`Svar ${nr}`, id);
    const { replies, complete } = await read(conversation, AT(120));
    expect(pages()).toBe(2);
    expect(complete).toBe(true);
    expect(replies.at(-1)?.text).toBe('Svar 120');
  });

  it('are bounded; what lies further back is said to be missing', async () => {
    const { id, conversation } = await thread();
    for (let nr = 1; nr <= 1_001; nr += 1) await say(`Svar ${nr}`, id);
    const { replies, complete } = await read(conversation);
    expect([replies.length, complete, pages()]).toEqual([1_000, false, 20]);
  });
});

describe('reactions to the bot’s posts', () => {
  it('on the root and on its replies: who, which and when; not those to what people wrote', async () => {
    const posts = async (id: string, text: string) => (await world.postFromBot(world.conversation(id), { type: 'message', text })).id ?? '';
    const root = await posts(channel(), 'Kortet');
    const conversation = `${channel()};messageid=${root}`;
    const post = await posts(conversation, 'Gemt: 2');
    const said = await say('Hej', root);
    now += 60_000;
    await world.react(person('jens'), root, '1f440_eyes');
    await world.react(person('anna'), post, 'like');
    await world.react(person('anna'), said.id, 'heart');
    await world.react(person('bent'), root, 'heart');
    await world.unreact(person('bent'), root, 'heart');
    const at = new Date(now).toISOString();
    // Graph does not name whoever reacted, and calls a sign by itself.
    expect((await read(conversation)).reactions).toEqual([
      { messageId: post, type: 'like', teamsId: person('anna').teamsId, name: '', at },
      { messageId: root, type: '👀', teamsId: person('jens').teamsId, name: '', at },
    ]);
  });

  it('one that a tenant made up goes by its name; one that is not what Graph documents is left out, the others count', async () => {
    const user = { user: { id: 'aad', displayName: null } };
    const reactions = [{ reactionType: 'custom', displayName: 'viborg', createdDateTime: AT(1), user }, { reactionType: '' }, { reactionType: 'like', createdDateTime: 'i går', user }, 'like', { reactionType: 'like', createdDateTime: AT(2), user: {} }];
    const server = await serve(({ url }, response) => {
      const post = { id: '1', createdDateTime: AT(1), from: { application: { id: 'app' } }, reactions };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(url?.includes('/replies') ? { value: [] } : post));
    });
    const read = (botId?: string) => historyOf({ baseUrl: `${server.url}/v1.0`, token: async () => 'tegn', botId }).replies('19:x@thread.tacv2;messageid=1', undefined, NEVER);
    expect(await read()).toMatchObject({ kind: 'read', complete: true, reactions: [{ type: 'viborg', teamsId: 'aad', at: AT(1) }, { type: 'like', teamsId: undefined, at: AT(2) }] });
    expect(await read('en anden app')).toMatchObject({ reactions: [] });
    server.close();
  });
});

describe('a token', () => {
  it('is asked for once, and again when it has ended', async () => {
    const { conversation } = await thread();
    let tokens = 0;
    const source = tokensFrom({ url: graph.tokenUrl, scope: SCOPE, clientId: 'bot', now: () => now });
    history = historyOf({ token: (options) => { tokens += options.fresh ? 100 : 1; return source(options); } });
    await read(conversation);
    await read(conversation);
    now += 3_600_000;
    await read(conversation);
    // Each of the three reads asks twice: for the replies and for the root.
    expect(tokens).toBe(6);
  });

  it('that is refused is replaced by a new one, once', async () => {
    const { conversation } = await thread();
    const source = tokensFrom({ url: graph.tokenUrl, scope: SCOPE, clientId: 'bot', now: () => now });
    const asking: boolean[] = [];
    history = historyOf({ token: async (options) => { asking.push(options.fresh); return options.fresh ? source(options) : 'for gammelt'; } });
    await read(conversation);
    expect(asking).toEqual([false, true, false, true]);
  });

  it('that is refused again is no permission', async () => {
    const { conversation } = await thread();
    history = historyOf({ token: async () => 'opdigtet' });
    expect(await history.replies(conversation, undefined, NEVER)).toEqual({ kind: 'notPermitted', why: 'Graph answered 401 InvalidAuthenticationToken' });
  });

  it('that cannot be had is a Graph that is away', async () => {
    const { conversation } = await thread();
    history = historyOf({ token: tokensFrom({ url: `${graph.baseUrl}/ingen`, scope: SCOPE, clientId: 'bot', now: () => now }) });
    expect((await history.replies(conversation, undefined, NEVER)).kind).toBe('unavailable');
  });
});

describe('what Graph refuses', () => {
  it('without the permission: not permitted', async () => {
    const { conversation } = await thread();
    await world.setSwitches({ graph: false });
    expect(await history.replies(conversation, undefined, NEVER)).toEqual({ kind: 'notPermitted', why: 'Graph answered 403 Forbidden' });
  });

  it('a thread, a channel or a team that it does not know: not permitted', async () => {
    const { conversation } = await thread();
    const answers = [
      await history.replies(`${channel()};messageid=17`, undefined, NEVER),
      await history.replies('19:ukendt@thread.tacv2;messageid=17', undefined, NEVER),
      await historyOf({ teamId: '00000000-0000-4000-8000-000000000000' }).replies(conversation, undefined, NEVER),
      await historyOf({ teamId: world.setting.team.id }).replies(conversation, undefined, NEVER),
      await history.replies(channel(), undefined, NEVER),
    ];
    expect(answers.map((answer) => answer.kind === 'notPermitted' && answer.why)).toEqual([
      'Graph answered 404 NotFound', 'Graph answered 404 NotFound', 'Graph answered 404 NotFound', 'Graph answered 400 BadRequest', 'not a thread of a channel',
    ]);
  });

  const answer = (status: number, headers: Record<string, string> = {}): Fault => ({ kind: 'answer', status, headers, body: { error: { code: 'Fejl', message: 'Fejl' } } });

  it.each([
    ['seconds', '17', 17_000],
    ['a date that has been', new Date(0).toUTCString(), undefined],
    ['nothing', '', undefined],
    ['nonsense', 'senere', undefined],
  ])('too many requests: how long to wait, told as %s', async (_how, header, retryAfterMs) => {
    const { conversation } = await thread();
    fault = () => answer(429, header ? { 'Retry-After': header } : {});
    expect(await history.replies(conversation, undefined, NEVER)).toEqual({ kind: 'unavailable', why: 'Graph answered 429 Fejl', retryAfterMs });
    expect(asked).toHaveLength(1);
  });

  it('too many requests, told as a date to come', async () => {
    const { conversation } = await thread();
    fault = () => answer(429, { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() });
    const result = await history.replies(conversation, undefined, NEVER);
    expect(result.kind === 'unavailable' && result.retryAfterMs).toBeGreaterThan(30_000);
  });

  it.each([408, 500, 502, 503, 504])('%i: away for now; nothing half-read is given', async (status) => {
    const { id, conversation } = await thread();
    for (let nr = 1; nr <= 60; nr += 1) await say(`Svar ${nr}`, id);
    fault = (nth) => (nth === 2 ? answer(status) : undefined);
    expect(await history.replies(conversation, undefined, NEVER)).toMatchObject({ kind: 'unavailable', why: `Graph answered ${status} Fejl` });
  });

  it('a broken connection: away for now', async () => {
    const { conversation } = await thread();
    fault = () => ({ kind: 'dropRequest' });
    expect((await history.replies(conversation, undefined, NEVER)).kind).toBe('unavailable');
  });

  it('an answer that takes too long, or is not waited for any more', async () => {
    const { conversation } = await thread();
    const hanging = await serve(() => undefined);
    const slow = historyOf({ baseUrl: `${hanging.url}/v1.0`, timeoutMs: 50 });
    expect((await slow.replies(conversation, undefined, NEVER)).kind).toBe('unavailable');
    expect((await history.replies(conversation, undefined, AbortSignal.abort())).kind).toBe('unavailable');
    hanging.close();
  });
});

describe('an answer that is odd', () => {
  const bearer = { token: async () => 'tegn' };
  const message = (id: string, more: object = {}) => ({ id, createdDateTime: AT(1), from: { user: { id: 'aad', displayName: 'Eva' } }, body: { contentType: 'html', content: '<p>Hej</p>' }, ...more });

  async function answered(body: unknown, contentType = 'application/json'): Promise<ThreadReplies> {
    const server = await serve(({ url }, response) => {
      const answer = url?.includes('/replies') ? body : message('1');
      response.writeHead(200, { 'Content-Type': contentType }).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
    const result = await historyOf({ baseUrl: `${server.url}/v1.0`, ...bearer }).replies('19:x@thread.tacv2;messageid=1', undefined, NEVER);
    server.close();
    return result;
  }

  it('Teams\' own remarks and the posts of other apps are left out; nobody knows who wrote is no reason to', async () => {
    const result = await answered({ value: [message('3', { messageType: 'systemEventMessage' }), message('2', { from: { application: { id: 'app' } } }), message('1', { from: null })] });
    expect(result).toMatchObject({ kind: 'read', complete: true, replies: [{ id: '1', author: { teamsId: undefined, name: '' }, text: 'Hej' }] });
  });

  it('a text that is no HTML is kept as it is', async () => {
    expect(await answered({ value: [message('1', { body: { contentType: 'text', content: 'a <b> &amp;' } })] })).toMatchObject({ replies: [{ text: 'a <b> &amp;' }] });
  });

  it('a message that cannot be understood is not passed over in silence', async () => {
    expect(await answered({ value: [message('2'), { id: '1' }] })).toMatchObject({ kind: 'read', complete: false, replies: [{ id: '2' }] });
  });

  it.each([['{', 'application/json'], ['<html>', 'text/html'], [{ fejl: 1 }, 'application/json'], ['', 'text/plain']])('%j is no answer', async (body, contentType) => {
    expect((await answered(body, contentType)).kind).toBe('unavailable');
  });

  it('a next page at somebody else\'s address is asked for where the first one was: no token leaves the house', async () => {
    const strangers: string[] = [];
    const stranger = await serve((request, response) => { strangers.push(request.url ?? ''); response.end('{"value":[]}'); });
    let pages = 0;
    const server = await serve(({ url }, response) => {
      if (url?.endsWith('/messages/1')) return void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(message('1')));
      pages += 1;
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ value: [], ...(pages === 1 ? { '@odata.nextLink': `${stranger.url}/v1.0/teams/x?$skiptoken=a` } : {}) }));
    });
    await historyOf({ baseUrl: `${server.url}/v1.0`, ...bearer }).replies('19:x@thread.tacv2;messageid=1', undefined, NEVER);
    expect([pages, strangers]).toEqual([2, []]);
    server.close();
    stranger.close();
  });
});

async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
