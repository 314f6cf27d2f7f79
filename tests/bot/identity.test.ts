import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { startBotProcess } from '../support/botProcess';
import { BOT_ID, CHANNEL_ISSUER, jwt, MINUTE, newKey, now, signedIn, startMicrosoft, withHmac, type Microsoft } from '../support/microsoft';
import { Staff, type Card } from '../support/staff';

/** Who may speak to the bot, over HTTP, with real signatures: whatever is not signed by Teams for this bot leaves no trace. */
let microsoft: Microsoft;
let staff: Staff;
let incident: Card;
let serviceUrl: string;
beforeAll(async () => {
  microsoft = await startMicrosoft();
  staff = await Staff.start({
    sign: (url) => `Bearer ${microsoft.token({ serviceurl: url })}`,
    environment: signedIn(microsoft),
  });
  serviceUrl = String(staff.environment.SERVICE_URL);
  incident = await staff.openIncident('bent');
});
afterAll(async () => {
  await staff?.close();
  await microsoft.close();
});

let ids = 6_000_000_000_000;
const line = (who = 'carla', text = '/log h: må ikke stå der'): JsonObject =>
  staff.teams.activities.message({
    person: staff.person(who),
    place: { channelId: staff.channel, rootId: incident.id },
    id: String((ids += 1)),
    text,
  });
const press = (): JsonObject =>
  staff.teams.activities.execute({
    person: staff.person('bent'),
    place: { channelId: staff.channel, rootId: incident.id },
    cardId: incident.id,
    verb: 'startInstruks',
    data: { haendelse: incident.incidentId, instruks: 'instruks-2' },
  });
const good = () => microsoft.token({ serviceurl: serviceUrl });
const claims = () => ({ iss: CHANNEL_ISSUER, aud: BOT_ID, nbf: now() - MINUTE, exp: now() + 60 * MINUTE, serviceurl: serviceUrl });

const send = (activity: JsonObject, authorization?: string) =>
  staff.post(JSON.stringify(activity), { 'Content-Type': 'application/json', ...(authorization !== undefined && { Authorization: authorization }) });

it('what Teams signs for this bot is taken', async () => {
  const before = (await staff.export()).length;
  expect((await send(line('carla', '/log h: signeret'), `Bearer ${good()}`)).status).toBe(200);
  expect((await staff.export()).slice(before).map(({ indhold }) => indhold)).toEqual(['signeret']);
});

