import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startBotProcess, tryToStart } from '../support/botProcess';
import { newCertificate } from '../support/certificate';
import { foundIn, wordsAboutPeople, wordsOf } from '../support/personalData';
import { Staff } from '../support/staff';

/** Application Insights as it is sent to: requests and warnings by id, nothing of people, and nothing at all when it is off. */
const KEY = '11111111-2222-4333-8444-555555555555';
const TEXTS = ['Telefonerne er tavse i Kjellerup', 'Hjælperen hedder Rasmus'] as const;

interface Item {
  readonly iKey: string;
  readonly data: {
    readonly baseType: string;
    readonly baseData: { readonly [field: string]: unknown; readonly properties?: Readonly<Record<string, string>> };
  };
}

async function startInsights() {
  const received: string[] = [];
  const { key, cert, file } = newCertificate();
  const server = createServer({ key, cert }, (request, response) => {
    void read(request).then((body) => {
      received.push(body);
      const count = itemsOf([body]).length;
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ itemsReceived: count, itemsAccepted: count, errors: [] }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    certificate: file,
    connectionString: `InstrumentationKey=${KEY};IngestionEndpoint=https://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}

const itemsOf = (bodies: readonly string[]): Item[] =>
  bodies.flatMap((body) => (body.startsWith('[') ? (JSON.parse(body) as Item[]) : body.split('\n').map((line) => JSON.parse(line) as Item)));

it('is told of every request and of every warning, with the incident and the activity, and of nobody', async () => {
  const insights = await startInsights();
  let refusing = false;
  const staff = await Staff.start({
    environment: { APPLICATIONINSIGHTS_CONNECTION_STRING: insights.connectionString, NODE_EXTRA_CA_CERTS: insights.certificate },
    onRequest: ({ body }) =>
      refusing ? { kind: 'answer', status: 403, body: { error: { code: 'Nej', message: JSON.stringify(body) } } } : undefined,
  });
  const incident = await staff.openIncident('bent', { beskrivelse: TEXTS[0] });
  const instruks = await staff.startInstruks('bent', 2);
  await instruks.press('gry', '2B.1 Udført');
  refusing = true;
  const { message } = await staff.write('carla', `/log h: ${TEXTS[1]}`);
  while (!staff.bot?.log().includes('outbox: given up')) await fetch(`${staff.bot?.url}/healthz`);
  refusing = false;
  await staff.bot?.stop(); // sends what is left

  const items = itemsOf(insights.received);
  expect(new Set(items.map(({ iKey }) => iKey))).toEqual(new Set([KEY]));
  const requests = items.filter(({ data }) => data.baseType === 'RequestData').map(({ data }) => data.baseData);
  expect(requests.find(({ properties }) => properties?.correlation === message.id)).toMatchObject({
    name: 'POST /api/messages',
    responseCode: '200',
    success: true,
    properties: { activity: 'message', incident: incident.incidentId },
  });
  expect(requests.filter(({ properties }) => properties?.invoke === 'adaptiveCard/action')).toHaveLength(1);
  const remarks = items.filter(({ data }) => data.baseType === 'MessageData').map(({ data }) => data.baseData);
  expect(remarks.find((remark) => remark.message === 'outbox: given up')).toMatchObject({
    severityLevel: 'Error',
    properties: { incident: incident.incidentId, row: expect.stringMatching(/^\d+-\d+$/) },
  });
  expect(foundIn(insights.received.join('\n'), [...wordsAboutPeople(staff), ...wordsOf(TEXTS)])).toEqual([]);
  await staff.close();
  insights.close();
});

it('is no reason to wait or to fail when it does not answer', async () => {
  const staff = await Staff.start({
    environment: { APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${KEY};IngestionEndpoint=http://127.0.0.1:9/` },
  });
  await staff.openIncident('bent');
  const asked = Date.now();
  expect(await staff.bot?.stop()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  await staff.close();
});

describe('when it is off', () => {
  it('its code is not read: without that file the bot starts, and would not if it were on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-telemetry-'));
    const dist = join(__dirname, '../../dist');
    for (const name of ['bot.js', 'content']) cpSync(join(dist, name), join(folder, name), { recursive: true });
    const staff = await Staff.start({ withoutBot: true });
    const program = { node: process.execPath, script: join(folder, 'bot.js') };
    const bot = await startBotProcess(staff.environment, program);
    expect(await bot.stop()).toBe(0);
    const ended = await tryToStart({ ...staff.environment, APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${KEY}` }, program);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('telemetry.js') });
    await staff.close();
    rmSync(folder, { recursive: true });
  });

  it('a connection string that is none ends the start with a sentence', async () => {
    const ended = await tryToStart({ APPLICATIONINSIGHTS_CONNECTION_STRING: 'hej' });
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('APPLICATIONINSIGHTS_CONNECTION_STRING: skal indeholde InstrumentationKey'),
    });
  });
});
