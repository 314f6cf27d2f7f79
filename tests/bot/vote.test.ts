import type { Staff } from '../support/staff';
import { STRANGER } from '../support/staff';
import { buttonOf, startVoting, Voting } from '../support/voting';

/** In the demo roster Anna is kriseleder and Bent her deputy; Bent, Jens, Lone and Nanna sit in the styregruppe, Kirsten is Jens' suppleant. */
let staff: Staff;
beforeAll(async () => { ({ staff } = await startVoting()); });
afterAll(async () => staff.close());

it('the whole way: proposal, four votes, the one that decides is asked, and everything follows in one', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put();
  expect(card.text).toContain('○ Stem senest 10.3');
  expect(card.text).toContain('Der mangler: modtageren, kriselederen eller en stedfortræder og 2 fra styregruppen.');
  await staff.until(() => voting.texts().some((text) => /^Stem nu senest 10\.3\d: Aktivering af krisestaben/.test(text) && text.includes('Jens Fyrreskov')));

  expect((await voting.agree(card, 'jens')).text).toContain('Din stemme er gemt: enig i det hele.');
  await voting.agree(card, 'anna');
  await voting.agree(card, 'lone');
  await staff.until(() => card.text.includes('Der mangler: 1 fra styregruppen.'));
  expect(card.text).toContain('✔ \nAnna Holmgaard\n enig');

  const before = await voting.lines();
  const asked = await voting.agree(card, 'nanna');
  expect(asked.text).toContain('Din stemme afgør det – 4 personer alarmeres.');
  expect(asked.text).toContain('Din stemme er ikke gemt endnu.');
  expect(await voting.lines()).toEqual(before);
  expect(card.text).not.toContain('Din stemme afgør det');
  // "Tilbage" shows the vote again.
  expect((await card.press('nanna', 'Tilbage', buttonOf(asked.card, 'Tilbage'))).text).toContain('○ Stem senest');

  const decided = await card.press('nanna', 'Bekræft min stemme', buttonOf(asked.card, 'Bekræft min stemme'));
  expect(decided.text).toContain('✔ Vedtaget: Krisestaben aktiveres · afgjort');
  await staff.until(() => card.text.includes('✔ Vedtaget: Krisestaben aktiveres'));

  const log = await staff.export(voting.nr);
  const outcome = log.find((line) => line.indhold.startsWith('Afstemningen er slut: vedtaget'));
  expect(outcome?.indhold).toContain('Stemmer: Jens Fyrreskov: enig i det hele; Anna Holmgaard: enig i det hele; Lone Engtoft: enig i det hele; Nanna Strandager: enig i det hele. Ikke stemt: Bent Ravnsborg');
  expect(outcome?.type).toBe('beslutning');
  expect(log.filter((line) => line.indhold.startsWith('DDH Beredskab er aktiveret'))).toHaveLength(1);
  expect(log.filter((line) => line.indhold.startsWith('Alarm: '))).toHaveLength(1);
  // 1A is done by the vote and points at its line; who the contact person is, nobody has said yet.
  const decidedSteps = log.filter((line) => line.trin?.startsWith('1A.'));
  expect(decidedSteps.map((line) => line.trin)).toEqual(['1A.1', '1A.2']);
  for (const line of decidedSteps) expect(line.beslutningstager).toContain(`Afstemning, linje ${outcome?.nr}: Jens Fyrreskov, `);

  // Outside: the alarm, and the vote's outcome to those who lead.
  await staff.until(() => staff.allTexts().some((text) => text.startsWith('ALARM: mød')));
  await staff.until(() => staff.allTexts().some((text) => text.startsWith('Vedtaget: Krisestaben aktiveres.')));
  await staff.until(() => staff.instruksCard(1, voting.incident)?.step('1A.1').includes('✔ Udført'));
  expect(staff.instruksCard(1, voting.incident)?.step('1A.1')).not.toContain('Fortryd');
}, 60_000);

