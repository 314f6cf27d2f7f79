import type { ContactRow } from '../../../src/app/ports';
import { recipientsOf } from '../../../src/app/recipients';
import { contactRef } from '../../../src/domain/opening/opening';
import { ticks } from '../../support/activation';
import { accepted, BOT, dispatched, LONE, MADS, OLE, presses } from '../../support/mailing';
import { ANNA, BENT, EVA, given, HANS, instant, opened, type Act, type Given } from '../../support/given';
import { ROSTER } from '../../app/house';

/** A kontaktperson whose mail address was wrong, and one who is new among several. */
const corrects = (person = OLE, myndighed = 'Viborg'): Act => EVA.does({ type: 'changeKontaktpersonMail', myndighed, kontaktperson: person.ref }).at('14.10');
const sendsAgain = (forsoeg = 1): Act => ANNA.does({ type: 'retryMail', udsendelse: 'kp-1', forsoeg, nyAdresse: true }).at('14.11');
const sent = () => dispatched('kp', [OLE.ref]).and(accepted('kp-1'));
const toOle = ({ state }: Given) => state.udsendelser['kp-1']?.modtagere.find(({ id }) => id === OLE.id);

describe('a corrected address', () => {
  it('is a line in the log without the address, and nothing is sent by itself', () => {
    sent().when(corrects()).then({ type: 'KontaktpersonMailChanged', myndighed: 'Viborg', kontaktperson: OLE.ref });
  });

  it('has the mail sent there by one press, with the deadline anew', () => {
    const again = sent().and(corrects()).when(sendsAgain());
    again.then({ type: 'MailRetried', til: [OLE.ref], svarfrist: expect.stringContaining('T13:31') });
    expect(again.and.state.udsendelser['kp-1']).toMatchObject({ forsoeg: 2, status: { kind: 'sender', accepteret: 0 }, nyAdresse: [], modtagere: [{ id: OLE.id, fraForsoeg: 2, komIkkeFrem: false, videre: false }] });
    again.and.when(sendsAgain()).thenRejected('sender-allerede', 'Praktisk til myndighedens kontaktperson er ved at blive sendt igen.');
    again.and.and(accepted('kp-1', [], 2)).when(sendsAgain(2)).thenRejected('intet-at-sende', 'Ingen mangler Praktisk til myndighedens kontaktperson på en ny adresse.');
  });

  it('after a bounce: it is the new address that is waited for', () => {
    const bounced = sent().and(BOT.does({ type: 'recordBounce', udsendelse: 'kp-1', person: OLE.ref }), corrects());
    expect(toOle(bounced)).toMatchObject({ komIkkeFrem: true, videre: true });
    expect(toOle(bounced.and(sendsAgain()))).toMatchObject({ komIkkeFrem: false, videre: false });
    bounced.and(sendsAgain(), accepted('kp-1', [], 2)).when(BOT.does({ type: 'recordBounce', udsendelse: 'kp-1', person: OLE.ref })).then({ type: 'MailBounced' }, { type: 'MailPassedOn' });
  });

  it('of somebody who has answered is offered nothing', () => {
    sent().and(presses(OLE, 'ja'), corrects()).when(sendsAgain()).thenRejected('intet-at-sende', 'Ingen mangler Praktisk til myndighedens kontaktperson på en ny adresse.');
    sent().and(corrects(), presses(OLE, 'ja')).when(sendsAgain()).thenRejected('intet-at-sende', 'Ingen mangler Praktisk til myndighedens kontaktperson på en ny adresse.');
  });

  it('that Exchange refused is tried again as ever', () => {
    const refused = dispatched('kp', [OLE.ref, MADS.ref]).and(accepted('kp-1', [OLE]), corrects());
    refused.when(sendsAgain()).thenRejected('intet-at-sende', 'Ingen mangler Praktisk til myndighedens kontaktperson på en ny adresse.');
    const tried = refused.and(ANNA.does({ type: 'retryMail', udsendelse: 'kp-1', forsoeg: 1 }), accepted('kp-1', [], 2));
    expect(tried.state.udsendelser['kp-1']?.nyAdresse).toEqual([]);
  });

  it('of whoever is not the kontaktperson is refused; of one who was replaced meanwhile, not sent to', () => {
    sent().when(corrects(HANS)).thenRejected('ukendt-kontaktperson', 'Hans Ørum er ikke kontaktperson for Viborg.');
    sent().and(corrects(), ANNA.namesContact('Lone Kær')).when(sendsAgain()).thenRejected('intet-at-sende', 'Ingen mangler Praktisk til myndighedens kontaktperson på en ny adresse.');
  });

  it('brings the coming meetings to it, and tells nobody that they had changed', () => {
    const invited = sent().and(BOT.does({ type: 'recordInvitation', moede: 'moede-1', revision: 1, udfald: { kind: 'sendt', kalenderId: 'k', link: 'https://teams.example/m', inviteret: [OLE.ref], udenMail: [] } }));
    const { state } = invited.and(corrects());
    expect(state.moeder.moeder[0]).toMatchObject({ revision: 1, indkaldelse: { kind: 'sendes' }, forsoeg: 1 });
    const done = invited.and(corrects(), BOT.does({ type: 'recordInvitation', moede: 'moede-1', revision: 1, udfald: { kind: 'sendt', kalenderId: 'k', link: 'https://teams.example/m', inviteret: [OLE.ref], udenMail: [] } }));
    expect(done.state.moeder.moeder[0]?.indkaldelse.kind).toBe('sendt');
  });
});

