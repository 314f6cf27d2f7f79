// The peer of `npm run bench`: the least that a bot with these libraries can be. Inserts one row per message and answers nothing;
// one per press, and answers with a card that is always the same (CARD_FILE), since Teams wants one.
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { Application } from '@microsoft/teams-ai/lib/Application';
import type { AdaptiveCard } from '@microsoft/teams-ai/lib/AdaptiveCards';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import * as restify from 'restify';

async function main(): Promise<void> {
  const table = TableClient.fromConnectionString(process.env.TABLES_CONNECTION_STRING ?? '', 'peer', { allowInsecureConnection: true });
  await table.createTable();
  const card = JSON.parse(process.env.CARD_FILE ? readFileSync(process.env.CARD_FILE, 'utf8') : '{}') as AdaptiveCard;
  const app = new Application({ startTypingTimer: false });
  app.activity('message', async (context) => {
    await table.createEntity({ partitionKey: 'peer', rowKey: randomUUID(), text: context.activity.text, from: context.activity.from.name ?? '' });
  });
  app.adaptiveCards.actionExecute('udfoert', async (context) => {
    await table.createEntity({ partitionKey: 'peer', rowKey: randomUUID(), text: 'udfoert', from: context.activity.from.name ?? '' });
    return card;
  });
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    await adapter.process(request, response, async (context) => {
      await app.run(context);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as unknown as { port: number }).port}` })}\n`);
  });
}

void main();
