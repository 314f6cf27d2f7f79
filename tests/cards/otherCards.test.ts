import { ANNA, EVA, PEOPLE, Scenario } from '../../src/cards/galleryScenario';
import { beslutDialog } from '../../src/cards/dialogs/beslut';
import { rolleDialog } from '../../src/cards/dialogs/rolle';
import { haendelseCard, haendelseView } from '../../src/cards/haendelseCard';
import { actionsIn, cardOf, content, objectsIn, wordsIn, type Json } from './cardTools';

const input = (card: unknown, id: string): Json => objectsIn(card).find((node) => node.id === id) ?? {};
const said = (name: string) => wordsIn(cardOf(name)).join('|');

describe("the incident's card", () => {
  test('flags what is missing with an icon and a word', () => {
    expect(said('haendelse-vakant')).toContain('Kriseleder: |⚠ ledig');
    expect(said('haendelse-vakant')).toContain('Skive Kommune: |⚠ endnu ukendt');
  });

  test('keeps the lines of what has happened, and no more of them than there is room for', () => {
    expect(said('haendelse-ny')).toContain('|Telefonerne er nede|Ingen kan ringe til kommunen siden kl. 13.|');
    const lines = Array.from({ length: 400 }, (_, nr) => nr % 10).join('\n');
    const { beskrivelse } = haendelseView({ state: new Scenario(content, { beskrivelse: lines }).state, content });
    expect(beskrivelse).toEqual(['0', '1', '2', '3', '4', '5', '6', expect.stringMatching(/^7 8 9 0 1 .+ 9$/)]);
  });

  test('starts what has not been started', () => {
    const titles = actionsIn(cardOf('haendelse-i-gang')).map(({ title }) => title);
    expect(titles).toEqual([
      'Opkaldene bliver besvaret',
      'Niveau…',
      'Betaling…',
      'Vis forløbet…',
      'Start instruks 3',
      'Start instruks 4',
      'Mine opgaver…',
      'Status…',
      'Kontaktperson…',
      'Roller…',
      'Indkald til møde…',
      'Luk hændelsen…',
    ]);
    expect(said('haendelse-i-gang')).toContain('● Startet · |Instruks 1 · Aktivering af krisestaben');
  });

  test('does not change at a press', () => {
    const scenario = new Scenario(content).starts('instruks-1').decides('instruks-1', 'aktiver-krisestab', 'ja');
    const before = haendelseCard({ state: scenario.state, content, now: scenario.now });
    scenario.completes('instruks-1', ['oplys-niveau']);
    expect(haendelseCard({ state: scenario.state, content, now: scenario.now })).toEqual(before);
  });
});

test('the answer to /status says how far each section is, whose turn it is, and what is missing', () => {
  expect(said('status')).toContain('✔ Færdig| · 3 af 3 · 1A Beslutning om aktivering');
  expect(said('status')).toContain('🔒 Låst| · 0 af 3 · 2F Opstart af DDH Beredskab');
  expect(said('status')).toContain('Logfører (Carla Berg): |2A.3');
  expect(said('status')).toMatch(/⚠ Beslutningen i linje \d+ mangler: hvem der besluttede det og hvorfor/);
  expect(said('status-vakant')).toContain('⚠ Ingen har rollen Kriseleder');
  expect(said('status-ny')).toContain('Ingen instruks er startet endnu.');
});

test('an incomplete decision names what is missing and has a button until it is complete', () => {
  expect(said('beslutning-mangler')).toContain('mangler: hvem der besluttede det og hvorfor');
  expect(actionsIn(cardOf('beslutning-mangler')).map(({ title }) => title)).toEqual([expect.stringMatching(/^\d+ Udfyld beslutning…$/)]);
  expect(said('beslutning-fuldstaendig')).toContain('✔ Beslutningen er fuldstændig. Den står i linje 3.');
  expect(said('beslutning-rettet')).toContain('ℹ Linjen er rettet i linje 3.');
  expect(said('beslutning-slettet')).toContain('ℹ Linjen er slettet.');
  for (const name of ['beslutning-fuldstaendig', 'beslutning-rettet', 'beslutning-slettet']) expect(actionsIn(cardOf(name))).toEqual([]);
});

test('several open incidents: a name and a button each', () => {
  expect(actionsIn(cardOf('vaelg-haendelse')).map(({ title, data }) => [title, data])).toEqual([
    ['3 Læg i denne hændelse', { haendelse: 'h1', indbakke: 'i1' }],
    ['2 Læg i denne hændelse', { haendelse: 'h2', indbakke: 'i1' }],
  ]);
  expect(said('vaelg-haendelse')).toContain('Hændelse 3 · Viborg: Telefonerne er nede|3 Læg');
  expect(said('vaelg-haendelse')).toContain('🎓 ØVELSE · |Hændelse 2 · Skive: Vandet er forurenet|2 Læg');
});

describe('a dialog', () => {
  const { state } = new Scenario(content).starts('instruks-1');

  test('suggests the one who holds the first responsible role as the decider', () => {
    const card = beslutDialog({ state, content, instruksId: 'instruks-1', trinId: 'aktiver-krisestab', nonce: 'n', people: PEOPLE });
    expect(input(card, 'beslutter').value).toBe('Bent Krogh');
    expect((input(card, 'valg').choices as Json[]).map(({ value }) => value)).toEqual(['ja', 'nej', 'udsaet']);
  });

  test('asks for a name where the decision is who the contact person is', () => {
    const card = beslutDialog({ state, content, instruksId: 'instruks-1', trinId: 'primaer-kontaktperson', nonce: 'n', people: PEOPLE });
    expect(input(card, 'tekst').label).toBe('Kontaktpersonens navn');
    expect(input(card, 'valg')).toEqual({});
  });

  test('about roles offers the reader first', () => {
    const card = rolleDialog({ state, content, me: EVA, people: PEOPLE, nonce: 'n' });
    expect((input(card, 'person').choices as Json[])[0]).toEqual({ title: 'Eva Sø (dig)', value: EVA.id });
    expect(input(card, 'person').value).toBe(EVA.id);
    expect((input(card, 'rolle').choices as Json[])[0]?.title).toBe(`Kriseleder (nu: ${ANNA.name})`);
  });

  test('that is shown again starts with what is wrong and has every value', () => {
    const card = cardOf('dialog-kontaktperson-fejl');
    expect(said('dialog-kontaktperson-fejl')).toContain('⚠ Skriv navnet på kontaktpersonen.');
    expect([input(card, 'myndighed').value, input(card, 'telefon').value]).toEqual(['Skive', '20 00 00 01']);
  });
});

test('the path of START HER and the whole of it say that a vote answered, and name none of its voters as the one who did', () => {
  expect(wordsIn(cardOf('start-nej')).join('|')).toMatch(/✔ Felt 7: Krisestaben aktiveres ikke – [^|]* · ved afstemning \d\d\.\d\d/);
  expect(wordsIn(cardOf('dialog-forloeb')).join('|')).toMatch(/\(valgt: ved afstemning \d\d\.\d\d\)/);
});
