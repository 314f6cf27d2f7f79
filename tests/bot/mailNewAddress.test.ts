import { Alarming } from '../support/alarming';
import { Card, STRANGER, type Staff } from '../support/staff';
import { startVoting } from '../support/voting';

/** "Ret kontaktperson": the address was wrong, the mail is out, and the meeting is booked. */
let staff: Staff;
let jump: (to: string) => void;
beforeAll(async () => { ({ staff, jump } = await startVoting(undefined, { graph: true })); });
afterAll(async () => staff.close());

const KP = 'Praktisk til myndighedens kontaktperson';
const OLD = 'gammel@viborg.example';
const NEW = 'ny@viborg.example';
const mails = (address: string) => staff.outlook.mailsTo(address).filter(({ meeting }) => !meeting);
const invited = (address: string) => staff.outlook.calendarOf(address).filter(({ cancelled }) => !cancelled);
const linkIn = (text = '') => /http:\S+\/svar\/\S+/.exec(text)?.[0] ?? '';

it('the meeting follows by itself, the mail by one press; the link in the former mail is over', async () => {
  const alarm = await Alarming.raised(staff, { kontaktperson: 'Ole Vind', email: OLD });
  const card = await staff.until(() => {
    const found = staff.fromBot().find(({ activity, rootId }) => rootId === alarm.voting.incident.id && JSON.stringify(activity).includes(KP));
    return found && new Card(staff, found.id);
  });
  await card.press('anna', 'Send');
  jump('2026-11-23T09:10:00.000Z');
  await staff.until(() => card.text.includes('✔ Accepteret af Exchange: 1 af 1'));
  await staff.until(() => invited(OLD).length === 1 || undefined);
  const old = linkIn(mails(OLD)[0]?.text);

  const dialog = await alarm.voting.incident.openDialogWith('carla', { dialog: 'kontaktperson', haendelse: alarm.id });
  expect(dialog.values).toMatchObject({ navn: 'Ole Vind', email: OLD });
  const wrong = await dialog.submit({ email: 'ny@viborg, eller ring' });
  expect(wrong.text).toContain('Mailadressen kan ikke bruges. Skriv én adresse');
  expect(wrong.values.email).toBe('ny@viborg, eller ring');
  const said = await wrong.submit({ email: NEW });
  expect(said.text).toContain('Mails, der er sendt til den gamle, sendes ikke igen af sig selv: Tryk "Send til ny adresse" på mailens kort.');
  await staff.until(() => card.text.includes('⚠ Ny mailadresse: Ole Vind. Mailen er sendt til den gamle') && card.buttons().includes('Send til ny adresse'));
  await staff.until(() => staff.textsIn(card).find((text) => text.includes('Ny mailadresse til Ole Vind.')));
  expect(mails(NEW)).toEqual([]);
  expect((await fetch(old)).status).toBe(200);

  const drawn = card.button('Send til ny adresse');
  await Promise.all([card.press('anna', '', drawn), card.press('anna', '', drawn)]);
  await staff.until(() => card.text.includes('✔ Accepteret af Exchange: 1 af 1') && !card.buttons().includes('Send til ny adresse'));
  expect([mails(NEW).length, mails(OLD).length]).toEqual([1, 1]);
  expect([(await fetch(old)).status, (await fetch(linkIn(mails(NEW)[0]?.text))).status]).toEqual([410, 200]);
  expect(await alarm.voting.lines('Ny mailadresse til kontaktpersonen Ole Vind (')).toHaveLength(1);
  expect(await alarm.voting.lines('Sendes til ny mailadresse, Ole Vind: ')).toHaveLength(1);
  expect([invited(NEW).length, invited(OLD).length]).toEqual([1, 0]);
  // Nobody is told of a change: there was none.
  expect(staff.texts().filter((text) => text.includes('Mødet er ændret'))).toEqual([]);
  const log = JSON.stringify(await staff.export(alarm.voting.nr));
  for (const secret of [OLD, NEW, '/svar/']) expect(log).not.toContain(secret);
}, 60_000);

it('who may not take part changes nothing, beside the log either', async () => {
  const alarm = await Alarming.raised(staff, { kontaktperson: 'Ole Vind', email: OLD });
  const dialog = await alarm.voting.incident.openDialogWith(STRANGER, { dialog: 'kontaktperson', haendelse: alarm.id });
  expect(dialog.values).toMatchObject({ email: '' });
  expect((await dialog.submit({ email: 'tyv@example.org' })).text).toContain('Du står ikke på listen over krisestab og styregruppe');
  const seen = await alarm.voting.incident.openDialogWith('carla', { dialog: 'kontaktperson', haendelse: alarm.id });
  expect(seen.values).toMatchObject({ email: OLD });
}, 60_000);
