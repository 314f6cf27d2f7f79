import { join } from 'node:path';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { createTeamsWorld } from '../../src/oevebane/connector/world';
import { startGraph, type RunningGraph } from '../../src/oevebane/graph/graph';
import { Outlook } from '../../src/oevebane/graph/outlook';
import { demoSetting, temporaryFolder } from './support';

const MAILBOX = 'beredskab@ddh.example';
const GUEST = 'gaest@kommune.example';
const KEY = 'String {11111111-2222-4333-8444-55555555abcd} Name noegle';
const clock = { now: 0 };
const now = () => clock.now;

let outlook: Outlook;
let graph: RunningGraph;
let bearer: string;

async function open(stateFile?: string): Promise<void> {
  outlook = new Outlook({ mailboxes: [MAILBOX], now, stateFile });
  graph = await startGraph({ world: createTeamsWorld({ setting: demoSetting(), now }), outlook });
  const form = { grant_type: 'client_credentials', client_id: 'bot', scope: 'x' };
  const token = (await (await fetch(graph.tokenUrl, { method: 'POST', body: new URLSearchParams(form) })).json()) as JsonObject;
  bearer = `Bearer ${String(token.access_token)}`;
}

beforeEach(async () => {
  clock.now = Date.UTC(2026, 10, 22, 1, 5);
  await open();
});
afterEach(() => graph.close());

