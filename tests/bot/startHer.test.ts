import { readFileSync } from 'node:fs';
import { answerYesOrNo, becomesACase, contactIsMade } from '../support/flow';
import { ROSTER, Staff, STRANGER, type Card } from '../support/staff';

const HOSTILE = '${x} <at>Alle</at> **fed** [a](http://x) {{DATE(2020-01-01,SHORT)}}';

let staff: Staff;
let incidents = 0;
beforeAll(async () => {
  // A Tuesday morning: the contact centre is open.
  staff = await Staff.start({ environment: { CLOCK_START: '2026-11-24T10:00:00+01:00' } });
});
afterAll(async () => staff.close());

/** One of its own for each test, of a myndighed of its own. */
async function opened(values: Parameters<Staff['openIncident']>[1] = {}): Promise<{ card: Card; nr: number; log: () => Promise<readonly string[]> }> {
  const card = await staff.openIncident('jens', { myndigheder: `Kommune nr. ${(incidents += 1)}`, ...values });
  const nr = Number(/Hændelse (\d+)/.exec(card.text)?.[1]);
  return { card, nr, log: async () => (await staff.export(nr)).map(({ indhold }) => indhold) };
}

async function form(text: string) {
  return (await staff.ask('jens', text)).card.openDialog('jens', 'Åbn hændelse');
}

describe('the form', () => {
  it.each(['/start', '/hændelse', '/START Telefonerne er nede'])('opens from %s', async (text) => {
    const dialog = await form(text);
    expect(Object.keys(dialog.values)).toEqual(['beskrivelse', 'myndigheder', 'medlem', 'fra', 'modtaget', 'modtager', 'kontaktperson', 'telefon', 'email', 'oevelse']);
    expect(dialog.values).toMatchObject({ medlem: 'liste', modtager: 'jens', modtaget: expect.stringMatching(/^10\.0\d$/) as string });
  });

  it('needs only what and whom; an unknown contact person is flagged until somebody knows', async () => {
    const { card } = await opened();
    expect(card.text).toContain('⚠ endnu ukendt');
    await (await card.openDialog('carla', 'Kontaktperson')).submit({ navn: 'Lone Kær' });
    await staff.until(() => card.text.includes('Lone Kær') && !card.text.includes('endnu ukendt'));
  });

  it('takes a request that somebody else got, earlier, and logs from whom and when', async () => {
    const { card, log } = await opened({ myndigheder: 'Region Midt', modtager: 'lone', modtaget: 'kl. 9.15', fra: `Vagtchefen ${HOSTILE}`, medlem: 'nej' });
    expect((await log())[0]).toContain(`Modtager: ${staff.person('lone').name}. Modtaget fra Vagtchefen ${HOSTILE} 24.11. 09.15. Åbent til 20.00.`);
    expect(card.text).toContain('START HER');
  });

  it.each(['10.59', '21.30', '25.00', 'i morges', '9'])('does not take "%s" as the time of the request: nothing is opened and all that was typed is there', async (modtaget) => {
    const again = await (await form('/start')).submit({ beskrivelse: 'Strømmen er gået', myndigheder: 'Ingen Kommune', modtaget });
    expect(again.text).toContain('Skriv, hvad klokken var, for eksempel 14.05.');
    expect(again.values).toMatchObject({ beskrivelse: 'Strømmen er gået', modtaget });
  });

  it('takes nobody as receiver who is neither of the krisestab nor of the styregruppe', async () => {
    const again = await (await form('/start')).submit({ beskrivelse: 'Strømmen er gået', myndigheder: 'Ingen Kommune', modtager: 'claus' });
    expect(again.text).toContain('Vælg, hvem der modtog henvendelsen.');
  });
});

