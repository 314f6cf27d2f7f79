import type { GraphFault, GraphRequest } from '../../src/oevebane/graph/graph';
import { GUEST, Meeting } from '../support/meeting';
import type { Card, Staff } from '../support/staff';
import { startVoting } from '../support/voting';

/** Whether a meeting and a cadence suit the kontaktperson, who has no Teams: over real HTTP, with the stand-in's mailboxes. It is Monday 10.00. */
let staff: Staff;
let jump: (to: string) => void;
let fault: (request: GraphRequest) => GraphFault | undefined = () => undefined;
beforeAll(async () => { ({ staff, jump } = await startVoting(undefined, { graph: (request) => fault(request) })); });
beforeEach(() => { fault = () => undefined; });
afterEach(() => staff.outlook.setPermissions({ calendar: true, mail: true }));
afterAll(async () => staff.close());

const SECOND = 'Stabsmøde 2';
const linkIn = (text: string) => /http\S+\/svar\/\S+/.exec(text)?.[0] ?? '';
const press = (link: string, svar: string, bemaerkning = '') => fetch(link, { method: 'POST', body: new URLSearchParams({ svar, bemaerkning }) });
const words = async (link: string) => (await (await fetch(link)).text()).replace(/<style>[^]*<\/style>/, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const choices = (card: unknown): readonly string[] => (card as { readonly body: readonly { readonly id?: string; readonly choices?: readonly { readonly value: string }[] }[] }).body.find(({ id }) => id === 'person')?.choices?.map(({ value }) => value) ?? [];

/** All mails to the kontaktperson about it but the calendar's, newest first. */
const mails = (meeting: Meeting, begins: string) => staff.outlook.mailsTo(GUEST).filter(({ subject, text, meeting: calendar }) => !calendar && subject.startsWith(begins) && text.includes(meeting.beskrivelse));

function untilMail(look: () => ReturnType<typeof mails>[number] | undefined): Promise<ReturnType<typeof mails>[number]> {
  return new Promise((resolve) => {
    const found = look();
    if (found) return resolve(found);
    const stop = staff.outlook.subscribe(() => {
      const now = look();
      if (now) { stop(); resolve(now); }
    });
  });
}

/** Ended by Anna with a next one at 13 and word every hour, the first time at 12.30. */
async function ended(): Promise<Meeting> {
  const meeting = await Meeting.called(staff);
  await staff.write('anna', '/instruks 2', { rootId: meeting.alarm.voting.incident.message.rootId });
  const card = await meeting.saying('✔ Indkaldelsen er sendt til 5');
  await card.press('anna', 'Mødet begynder');
  const form = await meeting.fills('anna', 'Mødet er slut', { naeste: 'ja', dato: '2026-11-23', tid: '13:00', minutter: '30', hverMinutter: '60', beskedDato: '2026-11-23', beskedTid: '12:30' });
  expect(form.closed).toBe(true);
  return meeting;
}

const about = (meeting: Meeting, text: string) => text.toLowerCase().includes(`hændelse ${meeting.nr}`);
/** What the bot wrote in the incident's threads about agreements. */
const told = (meeting: Meeting) => staff.texts().filter((text) => about(meeting, text) && text.includes('Aftale:'));

it('a meeting that ends with a next one and a cadence: one mail asks about both, and the answer stands in the log and on the card', async () => {
  const meeting = await ended();
  const mail = await untilMail(() => mails(meeting, 'Passer det?')[0]);
  expect(mail.subject).toMatch(/^Passer det\? Stabsmøde 2 23\.11\. 13\.00 og besked hvert 60\. minut – svar senest 23\.11\. 10\.3\d$/);
  expect(mail.text).toContain('Stabsmøde 2 mandag den 23. november kl. 13.00, cirka 30 minutter, på Teams. Indkaldelsen kommer for sig.\nI fortæller os hvert 60. minut, hvordan det går, næste gang mandag den 23. november kl. 12.30.');
  expect(mail.text).toContain('Passer det?\nSvar her ("Ja, det passer" / "Nej, ring til mig").');
  await meeting.saying('⏳ Venter på svar fra Lone Kær', SECOND);
  expect(await words(linkIn(mail.text))).toContain('Passer det? Stabsmøde 2 23.11. 13.00 og besked hvert 60. minut, næste gang 23.11. 12.30 Vil du tilføje noget?');
  expect(await (await press(linkIn(mail.text), 'ja')).text()).toContain('Tak. Dit svar er gemt');
  const card = await meeting.saying('✔ Lone Kær: Ja, det passer (23.11.', SECOND);
  expect(card.text).toContain('via svarlink)');
  expect(await meeting.lines()).toContainEqual('Svar fra Lone Kær via svarlink (Aftale: Stabsmøde 2 23.11. 13.00 og besked hvert 60. minut, næste gang 23.11. 12.30): Ja, det passer');
  expect(mails(meeting, 'Passer det?')).toHaveLength(1);
  // A yes disturbs nobody.
  expect(told(meeting)).toEqual([]);
}, 60_000);

it('moved before it is answered: the old link says so and stores nothing; who is rung says no, and the kriseleder is told', async () => {
  const meeting = await ended();
  const old = await untilMail(() => mails(meeting, 'Passer det?')[0]);
  const moved = await meeting.fills('anna', 'Flyt/ret', { tid: '14:00' }, SECOND);
  expect(moved.closed).toBe(true);
  const mail = await untilMail(() => mails(meeting, 'Passer det? Stabsmøde 2 23.11. 14.00')[0]);
  expect(mail.text).toContain('Stabsmøde 2 er flyttet fra kl. 13.00 til mandag den 23. november kl. 14.00.');
  expect(mail.text).toContain('I fortæller os hvert 60. minut');
  expect(await words(linkIn(old.text))).toContain('Aftalen er ændret Du får en nyere mail om det. Svar i den.');
  expect((await press(linkIn(old.text), 'ja')).status).toBe(409);
  expect((await meeting.lines()).filter((line) => line.startsWith('Svar fra'))).toEqual([]);
  await press(linkIn(mail.text), 'ring', 'Vi kan først kl. 15');
  await meeting.saying('⚠ Lone Kær: Nej, ring til mig – Vi kan først kl. 15', SECOND);
  expect(await staff.until(() => told(meeting).find((text) => text.startsWith('Svar fra Lone Kær: Nej, ring til mig.')))).toContain('<at>Anna Holmgaard</at>');

  // Carla has rung: it suits after all, and she writes it down.
  const card = await meeting.card(SECOND);
  const form = await card.openDialog('carla', 'Myndighedens svar');
  expect(form.text).toContain('Aftale: Stabsmøde 2 23.11. 14.00');
  expect((await form.submit({ person: choices(form.card)[0]!, handling: 'svar:ja', bemaerkning: '' })).text).toContain('✔ Ja, det passer');
  expect((await meeting.saying('✔ Lone Kær: Ja, det passer (23.11.', SECOND)).text).toContain('i telefonen)');
  expect(await meeting.lines()).toContainEqual(expect.stringMatching(/^Svar fra Lone Kær i telefonen \(Aftale: Stabsmøde 2 23\.11\. 14\.00/));
}, 90_000);

it('no answer by the deadline: the kriseleder is told whom to ring', async () => {
  const meeting = await ended();
  await untilMail(() => mails(meeting, 'Passer det?')[0]);
  jump('2026-11-23T10:45:00.000Z');
  const text = await staff.until(() => told(meeting).find((line) => line.startsWith('⚠ Ring til Lone Kær: intet svar inden fristen. Aftale: Stabsmøde 2')));
  expect(text).toContain('<at>Anna Holmgaard</at>');
  await meeting.saying('⚠ Ring til Lone Kær: har ikke svaret inden fristen', SECOND);
}, 60_000);

it('what could not be sent is said on the card and to the kriseleder, and one press sends it', async () => {
  await staff.outlook.setPermissions({ calendar: true, mail: false });
  const meeting = await ended();
  const card = await meeting.saying('⚠ Ring til Lone Kær: mailen er ikke sendt. Botten har ikke adgang til postkassen.', SECOND);
  expect(await staff.until(() => told(meeting).find((text) => text.startsWith('⚠ Mail IKKE sendt: Aftale:')))).toContain('<at>Anna Holmgaard</at>');
  await staff.outlook.setPermissions({ calendar: true, mail: true });
  expect((await card.press('eva', 'Prøv igen')).text).toContain('⏳ Venter på svar fra Lone Kær');
  await untilMail(() => mails(meeting, 'Passer det?')[0]);
  await staff.until(() => !card.buttons().includes('Prøv igen'));
}, 60_000);

it('the reminder of the word that was agreed has its answers written down from the same card, and calls nobody who is none of us', async () => {
  const meeting = await ended();
  const asked = await untilMail(() => mails(meeting, 'Passer det?')[0]);
  await press(linkIn(asked.text), 'ja');
  await staff.outlook.setPermissions({ calendar: true, mail: false });
  jump('2026-11-23T11:16:00.000Z');
  const text = await staff.until(() => staff.texts().find((line) => line.startsWith('⚠ Mail IKKE sendt: Påmindelse om besked fra myndigheden') && about(meeting, line)));
  expect(text.toLowerCase()).toContain('<at>eva');
  expect(text).toContain('<at>Anna Holmgaard</at>');
  expect(text).not.toContain('ring: DDH Beredskab');
  const card: Card = await meeting.saying('⚠ Ring til Lone Kær: mailen er ikke sendt.', SECOND);
  const form = await card.openDialog('eva', 'Påmindelsen');
  await form.submit({ person: choices(form.card)[0]!, handling: 'svar:nyt', bemaerkning: 'Strømmen er tilbage' });
  await meeting.saying('Næste ventes 23.11. 13.30', SECOND);
  expect(await meeting.lines()).toContainEqual('Besked fra myndigheden: Ja, jeg har skrevet det: Strømmen er tilbage');
}, 90_000);

it('52. what is decided together with the kontaktperson: they are asked, and their yes or no stands at the step and in the log', async () => {
  const meeting = await Meeting.called(staff);
  await staff.write('anna', '/instruks 2', { rootId: meeting.alarm.voting.incident.message.rootId });
  const card = await staff.until(() => staff.instruksCard(2, meeting.alarm.voting.incident));
  const decide = async (valg: string) => {
    await staff.until(() => card.buttons().includes('2C.1 Beslut…'));
    return (await card.openDialog('anna', '2C.1 Beslut…')).submit({ valg, begrundelse: 'Køen er for lang', beslutter: 'Anna Holmgaard' });
  };
  expect((await decide('nej')).closed).toBe(true);
  const no = await untilMail(() => mails(meeting, 'Passer det? Nej, de aktiveres ikke')[0]);
  expect(no.text).toContain('Det er besluttet. Aktivering af chat- og voicebot: Nej, de aktiveres ikke.');
  await staff.until(() => card.step('2C.1').includes('⏳ Venter på svar fra Lone Kær'));

  // They were sure it was the other way round: undone, and decided anew.
  await card.press('anna', '2C.1 Fortryd');
  expect(await words(linkIn(no.text))).toContain('Beslutningen er åbnet igen Du får en mail, når der er besluttet på ny.');
  await decide('ja');
  const yes = await untilMail(() => mails(meeting, 'Passer det? Ja, chat- og voicebot aktiveres')[0]);
  expect((await press(linkIn(no.text), 'ja')).status).toBe(409);
  expect(await words(linkIn(yes.text))).toContain('Aktivering af chat- og voicebot: Ja, chat- og voicebot aktiveres');
  expect(await words(linkIn(yes.text))).not.toMatch(/\d[A-Z]\.\d/); // nobody outside knows the numbers of the steps
  await press(linkIn(yes.text), 'ring', 'Hvem betaler?');
  await staff.until(() => card.step('2C.1').includes('⚠ Lone Kær: Nej, ring til mig – Hvem betaler?'));
  expect(await staff.until(() => told(meeting).find((text) => text.startsWith('Svar fra Lone Kær: Nej, ring til mig. Aftale: 2C.1')))).toContain('<at>Anna Holmgaard</at>');

  const form = await card.openDialog('carla', 'Myndighedens svar');
  await form.submit({ person: choices(form.card)[0]!, handling: 'svar:ja', bemaerkning: '' });
  await staff.until(() => card.step('2C.1').includes('✔ Lone Kær: Ja, det passer'));
  expect(await meeting.lines()).toContainEqual('Svar fra Lone Kær i telefonen (Aftale: 2C.1 Ja, chat- og voicebot aktiveres): Ja, det passer');
}, 90_000);

it('a mail about a decision that could not be sent is sent again from the step’s own list', async () => {
  await staff.outlook.setPermissions({ calendar: true, mail: false });
  const meeting = await Meeting.called(staff);
  await staff.write('anna', '/instruks 2', { rootId: meeting.alarm.voting.incident.message.rootId });
  const card = await staff.until(() => staff.instruksCard(2, meeting.alarm.voting.incident));
  await (await card.openDialog('anna', '2C.1 Beslut…')).submit({ valg: 'ja', begrundelse: 'Køen er for lang', beslutter: 'Anna Holmgaard' });
  const text = await staff.until(() => told(meeting).find((line) => line.startsWith('⚠ Mail IKKE sendt: Aftale: 2C.1')));
  expect(text).toContain('Tryk "Myndighedens svar…" ved trinnet, eller ring.');
  await staff.outlook.setPermissions({ calendar: true, mail: true });
  await staff.until(() => card.buttons().includes('Myndighedens svar…'));
  const form = await card.openDialog('eva', 'Myndighedens svar');
  await form.submit({ person: choices(form.card)[0]!, handling: 'send-igen', bemaerkning: '' });
  await untilMail(() => mails(meeting, 'Passer det? Ja, chat- og voicebot aktiveres')[0]);
}, 60_000);
