import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Node } from 'web-tree-sitter';
import { createBicepParser, PROJECT, read, resourcesOf, valueOf, type Resource } from './bicep';

let root: Node;

beforeAll(async () => {
  root = (await createBicepParser())(read('infra/modules/alerts.bicep'));
});

const alert = (name: string): Resource => resourcesOf(root).find((candidate) => candidate.name === name)!;
const queryOf = (name: string) => /query: '([^']+)'/.exec(alert(name).body.text)?.[1];

/** Everything that the bot writes into its technical log, as the source says it. */
const source = readdirSync(path.join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(path.join('src', file)))
  .join('\n');

it.each([
  ['givenUp', 'error', 'outbox: given up'],
  ['notDelivered', 'warn', 'outbox: not delivered'],
])('%s counts a message that the bot really logs', (name, severity, message) => {
  expect(queryOf(name)).toBe(`traces | where message == "${message}"`);
  // Word for word, and at a severity that goes to telemetry (src/adapters/log/connect.ts).
  expect(source).toMatch(new RegExp(`logger\\.${severity}\\(\\w+, '${message}'\\)`));
});

it('looks where the bot sends its telemetry, often enough', () => {
  for (const name of ['givenUp', 'notDelivered']) {
    expect(valueOf(alert(name), 'properties.scopes')).toBe('[insightsId]');
    expect(valueOf(alert(name), 'properties.evaluationFrequency')).toBe('PT5M');
  }
  expect(read('infra/azure.bicep')).toContain('insightsId: monitoring.outputs.insightsId');
  expect(read('infra/azure.bicep')).toContain('telemetry: monitoring.outputs.connectionString');
});

it('readiness is what App Service finds at the health check, on every instance', () => {
  const { body } = alert('notReady');
  expect(valueOf(alert('notReady'), 'properties.scopes')).toBe('[siteId]');
  expect(body.text).toMatch(/metricName: 'HealthCheckStatus'[^]*timeAggregation: 'Average'[^]*operator: 'LessThan'[^]*threshold: 100\n/);
});

it('every alert is on and tells the same people', () => {
  const alerts = resourcesOf(root).filter(({ name }) => name !== 'people');
  expect(alerts.map(({ name }) => name)).toEqual(['notReady', 'givenUp', 'notDelivered']);
  for (const { name, body } of alerts) {
    expect([name, valueOf(alert(name), 'properties.enabled')]).toEqual([name, 'true']);
    expect([name, body.text.includes('people.id')]).toEqual([name, true]);
  }
});
