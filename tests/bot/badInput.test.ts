import type { JsonObject } from '../../src/oevebane/connector/json';
import { Staff, type Card } from '../support/staff';

/**
 * Whatever comes through the door: never a 5xx, never a crash, nothing lost, nothing done that was not asked for. After
 * each of these the bot takes a line, so that each would fail if the one before had harmed it. The bot's HTTP answer
 * comes after the line is stored, so nothing here waits for receipts.
 */
let staff: Staff;
let incident: Card;
let instruks: Card;
let lines = 0;
beforeAll(async () => {
  staff = await Staff.start();
  incident = await staff.openIncident('bent');
  instruks = await staff.startInstruks('bent', 1);
});
afterAll(async () => staff.close());
let logged = 0;
beforeEach(async () => {
  lines = (await staff.export()).length;
  logged = staff.bot?.log().length ?? 0;
});
afterEach(async () => {
  expect((await staff.write('carla', '/log o: stadig i live')).reply).toMatchObject({ kind: 'answered', status: 200 });
  lines += 1;
  expect((await staff.export()).length).toBe(lines);
  expect(staff.bot?.log().slice(logged)).not.toMatch(/a request failed|an invoke failed|a command failed/);
});

const act = () => ({ person: staff.person('anna'), place: { channelId: staff.channel, rootId: instruks.id }, cardId: instruks.id });
let messageIds = 5_000_000_000_000;
const message = (text: string): JsonObject => {
  const id = String((messageIds += 1));
  return staff.teams.activities.message({ person: staff.person('carla'), place: { channelId: staff.channel, rootId: instruks.id }, id, text });
};

/** The activity as it would be, with something else in one place ("conversation.id"); undefined takes it out. */
function changed(activity: JsonObject, path: string, value: unknown): JsonObject {
  const copy = structuredClone(activity);
  const keys = path.split('.');
  const last = keys.pop()!;
  const owner = keys.reduce<JsonObject>((object, key) => object[key] as JsonObject, copy);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return copy;
}

async function status(activity: unknown): Promise<number> {
  return (await staff.post(JSON.stringify(activity))).status;
}

describe('no activity at all', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"type":"message"'],
    ['text', 'hej'],
    ['a number', '42'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['very deep JSON', '{"a":'.repeat(150_000) + '1' + '}'.repeat(150_000)],
    ['a very deep list inside', `{"type":"message","value":${'['.repeat(400_000)}${']'.repeat(400_000)}}`],
  ])('%s is answered with 400', async (_, body) => {
    expect((await staff.post(body)).status).toBe(400);
  });

  it('another content type is answered with 4xx', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml']) {
      const answer = await staff.post(JSON.stringify(message('/log h: forkert type')), { 'Content-Type': type });
      expect([type, Math.floor(answer.status / 100)]).toEqual([type, 4]);
    }
  });

  it('more than Teams ever sends is answered with 413', async () => {
    expect(await status(message(`/log ${'x'.repeat(1_100_000)}`))).toBe(413);
  });

  it('another address is answered with 404 or 405', async () => {
    expect((await fetch(`${staff.bot?.url}/api/messages`)).status).toBe(405);
    expect((await fetch(`${staff.bot?.url}/admin`)).status).toBe(404);
  });
});

describe('an activity that is not one', () => {
  it.each(['type', 'channelId', 'serviceUrl', 'conversation', 'conversation.id', 'from', 'from.id', 'recipient', 'recipient.id'])('without %s is answered with 400', async (path) => {
    expect(await status(changed(message('/log h: mangler noget'), path, undefined))).toBe(400);
    expect(await status(changed(message('/log h: mangler noget'), path, ''))).toBe(400);
    expect(await status(changed(message('/log h: mangler noget'), path, null))).toBe(400);
    expect(await status(changed(message('/log h: mangler noget'), path, 7))).toBe(400);
  });

  it.each([
    ['text', 7], ['text', { a: 1 }], ['text', ['/log x']], ['entities', 'x'], ['entities', { a: 1 }], ['entities', [null]], ['entities', [7]], ['entities', [{ type: 'mention' }]],
    ['entities', [{ type: 'mention', mentioned: null, text: null }]], ['entities', [{ type: 7 }]], ['channelData', 'x'], ['channelData', []], ['channelData.channel', 'x'], ['channelData.channel', { id: 7 }],
    ['channelData.team', 7], ['from.name', 7], ['from.aadObjectId', 7], ['id', 7], ['id', { a: 1 }], ['conversation.conversationType', 7], ['attachments', 'x'], ['timestamp', 'i går'],
    ['timestamp', 7], ['localTimestamp', 'x'], ['value', 'x'], ['textFormat', 7], ['locale', 7], ['serviceUrl', 'ikke en adresse'],
  ])('with %s = %j is answered with 200 or 400, and stores nothing that was not written', async (path, value) => {
    const answer = await status(changed(message(''), path, value));
    expect([200, 400]).toContain(answer);
  });

  it('of a kind that the bot does not know is left alone', async () => {
    for (const type of ['typing', 'event', 'messageReaction', 'messageUpdate', 'messageDelete', 'installationUpdate', 'conversationUpdate', 'endOfConversation', 'noget helt andet']) {
      expect([type, await status({ ...message('/log h: nej'), type })]).toEqual([type, 200]);
    }
  });
});

