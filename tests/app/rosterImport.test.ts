import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRoster, type RosterFile } from '../../src/app/rosterImport';

const YAML = `people:
  - id: anna
    name: Anna Holm
    teamsId: 00000000-0000-0000-0000-00000000000A
    email: anna@example.org
    phones: { work: "+45 20 00 00 01", private: "+45 30 00 00 01" }
    kommune: Aarhus
    guest: false
  - { id: bent, name: Bent Ravn, guest: true }
  - { id: ida, name: Ida Sø }
roles:
  kriseleder: { holder: anna, deputies: [bent] }
  logfoerer: { holder: , deputies: [] }
  procesansvarlig: { holder: "" }
styregruppe:
  - { person: bent, suppleant: ida, formand: true }
repraesentantskab: [ida]
kommunekontakter:
  - { kommune: Aarhus, primary: anna, secondary: bent }
adresser: { aiTeam: ai@example.org }
`;

const PEOPLE = `id,name,teamsId,email,work,private,kommune,guest
anna,Anna Holm,00000000-0000-0000-0000-00000000000A,anna@example.org,+45 20 00 00 01,+45 30 00 00 01,Aarhus,nej
bent,Bent Ravn,,,,,,ja
ida,Ida Sø,,,,,,
`;

const ROLES = `role,person,order,represents,kommune
kriseleder,bent,2,,
kriseleder,anna,1,,
logfoerer,,1,,
styregruppe,bent,1,,
styregruppe,ida,,bent,
formand,bent,,,
repraesentantskab,ida,,,
kommunekontakt,anna,1,,Aarhus
kommunekontakt,bent,2,,Aarhus
`;

const yaml = (text: string): readonly RosterFile[] => [{ name: 'roster.yaml', text }];
const csv = (people: string, roles: string): readonly RosterFile[] => [{ name: 'people.csv', text: people }, { name: 'roles.csv', text: roles }];