interface Answer {
  status: number;
  headers: Headers;
  body: JsonObject & { id: string; value: JsonObject[]; error: { code: string; message: string } };
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { Prefer: 'IdType="ImmutableId"' },
): Promise<Answer> {
  const address = path.startsWith('http') ? path : `${graph.baseUrl}/users/${encodeURIComponent(MAILBOX)}${path}`;
  const answer = await fetch(address, {
    method,
    headers: { Authorization: bearer, 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}

const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const guests = (...addresses: string[]) => addresses.map((address) => ({ type: 'required', emailAddress: { address, name: address } }));
const event = (changes: JsonObject = {}) => ({
  subject: 'Møde',
  body: { contentType: 'text', content: 'Dagsorden <1>' },
  start: utc('2026-11-22T01:30:00'),
  end: utc('2026-11-22T02:00:00'),
  attendees: guests(GUEST),
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  transactionId: 'transaktion-1',
  singleValueExtendedProperties: [{ id: KEY, value: 'Nøgle' }],
  ...changes,
});
const message = (changes: JsonObject = {}) => ({
  subject: 'Mail',
  body: { contentType: 'text', content: 'Hej' },
  toRecipients: guests(GUEST).map(({ emailAddress }) => ({ emailAddress })),
  ...changes,
});
const refusal = ({ status, body }: Answer) => [status, body.error.code];
const byKey = (value: string, id = KEY) =>
  `$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')`)}`;

describe('an event', () => {
  it('is made as Graph shows it: times with seven digits, a page with how to join', async () => {
    const { status, body } = await call('POST', '/events', event());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      subject: 'Møde',
      start: { dateTime: '2026-11-22T01:30:00.0000000', timeZone: 'UTC' },
      isOnlineMeeting: true,
      onlineMeeting: { joinUrl: expect.stringContaining('https://teams.microsoft.com/') },
      attendees: [{ type: 'required', emailAddress: { address: GUEST } }],
      transactionId: 'transaktion-1',
      body: { contentType: 'html', content: expect.stringContaining('Dagsorden &lt;1&gt;') },
    });
    expect((await call('GET', `/events/${body.id}`)).body).toEqual(body);
  });

  it('word for word under the same transaction id is the same; with anything else it is refused', async () => {
    const first = await call('POST', '/events', event());
    expect(await call('POST', '/events', event())).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect(refusal(await call('POST', '/events', event({ subject: 'Et andet' })))).toEqual([409, 'ErrorDuplicateTransactionId']);
    await call('POST', `/events/${first.body.id}/cancel`, { comment: 'x' });
    expect(refusal(await call('POST', '/events', event()))).toEqual([409, 'ErrorDuplicateTransactionId']);
  });

  it.each<[string, JsonObject, string]>([
    ['no start', { start: undefined }, 'ErrorPropertyValidationFailure'],
    ['no end', { end: undefined }, 'ErrorPropertyValidationFailure'],
    ['an end before its start', { end: utc('2026-11-22T01:00:00') }, 'ErrorCalendarEndDateIsEarlierThanStartDate'],
    ['no time', { start: utc('i morgen') }, 'ErrorPropertyValidationFailure'],
    [
      'a zone that Windows does not have',
      { start: { dateTime: '2026-11-22T01:30:00', timeZone: 'Europe/Copenhagen' } },
      'TimeZoneNotSupportedException',
    ],
    ['a field that is none', { emne: 'x' }, 'RequestBodyRead'],
    ['a field in a field that is none', { body: { contentType: 'text', content: '', tekst: '' } }, 'RequestBodyRead'],
    ['a value that is none', { body: { contentType: 'markdown', content: '' } }, 'RequestBodyRead'],
    ['an address that is none', { attendees: guests('ingen adresse') }, 'ErrorInvalidRecipients'],
    ['more than 500 guests', { attendees: guests(...Array.from({ length: 501 }, (_, nr) => `g${nr}@kommune.example`)) }, 'ErrorTooManyAttendees'],
    ['a property id that is none', { singleValueExtendedProperties: [{ id: 'noegle', value: 'x' }] }, 'ErrorInvalidPropertyRequest'],
  ])('with %s is refused', async (_what, changes, code) => {
    expect(refusal(await call('POST', '/events', event(changes)))).toEqual([400, code]);
    expect(outlook.calendarOf(MAILBOX)).toEqual([]);
  });

  it('may be without a subject, and is refused when it is no JSON', async () => {
    expect((await call('POST', '/events', event({ subject: undefined }))).status).toBe(201);
    expect(refusal(await call('POST', '/events', '{'))).toEqual([400, 'BadRequest']);
  });

  it('with a Windows zone is at the right instant on both sides of the night the clocks go back', async () => {
    const local = (dateTime: string) => ({ dateTime, timeZone: 'Romance Standard Time' });
    await call('POST', '/events', event({ start: local('2026-10-24T14:00:00'), end: local('2026-10-25T14:00:00') }));
    expect(outlook.calendarOf(MAILBOX)).toMatchObject([{ start: '2026-10-24T12:00:00.000Z', end: '2026-10-25T13:00:00.000Z' }]);
  });

  it('keeps its transaction id: another one is refused', async () => {
    const { id } = (await call('POST', '/events', event())).body;
    expect((await call('PATCH', `/events/${id}`, { transactionId: 'transaktion-2' })).status).toBe(400);
    expect((await call('PATCH', `/events/${id}`, { subject: 'Andet' })).body).toMatchObject({ subject: 'Andet', transactionId: 'transaktion-1' });
  });

  it('is no online meeting any more when how to join is taken from its page', async () => {
    const { id } = (await call('POST', '/events', event())).body;
    const { body } = await call('PATCH', `/events/${id}`, { body: { contentType: 'html', content: 'Ny dagsorden' } });
    expect(body).toMatchObject({ isOnlineMeeting: false, onlineMeeting: null });
  });

  it("is found by its property, whatever the case of the value; a name's case counts", async () => {
    await call('POST', '/events', event());
    await call('POST', '/events', event({ transactionId: 'transaktion-2', singleValueExtendedProperties: [] }));
    const found = async (query: string) => (await call('GET', `/events?${query}`)).body.value.length;
    expect([
      await found(byKey('nøgle')),
      await found(byKey('andet')),
      await found(byKey('Nøgle', KEY.replace('noegle', 'Noegle'))),
      await found(byKey('Nøgle', KEY.toUpperCase().replace('STRING', 'String').replace('NAME NOEGLE', 'Name noegle'))),
    ]).toEqual([1, 0, 0, 1]);
  });

  it('that is cancelled is not in the calendar any more, and everybody is told why', async () => {
    const { id } = (await call('POST', '/events', event())).body;
    expect((await call('POST', `/events/${id}/cancel`, { Comment: 'Afsluttet' })).status).toBe(202);
    expect(refusal(await call('GET', `/events/${id}`))).toEqual([404, 'ErrorItemNotFound']);
    expect(refusal(await call('POST', `/events/${id}/cancel`, {}))).toEqual([404, 'ErrorItemNotFound']);
    expect(outlook.mailsTo(GUEST)[0]).toMatchObject({ text: 'Afsluttet', meeting: { method: 'cancel' } });
    expect(outlook.calendarOf(GUEST)).toMatchObject([{ cancelled: true }]);
  });
});

describe('a message', () => {
  const draft = async (changes: JsonObject = {}, headers?: Record<string, string>) =>
    (await call('POST', '/messages', message(changes), headers)).body;

  it('that is sent keeps the id that stays, and loses the other one', async () => {
    const { id } = await draft();
    expect((await call('POST', `/messages/${id}/send`)).status).toBe(202);
    expect((await call('GET', `/messages/${id}`)).body).toMatchObject({ id, isDraft: false });

    const without = { Prefer: 'x' };
    const moving = await draft({}, without);
    expect((await call('POST', `/messages/${moving.id}/send`, undefined, without)).status).toBe(202);
    expect(refusal(await call('GET', `/messages/${moving.id}`, undefined, without))).toEqual([404, 'ErrorItemNotFound']);
    // One that stays is understood only where it is asked for.
    expect(refusal(await call('GET', `/messages/${id}`, undefined, without))).toEqual([404, 'ErrorItemNotFound']);
  });

  it('that is sent twice goes out twice', async () => {
    const { id } = await draft();
    await call('POST', `/messages/${id}/send`);
    await call('POST', `/messages/${id}/send`);
    expect(outlook.mailsTo(GUEST)).toHaveLength(2);
  });

  it.each<[string, JsonObject, string]>([
    ['nobody to send it to', { toRecipients: [] }, 'ErrorInvalidRecipients'],
    ['an address that is none', { toRecipients: [{ emailAddress: { address: 'nej' } }] }, 'ErrorInvalidRecipients'],
    ['an address to answer to that is none', { replyTo: [{ emailAddress: { address: 'nej' } }] }, 'ErrorInvalidRecipients'],
  ])('with %s is kept as a draft, and refused when it is sent', async (_what, changes, code) => {
    const { id } = await draft(changes);
    expect(refusal(await call('POST', `/messages/${id}/send`))).toEqual([400, code]);
    expect((await call('GET', `/messages/${id}`)).body.isDraft).toBe(true);
  });

  it('with a field that is none is refused', async () => {
    expect(refusal(await call('POST', '/messages', message({ recipients: [] })))).toEqual([400, 'RequestBodyRead']);
  });

  it('is one of thirty in a minute', async () => {
    const { id } = await draft();
    for (let nr = 0; nr < 30; nr += 1) await call('POST', `/messages/${id}/send`);
    const refused = await call('POST', `/messages/${id}/send`);
    expect([...refusal(refused), refused.headers.get('Retry-After')]).toEqual([429, 'ApplicationThrottled', '60']);
    clock.now += 60_000;
    expect((await call('POST', `/messages/${id}/send`)).status).toBe(202);
  });

  it('to an address that nobody has comes back, in the same conversation, as what it is', async () => {
    const { id, conversationId } = await draft({ toRecipients: [{ emailAddress: { address: 'vaek@ukendt.example' } }] });
    await call('POST', `/messages/${id}/send`);
    const expand = `$expand=${encodeURIComponent("singleValueExtendedProperties($filter=id eq 'String 0x001A')")}`;
    const { value } = (await call('GET', `/mailFolders/inbox/messages?${expand}&$select=conversationId,receivedDateTime`)).body;
    expect(value).toEqual([
      {
        id: expect.any(String),
        conversationId,
        receivedDateTime: new Date(clock.now).toISOString(),
        singleValueExtendedProperties: [{ id: 'String 0x1a', value: 'REPORT.IPM.Note.NDR' }],
      },
    ]);
    expect(outlook.mailsTo(MAILBOX)).toMatchObject([{ bounced: true }]);
  });
});

describe('what is not there is not there', () => {
  it.each([
    ['GET', '/events/abc', 400, 'ErrorInvalidIdMalformed'],
    ['GET', `/events/AAkALg${'x'.repeat(43)}`, 404, 'ErrorItemNotFound'],
    ['PATCH', `/events/AAkALg${'x'.repeat(43)}`, 404, 'ErrorItemNotFound'],
    ['POST', '/messages/abc/send', 400, 'ErrorInvalidIdMalformed'],
    ['GET', '/mailFolders/abc/messages', 400, 'ErrorInvalidIdMalformed'],
    ['GET', '/contacts', 400, 'BadRequest'],
    ['DELETE', '/events', 405, 'ErrorMethodNotAllowed'],
    ['GET', '/events?$search=x', 400, 'BadRequest'],
    ['GET', "/messages?$filter=subject eq 'x'", 400, 'BadRequest'],
    ['GET', '/messages?$select=emne', 400, 'BadRequest'],
    ['GET', '/messages?$top=2000', 400, 'BadRequest'],
    ['GET', `/messages?${byKey('x')}&$orderby=receivedDateTime`, 400, 'InefficientFilter'],
  ])('%s %s', async (method, path, status, code) => {
    await call('POST', '/messages', message());
    await call('POST', '/events', event());
    expect(refusal(await call(method, path, method === 'PATCH' ? {} : undefined))).toEqual([status, code]);
  });

  it("somebody else's mailbox, or any without the permission", async () => {
    const other = `${graph.baseUrl}/users/gaest%40kommune.example/messages`;
    expect((await call('GET', other)).body.error).toEqual({ code: 'ErrorInvalidUser', message: `The requested user '${GUEST}' is invalid.` });
    await outlook.setPermissions({ mail: false });
    expect(refusal(await call('GET', other))).toEqual([403, 'ErrorAccessDenied']);
    expect((await call('GET', '/events')).status).toBe(200);
    await outlook.setPermissions({ calendar: false });
    expect(refusal(await call('GET', '/events'))).toEqual([403, 'ErrorAccessDenied']);
  });

  it('anything without a token', async () => {
    expect(refusal(await call('GET', '/events', undefined, { Authorization: 'Bearer opdigtet' }))).toEqual([401, 'InvalidAuthenticationToken']);
  });
});

it('lists come page by page', async () => {
  for (let nr = 0; nr < 12; nr += 1) await call('POST', '/messages', message({ subject: `Mail ${nr}` }));
  const first = (await call('GET', '/messages?$select=subject')).body;
  const second = (await call('GET', String(first['@odata.nextLink']))).body;
  expect([...first.value, ...second.value].map(({ subject }) => subject)).toEqual(Array.from({ length: 12 }, (_, nr) => `Mail ${11 - nr}`));
  expect(second).not.toHaveProperty('@odata.nextLink');
});

it('is kept between starts, and whoever watches is told', async () => {
  await graph.close();
  const stateFile = join(temporaryFolder(), 'outlook.json');
  await open(stateFile);
  let told = 0;
  outlook.subscribe(() => (told += 1));
  const { id } = (await call('POST', '/events', event())).body;
  const draft = (await call('POST', '/messages', message())).body;
  await outlook.setPermissions({ mail: false });
  expect(told).toBe(3);
  const [calendar, mails] = [outlook.calendarOf(MAILBOX), outlook.mailsTo(GUEST)];
  expect([calendar.length, mails.length]).toEqual([1, 1]);
  await graph.close();
  await open(stateFile);
  expect([outlook.calendarOf(MAILBOX), outlook.mailsTo(GUEST), outlook.permissions]).toEqual([calendar, mails, { calendar: true, mail: false }]);
  expect(outlook.addresses()).toEqual([MAILBOX, GUEST]);
  await outlook.setPermissions({ mail: true });
  expect((await call('GET', `/events/${id}`)).status).toBe(200);
  expect((await call('GET', `/messages/${draft.id}`)).status).toBe(200);
});
