import type { GraphFault, GraphRequest } from '../../src/oevebane/graph/graph';
import { GUEST, Meeting } from '../support/meeting';
import type { Staff } from '../support/staff';
import { startVoting } from '../support/voting';

/** In the demo roster Anna, Carla, Eva and Gry hold the roles. It is Monday 10.00. */
let staff: Staff;
let jump: (to: string) => void;
let fault: (request: GraphRequest) => GraphFault | undefined;
beforeAll(async () => { ({ staff, jump } = await startVoting(undefined, { graph: (request) => fault(request) })); });
beforeEach(() => { fault = () => undefined; });
afterEach(() => staff.outlook.setPermissions({ calendar: true, mail: true }));
afterAll(async () => staff.close());

const once = (operation: string, what: GraphFault) => {
  let left = 1;
  return (request: GraphRequest) => (request.operation === operation && left-- > 0 ? what : undefined);
};

it('20. the activation books the meeting: krisestab and kontaktperson invited, the link on the cards and in the alarm\'s thread', async () => {
  const meeting = await Meeting.called(staff);
  const card = await meeting.saying('✔ Indkaldelsen er sendt til 5');
  const [booked, ...others] = meeting.calendar();
  expect(others).toEqual([]);
  expect(booked).toMatchObject({ start: expect.stringContaining('2026-11-23T09:3'), subject: expect.stringMatching(/^Stabsmøde 1, 23\.11\. 10\.3\d: Kommune \d+: Centralen er nede/) });
  expect(booked?.attendees.map(({ address }) => address).sort()).toEqual([...['anna', 'carla', 'eva', 'gry'].map((who) => staff.outlook.addresses().find((address) => address.startsWith(who))), GUEST].sort());
  expect(booked?.text).toContain('- 2A Gennemgang af situationsbillede (Kriseleder, Kontaktperson ved hændelsesmyndighed, Logfører)');
  expect(card.button('Deltag i mødet').url).toBe(booked?.joinUrl);
  await staff.until(() => meeting.alarm.card.buttons().includes('Åbn mødet i Teams'));
  expect(meeting.alarm.card.button('Åbn mødet').url).toBe(booked?.joinUrl);
  const told = await staff.until(() => meeting.alarm.texts().find((text) => text.startsWith('Stabsmøde 1')));
  expect(told).toContain(`[Deltag i mødet](${booked?.joinUrl})`);
  expect(told).toContain('<at>Anna Holmgaard</at>');
  // The guest has no Teams here: the invitation comes by mail.
  expect(meeting.mails()[0]).toMatchObject({ meeting: { method: 'request' } });
  expect(await meeting.lines()).toContainEqual(expect.stringMatching(/^Indkaldelsen til Stabsmøde 1 står i kalenderen og er sendt\./));
}, 60_000);

it('it is moved, somebody is added, and it is cancelled with a reason: the invitation follows each time', async () => {
  const meeting = await Meeting.called(staff);
  const card = await meeting.saying('✔ Indkaldelsen er sendt til 5');
  const open = await card.openDialog('anna', 'Flyt/ret');
  const added = [...String(open.values.deltagere).split(','), 'bent'].join(',');
  expect((await open.submit({ tid: '11:30', deltagere: added })).closed).toBe(true);
  await staff.until(() => card.text.includes('○ Indkaldt til 23.11. 11.30') && card.text.includes('✔ Indkaldelsen er sendt til 6'));
  expect(meeting.calendar()).toMatchObject([{ start: expect.stringContaining('2026-11-23T10:30') }]);
  expect(await meeting.lines()).toContainEqual(expect.stringMatching(/^Stabsmøde 1 ændret: flyttet fra 23\.11\. 10\.3\d til 23\.11\. 11\.30; ny deltager: Bent Ravnsborg/));
  expect((await meeting.fills('anna', 'Aflys', { begrundelse: 'Strømmen er tilbage' })).closed).toBe(true);
  await meeting.saying('✔ Afbuddet er sendt');
  expect(meeting.calendar()).toMatchObject([{ cancelled: true }]);
  expect(meeting.mails()[0]).toMatchObject({ meeting: { method: 'cancel' } });
  expect(card.text).toContain('■ Aflyst af Anna Holmgaard: Strømmen er tilbage');
}, 60_000);