function errors(files: readonly RosterFile[]): readonly string[] {
  const parsed = parseRoster(files);
  return parsed.kind === 'ok' ? [] : parsed.errors.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

function roster(files: readonly RosterFile[]) {
  const parsed = parseRoster(files);
  if (parsed.kind === 'errors') throw new Error(JSON.stringify(parsed.errors));
  return parsed.roster;
}

describe('a roster in YAML', () => {
  test('is read whole; what is left empty is vacant', () => {
    expect(roster(yaml(YAML))).toEqual({
      people: [
        {
          id: 'anna', name: 'Anna Holm', teamsId: '00000000-0000-0000-0000-00000000000a', email: 'anna@example.org',
          phones: { work: '+45 20 00 00 01', private: '+45 30 00 00 01' }, kommune: 'Aarhus', guest: false,
        },
        { id: 'bent', name: 'Bent Ravn', phones: {}, guest: true },
        { id: 'ida', name: 'Ida Sø', phones: {}, guest: false },
      ],
      roles: { kriseleder: { holder: 'anna', deputies: ['bent'] }, logfoerer: { deputies: [] }, procesansvarlig: { deputies: [] }, bemandingsansvarlig: { deputies: [] } },
      styregruppe: [{ person: 'bent', suppleant: 'ida', formand: true }],
      repraesentantskab: ['ida'],
      kommunekontakter: [{ kommune: 'Aarhus', primary: 'anna', secondary: 'bent' }],
      adresser: { aiTeam: 'ai@example.org' },
    });
  });

  test('of the øvebane is without errors', () => {
    const demo = join(__dirname, '../../src/oevebane/roster-demo.yaml');
    expect(errors(yaml(readFileSync(demo, 'utf8')))).toEqual([]);
  });

  test.each<[string, string, string, readonly string[]]>([
    ['an unknown person in a role', 'deputies: [bent]', 'deputies: [bent, ole]', ['roster.yaml:12: ukendt person "ole"']],
    ['an unknown suppleant', 'suppleant: ida', 'suppleant: ole', ['roster.yaml:16: ukendt person "ole"']],
    ['an unknown representative', 'repraesentantskab: [ida]', 'repraesentantskab: [ida, ole]', ['roster.yaml:17: ukendt person "ole"']],
    ['an unknown contact', 'secondary: bent', 'secondary: ole', ['roster.yaml:19: ukendt person "ole"']],
    ['an id used twice', '{ id: ida,', '{ id: anna,', expect.arrayContaining(['roster.yaml:10: id "anna" bruges af to personer']) as unknown as readonly string[]],
    ['a teamsId used twice', 'name: Ida Sø', 'name: Ida Sø, teamsId: 00000000-0000-0000-0000-00000000000a', ['roster.yaml:10: teamsId 00000000-0000-0000-0000-00000000000a bruges af to personer']],
    ['a bad e-mail', 'anna@example.org', 'anna.example.org', ['roster.yaml:5: "anna.example.org" er ikke en e-mailadresse']],
    ['a bad address', 'ai@example.org', 'ai', ['roster.yaml:20: "ai" er ikke en e-mailadresse']],
    ['a bad GUID', '00000000000A', '0000', ['roster.yaml:4: "00000000-0000-0000-0000-0000" er ikke et Entra-objekt-id (et GUID som 00000000-0000-0000-0000-000000000001)']],
    ['a phone that YAML takes for a number', '"+45 20 00 00 01"', '20000001', ['roster.yaml:6: et telefonnummer skal stå i anførselstegn']],
    ['a phone that is none', '+45 20 00 00 01', 'spørg Bo', ['roster.yaml:6: "spørg Bo" er ikke et telefonnummer']],
    ['an unknown role', '  procesansvarlig:', '  procesansvarllig:', ['roster.yaml:14: ukendt rolle "procesansvarllig"']],
    ['an unknown key', '    kommune: Aarhus\n    guest', '    komune: Aarhus\n    guest', ['roster.yaml:7: ukendt nøgle "komune"']],
    ['a missing name', '{ id: ida, name: Ida Sø }', '{ id: ida }', ['roster.yaml:10: "name" mangler']],
    ['an empty name', 'name: Ida Sø', 'name: ""', ['roster.yaml:10: "name" må ikke være tom']],
    ['an id that means the bot', '{ id: ida,', '{ id: bot,', expect.arrayContaining([expect.stringMatching(/^roster.yaml:10: et id skrives med/)]) as unknown as readonly string[]],
    ['a holder who is also deputy', 'deputies: [bent]', 'deputies: [anna]', ['roster.yaml:12: "anna" står to gange i rollen kriseleder']],
    ['a member who is their own suppleant', 'suppleant: ida', 'suppleant: bent', ['roster.yaml:16: "bent" kan ikke være sin egen suppleant']],
    ['two chairs and two seats', 'formand: true }', 'formand: true }\n  - { person: bent, formand: true }', [
      'roster.yaml:17: "bent" har to pladser i styregruppen', 'roster.yaml:17: styregruppen har allerede en formand',
    ]],
    ['a kommune named twice', 'secondary: bent }', 'secondary: bent }\n  - { kommune: aarhus, primary: ida }', ['roster.yaml:20: aarhus står to gange i kommunekontakter']],
    ['YAML that is none', 'people:\n', 'people: [\n', [expect.stringMatching(/^roster.yaml:\d+: filen er ikke gyldig YAML/)] as unknown as readonly string[]],
  ])('with %s is refused with file and line', (_, find, replace, expected) => {
    expect(YAML).toContain(find);
    expect(errors(yaml(YAML.replace(find, replace)))).toEqual(expected);
  });

  test('lists all that is wrong at once, in the order of the lines', () => {
    const text = YAML.replace('anna@example.org', 'x').replace('deputies: [bent]', 'deputies: [ole]').replace('{ id: ida, name: Ida Sø }', '{ id: ida }');
    expect(errors(yaml(text))).toEqual(['roster.yaml:5: "x" er ikke en e-mailadresse', 'roster.yaml:10: "name" mangler', 'roster.yaml:12: ukendt person "ole"']);
  });

  test('has room for 13 in the styregruppe', () => {
    const withSeats = (count: number) => {
      const ids = Array.from({ length: count }, (_, i) => `p${i}`);
      return `people:\n${ids.map((id) => `  - { id: ${id}, name: X }\n`).join('')}styregruppe:\n${ids.map((id) => `  - { person: ${id} }\n`).join('')}`;
    };
    expect(errors(yaml(withSeats(13)))).toEqual([]);
    expect(errors(yaml(withSeats(14)))).toEqual(['roster.yaml:30: styregruppen har 14 medlemmer; der kan højst være 13']);
  });

  test.each(['', '# kun en bemærkning\n'])('that is empty says so', (text) => {
    expect(errors(yaml(text))).toEqual(['roster.yaml:1: filen er tom']);
  });

  test.each(['42', '- a', 'people: 7', 'people: [3, null]\nroles: []\nstyregruppe: {}'])('of a wrong shape is refused and not run into: %j', (text) => {
    expect(errors(yaml(text)).length).toBeGreaterThan(0);
  });
});

describe('a roster in two CSV files', () => {
  test('is the same as in YAML, without addresses', () => {
    expect(roster(csv(PEOPLE, ROLES))).toEqual({ ...roster(yaml(YAML)), adresser: {} });
  });

  test('may be given in any order, with semicolons, a byte order mark and Windows line ends', () => {
    const excel = (text: string) => `\uFEFF${text.replace(/,/g, ';').replace(/\n/g, '\r\n')}`;
    const [people, roles] = csv(excel(PEOPLE), excel(ROLES));
    expect(roster([roles!, people!])).toEqual(roster(csv(PEOPLE, ROLES)));
  });

  test.each<[string, string, string, string]>([
    ['an unknown person', PEOPLE, ROLES.replace('kriseleder,bent', 'kriseleder,ole'), 'roles.csv:2: ukendt person "ole"'],
    ['an unknown role', PEOPLE, ROLES.replace('logfoerer', 'referent'), 'roles.csv:4: ukendt rolle "referent"; der kan være kriseleder, logfoerer, procesansvarlig, bemandingsansvarlig, styregruppe, formand, repraesentantskab, kommunekontakt'],
    ['a bad e-mail', PEOPLE.replace('anna@example.org', 'anna'), ROLES, 'people.csv:2: "anna" er ikke en e-mailadresse'],
    ['a missing name', PEOPLE.replace('Ida Sø', ''), ROLES, 'people.csv:4: "name" mangler'],
    ['an order that is no number', PEOPLE, ROLES.replace('bent,2', 'bent,to'), 'roles.csv:2: "order" er "to", men skal være et tal'],
    ['a suppleant of nobody', PEOPLE, ROLES.replace('ida,,bent', 'ida,,anna'), 'roles.csv:6: "anna" er ikke medlem af styregruppen og kan ikke have en suppleant'],
    ['a chair from outside', PEOPLE, ROLES.replace('formand,bent', 'formand,ida'), 'roles.csv:7: formanden "ida" er ikke medlem af styregruppen'],
    ['a third contact', PEOPLE, `${ROLES}kommunekontakt,ida,3,,Aarhus\n`, 'roles.csv:11: Aarhus har allerede to kontaktpersoner'],
    ['a missing column', PEOPLE, ROLES.replace('person,', 'hvem,'), 'roles.csv:1: kolonnen "person" mangler'],
    ['a row that is too short', PEOPLE.replace('bent,Bent Ravn,,,,,,ja', 'bent,Bent Ravn'), ROLES, 'people.csv:3: linjen kan ikke læses som CSV; er der lige mange felter i alle linjer, og er anførselstegn lukket?'],
    ['an answer that is neither yes nor no', PEOPLE.replace(',ja', ',måske'), ROLES, 'people.csv:3: "guest" skal være true eller false'],
  ])('with %s is refused with file and line', (_, people, roles, expected) => {
    expect(errors(csv(people, roles))).toContain(expected);
  });

  test.each<[readonly RosterFile[]]>([[[]], [[{ name: 'people.csv', text: PEOPLE }]], [[{ name: 'roster.txt', text: YAML }]]])('needs both of them, and nothing else: %#', (files) => {
    expect(errors(files)).toEqual([expect.stringMatching(/giv enten én YAML-fil eller to CSV-filer/)]);
  });
});