describe('a letter written anew for a new kontaktperson', () => {
  const row = (myndighed: string, navn: string): ContactRow => ({ ...contactRef(myndighed, navn), phone: '', email: `${navn.replace(/\W/g, '')}@example.org` });
  const contacts = [row('Viborg', 'Ole Vind'), row('Viborg', 'Ulla Brink'), row('Skive', 'Per Dam')];
  const now = ({ state }: Given) => recipientsOf('kp', 'kontaktperson', state, { roster: ROSTER, contacts }).modtagere.map(({ name }) => name);

  it('goes to the new one only, of several too', () => {
    const { state } = sent();
    const several = { ...state, myndigheder: [...state.myndigheder, { navn: 'Skive', kontaktperson: contactRef('Skive', 'Per Dam') }] };
    expect(recipientsOf('kp', 'kontaktperson', several, { roster: ROSTER, contacts }).modtagere.map(({ name }) => name)).toEqual(['Per Dam']);
    expect(now(sent().and(ANNA.namesContact('Ulla Brink').at('14.10')))).toEqual(['Ulla Brink']);
  });

  it('and to whoever has not got the first one: it came back, or their address was corrected', () => {
    const back = BOT.does({ type: 'recordBounce', udsendelse: 'kp-1', person: OLE.ref });
    expect(now(sent().and(back))).toEqual(['Ole Vind']);
    expect(now(sent().and(corrects()))).toEqual(['Ole Vind']);
    expect(now(sent())).toEqual([]);
  });

  it('with nobody left is refused in words', () => {
    const there = sent().and(ANNA.namesContact('Ulla Brink').at('14.10'), ANNA.namesContact('Ole Vind').at('14.12'));
    expect(now(there)).toEqual([]);
    there.when(ANNA.does({ type: 'approveDraft', udkast: 'kp', revision: there.state.udkast.kp!.revision, modtagere: [], udenMail: [] })).thenRejected('ingen-modtagere', 'Alle kontaktpersoner har fået den. Intet er sendt.');
  });

  it('other letters go to everybody each time', () => {
    const { state } = dispatched('rep', [LONE.ref]).and(accepted());
    const roster = { ...ROSTER, people: [{ ...LONE.ref, email: 'lone@example.org', phones: {}, guest: false }], repraesentantskab: ['lone'] };
    expect(recipientsOf('rep', 'repraesentantskab', state, { roster, contacts: [] }).modtagere).toHaveLength(1);
  });
});

it('the reminder of an update that is waited for goes to the new address by itself', () => {
  let due = sent().and(BENT.does({ type: 'agreeKadence', kadence: { hverMinutter: 60, naeste: '2026-11-21T15:00:00.000Z' } }));
  // The alarm has its own that fall due before.
  while (!due.state.moeder.kadence?.mindet) due = due.and(ticks().at('15.50'));
  due = due.and(BOT.does({ type: 'recordMailOutcome', udsendelse: 'opdatering-1', forsoeg: 1, fejlede: [] }).at('15.51'));
  due.when(corrects().at('15.52')).then({ type: 'KontaktpersonMailChanged' }, { type: 'MailRetried', udsendelse: 'opdatering-1', til: [OLE.ref] });
});

it('what they are asked whether it suits, and could not be sent without an address, goes out by itself once there is one', () => {
  const unsent = given(opened(), ANNA.namesContact('Ole Vind'), ANNA.does({ type: 'agreeKadence', kadence: { hverMinutter: 60, naeste: instant('15.30') } })).and(
    BOT.does({ type: 'recordMailFailure', udsendelse: 'aftale-1', forsoeg: 1, hvorfor: 'Der er ingen mailadresse (Ole Vind).', accepteret: 0 }));
  const again = unsent.when(corrects());
  again.then({ type: 'KontaktpersonMailChanged' }, { type: 'MailRetried', udsendelse: 'aftale-1', svarfrist: instant('14.40') });
  expect(again.lines.at(-1)?.event).not.toHaveProperty('til');
  expect(again.and.state.udsendelser['aftale-1']).toMatchObject({ forsoeg: 2, status: { kind: 'sender' }, modtagere: [{ id: OLE.id, svarfrist: instant('14.40') }] });
});