it('whoever is asked has time to read: what others did just before does not take the question away, and then it shows', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put();
  for (const who of ['jens', 'anna', 'lone'] as const) await voting.agree(card, who);
  const asked = await voting.agree(card, 'nanna');
  expect(asked.text).toContain('Din stemme afgør det');
  const standing = card.text;
  // Two rounds of updates later: the incident's card has followed, the vote's has not.
  await staff.until(() => voting.incident.text.includes('3 har stemt, '));
  await (await voting.form('anna', { dialog: 'kontaktperson' })).submit({ navn: 'Ole Vind' });
  await staff.until(() => voting.incident.text.includes('Ole Vind'));
  expect(card.text).toBe(standing);

  await card.press('nanna', 'Bekræft min stemme', buttonOf(asked.card, 'Bekræft min stemme'));
  await staff.until(() => card.text.includes('✔ Vedtaget: Krisestaben aktiveres'));
  expect(card.text).toContain('✔ \nLone Engtoft\n enig');
}, 60_000);

it('while it is voted, 1A.1 has no button: it says that the vote decides', async () => {
  const voting = await Voting.atTheVote(staff);
  const instruks = await staff.until(() => staff.instruksCard(1, voting.incident));
  expect(instruks.step('1A.1')).toContain('○ Afgøres ved afstemning');
  expect(instruks.step('1A.1')).not.toContain('Beslut…');
  expect(instruks.step('1A.2')).toContain('1A.2 Beslut…');
  const sent = await (await instruks.openDialogWith('anna', { dialog: 'beslut', haendelse: voting.id, instruks: 'instruks-1', trin: 'aktiver-krisestab' })).submit({ valg: 'ja', beslutter: 'Anna', begrundelse: 'x' });
  expect(sent.text).toContain('1A.1 afgøres ved afstemning.');
}, 30_000);

it('a proposal that is voted down is decided when all have voted; the reasons stand in the log', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put();
  for (const who of ['jens', 'anna', 'bent', 'lone', 'nanna', 'pernille', 'steen', 'ulla', 'winnie']) {
    expect((await voting.disagree(card, who, { hvorfor1: `${who}: kommunen kan selv svare.` })).closed).toBe(true);
  }
  const page = await voting.disagree(card, 'aksel', { hvorfor1: 'Det er for tidligt.' });
  expect(page.text).toContain('Din stemme afgør det – forslaget bliver stemt ned.');
  expect(page.text).toContain('Ingen alarmeres.');
  const back = await page.press('Tilbage');
  expect(back.values.hvorfor1).toBe('Det er for tidligt.');
  const again = await back.submit({});
  expect((await again.press('Bekræft min stemme')).closed).toBe(true);
  await staff.until(() => card.text.includes('✖ Forslaget er stemt ned. Krisestaben aktiveres ikke · alle har stemt'));
  const log = await staff.export(voting.nr);
  expect(log.find((line) => line.indhold.startsWith('Afstemningen er slut'))?.begrundelse).toContain('Det er for tidligt.');
  expect(log.some((line) => line.indhold.startsWith('Alarm: '))).toBe(false);

  // The situation gets worse: one press takes it up again, and a second round can begin.
  await voting.press('jens', 'Situationen er forværret');
  const second = await voting.put('anna', { begrundelse: 'Nu er nabokommunen ramt også.' }, 'aktivering-2');
  expect(second.text).toContain('Nu er nabokommunen ramt også.');
}, 60_000);