describe('another tenant', () => {
  const foreign = '00000000-0000-4000-8000-000000000000';
  it.each([
    ['in both places', { 'conversation.tenantId': foreign, 'channelData.tenant': { id: foreign } }],
    ['in the conversation', { 'conversation.tenantId': foreign }],
    ['in the channel data, with none in the conversation', { 'conversation.tenantId': undefined, 'channelData.tenant': { id: foreign } }],
    ['not said at all', { 'conversation.tenantId': undefined, 'channelData.tenant': undefined }],
  ])('%s is answered with 403', async (_, places) => {
    for (const activity of [message('/log h: fremmed'), staff.teams.activities.execute({ ...act(), verb: 'startInstruks', data: { haendelse: incident.incidentId, instruks: 'instruks-2' } })]) {
      expect(await status(Object.entries(places).reduce((so, [path, value]) => changed(so, path, value), activity))).toBe(403);
    }
  });

  it('of the person alone is fine: guests come from elsewhere', async () => {
    const reply = await status(changed(message('/hjælp'), 'from.tenantId', foreign));
    expect(reply).toBe(200);
  });
});

describe('a press that makes no sense', () => {
  const unreadable = 'Knappen kunne ikke læses. Intet er ændret. Skriv /instruks og et nummer for at få kortet frem igen.';
  const press = (data: unknown, verb: unknown = 'udfoert') => instruks.press('anna', '', { verb: verb as string, data: data as JsonObject });
  const ok = () => ({ haendelse: incident.incidentId, instruks: 'instruks-1', trin: 'oplys-niveau', revision: 0 });

  it.each([
    ['an unknown verb', { a: 1 }, 'slet'],
    ['an empty verb', {}, ''],
    ['a verb of another world', {}, '__proto__'],
    ['no step', { haendelse: 'h', instruks: 'instruks-1', revision: 0 }, 'udfoert'],
    ['a revision of text', { haendelse: 'h', instruks: 'instruks-1', trin: 'x', revision: '0' }, 'udfoert'],
    ['a negative revision', { haendelse: 'h', instruks: 'instruks-1', trin: 'x', revision: -1 }, 'udfoert'],
    ['ids of numbers', { haendelse: 7, instruks: 1, trin: 2, revision: 0 }, 'udfoert'],
    ['very long ids', { haendelse: 'h'.repeat(5000), instruks: 'i', trin: 't', revision: 0 }, 'udfoert'],
  ])('%s is answered with a sentence', async (_, data, verb) => {
    expect(await press(data, verb)).toMatchObject({ status: 200, text: unreadable });
  });

  it.each([
    ['an action that is missing', undefined], ['an action of text', 'x'], ['data of text', { verb: 'udfoert', data: 'x' }], ['data that is a list', { verb: 'udfoert', data: [] }], ['no data', { verb: 'udfoert' }], ['a verb of numbers', { verb: 7, data: {} }],
  ])('%s is answered with a sentence', async (_, action) => {
    const activity = changed(staff.teams.activities.execute({ ...act(), verb: 'x', data: {} }), 'value', { action });
    const answer = await staff.post(JSON.stringify(activity));
    expect([answer.status, (JSON.parse(answer.body) as { value: string }).value]).toEqual([200, unreadable]);
  });

  it.each([['nothing', undefined], ['null', null], ['text', 'x'], ['a list', []]])('a value that is %s is answered with a sentence', async (_, value) => {
    for (const [name, expected] of [['adaptiveCard/action', unreadable], ['task/fetch', 'Formularen kunne ikke læses'], ['task/submit', 'Formularen kunne ikke læses']] as const) {
      const answer = await staff.post(JSON.stringify({ ...changed(staff.teams.activities.execute({ ...act(), verb: 'x', data: {} }), 'value', value), name }));
      expect(answer.status).toBe(200);
      expect(answer.body).toContain(expected);
    }
  });

  it('about an incident that is not there is refused', async () => {
    for (const haendelse of ['h-findes-ikke', '__proto__', "' or 1 eq 1", 'a/b\\c#d?e', 'HEAD']) {
      expect((await press({ ...ok(), haendelse })).text).toBe('Den hændelse findes ikke her. Intet er ændret.');
    }
  });

  it('about a step or an instruks that is not there is refused', async () => {
    for (const trin of ['findes-ikke', '__proto__', 'constructor', "'", 'E-0000000001']) expect((await press({ ...ok(), trin })).text).toContain('Det trin findes ikke.');
    for (const id of ['instruks-9', '__proto__', 'constructor', 'toString', "'"]) expect((await press({ ...ok(), instruks: id })).text).toBe('Det trin findes ikke.');
    expect((await press({ ...ok(), instruks: 'instruks-2', trin: 'status-bemanding' })).text).toBe('Instruks 2 er ikke startet.');
    expect((await press({ haendelse: incident.incidentId, instruks: '__proto__' }, 'startInstruks')).text).toContain('Den instruks findes ikke.');
    expect((await press({ haendelse: incident.incidentId, indbakke: "x' or '1" }, 'vaelgHaendelse')).text).toBe('Linjen er ikke længere i indbakken. Intet er ændret.');
  });

  it('with fields that nobody knows is taken for what it says', async () => {
    const drawn = { verb: 'udfoert', data: { ...ok(), status: 'udført', admin: true } };
    expect((await instruks.press('anna', '', drawn)).text).toContain('Låst: 1A.1');
  });

  it('an invoke of an unknown name is answered, not with a 5xx', async () => {
    for (const name of ['composeExtension/query', 'message/submitAction', 'signin/verifyState', 'adaptiveCard/noget', '', undefined, 7]) {
      const answer = await status(changed(staff.teams.activities.execute({ ...act(), verb: 'x', data: {} }), 'name', name));
      expect([name, Math.floor(answer / 100) < 5]).toEqual([name, true]);
    }
  });
});

