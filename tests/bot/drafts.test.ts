import { Alarming } from '../support/alarming';
import { Card, type Staff } from '../support/staff';
import { startVoting, Voting } from '../support/voting';

/** The texts that follow a decision: the repræsentantskab (1C), the hændelsesmyndighed and its kontaktperson. Mail is not set up here. */
let staff: Staff;
let jump: (to: string) => void;
beforeAll(async () => { ({ staff, jump } = await startVoting()); });
afterAll(async () => staff.close());

const REP = 'Orientering af DDH Repræsentantskab (1C)';
const HM = 'Svar til hændelsesmyndigheden';

/** In the incident's own thread. */
function draft(voting: Voting, titel: string): Promise<Card> {
  return staff.until(() => {
    const found = staff.fromBot().find(({ activity, rootId }) => rootId === voting.incident.id && JSON.stringify(activity).includes(titel));
    return found && new Card(staff, found.id);
  });
}

describe('activated', () => {
  let alarm: Alarming;
  let rep: Card;
  beforeAll(async () => {
    alarm = await Alarming.raised(staff, { beskrivelse: 'Telefonerne er nede', kontaktperson: 'Ulla Brink' });
    rep = await draft(alarm.voting, REP);
  }, 60_000);

  it('14. the text to the repræsentantskab is there, with authority, incident and capacity, and says to whom and that it is not sent', () => {
    expect(rep.text).toContain('○ Udkast – ikke sendt');
    expect(rep.text).toContain('Til: \nDDH Repræsentantskab, 6 personer');
    expect(rep.text).toMatch(/DDH Beredskab er blevet aktiveret af Kommune \d+ på grund af: Telefonerne er nede/);
    expect(rep.text).toContain('Behov for ekstra vagter: Ikke nu.');
    expect(rep.text).toContain('Svar: \nJa, modtaget');
    expect(rep.buttons()).toEqual(['Send til 6', 'Ret…']);
  });

  it('the answer to the myndighed says with whom to call', async () => {
    const hm = await draft(alarm.voting, HM);
    expect(hm.text).toContain('Til: \nKontaktperson: Ulla Brink');
    expect(hm.text).toContain('Ring til Anna Holmgaard (kriseleder), hvis noget ændrer sig.');
  });

  it('is changed in a form that has it whole', async () => {
    const dialog = await rep.openDialog('carla', 'Ret');
    expect(String(dialog.values.tekst)).toContain('Du skal ikke gøre andet nu.');
    expect((await dialog.submit({ tekst: ' ' })).text).toContain('Skriv både et emne og en tekst.');
    expect((await dialog.submit({ emne: 'Nødberedskab', tekst: 'Kære alle\n\nVi er i gang.' })).closed).toBe(true);
    await staff.until(() => rep.text.includes('Emne: \nNødberedskab\nKære alle\nVi er i gang.'));
  });

  it('whoever may not approve is told who can; what was approved unseen is refused', async () => {
    expect((await rep.press('carla', 'Send')).text).toContain('Denne mail godkendes af kriseleder eller modtager af henvendelsen. Sig det til en af dem.');
    expect((await rep.press('winnie', 'Send')).text).toContain('Det kan kun');
    const seen = rep.button('Send');
    await (await rep.openDialog('jens', 'Ret')).submit({ tekst: 'Kære alle\n\nVi er godt i gang.' });
    const old = await rep.press('anna', 'Send', seen);
    expect(old.text).toContain('Teksten er ændret, siden du så den. Her er den, som den er nu.');
    expect(old.text).toContain('Vi er godt i gang.');
  });

  it('a button that promised another number of recipients sends nothing: the right one is shown first', async () => {
    await staff.until(() => rep.text.includes('godt i gang'));
    const drawn = rep.button('Send');
    const old = await rep.press('anna', 'Send', { ...drawn, data: { ...(drawn.data as object), antal: 5 } });
    expect(old.text).toContain('Ikke sendt: der er nu 6 modtagere, og ikke 5. Tryk igen, hvis det er rigtigt.');
    expect(await alarm.voting.lines('Godkendt til afsendelse ')).toEqual([]);
  });

  it('whoever approved is told when the text is changed after that', async () => {
    const dialog = await rep.openDialog('jens', 'Ret');
    await rep.press('anna', 'Send', { ...rep.button('Send'), data: { ...(rep.button('Send').data as object), alligevel: true } });
    await dialog.submit({ tekst: 'Kære alle\n\nVi er meget godt i gang.' });
    const told = await staff.until(() => staff.textsIn(rep).find((text) => text.includes('teksten blev ændret, efter at du godkendte den')));
    expect(told).toContain('<at>Anna Holmgaard</at>');
    await staff.until(() => rep.text.includes('meget godt i gang') && rep.buttons().includes('Send til 6'));
  });

  it('one press approves; it is taken back within seconds, and approved again', async () => {
    await staff.until(() => rep.text.includes('meget godt i gang'));
    const approved = await rep.press('anna', 'Send');
    expect(approved.text).toMatch(/⏳ Godkendt af Anna Holmgaard 23\.11\. 10\.\d\d – sendes til 6 efter kl\. 10\.\d\d\. Endnu ikke sendt/);
    await staff.until(() => rep.buttons().includes('Fortryd'));
    expect((await rep.press('anna', 'Fortryd')).text).toContain('Godkendelsen er fortrudt.');
    await staff.until(() => rep.buttons().includes('Send til 6'));
    await rep.press('anna', 'Send');
    await staff.until(() => rep.text.includes('⏳ Godkendt af Anna Holmgaard'));
    expect(await alarm.voting.lines('Godkendt til afsendelse ')).toHaveLength(3);
    expect(await alarm.voting.lines('Godkendelse fortrudt: ')).toHaveLength(1);
  });

  it('later than that it cannot be taken back or changed, in words', async () => {
    await staff.until(() => rep.buttons().includes('Fortryd'));
    const drawn = rep.button('Fortryd');
    jump('2026-11-23T09:20:00.000Z');
    const late = await rep.press('anna', 'Fortryd', drawn);
    expect(late.text).toContain('Der er gået over 20 sekunder, så det kan ikke fortrydes.');
    expect(late.text).not.toContain('\nFortryd');
    await staff.until(() => rep.text.includes('⚠ Ikke sendt: Mail er ikke sat op.'));
    const dialog = await rep.openDialogWith('jens', { dialog: 'retUdkast', haendelse: alarm.id, udkast: 'rep' });
    expect((await dialog.submit({ emne: 'Andet' })).text).toContain('er godkendt af Anna Holmgaard og kan ikke ændres mere.');
  });

  it('it says plainly that nothing was sent, to whoever approved it too; one press tries again', async () => {
    const told = await staff.until(() => staff.textsIn(rep).find((text) => text.startsWith('⚠ Mail IKKE sendt')));
    expect(told).toContain('<at>Anna Holmgaard</at>');
    expect(await alarm.voting.lines('Mail ikke sendt: ')).toHaveLength(1);
    expect((await rep.press('jens', 'Prøv igen')).text).toContain('Prøver igen.');
    await staff.until(() => staff.textsIn(rep).filter((text) => text.startsWith('⚠ Mail IKKE sendt')).length === 2);
    expect(await alarm.voting.lines('Accepteret af Exchange')).toEqual([]);
  }, 30_000);

  it('nothing was sent, so 1C.1 is still open', async () => {
    const instruks = await staff.until(() => staff.instruksCard(1, alarm.voting.incident));
    expect(instruks.step('1C.1')).toContain('○ Åben');
  });
});

it('13. a rejection has an answer to the myndighed with the reason, and nothing for the repræsentantskab', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put('jens', { valg: 'nej', begrundelse: 'Kommunen klarer det selv.' });
  for (const who of ['jens', 'anna', 'lone']) await voting.agree(card, who);
  await voting.decide(card, 'nanna');
  const hm = await draft(voting, HM);
  expect(hm.text).toContain('DDH Beredskab bliver ikke aktiveret');
  expect(hm.text).toContain('Begrundelse: Kommunen klarer det selv.');
  expect(hm.text).toContain('Kontaktperson: ⚠ endnu ukendt');
  expect(staff.fromBot().some(({ activity, rootId }) => rootId === voting.incident.id && JSON.stringify(activity).includes(REP))).toBe(false);
}, 60_000);
