import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { GraphFault, GraphRequest } from '../../src/oevebane/graph/graph';
import { Alarming } from '../support/alarming';
import { startBotProcess } from '../support/botProcess';
import { Card, ROSTER, temporaryFile, type Staff } from '../support/staff';
import { buttonOf, startVoting } from '../support/voting';

/** Mails over real HTTP: the bot as it is built, the stand-in of Graph with its mailboxes, and people who only have the link. */
let staff: Staff;
let jump: (to: string) => void;
let fault: (request: GraphRequest) => GraphFault | undefined = () => undefined;
let minutes = 0;

const MEMBERS = Array.from({ length: 60 }, (_, index) => ({ id: `rep${index + 1}`, name: `Medlem ${index + 1}`, email: `medlem${index + 1}@example.org`, phones: {}, guest: false }));

const OTHER_HAT = { ...MEMBERS[0], id: 'hat', name: 'Medlem 1, kommunaldirektør', email: 'Medlem1@Example.org' };

/** The demo people, and a repræsentantskab of sixty, one of whom wears two hats. */
function roster(): string {
  const demo = parse(readFileSync(ROSTER, 'utf8')) as { readonly people: readonly { readonly id: string }[] };
  return temporaryFile('roster.yaml', stringify({ ...demo, people: [...demo.people, ...MEMBERS, OTHER_HAT], repraesentantskab: [...MEMBERS, OTHER_HAT].map(({ id }) => id) }));
}

beforeAll(async () => {
  // Exchange's thirty a minute have a test of their own: here the mailboxes' clock runs fast.
  const started = Date.now();
  const outlookNow = () => started + (Date.now() - started) * 10_000;
  ({ staff, jump } = await startVoting(undefined, { graph: (request) => fault(request), outlookNow, environment: { ROSTER_FILE: roster() } }));
});
beforeEach(() => { fault = () => undefined; });
afterEach(() => staff.outlook.setPermissions({ calendar: true, mail: true }));
afterAll(async () => staff.close());

/** More than the twenty seconds in which an approval can be taken back. */
function pass(by = 1): void {
  minutes += by;
  jump(new Date(Date.parse('2026-11-23T09:30:00.000Z') + minutes * 60_000).toISOString());
}

async function mailCard(alarm: Alarming, titel: string): Promise<Card> {
  return staff.until(() => {
    const found = staff.fromBot().findLast(({ activity }) => JSON.stringify(activity).includes(`"${titel}"`) && JSON.stringify(activity).includes(alarm.id));
    return found && new Card(staff, found.id);
  });
}

const raised = (kontaktperson = 'Ole Vind', email = 'ole.vind@viborg.example') => Alarming.raised(staff, { kontaktperson, email, telefon: '+45 40 00 00 01' });
const inbox = (address: string) => staff.outlook.mailsTo(address).filter(({ meeting }) => !meeting);
const about = (alarm: Alarming, address: string) => inbox(address).filter(({ text }) => text.includes(`hændelse ${alarm.voting.nr}.`));
const linkIn = (text: string) => /http:\S+\/svar\/\S+/.exec(text)?.[0] ?? '';
const KP = 'Praktisk til myndighedens kontaktperson';
const REP = 'Orientering af DDH Repræsentantskab (1C)';

/** Sent to Ole, and his link. */
async function toOle() {
  const alarm = await raised();
  const card = await mailCard(alarm, KP);
  await card.press('anna', 'Send');
  pass();
  await staff.until(() => card.text.includes('✔ Accepteret af Exchange: 1 af 1'));
  const [mail, ...others] = about(alarm, 'ole.vind@viborg.example');
  expect(others).toEqual([]);
  return { alarm, card, mail: mail!, link: linkIn(mail!.text) };
}

const answer = (link: string, form: Record<string, string>) => fetch(link, { method: 'POST', body: new URLSearchParams(form) });