describe('a dialog that makes no sense', () => {
  const unreadable = 'Formularen kunne ikke læses. Intet er ændret. Luk den, og åbn den igen fra kortet.';
  const gone = 'Det findes ikke længere. Intet er ændret.';

  it('is not opened', async () => {
    const open = (data: unknown) => instruks.openDialogWith('anna', data as JsonObject).then((dialog) => dialog.text);
    expect(await open({})).toBe(unreadable);
    expect(await open({ dialog: 'slet' })).toBe(unreadable);
    expect(await open({ dialog: 'beslut', haendelse: incident.incidentId })).toBe(unreadable);
    expect(await open({ dialog: 'beslut', haendelse: 7, instruks: [], trin: {} })).toBe(unreadable);
    expect(await open({ dialog: 'beslut', haendelse: 'h-findes-ikke', instruks: 'instruks-1', trin: 'aktiver-krisestab' })).toBe(gone);
    expect(await open({ dialog: 'beslut', haendelse: incident.incidentId, instruks: 'instruks-1', trin: 'findes-ikke' })).toBe(gone);
    expect(await open({ dialog: 'mere', haendelse: incident.incidentId, instruks: 'constructor' })).toBe(gone);
    expect(await open({ dialog: 'mere', haendelse: incident.incidentId, instruks: 'instruks-3' })).toBe(gone);
    expect(await open({ dialog: 'udfyldBeslutning', haendelse: incident.incidentId, nr: 1 })).toBe(gone);
    expect(await open({ dialog: 'udfyldBeslutning', haendelse: incident.incidentId, nr: '1; drop' })).toBe(unreadable);
  });

  it('is not carried out', async () => {
    const send = async (data: JsonObject) => JSON.stringify((await staff.teams.submitDialog({ ...act(), data }) as { body: unknown }).body);
    const step = { haendelse: incident.incidentId, instruks: 'instruks-1', trin: 'aktiver-krisestab' };
    const complete = { valg: 'ja', beslutter: 'Anna', begrundelse: 'x' };
    expect(await send({ dialog: 'beslut', ...step, ...complete })).toContain(unreadable);
    expect(await send({ dialog: 'beslut', nonce: 'n', ...step, ...complete, begrundelse: 7 })).toContain(unreadable);
    expect(await send({ dialog: 'mere', nonce: 'n', ...step, handling: 'slet' })).toContain(unreadable);
    expect(await send({ dialog: 'beslut', nonce: 'n', ...step, trin: 'oplys-niveau', ...complete })).toContain('1B.1 er ikke en beslutning.');
    expect(await send({ dialog: 'beslut', nonce: 'n', ...step, ...complete, haendelse: 'h-x' })).toContain(gone);
    expect(await send({ dialog: 'kontaktperson', nonce: 'n', ...step, myndighed: 'Ukendt By', navn: 'X' })).toContain('Ukendt By er ikke en del af hændelse 1.');
    expect(await send({ dialog: 'rolle', nonce: 'n', ...step, rolle: 'konge', person: 'anna' })).toContain('Vælg både rollen og den, der skal have den.');
    expect(await send({ dialog: 'mere', nonce: 'n', ...step, handling: 'giv', person: '__proto__' })).toContain('Vælg den person, der skal have trinnet.');
    expect(await send({ dialog: 'udfyldBeslutning', nonce: 'n', ...step, nr: 99999, beslutter: 'A', begrundelse: 'B' })).toMatch(/Linje 99999 er ikke en beslutning|findes ikke længere/);
  });

  it('of enormous size is refused with a sentence or kept whole', async () => {
    const dialog = await instruks.openDialog('anna', 'Mere');
    const answer = await dialog.submit({ trin: 'oplys-niveau', handling: 'bemaerk', tekst: 'æ'.repeat(100_000) });
    expect(answer.text).toMatch(/for lang.*Der er plads til 20000/);
    const decision = await instruks.openDialog('anna', '1A.2');
    const begrundelse = 'ø'.repeat(200_000);
    const kept = await decision.submit({ valg: 'nej', beslutter: 'Anna Holmgaard', begrundelse });
    if (kept.closed) {
      lines += 1;
      expect((await staff.export()).at(-1)?.begrundelse).toBe(begrundelse);
    } else expect(kept.text).toMatch(/for lang/);
  });
});