it('a new kontaktperson gets the invitation, and the old one is told not to come', async () => {
  const meeting = await Meeting.called(staff);
  await meeting.saying('✔ Indkaldelsen er sendt til 5');
  const form = await meeting.alarm.voting.form('anna', { dialog: 'kontaktperson' });
  expect((await form.submit({ navn: 'Ole Vind', telefon: '', email: 'ole.vind@viborg.example' })).closed).toBe(true);
  await staff.until(() => meeting.mails('ole.vind@viborg.example').length > 0);
  await meeting.saying('• Ole Vind');
  expect(meeting.calendar()[0]?.attendees.map(({ address }) => address)).not.toContain(GUEST);
}, 60_000);

it('a wrong address of the kontaktperson is put right by naming the same person again', async () => {
  const meeting = await Meeting.called(staff, { email: 'lone.kear@viborg.example' });
  await meeting.saying('✔ Indkaldelsen er sendt til 5');
  const form = await meeting.alarm.voting.form('anna', { dialog: 'kontaktperson' });
  expect((await form.submit({ navn: 'Lone Kær', telefon: '', email: GUEST })).closed).toBe(true);
  await staff.until(() => meeting.mails().length > 0);
  expect(meeting.calendar()[0]?.attendees.map(({ address }) => address)).not.toContain('lone.kear@viborg.example');
}, 60_000);

function untilMail<T>(look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const found = look();
    if (found) return resolve(found);
    const stop = staff.outlook.subscribe(() => {
      const now = look();
      if (now) { stop(); resolve(now); }
    });
  });
}

describe('whatever Graph does', () => {
  it('an answer that is lost after the work was done leaves one meeting', async () => {
    fault = once('createEvent', { kind: 'dropAnswer' });
    const meeting = await Meeting.called(staff);
    await meeting.saying('✔ Indkaldelsen er sendt til 5');
    expect(meeting.calendar()).toHaveLength(1);
    expect((await meeting.lines()).filter((line) => line.startsWith('Indkaldelsen til'))).toHaveLength(1);
  }, 60_000);

  it('429 is waited out as long as it asks for', async () => {
    fault = once('createEvent', { kind: 'answer', status: 429, headers: { 'Retry-After': '1' }, body: { error: { code: 'ApplicationThrottled', message: '' } } });
    const meeting = await Meeting.called(staff);
    await meeting.saying('✔ Indkaldelsen er sendt til 5');
    expect(meeting.calendar()).toHaveLength(1);
  }, 60_000);

  it('a missing permission is told at once, with whom to ring, and is tried again by a press', async () => {
    await staff.outlook.setPermissions({ calendar: false, mail: true });
    const meeting = await Meeting.called(staff);
    const card = await meeting.saying('⚠ Indkaldelsen er ikke sendt. Botten har ikke adgang til postkassen.');
    expect(await staff.until(() => meeting.texts().find((text) => text.includes('Ring til deltagerne, eller tryk "Prøv igen"')))).toContain('<at>Anna Holmgaard</at>');
    await staff.outlook.setPermissions({ calendar: true, mail: true });
    const pressed = await card.press('carla', 'Prøv igen');
    expect(pressed.text).toContain('… Indkaldelsen er ved at blive sendt');
    await meeting.saying('✔ Indkaldelsen er sendt til 5');
    expect(meeting.calendar()).toHaveLength(1);
  }, 60_000);

  it('what has no address is said, and rung', async () => {
    const meeting = await Meeting.called(staff, { email: '' });
    await meeting.saying('✔ Indkaldelsen er sendt til 4. ⚠ Uden mail – ring: Lone Kær');
  }, 60_000);
});

