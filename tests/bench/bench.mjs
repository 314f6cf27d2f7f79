// `npm run bench`: this bot beside the barest bot of the same libraries (peer.ts), in turns, each on an Azurite of its own.
// Prints ratios; absolute figures depend on the machine and stand there only to show that something was measured.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';

/** Odd: there is one in the middle. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
/** Short turns, so that whatever else the machine does hits everybody alike; in a round each kind has every place once. */
const TURNS_A_ROUND = 5;
const MESSAGES_A_TURN = 25;
/** Twenty a second, the densest that a krisestab presses and writes. 0: each as soon as the one before is answered. */
const EVERY_MS = Number(process.env.BENCH_EVERY_MS ?? 50);
const THROUGHPUT_MESSAGES = 400;
const IN_FLIGHT = 32;
const STARTS = 5;
const POSTED_WITHIN_MS = 60_000;

const PEER = 'node_modules/.cache/bench/peer.js';
const CARD = 'node_modules/.cache/bench/card.json';
await build({ entryPoints: ['tests/bench/peer.ts'], outfile: PEER, bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['dtrace-provider'], logLevel: 'warning' });

// ---- what the bots need around them ----------------------------------------------------------------------------

async function startAzurite() {
  const child = fork('tests/support/store/azuriteProcess.cjs', { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url }] = await once(child, 'message');
  const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
  return { child, connectionString: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};TableEndpoint=${url}/devstoreaccount1;` };
}

/** Teams, as far as the bot needs it: takes every post, remembers cards. */
async function startTeams() {
  const posts = [];
  let waiting = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const id = String(1_700_000_000_000 + posts.length);
      // The thread that a post opens, if it opens one.
      posts.push({ ...JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}'), thread: `${CHANNEL};messageid=${id}` });
      waiting = waiting.filter((look) => !look());
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(request.url.endsWith('/v3/conversations') ? { id: `${CHANNEL};messageid=${id}` } : { id }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const find = (text) => posts.map((post) => JSON.stringify(post)).find((post) => post.includes(text));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => { server.closeAllConnections(); server.close(); },
    until: (text) => new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`nothing was posted that says "${text}"`)), POSTED_WITHIN_MS).unref();
      const look = () => { const post = find(text); if (post) resolve(JSON.parse(post)); return Boolean(post); };
      if (!look()) waiting.push(look);
    }),
  };
}

async function startBot(script, environment) {
  const before = process.hrtime.bigint();
  const child = spawn(process.execPath, [script], { env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const startMs = Number(process.hrtime.bigint() - before) / 1e6;
  return { child, url: JSON.parse(line).url, startMs };
}

async function stop(child) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const mebibytes = (file) => statSync(file).size / 1024 ** 2;
const memoryMiB = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

// ---- activities ------------------------------------------------------------------------------------------------

const CHANNEL = '19:bench@thread.tacv2';
const ANNA = { id: '29:anna', name: 'Anna', aadObjectId: '0d9e4f2a-5b1c-4c7d-8e3f-000000000001' };
let counter = 1_600_000_000_000;

function activity(teams, more) {
  const id = String(counter++);
  return {
    id, channelId: 'msteams', serviceUrl: teams.url, timestamp: '2026-11-21T12:00:00Z', from: ANNA, recipient: { id: '28:bot', name: 'DDH Beredskab' },
    conversation: { id: `${CHANNEL};messageid=${id}`, conversationType: 'channel', isGroup: true, tenantId: 't' },
    channelData: { tenant: { id: 't' }, channel: { id: CHANNEL }, team: { id: '19:team' } }, ...more,
  };
}
const message = (teams, text) => activity(teams, { type: 'message', text });
const invoke = (teams, name, value) => activity(teams, { type: 'invoke', name, value });

/** The answer as it came: what a client makes of it is not the bot's time. */
async function post(bot, body) {
  const response = await fetch(`${bot.url}/api/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text}`);
  return text;
}

const buttons = (node) => Array.isArray(node) ? node.flatMap(buttons) : node && typeof node === 'object'
  ? [...(String(node.type).startsWith('Action.') ? [node] : []), ...Object.values(node).flatMap(buttons)] : [];

/** An incident with instruks 2 under way, whose first step can be pressed and undone for ever. */
async function prepare(bot, teams) {
  const dialog = JSON.parse(await post(bot, invoke(teams, 'task/fetch', { data: { dialog: 'aabnHaendelse' } })));
  const submit = buttons(dialog).find((button) => button.data?.nonce);
  await post(bot, invoke(teams, 'task/submit', { data: { ...submit.data, beskrivelse: 'Bench', myndigheder: 'Viborg Kommune' } }));
  await post(bot, message(teams, '/instruks 2'));
  const card = await teams.until('2A.1 Udført');
  await teams.until('Instruks 2, hændelse'); // stands in the thread, so the bot knows it by now
  return { button: buttons(card).find((candidate) => String(candidate.title).startsWith('2A.1 Udført')), thread: card.thread };
}

// ---- measuring -------------------------------------------------------------------------------------------------

async function latencies(send) {
  const ms = [];
  for (let i = 0; i < MESSAGES_A_TURN; i++) {
    const next = EVERY_MS > 0 ? pause(EVERY_MS) : undefined;
    const before = process.hrtime.bigint();
    await send(i);
    ms.push(Number(process.hrtime.bigint() - before) / 1e6);
    await next;
  }
  return ms;
}

async function throughput(send) {
  let next = 0;
  const before = process.hrtime.bigint();
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    while (next < THROUGHPUT_MESSAGES) await send(next++);
  }));
  return THROUGHPUT_MESSAGES / (Number(process.hrtime.bigint() - before) / 1e9);
}

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];
const median = (values) => quantile(values, 0.5);

const stores = { ours: await startAzurite(), peer: await startAzurite() };
const teams = await startTeams();
const environments = {
  ours: { TABLES_CONNECTION_STRING: stores.ours.connectionString, TABLES_PREFIX: 'bench', ROSTER_FILE: 'src/oevebane/roster-demo.yaml', BOT_TENANT_ID: 't' },
  peer: { TABLES_CONNECTION_STRING: stores.peer.connectionString },
};
const scripts = { ours: 'dist/bot.js', peer: PEER };
const turns = ['ours', 'peer'];

const starts = { ours: [], peer: [] };
const memory = { ours: [], peer: [] };
for (let i = 0; i <= STARTS; i++) {
  for (const who of turns) {
    const { child, startMs } = await startBot(scripts[who], environments[who]);
    if (i > 0) { // the first start of each creates its tables
      starts[who].push(startMs);
      memory[who].push(memoryMiB(child.pid));
    }
    await stop(child);
    if (who === 'peer') stores.peer = await replace(stores.peer);
  }
}
async function replace(store) {
  store.child.kill();
  await once(store.child, 'exit');
  const fresh = await startAzurite();
  environments.peer = { TABLES_CONNECTION_STRING: fresh.connectionString };
  return fresh;
}

const bots = { ours: await startBot(scripts.ours, environments.ours) };
const { button, thread } = await prepare(bots.ours, teams);
/** As the logfører writes: in the instruks' thread. */
const inThread = (activity) => ({ ...activity, conversation: { ...activity.conversation, id: thread } });
let revision = 0;
/** Udført, fortryd, udført …: each a new line in the log and a card in the answer. */
const press = () => {
  const data = { ...button.data, revision };
  const verb = revision++ % 2 === 0 ? 'udfoert' : 'fortryd';
  return execute(bots.ours, verb, data);
};
const execute = (bot, verb, data) => post(bot, invoke(teams, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }));
// The peer answers a press with the card that ours answered with here.
writeFileSync(CARD, JSON.stringify(JSON.parse(await press()).value));
bots.peer = await startBot(scripts.peer, { ...environments.peer, CARD_FILE: CARD });
const IN_THREAD = 'bot: /log in the thread';
const PEER_MESSAGE = 'peer: message';
const PEER_PRESS = 'peer: press';
const kinds = {
  'bot: /log in the root': (i) => post(bots.ours, message(teams, `/log h: linje ${i} i loggen`)),
  [IN_THREAD]: (i) => post(bots.ours, inThread(message(teams, `/log h: linje ${i} i loggen`))),
  'bot: press': press,
  [PEER_PRESS]: () => execute(bots.peer, 'udfoert', {}),
  [PEER_MESSAGE]: (i) => post(bots.peer, message(teams, `linje ${i} i loggen`)),
};
// Whoever comes after the peers' turns finds the processor's caches cold: each kind has every place in turn.
const order = Object.entries(kinds);
const measured = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, { p50: [], p99: [], rate: [] }]));
for (let round = 0; round <= ROUNDS; round++) {
  const ms = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (let turn = 0; turn < TURNS_A_ROUND; turn++) {
    for (const [kind, send] of order) ms[kind].push(...(await latencies(send)));
    order.push(order.shift());
  }
  if (round === 0) continue; // warm-up
  for (const kind of Object.keys(kinds)) {
    measured[kind].p50.push(quantile(ms[kind], 0.5));
    measured[kind].p99.push(quantile(ms[kind], 0.99));
  }
}
// Last, since the receipts of such a flood keep the bot busy for seconds.
for (let round = 0; round <= ROUNDS; round++) {
  for (const kind of [IN_THREAD, PEER_MESSAGE]) {
    const rate = await throughput(kinds[kind]);
    if (round > 0) measured[kind].rate.push(rate);
  }
}

const ratio = (ours, peer) => median(ours.map((value, i) => value / peer[i]));
const row = (name, value, aim, detail) => console.log(`${name.padEnd(34)}${value.toFixed(2).padStart(6)} x   ${aim.padEnd(14)}${detail}`);
const ms = (values) => `${median(values).toFixed(1)} ms`;
const peer = measured[PEER_MESSAGE];
console.log(`\nRatio to the bare bot (median of ${ROUNDS} rounds in turns)`);
for (const kind of Object.keys(kinds).filter((name) => name.startsWith('bot: '))) {
  const own = measured[kind];
  row(`${kind}, latency p50`, ratio(own.p50, peer.p50), 'aim 1.5', `${ms(own.p50)} to ${ms(peer.p50)}`);
  row(`${kind}, latency p99`, ratio(own.p99, peer.p99), 'aim 2', `${ms(own.p99)} to ${ms(peer.p99)}`);
}
const [ownPress, peerPress] = [measured['bot: press'], measured[PEER_PRESS]];
row('the same to a press there, p50', ratio(ownPress.p50, peerPress.p50), 'aim 1.5', `${ms(ownPress.p50)} to ${ms(peerPress.p50)}, which answers with the same card, always`);
row('the same to a press there, p99', ratio(ownPress.p99, peerPress.p99), 'aim 2', `${ms(ownPress.p99)} to ${ms(peerPress.p99)}`);
row('one incident, throughput, thread', ratio(measured[IN_THREAD].rate, peer.rate), 'more = better', `${median(measured[IN_THREAD].rate).toFixed(0)}/s to ${median(peer.rate).toFixed(0)}/s`);
row('start-up', ratio(starts.ours, starts.peer), 'aim 1.2', `${ms(starts.ours)} to ${ms(starts.peer)}`);
row('bundle', mebibytes(scripts.ours) / mebibytes(scripts.peer), 'less = better', `${mebibytes(scripts.ours).toFixed(1)} MiB to ${mebibytes(scripts.peer).toFixed(1)} MiB, whitespace taken out of ours only`);
row('idle memory', ratio(memory.ours, memory.peer), 'aim 1.2', `${median(memory.ours).toFixed(0)} MiB to ${median(memory.peer).toFixed(0)} MiB`);

for (const { child } of Object.values(bots)) await stop(child);
for (const { child } of Object.values(stores)) child.kill();
teams.close();