describe('a text', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['template syntax', 'pris ${x} og ${$root.haendelse} {{DATE(2026-01-01,SHORT)}} $(id) #{a} %s {0}'],
    ['markdown', '**fed** _skrå_ ~~væk~~ [link](http://x.dk) # overskrift\n- punkt\n1. et\n> citat `kode` ![b](http://x)'],
    ['mentions and HTML', '<at>Alle</at> <script>alert(1)</script> <b>fed</b> &amp; &lt; <img src=x onerror=y> <!-- x'],
    ['OData quotes', "' or PartitionKey ne '' O'Hara ''; drop"],
    ['emoji', '🔥👩‍🚒🏳️‍🌈 é́ e\u0301 ﷽ 𝒳'],
    ['right to left', 'שלום \u202eolleh\u202c مرحبا \u2066x\u2069'],
    ['control characters', 'a\u0000b\u0001c\u001bd\u007fe\u0085f\u2028g\u2029h\ufeffi'],
    ['spaces of all kinds', 'to  mellemrum\u00a0hårdt\u200bnul\ttab\nny linje\r\nog en'],
    ['backslashes and JSON', 'C:\\fælles "citat" {"a":[1]} \\u0041 \\n'],
    ['decomposed letters', 'Ålborg blåbær'.normalize('NFD')],
    ['one very long word', 'x'.repeat(19_000)],
    ['only signs', '|||'.concat(' a | b || c |')],
    ['XML entities as text', '&nbsp;&nbsp;midt&nbsp;i &lt;b&gt;'],
  ];

  it('with a mention entity that is broken is kept all the same', async () => {
    for (const entities of ['x', [null], [{ type: 'mention' }], [{ type: 'mention', mentioned: { name: 'uden id' } }]]) {
      expect(await status({ ...message('/log h: brudt omtale'), entities })).toBe(200);
      lines += 1;
    }
    expect((await staff.export()).slice(-4).map((line) => line.indhold)).toEqual(Array(4).fill('brudt omtale'));
  });

  it.each(texts)('with %s is exported byte for byte as it was typed', async (name, text) => {
    await staff.write('dan', `/log ${text}`, { rootId: instruks.id });
    lines += 1;
    const stored = (await staff.export()).at(-1);
    // Bars at either end separate nothing; "&nbsp;" is how Teams writes the space behind a mention.
    expect(stored?.indhold).toBe(name === 'only signs' ? 'a | b || c' : text.replaceAll('&nbsp;', ' ').trim());
  });

  it('read back by the bot starts no mention, link, list or heading', async () => {
    const { message: answer } = await staff.ask('dan', '/log vis 20', { rootId: instruks.id });
    expect(answer.activity.entities).toBeUndefined();
    const shown = String(answer.activity.text);
    expect(shown).not.toMatch(/<at>|<script|<b>|<img|<!--/);
    expect(shown).not.toMatch(/(?<!\\)\*\*|(?<!\\)`|(?<!\\)\[link/);
  });

  it('with halves of emoji is kept with the replacement character in their place', async () => {
    const activity = JSON.stringify(message('/log h: half FØRSTE og ANDEN')).replaceAll('FØRSTE', '\\ud83d').replaceAll('ANDEN', '\\udd25');
    expect((await staff.post(activity)).status).toBe(200);
    lines += 1;
    expect((await staff.export()).at(-1)?.indhold).toBe('half \ufffd og \ufffd');
  });

  it('over the limit is refused with the limit, and nothing is lost or half stored', async () => {
    const { text } = await staff.ask('dan', `/log ${'x'.repeat(20_001)}`);
    expect(text).toBe('Teksten er for lang (20001 tegn). Der er plads til 20000. Del den i flere linjer – intet er gemt.');
    expect((await staff.ask('dan', `/log ${'æ'.repeat(200_000)}`)).text).toContain('Teksten er for lang (200000 tegn).');
    await staff.write('dan', `/log ${'y'.repeat(20_000)}`);
    lines += 1;
    expect((await staff.export()).at(-1)?.indhold).toHaveLength(20_000);
  });

  it('over the limit in one of the fields is refused too', async () => {
    const { text } = await staff.ask('dan', `/log b: kort | fordi: ${'x'.repeat(30_000)} | besluttet af: Anna`);
    expect(text).toContain('for lang');
  });

  it('in names and descriptions reaches every card as text', async () => {
    const hostile = '${x} <at>Alle</at> **fed** {{DATE(2026-01-01,SHORT)}} 🔥';
    const dialog = await instruks.openDialog('anna', 'Mere');
    expect((await dialog.submit({ trin: 'oplys-niveau', handling: 'bemaerk', tekst: hostile })).closed).toBe(true);
    lines += 1;
    const plain = (text: string) => text.replaceAll('\u200b', '');
    await staff.until(() => plain(instruks.step('1B.1')).includes(hostile));
  });

  it('of a command with nonsense behind it does no harm', async () => {
    for (const text of ["/instruks '; drop", '/log vis 99999999999999999999', '/log vis -1 "', "/log søg ' or 1 eq 1", '/log søg .* ( [ \\', '/log ret 0 x', '/log ret 99999999999999999999 x', '/status ${x}', '/hjælp <script>']) {
      if (/vis -1/.test(text)) continue; // is a line like any other
      const answer = await staff.ask('dan', text);
      expect(answer.text).not.toMatch(/<script|undefined|NaN/);
    }
  });
});

describe('an activity with more or less than usual', () => {
  it('with unknown extra fields everywhere is read as ever', async () => {
    const extra = { nyt: { dybt: [1, { a: null }] } };
    const activity = message('/log h: med mere');
    for (const key of ['from', 'recipient', 'conversation', 'channelData']) Object.assign(activity[key] as JsonObject, extra);
    expect(await status({ ...activity, ...extra, entities: [...(activity.entities as JsonObject[]), { type: 'noget/nyt', ...extra }] })).toBe(200);
    lines += 1;
  });

  it('with null where nothing is said is read as ever', async () => {
    const activity = { ...message('/log h: med null'), entities: null, attachments: null, value: null, replyToId: null, locale: null };
    expect(await status(activity)).toBe(200);
    lines += 1;
  });

  it('without an id is stored each time: nothing tells one from another, and no line may be lost', async () => {
    for (const text of ['/log h: uden id, første', '/log h: uden id, anden']) {
      expect(await status(changed(message(text), 'id', undefined))).toBe(200);
      lines += 1;
        expect((await staff.export()).at(-1)?.indhold).toBe(text.slice('/log h: '.length));
    }
  });

  it('from somebody without an Entra id is from nobody we know', async () => {
    const activity = changed(message('/log h: uden konto'), 'from.aadObjectId', undefined);
    expect(await status(activity)).toBe(200);
    await staff.until(() => staff.textsIn(instruks).some((text) => text.includes('Du står ikke på listen')));
  });
});
