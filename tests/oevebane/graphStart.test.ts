import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOevebane } from '../../src/oevebane/oevebane';
import { sourceFolder, temporaryFolder } from './support';

/** Writes a draft where its environment says that mails are sent from, and puts down what it found there. */
const bot = (notes: string) => `
const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
const { GRAPH_BASE_URL, GRAPH_TOKEN_URL, MAIL_SENDER, MEETING_ORGANIZER, PUBLIC_URL } = process.env;
(async () => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'bot', scope: 'x' });
  const { access_token } = await (await fetch(GRAPH_TOKEN_URL, { method: 'POST', body: form })).json();
  const headers = { Authorization: 'Bearer ' + access_token, 'Content-Type': 'application/json' };
  const messages = GRAPH_BASE_URL + '/users/' + MAIL_SENDER + '/messages';
  await fetch(messages, { method: 'POST', headers, body: '{"subject":"Kladde"}' });
  const { value } = await (await fetch(messages, { headers })).json();
  const events = await fetch(GRAPH_BASE_URL + '/users/' + MEETING_ORGANIZER + '/events', { headers });
  writeFileSync(${JSON.stringify(notes)}, JSON.stringify({ drafts: value.length, events: events.status, MAIL_SENDER, MEETING_ORGANIZER, PUBLIC_URL }));
  createServer((request, response) => response.end('{}')).listen(0, () => process.stdout.write('{"url":"http://127.0.0.1:1"}\\n'));
  process.on('SIGTERM', () => process.exit(0));
})();
`;

it('the bot is told of the mailboxes, and finds them at the next start as they were', async () => {
  const folder = temporaryFolder();
  const notes = join(folder, 'notes.json');
  const botScript = join(folder, 'bot.cjs');
  writeFileSync(botScript, bot(notes));
  const files = { botScript, pageFolder: join(sourceFolder, 'page'), rosterFile: join(sourceFolder, 'roster-demo.yaml') };
  const start = async (more: NodeJS.ProcessEnv) => {
    const env = { PATH: process.env.PATH, DATA_DIR: folder, OEVEBANE_PORT: '0', OEVEBANE_STORE_PORT: '0', ...more };
    await (await startOevebane(files, env)).stop();
    return JSON.parse(readFileSync(notes, 'utf8')) as unknown;
  };
  const shared = 'beredskab@ddh.example';
  expect(await start({ PORT: '45871' })).toEqual({
    drafts: 1,
    events: 200,
    MAIL_SENDER: shared,
    MEETING_ORGANIZER: shared,
    PUBLIC_URL: 'http://127.0.0.1:45871',
  });
  expect(await start({ PORT: '0', MEETING_ORGANIZER: 'moeder@ddh.example' })).toEqual({
    drafts: 2,
    events: 200,
    MAIL_SENDER: shared,
    MEETING_ORGANIZER: 'moeder@ddh.example',
  });
  expect(await start({ PORT: '0', PUBLIC_URL: 'https://bot.example.org' })).toMatchObject({ drafts: 3, PUBLIC_URL: 'https://bot.example.org' });
});