it('sixty recipients and a throttled mailbox: one mail each, one line in the log', async () => {
  const alarm = await raised();
  const rep = await mailCard(alarm, REP);
  let sends = 0;
  fault = ({ operation }) => (operation === 'sendMail' && (sends += 1) % 25 === 0 ? { kind: 'answer', status: 429, headers: { 'Retry-After': '1' }, body: { error: { code: 'ApplicationThrottled', message: 'wait' } } } : undefined);
  expect(rep.buttons()).toEqual(['Send til 60', 'Ret…']);
  await Promise.all([rep.press('anna', 'Send'), rep.press('anna', 'Send')]);
  expect(MEMBERS.flatMap(({ email }) => inbox(email))).toEqual([]);
  pass();
  await staff.until(() => rep.text.includes('✔ Accepteret af Exchange: 60 af 60'));
  expect(MEMBERS.map(({ email }) => about(alarm, email).length)).toEqual(MEMBERS.map(() => 1));
  const [mail] = about(alarm, 'medlem7@example.org');
  expect(mail).toMatchObject({ subject: expect.stringMatching(/^DDH Beredskab er aktiveret: Kommune \d+$/), replyTo: [{ name: 'Anna Holmgaard' }] });
  expect(mail?.text).toContain('Spørgsmål? Ring til Anna Holmgaard, +45 20');
  expect(await alarm.voting.lines('Accepteret af Exchange: 60 af 60')).toHaveLength(1);
  await staff.until(() => staff.instruksCard(1, alarm.voting.incident)?.step('1C.1').includes('✔'));
}, 120_000);

