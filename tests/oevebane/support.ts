import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnector, type OnRequest } from '../../src/oevebane/connector/connector';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { createTeamsWorld, type TeamsWorld } from '../../src/oevebane/connector/world';
import { createDemoSetting, type DemoSetting } from '../../src/oevebane/demoSetting';

export const sourceFolder = join(__dirname, '../../src/oevebane');

export function demoSetting(): DemoSetting {
  return createDemoSetting(join(sourceFolder, 'roster-demo.yaml'), {});
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'oevebane-'));
}

export interface Answer {
  status: number;
  headers: Headers;
  body: JsonObject;
}

/** A bot's view of the connector, with the clock in the test's hands. */
export async function connectorAtHand(given: { world?: TeamsWorld; onRequest?: OnRequest } = {}): Promise<{
  world: TeamsWorld;
  clock: { now: number };
  call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  close: () => Promise<void>;
}> {
  const clock = { now: Date.UTC(2026, 10, 2, 13, 5) };
  const world = given.world ?? createTeamsWorld({ setting: demoSetting(), now: () => clock.now });
  const connector = await startConnector({ port: 0, world, onRequest: given.onRequest });
  return {
    world,
    clock,
    close: connector.close,
    async call(method, path, body) {
      const response = await fetch(`${connector.serviceUrl}v3/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : (JSON.parse(text) as JsonObject),
      };
    },
  };
}

export interface FakeBot {
  url: string;
  received: JsonObject[];
  close(): Promise<void>;
}

/** A bot that remembers what it was told and answers as the test says. */
export async function startFakeBot(answer: (activity: JsonObject) => unknown = () => ({})): Promise<FakeBot> {
  const received: JsonObject[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as JsonObject;
      received.push(activity);
      response.end(JSON.stringify(answer(activity)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
