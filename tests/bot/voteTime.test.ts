import type { Staff } from '../support/staff';
import { SATURDAY, startVoting, Voting } from '../support/voting';

/** What time brings about is looked for every ten seconds, so that a jump of the clock takes that long to be seen. */
describe('within the opening hours', () => {
  let staff: Staff;
  let jump: (to: string) => void;
  beforeAll(async () => { ({ staff, jump } = await startVoting()); });
  afterAll(async () => staff.close());

  it('a vote without a quorum reminds, ends at its deadline without a decision, and can be put again', async () => {
    const voting = await Voting.atTheVote(staff);
    const card = await voting.put();
    await voting.agree(card, 'jens');
    await voting.agree(card, 'lone');
    jump('2026-11-23T09:12:00.000Z');
    const reminder = await staff.until(() => voting.texts().find((text) => text.startsWith('Påmindelse: stem senest 10.3')));
    expect(reminder).toContain('Nanna Strandager');
    expect(reminder).not.toContain('Lone Engtoft');
    // Whoever can ring is told whom to ring.
    const told = await staff.until(() => staff.allTexts().find((text) => text.startsWith('Ring: stemmer mangler til kl. 10.3')));
    expect(told).toMatch(/Mangler: [^.]*Nanna Strandager[^]*<at>Jens/);
    jump('2026-11-23T09:40:00.000Z');
    await staff.until(() => card.text.includes('⚠ Ingen beslutning: for få stemmer · fristen nået 10.4'));
    await staff.until(() => voting.texts().some((text) => text.startsWith('Ingen beslutning, for få stemte:')));
    expect(await voting.lines('Alarm: ')).toEqual([]);
    // Whoever comes too late is heard, and changes nothing.
    const late = await (await card.openDialog('nanna', 'Ikke enig')).submit({ hvorfor1: 'Jeg er imod.' });
    expect(late.text).toBe('Afstemningen er slut. Stemmen står i loggen som "efter lukning" og ændrer ikke udfaldet.');
    expect((await (await card.openDialog('anna', 'Nyt forslag')).submit({ begrundelse: 'Vi har ringet rundt.' })).closed).toBe(true);
    const second = await staff.until(() => voting.voteCard('aktivering-2'));
    expect(second.text).toContain('○ Stem senest 11.1');
  }, 90_000);

  it('a deferral waits until its time, tells who leads, and is then taken up again', async () => {
    const voting = await Voting.atTheVote(staff);
    const card = await voting.put('anna', { valg: 'udsaet', begrundelse: 'Teknikerne melder tilbage.', udsatDato: '2026-11-23', udsatTid: '12:30' });
    expect(card.text).toContain('Beslutningen udsættes til 23.11. 12.30');
    for (const who of ['jens', 'anna', 'lone']) await voting.agree(card, who);
    const asked = await voting.agree(card, 'nanna');
    expect(asked.text).toContain('Din stemme afgør det – forslaget bliver vedtaget.');
    expect(asked.text).toContain('Sagen tages op igen 23.11. 12.30.');
    await voting.decide(card, 'nanna');
    await staff.until(() => voting.texts().some((text) => text.startsWith('Vedtaget: Beslutningen udsættes til 23.11. 12.30.')));
    expect((await voting.form('jens', { dialog: 'forslag' })).text).toContain('Sagen venter: kl. 12.30.');
    expect(await voting.lines('Alarm: ')).toEqual([]);
    jump('2026-11-23T11:31:00.000Z');
    await staff.until(() => staff.allTexts().some((text) => text.startsWith(`Nu skal hændelse ${voting.nr} tages op igen`)));
    expect((await voting.form('jens', { dialog: 'forslag' })).values).toHaveProperty('valg');
  }, 90_000);
});

describe('outside the opening hours', () => {
  let staff: Staff;
  let jump: (to: string) => void;
  beforeAll(async () => { ({ staff, jump } = await startVoting(SATURDAY)); });
  afterAll(async () => staff.close());

  async function atNodeSix(): Promise<Voting> {
    const voting = await Voting.atTheVote(staff);
    await voting.press('jens', 'Orientér styregruppen nu');
    return voting;
  }

  it('an acute need is voted on first; a yes raises the alarm with the highest niveau and starts instruks 1 and 3', async () => {
    const voting = await atNodeSix();
    const form = await voting.form('jens', { dialog: 'forslag' });
    expect(form.values).toEqual({ valg: 'ja', begrundelse: 'Borgerne kan ikke vente på svar, til kontaktcentret åbner.' });
    const card = await voting.put('jens', {}, 'akut-behov-1');
    for (const who of ['jens', 'anna', 'lone']) await voting.agree(card, who);
    const decided = await voting.decide(card, 'nanna');
    expect(decided.text).toContain('✔ Vedtaget: Udvidet beredskab sættes i gang, fordi behovet er akut');
    const lines = await voting.lines();
    expect(lines.find((line) => line.startsWith('Alarm: '))).toContain('Alarm: Udvidet DDH Beredskab');
    await staff.until(() => staff.instruksCard(3, voting.incident));
    const instruks = await staff.until(() => staff.instruksCard(1, voting.incident));
    await staff.until(() => instruks.step('1A.1').includes('✔ Udført'));
  }, 90_000);

  it('a no waits for the next opening; if it gets worse before, it is taken up at once', async () => {
    const voting = await atNodeSix();
    await votedNo(voting);
    expect(staff.instruksCard(1, voting.incident)).toBeUndefined();
    await voting.press('lone', 'Situationen er forværret');
    expect(Object.keys((await voting.form('jens', { dialog: 'forslag' })).values)).toEqual(['valg', 'begrundelse']);
  }, 60_000);

  it('when the contact centre opens, a case that was put off is taken up again: instruks 1 (criterion 17)', async () => {
    const voting = await atNodeSix();
    await votedNo(voting);
    jump('2026-11-22T15:00:30.000Z');
    await staff.until(() => staff.allTexts().some((text) => text.startsWith(`Nu skal hændelse ${voting.nr} tages op igen`)));
    await staff.until(() => staff.instruksCard(1, voting.incident));
    expect((await voting.form('jens', { dialog: 'forslag' })).values).toHaveProperty('niveau');
  }, 60_000);

  async function votedNo(voting: Voting): Promise<void> {
    const card = await voting.put('jens', { valg: 'nej', begrundelse: 'Der er få opkald om natten.' }, 'akut-behov-1');
    for (const who of ['jens', 'anna', 'lone']) await voting.agree(card, who);
    expect((await voting.agree(card, 'nanna')).text).toContain('Sagen tages op igen 22.11. 16.00.');
    await voting.decide(card, 'nanna');
  }
});