it('it begins, the absent are noted, it ends with the next one and a cadence, and what it decided is approved', async () => {
  const meeting = await Meeting.called(staff);
  await staff.write('anna', '/instruks 2', { rootId: meeting.alarm.voting.incident.message.rootId });
  const card = await meeting.saying('✔ Indkaldelsen er sendt til 5');
  expect((await card.press('anna', 'Mødet begynder')).text).toContain('● I gang.');
  await meeting.saying('Deltagere (fremmødet er ikke råbt op)');
  await meeting.fills('carla', 'Fremmøde', { fravaerende: 'gry' });
  await meeting.saying('○ Ikke til stede: Gry');
  await meeting.saying('✔ Til stede: Anna Holmgaard');
  await staff.write('carla', '/log b: Chatten åbnes | fordi: Køen er for lang', { rootId: card.message.rootId });
  const refused = await meeting.fills('anna', 'Mødet er slut', { naeste: 'nej', ingenFlere: 'Alt er i orden' });
  expect(refused.text).toContain('kan først slutte, når det næste møde er aftalt.');
  jump('2026-11-23T10:40:00.000Z');
  const ended = await meeting.fills('anna', 'Mødet er slut', { naeste: 'ja', dato: '2026-11-23', tid: '13:00', minutter: '30', hverMinutter: '60', beskedDato: '2026-11-23', beskedTid: '12:30' });
  expect(ended.closed).toBe(true);
  await meeting.saying('✔ Indkaldelsen er sendt til 5', 'Stabsmøde 2');
  const referat = await meeting.saying('Chatten åbnes', 'Referat: Stabsmøde 1');
  expect(referat.text).toContain('Besluttet af Anna Holmgaard, fordi: Køen er for lang');
  expect((await referat.press('carla', 'Godkend referat')).text).toContain('Det kan kun kriselederen');
  expect((await referat.press('anna', 'Godkend referat')).text).toContain('✔ Godkendt af Anna Holmgaard');
  expect(await meeting.lines()).toContainEqual(expect.stringMatching(/^Aftalt: myndigheden giver besked hvert 60\. minut, næste gang 23\.11\. 12\.30/));
  // 2G.1 and, since information is missing, 2G.3.
  expect((await staff.export(meeting.nr)).filter(({ trin, status }) => trin?.startsWith('2G') && status === 'udført').map(({ trin }) => trin)).toEqual(['2G.1', '2G.3']);

  jump('2026-11-23T11:16:00.000Z');
  expect(await staff.until(() => meeting.texts().find((text) => text.startsWith('Status fra myndigheden ventes kl. 12.30')))).toContain('<at>Eva');
  // The kontaktperson has no Teams: a mail with a link, and the press of a button is the update.
  const asked = await untilMail(() => staff.outlook.mailsTo(GUEST).find(({ subject, text }) => subject.startsWith('Besked til DDH senest') && text.includes(meeting.beskrivelse)));
  const link = /http\S+\/svar\/\S+/.exec(asked.text)?.[0] ?? '';
  expect((await fetch(link)).status).toBe(200);
  const answered = await fetch(link, { method: 'POST', body: new URLSearchParams({ svar: 'nyt', bemaerkning: 'Halvdelen er tilbage' }) });
  expect(await answered.text()).toContain('Dit svar er gemt');
  expect(await meeting.lines()).toContainEqual('Besked fra myndigheden: Ja, jeg har skrevet det: Halvdelen er tilbage');
  await meeting.saying('Næste ventes 23.11. 13.30', 'Stabsmøde 2');
  const heard = await meeting.fills('eva', 'Besked modtaget', { tekst: 'Strømmen er tilbage i nord' }, 'Stabsmøde 2');
  expect(heard.closed).toBe(true);
  jump('2026-11-23T12:46:00.000Z');
  expect(await staff.until(() => meeting.texts().find((text) => text.startsWith('Status fra myndigheden mangler')))).toContain('<at>Anna');
}, 90_000);

it('while it goes on nobody is called to a step; its end is asked about', async () => {
  jump('2026-11-23T13:00:00.000Z');
  const meeting = await Meeting.called(staff);
  const card = await meeting.saying('✔ Indkaldelsen er sendt til 5');
  await card.press('anna', 'Mødet begynder');
  const before = staff.texts().filter((text) => text.includes('Din tur')).length;
  await staff.write('anna', '/instruks 2', { rootId: meeting.alarm.voting.incident.message.rootId });
  await staff.until(() => staff.instruksCard(2, meeting.alarm.voting.incident));
  jump('2026-11-23T15:00:00.000Z');
  await staff.until(() => meeting.texts().find((text) => text.startsWith('Er mødet slut? Stabsmøde 1')));
  expect(staff.texts().filter((text) => text.includes('Din tur'))).toHaveLength(before);
}, 60_000);
