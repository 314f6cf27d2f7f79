import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse, stringify } from 'yaml';

/**
 * From the press that decides to the last personal alarm that Teams has taken: four who hold the roles (text and card)
 * and nine deputies (a text), beside the least time that Teams' windows and its own answering leave. Part of `npm run bench`.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 6);
/** So long Teams takes to answer each request. */
const TEAMS_MS = 100;
const WINDOWS = [[7, 1_000], [8, 2_000], [60, 30_000]];
const CHANNEL = '19:bench@thread.tacv2';
const HOLDERS = ['anna', 'carla', 'eva', 'gry'];
const DEPUTIES = ['bent', 'dan', 'finn', 'hans', 'kirsten', 'mads', 'ole', 'rikke', 'steen'];

const roster = parse(readFileSync('src/oevebane/roster-demo.yaml', 'utf8'));
const [kriseleder, logfoerer, procesansvarlig, bemandingsansvarlig] = HOLDERS.map((holder, i) => ({ holder, deputies: i === 0 ? DEPUTIES : [] }));
const rosterFile = join(mkdtempSync(join(tmpdir(), 'bench-')), 'roster.yaml');
writeFileSync(rosterFile, stringify({ ...roster, roles: { kriseleder, logfoerer, procesansvarlig, bemandingsansvarlig } }));
const teamsIdOf = (id) => roster.people.find((person) => person.id === id).teamsId;

// ---- Teams, as far as the bot needs it -------------------------------------------------------------------------

const posts = [];
let waiting = [];
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
    const id = String(1_700_000_000_000 + posts.length);
    const member = body.members?.[0]?.id;
    setTimeout(() => {
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(!request.url.endsWith('/v3/conversations') ? { id } : { id: member ? `a:${member}` : `${CHANNEL};messageid=${id}` }));
      posts.push({ to: decodeURIComponent(request.url), text: JSON.stringify(body), at: performance.now(), send: !member });
      waiting = waiting.filter((look) => !look());
    }, TEAMS_MS);
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const serviceUrl = `http://127.0.0.1:${server.address().port}/`;

const until = (look) => new Promise((resolve) => {
  const again = () => { const found = look(); if (found) resolve(found); return Boolean(found); };
  if (!again()) waiting.push(again);
});

// ---- the bot, and what people do -------------------------------------------------------------------------------