it('a changed proposal resets the votes and says so; a vote for the one before is refused', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put();
  const drawn = card.button('Enig i det hele');
  await voting.agree(card, 'jens');
  await voting.agree(card, 'anna');
  const change = await card.openDialog('anna', 'Ret forslaget');
  expect(change.values.niveau).toBe('ddh-beredskab');
  expect(change.text).toContain('bliver alle stemmer nulstillet');
  expect((await change.submit({ niveau: 'udvidet-ddh-beredskab' })).closed).toBe(true);
  await staff.until(() => card.text.includes('Forslaget er ændret – stem igen (udgave 2)'));
  expect(card.text).not.toContain('✔ \nJens');
  await staff.until(() => voting.texts().some((text) => text.startsWith('Forslag ændret, stem igen senest 10.')));
  expect((await card.press('lone', 'Enig', drawn)).text).toContain('Forslaget er ændret, efter at du fik det vist.');
  expect(card.text).toContain('Udvidet DDH Beredskab');
  expect((await change.submit({ niveau: 'normal-drift' })).closed).toBe(true); // the same form again: stored once
  expect(await voting.lines('Forslaget er ændret')).toHaveLength(1);
}, 60_000);

it('a suppleant votes for the member; the member’s own vote beats it (criterion 10)', async () => {
  const voting = await Voting.atTheVote(staff, 'lone');
  const card = await voting.put('lone');
  await voting.agree(card, 'kirsten');
  await staff.until(() => card.text.includes('Kirsten Dalsøe (for Jens Fyrreskov)'));
  expect(await voting.lines('Stemme fra Kirsten Dalsøe (for Jens Fyrreskov): enig i det hele')).toHaveLength(1);
  await voting.disagree(card, 'jens', { hvorfor1: 'Vi kan vente.' });
  await staff.until(() => card.text.includes('enig · tæller ikke med'));
  expect(card.text).toContain('✖ \nJens Fyrreskov\n ikke enig i Aktivering af krisestaben (instruks 1): Vi kan vente.');
}, 60_000);

it('a deputy kriseleder who also sits in the styregruppe is one person (criterion 9), so four are needed all the same', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put();
  for (const who of ['jens', 'bent', 'lone']) expect((await voting.agree(card, who)).text).toContain('Din stemme er gemt');
  await staff.until(() => card.text.includes('Lone Engtoft\n enig'));
  expect(card.text).toContain('Der mangler: 1 fra styregruppen.');
  expect((await voting.agree(card, 'nanna')).text).toContain('Din stemme afgør det');
}, 60_000);

it('an oral vote is written down with who heard it; the voter is told and can correct it', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put();
  const form = await card.openDialog('carla', 'Mundtlig stemme');
  expect(form.values.hoertAf).toBe('Carla Vestermark');
  const unfinished = await form.submit({ person: 'lone' });
  expect(unfinished.text).toContain('Vælg, hvad stemmen var.');
  expect(unfinished.values.person).toBe('lone');
  expect((await unfinished.submit({ enig: 'ja' })).closed).toBe(true);
  await staff.until(() => /Lone Engtoft\n enig · mundtligt 10\.\d\d, hørt af Carla Vestermark/.test(card.text));
  const told = await staff.until(() => staff.allTexts().find((text) => text.startsWith('Din mundtlige stemme er skrevet ned: enig i det hele')));
  expect(told).toContain('skrevet ned af Carla Vestermark');
  expect(told).toContain('<at>Lone Engtoft</at>');
  expect((await voting.disagree(card, 'lone', { hvorfor2: 'Niveauet er for lavt.' })).closed).toBe(true);
  await staff.until(() => card.text.includes('Lone Engtoft\n ikke enig i Niveau: Niveauet er for lavt.'));
  expect(await voting.lines('Stemme fra Lone Engtoft: ikke enig i niveauet')).toHaveLength(1);
  expect(card.text).not.toContain('mundtligt');
  const refused = await card.openDialog('nanna', 'Mundtlig stemme');
  expect(refused.text).toBe('Det kan kun kriselederen, kriselederens stedfortræder, modtageren eller logføreren gøre. Sig det til en af dem.');
}, 60_000);