describe('a svarlink', () => {
  it('asks on a small page, and the answer is a line "via svarlink" that the kriseleder is told of', async () => {
    const { alarm, card, mail, link } = await toOle();
    expect(mail.subject).toMatch(/^Din opgave som kontaktperson for Kommune \d+ – svar senest 23\.11\. \d\d\.\d\d$/);
    const shown = await fetch(link);
    expect([shown.status, shown.headers.get('cache-control'), shown.headers.get('content-type')]).toEqual([200, 'no-store', 'text/html; charset=utf-8']);
    expect(await shown.text()).toContain('Kan du være med på mødet?');
    expect(await alarm.voting.lines('Svar fra')).toEqual([]);
    const thanked = await answer(link, { svar: 'ring', bemaerkning: 'Jeg kan ikke komme på guiden' });
    expect(await thanked.text()).toContain('Tak. Dit svar er gemt');
    await staff.until(() => card.text.includes('Svar: 1 af 1') && card.text.includes('✉ Ole Vind: Nej, ring til mig – Jeg kan ikke komme på guiden'));
    expect(await alarm.voting.lines('Svar fra')).toEqual([expect.stringMatching(/^Svar fra Ole Vind via svarlink \(Praktisk til myndighedens kontaktperson: Stabsmøde 1 23\.11\. \d\d\.\d\d\): Nej, ring til mig: Jeg kan ikke komme på guiden$/)]);
    await staff.until(() => staff.textsIn(card).find((text) => text.startsWith('Svar fra Ole Vind: Nej, ring til mig')));
  }, 60_000);

  it('used again, guessed, of another method or with another form changes nothing', async () => {
    const { alarm, link } = await toOle();
    expect((await fetch(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
    expect((await fetch(new URL('/svar/', link))).status).toBe(404);
    expect((await fetch(link, { method: 'PUT', body: 'svar=ja' })).status).toBe(405);
    expect([(await fetch(link, { method: 'HEAD' })).status, (await fetch(link, { method: 'OPTIONS' })).status]).toEqual([405, 405]);
    expect((await fetch(`${new URL('/svar/', link).href}%E0%A4%A`)).status).toBe(404);
    expect((await fetch(`${link}?svar=ja`)).status).toBe(200);
    expect((await fetch(`${link}/svar/ja`)).status).toBe(404);
    expect((await fetch(link, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"svar":"ja"}' })).status).toBe(415);
    const file = new FormData();
    file.append('svar', 'ja');
    file.append('bemaerkning', new Blob(['x'.repeat(100_000)]), 'x.txt');
    expect((await fetch(link, { method: 'POST', body: file })).status).toBe(415);
    expect((await answer(link, { svar: 'ja', bemaerkning: 'x'.repeat(50_000) })).status).toBe(413);
    expect((await fetch(link, { method: 'POST', body: new URLSearchParams([['svar', 'ja'], ['svar', 'ring'], ['__proto__', 'x']]) })).status).toBe(400);
    expect(await alarm.voting.lines('Svar fra')).toEqual([]);
    await answer(link, { svar: 'ja', bemaerkning: '' });
    expect((await answer(link, { svar: 'ring', bemaerkning: '' })).status).toBe(409);
    expect(await alarm.voting.lines('Svar fra')).toHaveLength(1);
    // Whoever reads the technical log has no link, and no address.
    for (const secret of [link.slice(-43), 'ole.vind@viborg.example']) expect(staff.bot?.log()).not.toContain(secret);
  }, 60_000);

  it('with HTML and a mention in the line: text on the card and in the thread', async () => {
    const { card, link } = await toOle();
    await answer(link, { svar: 'ja', bemaerkning: '<at>Anna Holmgaard</at><script>alert(1)</script>' });
    const told = await staff.until(() => staff.textsIn(card).find((text) => text.startsWith('Svar fra Ole Vind')));
    expect(told).toContain('&lt;at&gt;Anna Holmgaard&lt;/at&gt;&lt;script&gt;');
    await staff.until(() => card.text.includes('<at>Anna Holmgaard</at><script>alert(1)</script>'));
    expect(JSON.stringify(card.content)).toContain('"type":"TextRun","text":"✉ Ole Vind: Ja, jeg er med – <at>');
  }, 60_000);

  it('is called back from the list of recipients, and over when the hændelse is', async () => {
    const { alarm, card, link } = await toOle();
    const dialog = await card.openDialog('carla', 'Modtagere');
    expect(dialog.text).toContain('Ole Vind\n – ○ har ikke svaret · +45 40 00 00 01');
    expect((await dialog.submit({ person: 'anna', handling: 'tilbagekald' })).text).toContain('Vælg en modtager.');
    const [ole] = choicesOf(dialog, 'person');
    expect((await dialog.submit({ person: ole!, handling: 'tilbagekald' })).text).toContain('linket er kaldt tilbage');
    expect((await fetch(link)).status).toBe(410);
    const heard = await card.openDialog('carla', 'Modtagere');
    await heard.submit({ person: ole!, handling: 'svar:ja', bemaerkning: 'Han kommer 10 minutter for sent' });
    expect(await alarm.voting.lines('Svar fra Ole Vind i telefonen')).toHaveLength(1);

    const second = await toOle();
    const close = await second.alarm.voting.incident.openDialog('anna', 'Luk');
    await close.submit({ grund: 'fejl', begrundelse: 'Prøve' });
    await staff.until(() => second.card.text.includes('■ Lukket'));
    expect([(await fetch(second.link)).status, (await answer(second.link, { svar: 'ja' })).status]).toEqual([410, 410]);
  }, 90_000);
});

describe('when Graph does not do as it should', () => {
  const once = (operation: string, what: GraphFault) => {
    let left = 1;
    return (request: GraphRequest) => (request.operation === operation && left-- > 0 ? what : undefined);
  };

  it.each(['createMail', 'sendMail'])('the answer to %s gets lost: there is one mail', async (operation) => {
    fault = once(operation, { kind: 'dropAnswer' });
    await toOle();
  }, 60_000);

  it('the bot dies in the middle of sixty mails: the next one goes on, and nobody gets two', async () => {
    const alarm = await raised();
    const rep = await mailCard(alarm, REP);
    let sends = 0;
    let killed: Promise<void> | undefined;
    fault = ({ operation }) => {
      if (operation !== 'sendMail' || (sends += 1) !== 4) return undefined;
      killed = staff.bot?.kill();
      return { kind: 'dropAnswer' };
    };
    await rep.press('anna', 'Send');
    pass();
    while (!killed) await new Promise((resolve) => setImmediate(resolve));
    await killed;
    staff.bot = await startBotProcess(staff.environment);
    await staff.until(() => rep.text.includes('✔ Accepteret af Exchange: 60 af 60'));
    expect(MEMBERS.map(({ email }) => about(alarm, email).length)).toEqual(MEMBERS.map(() => 1));
  }, 120_000);

  it('no permission is said in words, and one press sends it when there is one', async () => {
    const alarm = await raised();
    const card = await mailCard(alarm, KP);
    await staff.outlook.setPermissions({ calendar: true, mail: false });
    await card.press('anna', 'Send');
    pass();
    await staff.until(() => card.text.includes('⚠ Ikke sendt: Botten har ikke adgang til postkassen. Sig det til administratoren.'));
    expect(card.buttons()).toContain('Prøv igen');
    await staff.outlook.setPermissions({ calendar: true, mail: true });
    await card.press('eva', 'Prøv igen');
    await staff.until(() => card.text.includes('✔ Accepteret af Exchange: 1 af 1'));
    expect(about(alarm, 'ole.vind@viborg.example')).toHaveLength(1);
  }, 60_000);

  it('a kontaktperson without an address is not pretended to be written to', async () => {
    const alarm = await Alarming.raised(staff, { kontaktperson: 'Ole Vind' });
    const card = await mailCard(alarm, KP);
    expect((await card.press('anna', 'Send')).text).toContain('Der er ingen mailadresse at sende til (Ole Vind). Intet er sendt.');
    expect(await alarm.voting.lines('Godkendt til afsendelse')).toEqual([]);
  }, 60_000);
});

describe('54. the contacts of the kommuner', () => {
  it('are written to by the procesansvarlige when instruks 2 has begun; whoever does not answer in time, their secondary contact', async () => {
    const alarm = await raised();
    await staff.write('anna', '/instruks 2', { rootId: alarm.voting.incident.message.rootId });
    const card = await mailCard(alarm, 'Orientering af kommunekontaktpersonerne (2E)');
    const instruks = await staff.until(() => staff.instruksCard(2, alarm.voting.incident));
    expect(card.message.rootId).toBe(instruks.message.rootId);
    expect((await card.press('anna', 'Send')).text).toContain('Denne mail godkendes af procesansvarlig. Sig det til en af dem.');
    expect((await card.press('eva', 'Send')).text).toContain('Godkendt.');
    pass();
    await staff.until(() => card.text.includes('✔ Accepteret af Exchange: 6 af 6'));
    const [mail] = about(alarm, primaryOf('Viborg'));
    expect(mail?.subject).toMatch(/^Sig det til agenterne: DDH Beredskab er aktiveret for Kommune \d+ – svar senest 23\.11\. \d\d\.\d\d$/);
    await answer(linkIn(mail!.text), { svar: 'orienteret', bemaerkning: '' });
    expect(about(alarm, secondaryOf('Viborg'))).toEqual([]);
    const before = about(alarm, secondaryOf('Aarhus')).length;
    pass(61);
    await staff.until(() => card.text.includes('↪ Skrevet til i stedet') && /✔ Accepteret af Exchange: (\d+) af \1 /.test(card.text));
    expect(about(alarm, secondaryOf('Viborg'))).toEqual([]);
    expect(about(alarm, secondaryOf('Aarhus'))).toHaveLength(before + 1);
    expect(about(alarm, secondaryOf('Aarhus'))[0]?.text).toContain('Du får denne mail i stedet for Gunnar Havrested.');
    expect(await alarm.voting.lines('Intet svar inden fristen: ')).toHaveLength(1);
  }, 90_000);

  const demo = parse(readFileSync(ROSTER, 'utf8')) as { readonly people: readonly { readonly id: string; readonly email: string }[]; readonly kommunekontakter: readonly { readonly kommune: string; readonly primary: string; readonly secondary: string }[] };
  const mailOf = (id: string | undefined) => demo.people.find((person) => person.id === id)?.email ?? '';
  const primaryOf = (kommune: string) => mailOf(demo.kommunekontakter.find((contact) => contact.kommune === kommune)?.primary);
  const secondaryOf = (kommune: string) => mailOf(demo.kommunekontakter.find((contact) => contact.kommune === kommune)?.secondary);
});

describe('two people change one text', () => {
  it('the second is told of the first, and is shown the newer text before writing over it', async () => {
    const alarm = await raised();
    const rep = await mailCard(alarm, REP);
    const first = await rep.openDialog('jens', 'Ret');
    const second = await rep.openDialog('lone', 'Ret');
    expect(first.text).not.toContain('✎');
    expect(second.text).toMatch(/✎ Jens \S+ er ved at rette teksten \(siden \d\d\.\d\d\)/);
    await staff.until(() => /✎ Jens \S+ redigerer \(siden \d\d\.\d\d\)/.test(rep.text));
    // Whoever approves meanwhile is told, and may send it as it is all the same.
    const asked = await rep.press('anna', 'Send til');
    expect(asked.text).toMatch(/Ikke sendt: Jens \S+ er ved at rette teksten/);
    expect(buttonOf(asked.card, 'Send til').title).toMatch(/^Send til \d+ alligevel$/);
    expect(rep.text).toContain('○ Udkast – ikke sendt');
    expect((await first.submit({ tekst: 'Kære alle\n\nVi er i gang.' })).closed).toBe(true);
    await staff.until(() => rep.text.includes('Vi er i gang.') && !rep.text.includes('✎'));
    const refused = await second.submit({ tekst: 'Min egen tekst' });
    expect(refused.text).toMatch(/Jens \S+ har ændret teksten, mens du rettede\. Den nye tekst står her over din\./);
    expect(refused.text).toContain('Kære alle\nVi er i gang.');
    expect(refused.values.tekst).toBe('Min egen tekst');
    expect((await refused.submit({})).closed).toBe(true);
    await staff.until(() => rep.text.includes('Min egen tekst'));
  }, 60_000);
});

function choicesOf(dialog: { readonly card: unknown }, id: string): readonly string[] {
  const body = (dialog.card as { readonly body: readonly { readonly id?: string; readonly choices?: readonly { readonly value: string }[] }[] }).body;
  return body.find((item) => item.id === id)?.choices?.map(({ value }) => value) ?? [];
}