describe('is refused, and nothing is stored or posted:', () => {
  const forged = newKey();
  it.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['an empty header', () => ''],
    ['a scheme alone', () => 'Bearer'],
    ['another scheme', () => `Basic ${good()}`],
    ['three words', () => `Bearer ${good()} x`],
    ['no token at all in it', () => 'Bearer hej.med.dig'],
    ['half a token', () => `Bearer ${good().split('.').slice(0, 2).join('.')}`],
    ['a forged signature', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl }, { key: forged })}`],
    [
      'a token whose claims were changed after it was signed',
      () => {
        const [header, , signature] = microsoft.token({ serviceurl: 'https://smba.example/' }).split('.');
        return `Bearer ${header}.${good().split('.')[1]}.${signature}`;
      },
    ],
    ['a signature taken away', () => `Bearer ${good().replace(/\.[^.]*$/, '.')}`],
    ['a key that nobody knows', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl }, { key: forged, header: { kid: 'ukendt' } })}`],
    ['no key named', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl }, { header: { kid: undefined } })}`],
    ['a token that has ended', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl, nbf: now() - 120 * MINUTE, exp: now() - 10 * MINUTE })}`],
    ['a token without an end', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl, exp: undefined })}`],
    ['a token that is not yet valid', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl, nbf: now() + 10 * MINUTE })}`],
    ['a token for another bot', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl, aud: '99999999-1111-4222-8333-444444444444' })}`],
    ['a token for nobody', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl, aud: undefined })}`],
    ['a token of another issuer', () => `Bearer ${microsoft.token({ serviceurl: serviceUrl, iss: 'https://sts.example/' })}`],
    [
      "a token of the bot's own tenant, as the Emulator has it",
      () =>
        `Bearer ${microsoft.token({
          iss: `https://sts.windows.net/${staff.setting.tenantId}/`,
          tid: staff.setting.tenantId,
          ver: '1.0',
          appid: BOT_ID,
          serviceurl: serviceUrl,
        })}`,
    ],
    [
      'a token of another bot, as skills have it',
      () =>
        `Bearer ${microsoft.token({ iss: `https://login.microsoftonline.com/${staff.setting.tenantId}/v2.0`, ver: '2.0', azp: 'en-anden', serviceurl: serviceUrl })}`,
    ],
    ['a token for another service URL', () => `Bearer ${microsoft.token({ serviceurl: 'https://smba.example/' })}`],
    ['a token without a service URL', () => `Bearer ${microsoft.token()}`],
    ['"alg: none"', () => `Bearer ${jwt({ alg: 'none', kid: 'channel-key' }, claims(), () => '')}`],
    [
      'HS256 with the public key as the secret',
      () => `Bearer ${jwt({ alg: 'HS256', kid: 'channel-key' }, claims(), withHmac(microsoft.publicKeyPem))}`,
    ],
  ])('%s', async (_, authorization) => {
    const before = { lines: await staff.export(), log: staff.bot?.log().length };
    for (const activity of [line(), press(), { ...line(), channelId: 'emulator' }, { ...line(), channelId: 'AseChannel' }]) {
      const { status } = await send(activity, authorization());
      expect([401, 403]).toContain(status);
    }
    expect(await staff.export()).toEqual(before.lines);
    // Whatever was posted because of these would have gone out before the answer to this one.
    await staff.ask('anna', '/hjælp');
    expect(staff.instruksCard(2)).toBeUndefined();
    expect(JSON.stringify(staff.fromBot())).not.toContain('må ikke stå der');
    expect(staff.bot?.log().slice(before.log)).not.toMatch(/a request failed|"level":50|eyJ/);
  });
});

it('who does not even claim to be Teams is refused before the body is here', async () => {
  const { hostname, port } = new URL(staff.bot!.url);
  const socket = connect(Number(port), hostname);
  socket.write('POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"type":');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString('utf8')).toMatch(/^HTTP\/1\.1 401 /);
});

it('the page behind a svarlink needs no token of Teams: it is for people without Teams', async () => {
  const link = `${staff.bot!.url}/svar/${'A'.repeat(43)}`;
  for (const init of [{ method: 'GET' }, { method: 'POST', body: new URLSearchParams({ svar: 'ja' }) }]) {
    const page = await fetch(link, init);
    expect([page.status, (await page.text()).includes('Linket gælder ikke')]).toEqual([404, true]);
  }
});

describe('whose conversation it is', () => {
  const foreign = '00000000-0000-4000-8000-000000000000';

  it('a conversation of another tenant is refused, however well it is signed', async () => {
    const before = await staff.export();
    for (const activity of [line(), press()]) {
      const elsewhere = {
        ...activity,
        conversation: { ...(activity.conversation as JsonObject), tenantId: foreign },
        channelData: { ...(activity.channelData as JsonObject), tenant: { id: foreign } },
      };
      expect((await send(elsewhere, `Bearer ${good()}`)).status).toBe(403);
    }
    expect(await staff.export()).toEqual(before);
  });

  it("a guest's account is of another tenant, and that is right", async () => {
    const guest = staff.setting.people.find((person) => person.guest && person.teamMember && person.teamsId !== undefined)!;
    const before = (await staff.export()).length;
    const written = line(guest.id, '/log o: fra en gæst');
    expect((await send({ ...written, from: { ...(written.from as JsonObject), tenantId: foreign } }, `Bearer ${good()}`)).status).toBe(200);
    expect((await staff.export()).slice(before)).toMatchObject([{ indhold: 'fra en gæst', fra: guest.name }]);
  });
});

it('when the keys of Teams cannot be read, nobody is let in, and nobody is told a lie', async () => {
  const away = await startMicrosoft();
  const bot = await startBotProcess({ ...staff.environment, BOT_OPENID_METADATA: away.metadataUrl });
  await away.close();
  const before = await staff.export();
  const response = await fetch(`${bot.url}/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${good()}` },
    body: JSON.stringify(line()),
  });
  expect(response.status).toBe(503);
  expect(await staff.export()).toEqual(before);
  expect(bot.log()).toContain('the keys of Teams could not be read');
  await bot.stop();
});

describe('local mode', () => {
  it('says loudly that it has no authentication, and cannot be reached at another address of this machine', async () => {
    const { BOT_ID: _id, BOT_TYPE: _type, BOT_PASSWORD: _password, ...local } = staff.environment;
    const bot = await startBotProcess(local);
    const { port } = new URL(bot.url);
    expect(bot.log()).toMatch(/"level":40.*LOKAL TILSTAND: ingen adgangskontrol/);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const others = Object.values(networkInterfaces())
      .flatMap((all = []) => all)
      .filter(({ internal }) => !internal)
      .map(({ address, family }) => (family === 'IPv6' ? `[${address.split('%')[0]}]` : address));
    // Every machine has these, also one without a network.
    for (const address of ['127.0.0.2', '[::1]', ...others]) {
      await expect(fetch(`http://${address}:${port}/healthz`)).rejects.toMatchObject({
        cause: { code: expect.stringMatching(/ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH|EHOSTUNREACH|EINVAL/) },
      });
    }
    await bot.stop();
  });

  it('is not said of a bot that checks', () => {
    expect(staff.bot?.log()).not.toContain('LOKAL TILSTAND');
  });
});
