import { writeFileSync } from 'node:fs';
import { becomesACase, contactIsMade } from '../support/flow';
import { Staff, temporaryFile, type Card } from '../support/staff';

const clock = temporaryFile('clock', '2026-03-26T10:00:00+01:00');
let staff: Staff;
let incidents = 0;
beforeAll(async () => {
  staff = await Staff.start({ environment: { CLOCK_FILE: clock } });
});
afterAll(async () => staff.close());

/** The request is received at that moment of Danish time; the clock runs on from there. */
async function openedAt(time: string, values: Parameters<Staff['openIncident']>[1] = {}): Promise<{ card: Card; nr: number }> {
  writeFileSync(clock, time);
  const card = await staff.openIncident('jens', { myndigheder: `Kommune nr. ${(incidents += 1)}`, ...values });
  return { card, nr: Number(/Hændelse (\d+)/.exec(card.text)?.[1]) };
}

describe('the opening hours when the request was received (criteria 3, 4)', () => {
  // In order of time, since incident time does not run backwards in one store's life.
  it.each([
    ['friday 15.59 is inside', '2026-03-27T15:59:00+01:00', 'Indenfor', '⚠ Lukker om 1 min, åbner søndag 16.00'],
    ['friday 16.00 is outside', '2026-03-27T16:00:00+01:00', 'Udenfor', '🕗 Lukket: kontaktcentret åbner søndag 16.00'],
    ['saturday is outside', '2026-03-28T12:00:00+01:00', 'Udenfor', '🕗 Lukket: lørdag. Åbner søndag 16.00'],
    ['sunday 15.59, the day summer time begins, is outside', '2026-03-29T15:59:00+02:00', 'Udenfor', '🕗 Lukket: kontaktcentret åbner kl. 16.00'],
    ['sunday 16.00 is inside', '2026-03-29T16:00:00+02:00', 'Indenfor', '🕗 Åbent til 20.00'],
    ['skærtorsdag is closed, and says so', '2026-04-02T10:00:00+02:00', 'Udenfor', '🕗 Lukket: skærtorsdag. Åbner tirsdag 8.00'],
  ])('%s', async (_what, time, side, sentence) => {
    const { card, nr } = await openedAt(time);
    await contactIsMade(staff, card, 'jens');
    expect(card.text).toContain(`✔ Felt 4: ${side} åbningstid`);
    expect(card.text).toContain(sentence);
    expect(card.text).toContain(side === 'Indenfor' ? '● Felt 7.' : '● Felt 5.');
    expect((await staff.export(nr)).map(({ indhold }) => indhold)[0]).toContain(sentence.slice(3).replace(/^[^\p{L}]+/u, ''));
  });

  it('are those of when it was received, not of when it was opened', async () => {
    const { card } = await openedAt('2026-04-10T16:20:00+02:00', { modtaget: '15.50' });
    await contactIsMade(staff, card, 'jens');
    expect(card.text).toContain('✔ Felt 4: Indenfor åbningstid');
    expect(card.text).toContain('⚠ Lukker om 10 min, åbner søndag 16.00 (modtaget 15.50)');
  });

  it('stay as they were, however late the flow gets to them', async () => {
    const { card } = await openedAt('2026-04-17T15:00:00+02:00');
    writeFileSync(clock, '2026-04-18T03:00:00+02:00');
    await contactIsMade(staff, card, 'jens');
    expect(card.text).toContain('✔ Felt 4: Indenfor åbningstid');
  });
});

describe('with little time left', () => {
  it('the card says so at once, and the bemandingsansvarlig gets a draft to hold the agents', async () => {
    const { card } = await openedAt('2026-04-20T19:50:00+02:00', { beskrivelse: 'Telefonerne er nede' });
    expect(card.text).toContain('⚠ Lukker om 10 min, åbner tirsdag 8.00');
    await contactIsMade(staff, card, 'jens');
    const told = await staff.until(() => staff.textsIn(card).find((text) => text.includes('hold agenterne')));
    expect(told).toContain(`<at>${staff.person('gry').name}</at>`);
    expect(told).toMatch(/> Kontaktcentret lukker om \d+ min\. Hold agenterne på vagt/);
  });
});

describe('outside the opening hours (criterion 5)', () => {
  it('shows why from the first moment', async () => {
    const { card } = await openedAt('2026-05-01T22:00:00+02:00');
    expect(card.text).toContain('● Felt 1.');
    expect(card.text).toContain('🕗 Lukket');
  });

  it('orients the styregruppe in one press, then asks for the acute need; instruks 1 is not there before', async () => {
    const { card, nr } = await openedAt('2026-05-02T12:00:00+02:00');
    await contactIsMade(staff, card, 'jens');
    await card.press('jens', 'Orientér styregruppen nu');
    const told = await staff.until(() => staff.textsIn(card).find((text) => text.includes('Til orientering')));
    expect(told).toContain('lukket: lørdag');
    for (const id of ['jens', 'lone', 'aksel']) expect(told).toContain(`<at>${staff.person(id).name}</at>`);
    await staff.until(() => card.text.includes('● Felt 6. Er der et uløseligt, akut behov?'));
    expect(card.buttons()).toEqual(expect.arrayContaining(['Læg forslag frem…', 'Undtagelse…']));
    expect((await staff.ask('jens', '/instruks 1', { rootId: card.message.rootId })).text).toContain('START HER');
    expect((await staff.export(nr)).some(({ indhold }) => indhold.startsWith('Instruks 1'))).toBe(false);
  });

  it('goes on as if inside with a reason, which the log and the card keep', async () => {
    const { card, nr } = await openedAt('2026-05-03T12:00:00+02:00');
    await contactIsMade(staff, card, 'jens');
    const dialog = await card.openDialog('anna', 'Undtagelse…');
    expect(dialog.values.begrundelse).toBe('');
    expect(dialog.text).toContain('Lukket: kontaktcentret åbner kl. 16.00');
    expect((await dialog.submit({ begrundelse: '' })).text).toContain('Skriv, hvorfor I går videre udenfor åbningstiden.');
    await Promise.all([dialog.submit({ begrundelse: 'Det er frost' }), dialog.submit({ begrundelse: 'Det er frost' })]);
    await staff.until(() => card.text.includes('● Felt 7.'));
    expect(card.text).toMatch(/✔ Felt 4: Indenfor åbningstid \(undtagelse\) – Det er frost · Anna/);
    expect(card.buttons()).not.toContain('Undtagelse…');
    await staff.until(() => staff.instruksCard(1, card));
    const exceptions = (await staff.export(nr)).filter(({ indhold }) => indhold.includes('(undtagelse)'));
    expect(exceptions).toEqual([expect.objectContaining({ fra: staff.person('anna').name, begrundelse: 'Det er frost' })]);
  });

  it('offers no exception before the hours were asked', async () => {
    const { card } = await openedAt('2026-05-09T12:00:00+02:00');
    await becomesACase(staff, card, 'jens');
    expect(card.buttons()).not.toContain('Undtagelse…');
    const forged = await card.openDialogWith('jens', { dialog: 'svar', haendelse: card.incidentId, knude: 'aabningstid', svar: 'indenfor' });
    expect((await forged.submit({ begrundelse: 'Vi vil' })).text).toContain('Det er ikke muligt nu.');
    expect(card.text).toContain('● Felt 3.');
  });
});
