import { Staff, STRANGER } from '../support/staff';
import { startVoting, Voting } from '../support/voting';

let staff: Staff;
beforeAll(async () => {
  ({ staff } = await startVoting());
});
afterAll(async () => staff.close());

/** Four agree, the last of them decides. */
async function activated(values: Parameters<Staff['openIncident']>[1] = {}): Promise<Voting> {
  const voting = await Voting.atTheVote(staff, 'jens', values);
  const card = await voting.put('jens');
  for (const who of ['jens', 'anna', 'lone']) await voting.agree(card, who);
  await voting.decide(card, 'nanna');
  await staff.until(() => voting.incident.text.includes('✔ Aktiveret'));
  return voting;
}

describe('the incident’s card after activation', () => {
  it('says level, time and first meeting instead of START HER, flags the missing contact person, and goes on with node 9', async () => {
    const { incident, lines } = await activated().then((voting) => ({ incident: voting.incident, lines: (start: string) => voting.lines(start) }));
    expect(incident.text).not.toContain('START HER');
    expect(incident.text).toMatch(/✔ Aktiveret \d\d\.\d\d · Niveau: DDH Beredskab · Første møde 23\.11\. \d\d\.\d\d/);
    expect(incident.text).toContain('⚠ Kontaktperson mangler:');
    expect(incident.text).toContain('● Næste i forløbet, felt 9:');
    await (await incident.openDialog('carla', 'Kontaktperson')).submit({ navn: 'Lone Kær' });
    await staff.until(() => !incident.text.includes('⚠ Kontaktperson mangler'));
    await incident.press('carla', 'Opkaldene bliver besvaret');
    await staff.until(() => incident.text.includes('● Næste i forløbet, felt 10:'));
    expect(await lines('Felt 9.')).toHaveLength(1);
  });

  it('while the styregruppe votes, it says how far they are', async () => {
    const voting = await Voting.atTheVote(staff);
    const card = await voting.put('jens');
    await staff.until(() => voting.incident.text.includes('🗳 Der stemmes i styregruppens kanal: Aktivering af krisestaben. 0 har stemt'));
    expect(voting.incident.buttons()).not.toContain('Læg forslag frem…');
    await voting.agree(card, 'jens');
    await staff.until(() => voting.incident.text.includes('1 har stemt'));
  });
});

describe('"Niveau…"', () => {
  it('is the kriseleder’s decision, with a reason, logged once', async () => {
    const voting = await activated();
    const { incident } = voting;
    const dialog = await incident.openDialog('anna', 'Niveau');
    expect(dialog.text).toContain('DDH Beredskab (nu)');
    expect((await dialog.submit({ niveau: 'udvidet-ddh-beredskab', begrundelse: '' })).text).toContain('Skriv kort, hvorfor niveauet ændres.');
    const sent = { niveau: 'udvidet-ddh-beredskab', begrundelse: 'Flere kommuner er ramt ${x}' };
    await Promise.all([dialog.submit(sent), dialog.submit(sent)]);
    await staff.until(() => incident.text.includes('Niveau: Udvidet DDH Beredskab'));
    expect(await voting.lines('Niveau ændret')).toEqual(['Niveau ændret fra DDH Beredskab til Udvidet DDH Beredskab']);
    for (const [who, sentence] of [['carla', 'Det kan kun kriselederen'], [STRANGER, 'det kan du ikke her']] as const) {
      expect((await (await incident.openDialog(who, 'Niveau')).submit({ niveau: 'normal-drift', begrundelse: 'x' })).text).toContain(sentence);
    }
    expect(await voting.lines('Niveau ændret')).toHaveLength(1);
  });
});

describe('"Betaling…"', () => {
  it.each([['ja', 'Medlemskommunen betaler for udvidet åbningstid og ekstra kapacitet.'], ['nej', 'Myndigheden er ikke medlem og betaler ved aktivering.']])(
    'puts the rule of a member (%s) to the kriseleder, records who accepted, and is then done', async (medlem, rule) => {
      const voting = await activated({ medlem });
      const { incident } = voting;
      expect(incident.text).toContain('○ Betaling ikke accepteret endnu: Kommune');
      const dialog = await incident.openDialog('anna', 'Betaling');
      expect(dialog.text).toContain(rule);
      expect((await dialog.submit({ accepteretAf: ' ' })).text).toContain('Skriv, hvem hos myndigheden der har accepteret.');
      expect((await dialog.submit({ accepteretAf: 'Direktør Kær', bemaerkning: 'Aftalt i telefonen' })).closed).toBe(true);
      await staff.until(() => !incident.text.includes('Betaling ikke accepteret'));
      expect(incident.buttons()).not.toContain('Betaling…');
      const [line] = await voting.lines('Betaling accepteret');
      expect(line).toContain(`Direktør Kær`);
      expect(line).toContain(`${rule} Aftalt i telefonen`);
    });

  it('is nobody else’s to record', async () => {
    const { incident } = await activated();
    expect((await (await incident.openDialog('eva', 'Betaling')).submit({ accepteretAf: 'Direktør Kær' })).text).toContain('Det kan kun');
  });
});