describe('node 1', () => {
  it('YES ends in normal drift, is logged, and can be taken up again once in one press (criterion 1)', async () => {
    const { card, log } = await opened();
    expect(card.text).toContain('● Felt 1. Kan hændelsen håndteres som en normal hverdagshændelse i DDH?');
    expect((await answerYesOrNo(card, 'jens', 'Ja')).closed).toBe(true);
    await staff.until(() => card.text.includes('● Felt 2. DDH bidrager via normal drift'));
    expect((await staff.ask('anna', '/hændelser')).text).toContain('■ Afsluttet: DDH bidrager via normal drift');
    expect(card.text).toContain('■ Forløbet er slut her.');
    expect(card.buttons()).toEqual(expect.arrayContaining(['Situationen er forværret', 'Luk hændelsen…']));
    expect((await log()).at(-1)).toMatch(/^Felt 1\. Kan hændelsen .* Ja\. Næste: DDH bidrager via normal drift/);

    const drawn = card.button('Situationen er forværret');
    const [first, second] = await Promise.all([card.press('anna', '', drawn), card.press('anna', '', drawn)]);
    expect([first.text, second.text].every((text) => text.includes('● Felt 3.'))).toBe(true);
    expect(`${first.text}${second.text}`).not.toContain('intet at tage op igen');
    const late = await card.press('carla', '', drawn);
    expect(late.text).toContain('Sagen er i gang. Der er intet at tage op igen.');
    expect((await log()).filter((line) => line.startsWith('Situationen er forværret'))).toHaveLength(1);
  });

  it('NO shows the styregruppe in call order, and tells them and the kriseleder (criteria 2, 7)', async () => {
    const { card, log } = await opened();
    await becomesACase(staff, card, 'jens');
    const names = ['jens', 'bent', 'lone', 'nanna', 'pernille', 'steen', 'ulla', 'winnie', 'aksel'].map((id, index) => `${index + 1}. ${staff.person(id).name}`);
    expect(card.text).toContain(`Ring i denne rækkefølge: ${names.join(' · ')}`);
    const told = await staff.until(() => staff.textsIn(card).find((text) => text.includes('DDH Beredskab overvejes')));
    for (const id of ['jens', 'aksel', 'anna']) expect(told).toContain(`<at>${staff.person(id).name}</at>`);
    expect((await log()).at(-1)).toMatch(/Nej\. Næste: Aktivér DDH Beredskab/);
    expect(card.text).toMatch(/✔ Felt 1: Nej – Hændelsen er større.* · Jens \S+.* 10\.0\d/);
  });

  it('takes the reason that is suggested, or another one, but never none', async () => {
    const { card, nr } = await opened();
    const dialog = await card.openDialog('bent', 'Nej…');
    expect(dialog.values.begrundelse).toBe('Hændelsen er større, end myndigheden selv kan nå at svare borgerne på.');
    expect((await dialog.submit({ begrundelse: '  ' })).text).toContain('Skriv kort, hvorfor.');
    expect((await dialog.submit({ begrundelse: HOSTILE })).closed).toBe(true);
    await staff.until(() => card.text.includes('● Felt 3.'));
    expect((await staff.export(nr)).at(-1)).toMatchObject({ fra: staff.person('bent').name, begrundelse: HOSTILE });
    expect(JSON.stringify(card.content)).not.toContain('{{DATE');
    expect(JSON.stringify(card.content)).not.toContain('"${x}');
  });
});

describe('the numbers of the styregruppe', () => {
  it('ring at one press, for those who take part, and stand on no card', async () => {
    const { card } = await opened();
    await becomesACase(staff, card, 'jens');
    const dialog = await card.openDialog('carla', 'Ring…');
    const phones = phonesOf('jens');
    for (const number of phones) expect(dialog.text).toContain(`[${number}](tel:${number.replaceAll(' ', '')})`);
    for (const who of [STRANGER, 'claus']) {
      const refused = await card.openDialog(who, 'Ring…');
      expect(refused.text).toMatch(/det kan du ikke her|Det kan kun krisestaben og styregruppen gøre/);
      for (const number of phones) expect(refused.text).not.toContain(number);
    }
    for (const number of phones) expect(JSON.stringify(staff.messages())).not.toContain(number);
  });

  /** As the roster of the demo has them. */
  function phonesOf(id: string): readonly string[] {
    const [, numbers = ''] = new RegExp(`id: ${id}\\n[^]*?phones: (.*)\\n`).exec(readFileSync(ROSTER, 'utf8')) ?? [];
    const phones = [...numbers.matchAll(/'([^']+)'/g)].map(([, number = '']) => number);
    expect(phones).toHaveLength(2);
    return phones;
  }
});