it('only those who are entitled vote, put and change; the others are told so and nothing is stored (criteria 8 and 57)', async () => {
  const voting = await Voting.atTheVote(staff);
  expect((await voting.form('lone', { dialog: 'forslag' })).text).toBe('Det kan kun kriselederen, kriselederens stedfortræder eller modtageren gøre. Sig det til en af dem.');
  const card = await voting.put();
  const before = await voting.lines();
  // Of the krisestab, but without a seat; a kommunekontakt; somebody whom the roster does not know.
  expect((await voting.agree(card, 'carla')).text).toContain('Du kan ikke stemme her.');
  expect((await voting.agree(card, 'gunnar')).text).toContain('Det kan kun krisestaben og styregruppen gøre.');
  expect((await voting.agree(card, STRANGER)).text).toContain('Du står ikke på listen');
  expect((await card.openDialog('carla', 'Ikke enig')).text).toContain('Du kan ikke stemme her.');
  expect((await card.openDialog(STRANGER, 'Ret forslaget')).text).toContain('Du står ikke på listen');
  expect(await voting.lines()).toEqual(before);
  // A guest of the tenant is the normal member of the styregruppe.
  expect(staff.person('nanna').guest).toBe(true);
  expect((await voting.agree(card, 'nanna')).text).toContain('Din stemme er gemt');
}, 60_000);

it('the same press delivered again, and the same vote again, count once', async () => {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put();
  await Promise.all([1, 2, 3].map(() => voting.agree(card, 'jens')));
  expect((await voting.agree(card, 'jens')).text).toContain('Du har allerede stemt: enig i det hele.');
  expect(await voting.lines('Stemme fra Jens Fyrreskov')).toHaveLength(1);
}, 60_000);

describe('the form of the proposal', () => {
  it('is filled in from the content and from what was said before; incomplete, it comes back with what was typed', async () => {
    const voting = await Voting.atTheVote(staff);
    const form = await voting.form('jens', { dialog: 'forslag' });
    expect(form.values).toMatchObject({ valg: 'ja', begrundelse: 'Kommunen kan ikke selv nå at svare.', niveau: 'ddh-beredskab', opjuster: 'nej', moedeDato: '2026-11-23' });
    expect(form.values.moedeTid).toMatch(/^10:[345][05]$/);
    const yes = await form.submit({ opjuster: 'ja', hvorMeget: '10 vagter' });
    expect(yes.text).toContain('Begrundelsen passer til et nej.');
    const again = await form.submit({ opjuster: 'ja', opjusterBegrundelse: 'Hundrede venter.', begrundelse: 'Mit ord' });
    expect(again.text).toContain('Skriv, hvor meget vagtplanen skal opjusteres.');
    expect(again.values).toMatchObject({ opjuster: 'ja', begrundelse: 'Mit ord' });
    const no = await (await voting.form('jens', { dialog: 'forslag' })).submit({ valg: 'nej' });
    expect(no.text).toContain('Begrundelsen passer til et ja.');
    const late = await (await voting.form('jens', { dialog: 'forslag' })).submit({ valg: 'udsaet', begrundelse: 'Vi afventer teknikerne.' });
    expect(late.text).toContain('Vælg, hvornår beslutningen skal tages op igen.');
  }, 60_000);

  it('lets the kriseleder name the contact person, in a line of its own; the others see who it is', async () => {
    const voting = await Voting.atTheVote(staff);
    const seen = await voting.form('jens', { dialog: 'forslag' });
    expect(seen.values).not.toHaveProperty('kontaktperson');
    expect(seen.text).toContain('⚠ endnu ukendt');
    expect((await voting.propose('anna', { kontaktperson: 'Ulla Brink' })).closed).toBe(true);
    expect(await voting.lines('Kontaktperson')).toHaveLength(1);
  }, 60_000);

  it('says at once that there is nothing to vote about', async () => {
    const voting = await Voting.open(staff);
    expect((await voting.form('jens', { dialog: 'forslag' })).text).toBe('Her er intet at stemme om endnu. I er ved: Kan hændelsen håndteres som en normal hverdagshændelse i DDH?');
  }, 60_000);
});
