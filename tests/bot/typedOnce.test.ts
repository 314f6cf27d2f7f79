import { Alarming } from '../support/alarming';
import { STRANGER, type Card, type Staff } from '../support/staff';
import { startVoting, Voting } from '../support/voting';

/** From the card with which the bot says hello: what was typed when the hændelse was opened is typed once. */
let staff: Staff;
let incident: Card;
let alarm: Alarming;
const TYPED = {
  beskrivelse: 'Vandet er forurenet', myndigheder: 'Skive Kommune', medlem: 'nej', fra: 'Vagtchefen',
  kontaktperson: 'Lone Kær', telefon: '20 00 00 99', email: 'lone.kaer@skive.example',
};
beforeAll(async () => {
  ({ staff } = await startVoting(undefined, { graph: true }));
});
afterAll(async () => staff.close());

it('the welcome card’s button opens the form, and what is sent stands at START HER, in the case that the styregruppe hears of', async () => {
  await staff.teams.install(staff.channel);
  const welcome = await staff.until(() => staff.card('DDH Beredskabs instrukser'));
  const opened = await (await welcome.openDialog('jens', 'Åbn hændelse')).submit(TYPED);
  expect(opened.text).toContain('Svar på spørgsmålet under START HER.');
  incident = await staff.until(() => staff.incidentCard(1));
  expect(incident.text).toContain('START HER\n● Felt 1. Kan hændelsen håndteres som en normal hverdagshændelse i DDH?');
  for (const words of ['Vandet er forurenet', 'Skive Kommune: \nLone Kær']) expect(incident.text).toContain(words);
  const voting = Voting.about(staff, incident);
  await voting.answer('jens', 'hverdagshaendelse', 'nej', 'Over tusind borgere ringer');
  await voting.press('jens', 'Kontakt er taget');
  const told = await staff.until(() => staff.textsIn(incident).find((text) => text.includes('overvejes')));
  expect(told).toContain('Skive Kommune: Vandet er forurenet');
}, 60_000);

it('the proposal has the contact person of the myndighed, and a reason to begin from', async () => {
  const voting = Voting.about(staff, incident);
  const form = await voting.form('anna', { dialog: 'forslag' });
  expect(form.values).toMatchObject({ kontaktperson: 'Lone Kær', begrundelse: expect.stringMatching(/./) as unknown });
  expect(form.text).toContain('Skive Kommune');
  expect((await voting.form('jens', { dialog: 'forslag' })).text).toContain('Lone Kær');
});

it('the form of the contact person has all that is known, for those who take part', async () => {
  const form = await incident.openDialog('carla', 'Kontaktperson');
  expect(form.values).toMatchObject({ myndighed: 'Skive Kommune', navn: 'Lone Kær', telefon: '20 00 00 99', email: 'lone.kaer@skive.example' });
  expect((await form.submit({ email: 'lone@skive.example' })).closed).toBe(true);
  expect((await incident.openDialog('carla', 'Kontaktperson')).values).toMatchObject({ telefon: '20 00 00 99', email: 'lone@skive.example' });
  const theirs = await incident.openDialog(STRANGER, 'Kontaktperson');
  expect(JSON.stringify(theirs.card)).not.toContain('20 00 00 99');
});

it('activated: the drafts and the invitation say the same, and the mails go to the address that was typed', async () => {
  const voting = Voting.about(staff, incident);
  const card = await voting.put('jens');
  for (const who of ['jens', 'anna', 'lone']) await voting.agree(card, who);
  await voting.decide(card, 'nanna');
  alarm = await Alarming.of(staff, voting);
  const draft = (titel: string) => staff.until(() => staff.card(titel));
  expect((await draft('Orientering af DDH Repræsentantskab (1C)')).text).toContain('aktiveret af Skive Kommune på grund af: Vandet er forurenet');
  const hm = await draft('Svar til hændelsesmyndigheden');
  for (const words of ['Vandet er forurenet', 'Kontaktperson: Lone Kær']) expect(hm.text).toContain(words);
  const invited = await staff.until(() => staff.outlook.calendarOf(staff.setting.meetingOrganizer)[0]);
  expect(invited.subject).toContain('Skive Kommune: Vandet er forurenet');
  expect(invited.attendees.map(({ address }) => address)).toContain('lone@skive.example');
}, 60_000);

it('instruks 2 is offered to the kriseleder: the message says where, and its button is on the hændelse’s card at once', async () => {
  const told = await staff.until(() => staff.textsIn(incident).find((text) => text.includes('Krisestaben er aktiveret: hændelse 1')));
  expect(told).toContain('<at>Anna Holmgaard</at>');
  expect(told).toContain('Tryk "Start instruks 2" på hændelsens kort');
  expect(incident.buttons()).toContain('Start instruks 2');
  expect(staff.instruksCard(2, incident)).toBeUndefined();
  expect((await alarm.voting.press('anna', 'Start instruks 2')).text).toContain('Instruks 2 er startet.');
  const started = await staff.until(() => staff.instruksCard(2, incident));
  expect(started.text).toContain('Første møde');
  await staff.until(() => !incident.buttons().includes('Start instruks 2'));
  expect(await alarm.voting.lines('Instruks 2 startet')).toHaveLength(1);
}, 60_000);