describe('inside the opening hours', () => {
  it('the contact leads to node 7 by itself, and instruks 1 starts (criteria 3, 5)', async () => {
    const { card, log } = await opened();
    await contactIsMade(staff, card, 'jens');
    expect(card.text).toContain('● Felt 7. Aktivering af krisestaben (instruks 1)');
    expect(card.text).toContain('🕗 Åbent til 20.00');
    expect(card.text).toContain('✔ Felt 4: Indenfor åbningstid – åbent til 20.00');
    expect(card.buttons()).toContain('Læg forslag frem…');
    expect(card.buttons()).not.toContain('Undtagelse…');
    await staff.until(() => staff.instruksCard(1, card));
    expect((await log()).slice(-3)).toEqual([
      expect.stringContaining('Felt 3.'), expect.stringContaining('Felt 4. Indenfor eller udenfor DDH\'s åbningstid? Indenfor åbningstid.'), expect.stringContaining('Instruks 1'),
    ]);
  });

  it('instruks 1 has no way around the flow, and the sentence says where to go', async () => {
    const { card, log } = await opened();
    expect(card.buttons()).not.toContain('Start instruks 1');
    const { text } = await staff.ask('jens', '/instruks 1', { rootId: card.message.rootId });
    expect(text).toContain('START HER');
    const forged = await card.press('jens', '', { ...card.button('Start instruks 2'), data: { haendelse: card.incidentId, instruks: 'instruks-1' } });
    expect(forged.text).toContain('START HER');
    expect(await log()).toHaveLength(1);
  });
});

describe('what is sent twice', () => {
  it('counts once: the form, the answer, the press', async () => {
    const { card, log } = await opened();
    const dialog = await card.openDialog('jens', 'Nej…');
    await Promise.all([dialog.submit({}), dialog.submit({})]);
    await staff.until(() => card.text.includes('● Felt 3.'));
    const drawn = card.button('Kontakt er taget');
    const twice = await Promise.all([card.press('jens', '', drawn), card.press('jens', '', drawn)]);
    // The same press delivered again is no answer to a node that is passed: both get the card as it is.
    for (const { text } of twice) expect(text).not.toContain('allerede svaret på');
    const late = await card.press('anna', '', drawn);
    expect(late.text).toContain('Det er der allerede svaret på. Nu er I ved: Aktivering af krisestaben');
    expect((await log()).map((line) => line.slice(0, 7))).toEqual(['Hændels', 'Felt 1.', 'Felt 3.', 'Felt 4.', 'Instruk']);
  });
});

describe('who takes no part', () => {
  it('is refused at every button, and nothing is stored', async () => {
    const { card, log } = await opened();
    for (const who of [STRANGER, 'claus']) expect((await answerYesOrNo(card, who, 'Nej')).text).toMatch(/det kan du ikke her|Det kan kun krisestaben og styregruppen gøre/);
    await becomesACase(staff, card, 'jens');
    const before = await log();
    for (const who of [STRANGER, 'claus']) expect((await card.press(who, 'Kontakt er taget')).text).toMatch(/det kan du ikke her|Det kan kun krisestaben og styregruppen gøre/);
    expect(await log()).toEqual(before);
    expect((await (await staff.ask(STRANGER, '/start')).card.openDialog(STRANGER, 'Åbn hændelse').then((dialog) => dialog.submit({ beskrivelse: 'x', myndigheder: 'y' }))).text).toContain('det kan du ikke her');
  });
});

describe('"Vis forløbet…"', () => {
  it('draws Bilag 1 with the path in words', async () => {
    const { card } = await opened();
    await contactIsMade(staff, card, 'jens');
    const { text } = await card.openDialog('anna', 'Vis forløbet…');
    expect(text).toContain('✔ Passeret · Felt 1: Kan hændelsen');
    expect(text).toMatch(/✔ Nej → felt 3 \(valgt: Jens \S+.* 10\.0\d\)/);
    expect(text).toContain('✔ Indenfor åbningstid → felt 7 (valgt: åbningstiden)');
    expect(text).toContain('● Her er I nu · Felt 7: Aktivering af krisestaben');
    expect(text).toContain('○ Felt 11: Evaluér');
    expect(text).toContain('Nej → felt 7, når kontaktcentret åbner igen');
  });
});

describe('an exercise', () => {
  it('says ØVELSE on the card, in every dialog and in every message (criterion 6)', async () => {
    const { card, log } = await opened({ oevelse: 'true' });
    expect((await card.openDialog('jens', 'Nej…')).text).toContain('ØVELSE');
    await becomesACase(staff, card, 'jens');
    expect((await card.openDialog('jens', 'Ring…')).text).toContain('ØVELSE');
    expect((await card.openDialog('jens', 'Vis forløbet…')).text).toContain('ØVELSE');
    const told = await staff.until(() => staff.textsIn(card).find((text) => text.includes('overvejes')));
    expect(told.slice(0, 50)).toContain('ØVELSE');
    expect(card.text).toMatch(/^🎓 ØVELSE/);
    expect((await log())[0]).toMatch(/^ØVELSE/);
  });
});
