import { createServer } from 'node:net';
import { request } from 'node:http';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { CannotStart, startOevebane, type Oevebane } from '../../src/oevebane/oevebane';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { sourceFolder, temporaryFolder } from './support';

const files = {
  botScript: join(__dirname, 'fakeBot.cjs'),
  pageFolder: join(sourceFolder, 'page'),
  rosterFile: join(sourceFolder, 'roster-demo.yaml'),
};
const environment = (dataDir: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  DATA_DIR: dataDir,
  PORT: '0',
  OEVEBANE_PORT: '0',
  OEVEBANE_STORE_PORT: '0',
  ...more,
});

interface View {
  id: string;
  text: string;
  cards: JsonObject[];
  mentions: { me: boolean }[];
}

async function channelAsSeenBy(oevebane: Oevebane, person: string): Promise<View[]> {
  const answer = await fetch(`${oevebane.url}/api/conversations?person=${person}`);
  const [krisestab] = (await answer.json()) as { messages: View[] }[];
  return krisestab?.messages ?? [];
}

async function act(oevebane: Oevebane, path: string, body: JsonObject): Promise<JsonObject> {
  const answer = await fetch(`${oevebane.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as JsonObject;
}

it('starts with a welcome, lets people act, and finds everything as it was at the second start', async () => {
  const dataDir = temporaryFolder();
  const first = await startOevebane(files, environment(dataDir));
  const [card] = await channelAsSeenBy(first, 'anna');
  expect(card?.cards[0]).toMatchObject({ type: 'AdaptiveCard' });
  const message = card?.id;

  const press = { person: 'anna', message, verb: 'step.done', data: { step: '1B.1' } };
  expect(await act(first, '/api/action', press)).toMatchObject({
    answer: { type: 'application/vnd.microsoft.card.adaptive' },
  });
  const dialog = { person: 'jens', message, data: { msteams: { type: 'task/fetch' } } };
  expect(await act(first, '/api/dialog/open', dialog)).toMatchObject({ answer: { task: { type: 'continue' } } });
  expect(await act(first, '/api/dialog/submit', dialog)).toMatchObject({ answer: { task: { type: 'message' } } });
  await act(first, '/api/send', { person: 'anna', text: '/log hej' });
  const seen = await channelAsSeenBy(first, 'anna');
  expect(JSON.stringify(seen[0]?.cards)).toContain('udført af Anna Holmgaard');
  await first.stop();

  const second = await startOevebane(files, environment(dataDir));
  expect(await channelAsSeenBy(second, 'anna')).toEqual(seen);
  await second.stop();
});

describe('with the øvebane running', () => {
  let oevebane: Oevebane;
  beforeAll(async () => {
    oevebane = await startOevebane(files, environment(temporaryFolder()));
  });
  afterAll(() => oevebane.stop());

  const statusFor = (headers: Record<string, string>, method = 'GET') =>
    new Promise<number | undefined>((resolve) => {
      request(`${oevebane.url}/api/people`, { headers, method }, (answer) => resolve(answer.resume().statusCode)).end();
    });

  it('serves the page and what it needs, and nothing else', async () => {
    const statuses = await Promise.all(
      ['', 'page.js', 'cards.js', 'markup.js', 'page.css', 'hostConfig.json', 'hostConfig.dark.json', 'adaptivecards.min.js'].map(
        async (name) => (await fetch(`${oevebane.url}/${name}`)).status,
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await fetch(`${oevebane.url}/..%2fserver.ts`)).status).toBe(404);
  });

  it('answers no other website', async () => {
    expect(await statusFor({ host: 'ond.example' })).toBe(403);
    expect(await statusFor({ origin: 'https://ond.example' }, 'POST')).toBe(403);
    expect(await statusFor({ 'sec-fetch-site': 'cross-site' }, 'POST')).toBe(403);
  });

  it('shows who is a guest and who is not in Teams, and lets no outsider into the channels', async () => {
    const people = (await (await fetch(`${oevebane.url}/api/people`)).json()) as JsonObject[];
    expect(people.length).toBeGreaterThanOrEqual(24);
    expect(people).toContainEqual(expect.objectContaining({ id: 'viggo', inTeams: false }));
    expect(await channelAsSeenBy(oevebane, 'gunnar')).toEqual([]);
    const [welcome] = await channelAsSeenBy(oevebane, 'anna');
    expect(await act(oevebane, '/api/action', { person: 'gunnar', message: welcome?.id, verb: 'x' })).toEqual({
      notice: 'Beskeden findes ikke længere.',
    });
  });

  it('tells others at once, and the mentioned that it is about them', async () => {
    const stream = await fetch(`${oevebane.url}/events?person=jens`);
    const reader = stream.body?.getReader();
    await reader?.read();
    const channel = JSON.parse(JSON.stringify(await (await fetch(`${oevebane.url}/api/conversations?person=jens`)).json())) as {
      id: string;
    }[];
    await act(oevebane, '/api/send', { person: 'jens', channel: channel[0]?.id, text: 'hej' });
    let told = '';
    while (!told.includes('gemt')) told += new TextDecoder().decode((await reader?.read())?.value);
    const events = told.split('\n\n').filter((part) => part.startsWith('data:'));
    expect(events.map((event) => JSON.parse(event.slice(5)) as JsonObject)).toMatchObject([
      { kind: 'posted', message: { text: 'hej', author: { me: true } } },
      { kind: 'posted', message: { mentions: [{ me: true }] } },
    ]);
    await reader?.cancel();
  });
});

describe('says what is wrong when it cannot start', () => {
  it('because the bot is not built', async () => {
    await expect(startOevebane({ ...files, botScript: '/findes/ikke.js' }, environment(temporaryFolder()))).rejects.toThrow(/ikke bygget/);
  });

  it('because a port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    for (const variable of ['OEVEBANE_PORT', 'OEVEBANE_STORE_PORT']) {
      await expect(startOevebane(files, environment(temporaryFolder(), { [variable]: port }))).rejects.toThrow(
        new CannotStart(`Port ${port} er optaget. Kører øvebanen allerede? Luk den, eller vælg en anden port med ${variable}.`),
      );
    }
    taken.close();
  });

  it('because another one uses the same folder', async () => {
    const folder = temporaryFolder();
    // The parent process stands in for the other øvebane: it is alive as long as this test is.
    writeFileSync(join(folder, 'oevebane.lock'), String(process.ppid));
    await expect(startOevebane(files, environment(folder))).rejects.toThrow(/En anden øvebane bruger mappen/);
  });

  it('because the bot is set up wrongly', async () => {
    const folder = temporaryFolder();
    const botScript = join(folder, 'bot.cjs');
    writeFileSync(botScript, `process.stderr.write('TEAM_ID mangler'); process.exit(2);`);
    await expect(startOevebane({ ...files, botScript }, environment(folder))).rejects.toThrow(
      new CannotStart('Botten er sat forkert op: TEAM_ID mangler'),
    );
  });
});
