import type { ConnectorRequest, Fault } from '../../src/oevebane/connector/connector';
import { startBotProcess } from '../support/botProcess';
import { newCertificate } from '../support/certificate';
import { BOT_ID, signedIn, startMicrosoft, type Microsoft } from '../support/microsoft';
import { Staff } from '../support/staff';
import { startAzurite, type Azurite } from '../support/store/azurite';

/** Whom the bot is towards Teams: every post is signed with a token that was given to it, and without one nothing goes out. */
let microsoft: Microsoft;
let staff: Staff;
let tables: Azurite | undefined;
let posts: ConnectorRequest[];
/** As Teams does it: who shows no token for it is nobody. */
const onRequest = (request: ConnectorRequest): Fault | undefined => {
  posts.push(request);
  return audienceOf(request) === 'https://api.botframework.com' ? undefined : { kind: 'answer', status: 401 };
};

beforeEach(async () => {
  posts = [];
  microsoft = await startMicrosoft();
});
afterEach(async () => {
  await staff.close();
  await microsoft.close();
  await tables?.stop();
  tables = undefined;
});

function audienceOf({ authorization = '' }: ConnectorRequest): unknown {
  const claims = authorization.split('.')[1];
  return claims === undefined ? undefined : (JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { aud?: unknown }).aud;
}

function start(environment: Readonly<Record<string, string>>): Promise<Staff> {
  return Staff.start({
    onRequest,
    graph: true,
    sign: (url) => `Bearer ${microsoft.token({ serviceurl: url })}`,
    environment: { ...signedIn(microsoft), ...environment },
  });
}

describe('a single tenant bot', () => {
  it('asks for a token with its password, shows it at every post, and keeps it', async () => {
    staff = await start({});
    await staff.openIncident('bent');
    await staff.startInstruks('bent', 2);
    expect(posts.length).toBeGreaterThan(2);
    expect(posts.map(audienceOf)).toEqual(posts.map(() => 'https://api.botframework.com'));
    expect(microsoft.asked).toEqual([
      { way: 'client credentials', what: 'https://api.botframework.com/.default', clientId: BOT_ID, secret: 'hemmelig' },
    ]);
    expect(staff.bot?.log()).not.toMatch(/hemmelig|eyJ/);
  });
});

describe('a bot with a managed identity', () => {
  const asIdentity = () => ({ BOT_TYPE: 'UserAssignedMSI', BOT_PASSWORD: '', BOT_LOGIN_URL: '', ...microsoft.siteIdentity });

  it('is given its tokens by the site that it runs on: for Teams and for Graph, as the same identity, without any secret', async () => {
    staff = await start({ ...asIdentity(), GRAPH_TOKEN_URL: '' });
    await staff.openIncident('bent');
    expect(posts.map(audienceOf)).toEqual(posts.map(() => 'https://api.botframework.com'));
    expect(microsoft.asked).toContainEqual({ way: 'managed identity', what: 'https://api.botframework.com', clientId: BOT_ID, secret: undefined });
    // After an absence the threads are read from Graph.
    await staff.bot?.stop();
    staff.bot = await startBotProcess(staff.environment);
    while (!microsoft.asked.some(({ what }) => what === 'https://graph.microsoft.com')) await fetch(`${staff.bot.url}/healthz`);
    expect(microsoft.asked.filter(({ clientId }) => clientId !== BOT_ID)).toEqual([]);
  });
});

describe('the tables', () => {
  it('are reached by the same managed identity, by the bot and by its tools beside it: there is no key', async () => {
    const certificate = newCertificate();
    tables = await startAzurite(certificate);
    staff = await start({
      BOT_TYPE: 'UserAssignedMSI',
      BOT_PASSWORD: '',
      BOT_LOGIN_URL: '',
      ...microsoft.siteIdentity,
      TABLES_CONNECTION_STRING: '',
      TABLES_ENDPOINT: `${tables.url}/devstoreaccount1`,
      NODE_EXTRA_CA_CERTS: certificate.file,
    });
    await staff.openIncident('bent');
    const storage = { way: 'managed identity', what: 'https://storage.azure.com', clientId: BOT_ID, secret: undefined };
    expect(microsoft.asked).toContainEqual(storage);
    microsoft.asked.length = 0;
    expect(await staff.log('verify', '--incident', '1')).toMatchObject({ code: 0 });
    expect(microsoft.asked.length).toBeGreaterThan(0);
    expect(microsoft.asked).toEqual(microsoft.asked.map(() => storage));
  });
});

describe('when no token is given', () => {
  it('what was stored is acknowledged as stored, its posts wait, and go out once when there is a token again', async () => {
    staff = await start({});
    await staff.openIncident('bent');
    const thread = staff.incidentCard(1)!.id;
    microsoft.giving = false;
    // The token that it kept is gone after that.
    const restarted = async () => {
      await staff.bot?.stop();
      staff.bot = await startBotProcess(staff.environment);
    };
    await restarted();
    const before = { posts: posts.length, texts: staff.texts().length };
    const { reply } = await staff.write('carla', '/log h: uden nøgle', { rootId: thread });
    expect(reply).toMatchObject({ kind: 'answered', status: 200 });
    expect((await staff.export()).at(-1)).toMatchObject({ indhold: 'uden nøgle' });
    await restarted();
    expect(posts.length).toBe(before.posts);
    expect(staff.texts().length).toBe(before.texts);
    expect((await fetch(`${staff.bot?.url}/healthz`)).status).toBe(200);

    microsoft.giving = true;
    await staff.untilGemt('carla', 2);
    expect(staff.texts().filter((text) => text.startsWith('Gemt: 2'))).toHaveLength(1);
    expect((await staff.export()).map(({ indhold }) => indhold).filter((text) => text.includes('leveret'))).toEqual([]);
  });
});
