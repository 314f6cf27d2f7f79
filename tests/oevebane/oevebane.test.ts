import { createServer } from 'node:net';
import { request } from 'node:http';
import { join } from 'node:path';
import { readdirSync, writeFileSync } from 'node:fs';
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
  author: { bot: boolean };
  reactions: JsonObject[];
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
      ['', ...readdirSync(files.pageFolder), 'adaptivecards.min.js'].map(async (name) => (await fetch(`${oevebane.url}/${name}`)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    for (const path of ['..%2fserver.ts', '%2e%2e/server.ts', 'findes.js', 'start.ts']) {
      expect((await fetch(`${oevebane.url}/${path}`)).status).toBe(404);
    }
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

describe('people at the page', () => {
  let oevebane: Oevebane;
  beforeAll(async () => {
    oevebane = await startOevebane(files, environment(temporaryFolder()));
  });
  afterAll(() => oevebane.stop());

  const latest = async (person: string) => (await channelAsSeenBy(oevebane, person)).findLast(({ author }) => !author.bot);
  const channelId = async () => ((await (await fetch(`${oevebane.url}/api/conversations?person=anna`)).json()) as { id: string }[])[0]?.id;

  it('write with mentions and files, edit, delete, take back and react, each seen by the others', async () => {
    await act(oevebane, '/api/send', {
      person: 'anna',
      channel: await channelId(),
      text: 'Se @Bent Ravnsborg',
      mentions: ['bent'],
      files: ['kort.pdf'],
    });
    const written = await latest('bent');
    expect(written).toMatchObject({ text: 'Se <at>Bent Ravnsborg</at>', mentions: [{ me: true }], files: [{ name: 'kort.pdf' }] });
    const message = written?.id;
    await act(oevebane, '/api/react', { person: 'bent', message, type: 'like', on: true });
    expect((await latest('anna'))?.reactions).toMatchObject([{ type: 'like', name: 'Bent Ravnsborg', me: false }]);
    await act(oevebane, '/api/react', { person: 'bent', message, type: 'like', on: false });
    await act(oevebane, '/api/edit', { person: 'anna', message, text: 'Se alle' });
    expect(await latest('bent')).toMatchObject({ text: 'Se alle', edited: true, reactions: [], files: [{ name: 'kort.pdf' }] });
    expect(await act(oevebane, '/api/edit', { person: 'bent', message, text: 'Nej' })).toEqual({ notice: 'Du kan kun ændre dine egne beskeder.' });
    await act(oevebane, '/api/delete', { person: 'anna', message });
    expect(await latest('bent')).toMatchObject({ text: '', deleted: true, mayUndelete: false });
    expect(await latest('anna')).toMatchObject({ mayUndelete: true });
    await act(oevebane, '/api/undelete', { person: 'anna', message });
    expect(await latest('bent')).toMatchObject({ text: 'Se alle', deleted: false });
  });

  it('show the post of everybody, also of those outside Teams, and tell of it at once', async () => {
    const graph = `${oevebane.url}/graph/v1.0/users/beredskab@ddh.example`;
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'bot', scope: 'x' });
    const token = (await (await fetch(`${oevebane.url}/token`, { method: 'POST', body: form })).json()) as { access_token: string };
    const headers = { Authorization: `Bearer ${token.access_token}`, 'Content-Type': 'application/json' };
    const stream = (await fetch(`${oevebane.url}/events?person=jens`)).body?.getReader();
    await stream?.read();

    const toRecipients = [{ emailAddress: { address: 'Ole.Vind@viborg.example', name: 'Ole Vind' } }];
    const mail = { subject: 'Hej', body: { contentType: 'text', content: 'Kom nu' }, toRecipients };
    const draft = (await (await fetch(`${graph}/messages`, { method: 'POST', headers, body: JSON.stringify(mail) })).json()) as { id: string };
    await fetch(`${graph}/messages/${draft.id}/send`, { method: 'POST', headers });

    expect(new TextDecoder().decode((await stream?.read())?.value)).toContain('event: outlook\n');
    await stream?.cancel();
    const ask = async (path: string): Promise<unknown> => (await fetch(`${oevebane.url}/api/${path}`)).json();
    expect(await ask('mailboxes')).toContainEqual({ address: 'ole.vind@viborg.example', name: 'Ole Vind', mails: 1 });
    expect(await ask('mailboxes')).toContainEqual({ address: 'beredskab@ddh.example', name: null, mails: 0 });
    expect(await ask('mails?address=ole.vind%40viborg.example')).toMatchObject([{ subject: 'Hej', text: 'Kom nu', to: [{ name: 'Ole Vind' }] }]);
    expect(await ask('mails')).toEqual([]);
    expect(await ask('calendar?address=ole.vind%40viborg.example')).toEqual([]);
  });

  it('turn off what the administrator may turn off', async () => {
    const off = { rsc: false, graph: true, calendar: false, mail: true };
    expect(await act(oevebane, '/api/switches', { person: 'anna', rsc: false, calendar: false })).toEqual({ switches: off });
    const before = (await channelAsSeenBy(oevebane, 'anna')).length;
    await act(oevebane, '/api/send', { person: 'anna', channel: await channelId(), text: 'hører du mig' });
    expect(await channelAsSeenBy(oevebane, 'anna')).toHaveLength(before + 1);
    expect(await (await fetch(`${oevebane.url}/api/switches`)).json()).toEqual(off);
  });
});
