import type { JsonObject } from '../../src/oevebane/connector/json';
import { Staff, STRANGER, type Card, type Who } from '../support/staff';

/** Gunnar is a kommunekontakt and nothing else; the stranger is in nobody's roster. */
const REFUSED: readonly (readonly [string, Who, string])[] = [
  ['a kommunekontakt', 'gunnar', 'Det kan kun krisestaben og styregruppen gøre. Sig det til kriselederen.'],
  ['an unknown person', STRANGER, 'Du står ikke på listen over krisestab og styregruppe, så det kan du ikke her. Ring til kriselederen.'],
];

let staff: Staff;
let incident: Card;
let instruks: Card;
let incomplete: Card;
beforeAll(async () => {
  staff = await Staff.start();
  incident = await staff.openIncident('bent');
  instruks = await staff.startInstruks('bent', 2);
  await instruks.press('bent', '2B.1 Udført');
  await staff.until(() => instruks.buttons().includes('2B.1 Fortryd'));
  await staff.write('carla', '/log b: uden begrundelse');
  incomplete = await staff.untilCard('uden begrundelse');
});
afterAll(async () => staff.close());

describe.each(REFUSED)('%s', (_, who, sentence) => {
  let before: number;
  beforeEach(async () => {
    before = (await staff.export()).length;
  });
  afterEach(async () => {
    expect(await staff.export()).toHaveLength(before);
  });

  it.each(['/log noget', '/log b: vi lukker | besluttet af: mig | fordi: jeg vil', '/log ret 1 noget andet', '/instruks 3'])('may not %s', async (text) => {
    expect((await staff.ask(who, text)).text).toBe(sentence);
    expect((await staff.ask(who, text, { rootId: instruks.id })).text).toBe(sentence);
  });

  it('may not open an incident; what was typed comes back', async () => {
    const { card } = await staff.ask(who, '/hændelse');
    const again = await (await card.openDialog(who, 'Åbn hændelse')).submit({ beskrivelse: 'Mit hus brænder', myndigheder: 'Skive' });
    expect(again.text).toContain(sentence);
    expect(again.values.beskrivelse).toBe('Mit hus brænder');
    expect((await staff.log('verify', '--incident', '2')).stderr).toBe('Der er ingen hændelse med nummer 2.\n');
  });

  it('may not press what starts an instruks, does a step, or takes one back', async () => {
    expect((await incident.press(who, 'Start instruks 3')).text).toBe(sentence);
    const done = await instruks.press(who, '2A.3 Udført');
    expect(done.text).toContain(sentence);
    expect(done.step('2A.3')).toContain('○ Åben');
    expect((await instruks.press(who, '2B.1 Fortryd')).text).toContain(sentence);
  });

  it.each([
    ['decide', 'beslut', { trin: 'vurder-forventet-behov' }, { valg: 'behov', begrundelse: 'x', beslutter: 'Anna' }],
    ['make a step not relevant', 'mere', {}, { trin: 'dokumenter-situationsbillede', handling: 'ikkeRelevant', tekst: 'x' }],
    ['reopen', 'mere', {}, { trin: 'status-bemanding', handling: 'genaabn', tekst: 'x' }],
    ['comment', 'mere', {}, { trin: 'status-bemanding', handling: 'bemaerk', tekst: 'x' }],
    ['give a step to somebody', 'mere', {}, { trin: 'dokumenter-situationsbillede', handling: 'giv', person: 'anna' }],
    ['name a contact person', 'kontaktperson', {}, { navn: 'Mig selv' }],
    ['take a role', 'rolle', {}, { rolle: 'kriseleder', person: 'gunnar' }],
  ])('may not %s', async (__, dialog, data, values) => {
    const form = await instruks.openDialogWith(who, { dialog, haendelse: incident.incidentId, instruks: 'instruks-2', ...data } as JsonObject);
    const again = await form.submit(values);
    expect(again.closed).toBe(false);
    expect(again.text).toContain(sentence);
  });

  it('is told so too when the form lacks something', async () => {
    const form = await instruks.openDialogWith(who, { dialog: 'rolle', haendelse: incident.incidentId } as JsonObject);
    expect((await form.submit({})).text).toContain(sentence);
  });

  it('may not complete a decision', async () => {
    const again = await (await incomplete.openDialog(who, '')).submit({ beslutter: 'Anna', begrundelse: 'x' });
    expect(again.text).toContain(sentence);
  });
});

it('somebody who takes no part reads nothing of an incident outside of the team’s channels', async () => {
  for (const text of ['/log vis', '/log søg telefonerne', '/status', '/roller', '/instruks 2']) {
    expect((await staff.ask(STRANGER, text, { personal: true })).text).toContain('Du står ikke på listen over krisestab og styregruppe');
  }
  expect((await staff.ask('eva', '/log vis', { personal: true })).text).toContain('Telefonerne er nede');
});

it('a deputy, a suppleant of the styregruppe and a guest may do all that the others may', async () => {
  for (const [person, start] of [['dan', '2A.1'], ['kirsten', '2A.2'], ['mads', '2A.3']] as const) {
    expect((await instruks.press(person, `${start} Udført`)).step(start)).toContain('✔ Udført af');
  }
});

it('somebody’s rights follow the account, not the name that the activity carries', async () => {
  const impostor = { ...STRANGER, name: staff.person('anna').name };
  expect((await staff.ask(impostor, '/log noget')).text).toContain('Du står ikke på listen');
});