const store = fork('tests/support/store/azuriteProcess.cjs', { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const [{ url: tables }] = await once(store, 'message');
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const bot = spawn(process.execPath, ['dist/bot.js'], {
  env: {
    PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', BOT_TENANT_ID: 't', ROSTER_FILE: rosterFile, TABLES_PREFIX: 'bench', CLOCK_START: '2026-11-23T09:00:00Z',
    TABLES_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};TableEndpoint=${tables}/devstoreaccount1;`,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = await once(createInterface(bot.stdout), 'line');
const botUrl = JSON.parse(line).url;

let counter = 1_600_000_000_000;
async function invoke(who, name, value) {
  const id = String(counter++);
  const person = roster.people.find((candidate) => candidate.id === who);
  const response = await fetch(`${botUrl}/api/messages`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      type: 'invoke', name, value, id, channelId: 'msteams', serviceUrl, timestamp: '2026-11-23T09:00:00Z', from: { id: `29:${who}`, name: person.name, aadObjectId: person.teamsId },
      recipient: { id: '28:bot', name: 'DDH Beredskab' }, conversation: { id: `${CHANNEL};messageid=${id}`, conversationType: 'channel', isGroup: true, tenantId: 't' },
      channelData: { tenant: { id: 't' }, channel: { id: CHANNEL }, team: { id: '19:team' } },
    }),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return text;
}
const press = (who, verb, data) => invoke(who, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' });

const objectsIn = (node) => Array.isArray(node) ? node.flatMap(objectsIn) : node && typeof node === 'object' ? [node, ...Object.values(node).flatMap(objectsIn)] : [];
/** Opens a form and sends it with what it suggests, and with what is typed. */
async function fillIn(who, request, values) {
  const objects = objectsIn(JSON.parse(await invoke(who, 'task/fetch', { data: request })));
  const suggested = Object.fromEntries(objects.filter(({ type }) => String(type).startsWith('Input.')).map(({ id, value }) => [id, value ?? '']));
  const { data } = objects.find(({ type, data }) => type === 'Action.Submit' && data?.nonce);
  return invoke(who, 'task/submit', { data: { ...data, ...suggested, ...values } });
}

/** Everything before the press that decides: the incident's id. */
async function oneVoteFromTheAlarm(round) {
  await fillIn('jens', { dialog: 'aabnHaendelse' }, { beskrivelse: `Bench ${round}`, myndigheder: `Kommune ${round}` });
  const card = await until(() => posts.find(({ text }) => text.includes(`Kommune ${round}: Bench ${round}`) && text.includes('"knude":"hverdagshaendelse"')));
  const haendelse = objectsIn(JSON.parse(card.text)).find((object) => typeof object.haendelse === 'string').haendelse;
  await fillIn('jens', { dialog: 'svar', haendelse, knude: 'hverdagshaendelse', svar: 'nej' }, { begrundelse: 'Bench' });
  await press('jens', 'forloebUdfoert', { haendelse, knude: 'aktiver-beredskab', revision: 1 });
  await fillIn('jens', { dialog: 'forslag', haendelse }, {});
  for (const who of ['jens', 'anna', 'lone']) await press(who, 'stemEnig', { haendelse, afstemning: 'aktivering-1', version: 1 });
  return haendelse;
}

async function alarmOnce(round) {
  const haendelse = await oneVoteFromTheAlarm(round);
  const before = posts.length;
  const started = performance.now();
  const answered = press('nanna', 'bekraeftStemme', { haendelse, afstemning: 'aktivering-1', version: 1 }).then(() => performance.now() - started);
  const personal = () => posts.slice(before).filter(({ to, send }) => send && to.includes('/a:'));
  const wanted = HOLDERS.length * 2 + DEPUTIES.length;
  await until(() => personal().length >= wanted);
  const reached = new Set(personal().map(({ to }) => to));
  for (const id of [...HOLDERS, ...DEPUTIES]) if (![...reached].some((to) => to.includes(teamsIdOf(id)))) throw new Error(`${id} was not told`);
  return { last: personal().at(-1).at - started, answered: await answered };
}

/** When the last of so many requests to one conversation, each after the other, can have been answered. */
function leastMs(requests) {
  const sent = [];
  let now = 0;
  for (let i = 0; i < requests; i++) {
    for (const [limit, ms] of WINDOWS) if (sent.length >= limit) now = Math.max(now, sent[sent.length - limit] + ms);
    sent.push(now);
    now += TEAMS_MS;
  }
  return now;
}

const rounds = [];
for (let round = 0; round <= ROUNDS; round++) {
  const measured = await alarmOnce(round);
  if (round > 0) rounds.push(measured); // the first one opens the chats: once in a bot's life
  else console.log(`\nAlarm to ${HOLDERS.length} roles and ${DEPUTIES.length} deputies, Teams answering in ${TEAMS_MS} ms`);
  if (round === 0) report('chats opened as well', [measured], leastMs(3));
}
report(`median of ${ROUNDS} rounds`, rounds, leastMs(2));

/** In each chat the requests go one after the other; no chat waits for another one. */
function report(name, results, least) {
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const last = median(results.map((result) => result.last));
  console.log(`${`deciding press → last personal alarm, ${name}`.padEnd(62)}${last.toFixed(0).padStart(5)} ms   least ${least} ms   ${(last / least).toFixed(2)} x   (press answered after ${median(results.map(({ answered }) => answered)).toFixed(0)} ms)`);
}

bot.kill('SIGKILL');
store.kill();
server.closeAllConnections();
server.close();
