import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadContent } from '../../src/content/loader';
import { CONTENT_DIR, ContentCopy } from './support';

const I1 = 'instrukser/instruks-1/v1.yaml';
const I2 = 'instrukser/instruks-2/v1.yaml';

let copy: ContentCopy;
beforeEach(() => {
  copy = new ContentCopy();
});
afterEach(() => {
  rmSync(copy.dir, { recursive: true });
});

describe('the published content', () => {
  it('loads, and is found again by its hash', () => {
    const library = loadContent(CONTENT_DIR);
    expect(library.byHash(library.current.hash)).toBe(library.current);
    expect(library.byHash('0'.repeat(64))).toBeUndefined();
  });

  it('refuses to start when a published file has changed, naming the set and the new hash', () => {
    copy.replace(I1, 'Om krisestaben skal aktiveres', 'Om krisestaben kan aktiveres');
    const line = copy.lineOf('udgivelser.yaml', 'sha256: ');
    expect(copy.errors()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^udgivelser.yaml:${line}: udgivelse 1: udgivet indhold er ændret: lav en ny version \\(filernes sha256 er nu [0-9a-f]{64}\\)$`,
        ),
      ),
    ]);
    expect(copy.publish().errors()).toEqual([]);
  });

  it('has the same hash with Windows line ends', () => {
    copy.write(I1, copy.read(I1).replaceAll('\n', '\r\n'));
    expect(copy.errors()).toEqual([]);
  });

  it('keeps an earlier set beside the current one', () => {
    const first = copy.load().current;
    copy.write('tekster/v2.yaml', copy.read('tekster/v1.yaml').replace('Hej.', 'Goddag.'));
    const set = copy.read('udgivelser.yaml').split('udgivelser:\n')[1] ?? '';
    const next = set.replace('udgivelse: 1', 'udgivelse: 2').replace('tekster: 1', 'tekster: 2');
    copy.write('udgivelser.yaml', copy.read('udgivelser.yaml') + next).publish();
    const library = copy.load();
    expect(library.current.udgivelse).toBe(2);
    expect(library.current.tekster.velkomst).toContain('Goddag.');
    expect(library.byHash(first.hash)?.tekster.velkomst).toContain('Hej.');
  });
});

describe('a wrong file stops the start with file, line and what is wrong', () => {
  /** [what, file, from, to, a piece of the line that must be named, what must be said] */
  const cases: readonly (readonly [string, string, string, string, string, string])[] = [
    [
      'an unknown role',
      I1,
      'roller: [modtager, kriseleder]',
      'roller: [modtager, krislederen]',
      'krislederen',
      'ukendt rolle "krislederen"; rollerne er kriseleder, logfoerer, procesansvarlig, bemandingsansvarlig, kontaktperson, modtager, styregruppe, repraesentantskab, kommunekontakt',
    ],
    [
      'an unknown role as responsible',
      I2,
      'ansvarlig: [kriseleder]',
      'ansvarlig: [chef]',
      'ansvarlig: [chef]',
      'ukendt rolle "chef"; rollerne er kriseleder, logfoerer, procesansvarlig, bemandingsansvarlig, kontaktperson, modtager, styregruppe, repraesentantskab, kommunekontakt',
    ],
    [
      'no button by which a kontaktperson asks to be rung',
      'breve/v1.yaml',
      '      - { id: ja, titel: "Ja, det passer", besked: false }\n      - { id: ring,',
      '      - { id: ja, titel: "Ja, det passer", besked: false }\n      - { id: nej,',
      '',
      'svaret "ring" mangler; programmet bruger det',
    ],
    ['an unknown key', I1, 'art: moede', 'art: moede\n        note: "x"', 'note: "x"', 'ukendt nøgle "note"'],
    [
      'a missing key, at its nearest parent',
      I2,
      '        tekst: "Nuværende bemanding"\n',
      '',
      'id: status-bemanding',
      '"tekst" mangler',
    ],
    ['a missing key at the top of a file', I1, 'nummer: 1\n', '', '', '"nummer" mangler'],
    [
      'an unknown kind',
      I1,
      'art: moede',
      'art: fest',
      'art: fest',
      '"art" er "fest", men skal være handling, beslutning, formular, kommunikation, moede',
    ],
    ['a text that is a number', I1, '"Om krisestaben skal aktiveres"', '7', 'tekst: 7', '"tekst" skal være en tekst'],
    ['an empty text', I1, '"Om krisestaben skal aktiveres"', '" "', 'tekst: " "', '"tekst" må ikke være tom'],
    [
      'choices on a step that is no decision',
      I2,
      'art: moede',
      'art: moede\n        valg: [{ id: a, titel: "A" }]',
      'valg: [{ id: a',
      'kun et trin med "art: beslutning" kan have valg',
    ],
    [
      'a lock on an unknown step',
      I2,
      '{ trin: udfyld-guide }',
      '{ trin: udfyld-bog }',
      'udfyld-bog',
      'låsen peger på trinnet "udfyld-bog", som ikke findes',
    ],
    [
      'a lock on an unknown choice',
      I1,
      '{ trin: aktiver-krisestab, valg: [ja] }',
      '{ trin: aktiver-krisestab, valg: [jo] }',
      '[jo]',
      'trinnet "aktiver-krisestab" har ikke valget "jo"',
    ],
    [
      'an unknown instruks to start',
      I2,
      'instruks: instruks-4',
      'instruks: instruks-9',
      'instruks-9',
      'ukendt instruks "instruks-9"',
    ],
    [
      'two steps with the same id',
      I2,
      'id: beskriv-haendelsen',
      'id: oplys-niveau',
      'id: oplys-niveau',
      'to trin har id "oplys-niveau"; et trin-id må kun bruges én gang i alle instrukser',
    ],
    ['two sections with the same id', I2, '- id: G', '- id: F', '', 'id "F" er brugt to gange i "afsnit"'],
    [
      'an id with Danish letters',
      I2,
      'id: beskriv-haendelsen',
      'id: beskriv-hændelsen',
      'beskriv-hændelsen',
      'et id skrives med små bogstaver a-z, tal og bindestreg, fx "aktiver-krisestab"',
    ],
    [
      'a missing hooked role',
      'roller/v1.yaml',
      '- id: kommunekontakt',
      '- id: kommunens-kontakt',
      'roller:',
      'rollen "kommunekontakt" mangler; programmet bruger den',
    ],
    [
      'a missing hooked step',
      I1,
      '- id: primaer-kontaktperson',
      '- id: kontakt',
      'afsnit:',
      'trinnet "primaer-kontaktperson" mangler; programmet bruger det',
    ],
    [
      'a missing hooked field',
      I1,
      'id: kontaktperson',
      'id: kontakt',
      'felter:',
      'feltet "kontaktperson" mangler; programmet bruger det',
    ],
    [
      'a missing hooked rule',
      'beslutninger/v1.yaml',
      'id: akut-behov',
      'id: akut',
      'regler:',
      'reglen "akut-behov" mangler; programmet bruger den',
    ],
    [
      'a rule that counts the styregruppe alone and needs somebody else',
      'beslutninger/v1.yaml',
      '- { rolle: styregruppe, antal: 3 }',
      '- { rolle: kriseleder, antal: 1 }',
      '',
      'når kun styregruppen tæller, kan reglen kun kræve stemmer fra styregruppen',
    ],
    [
      'a missing hooked level',
      'beslutninger/v1.yaml',
      'id: normal-drift',
      'id: normal',
      'niveauer:',
      'niveauet "normal-drift" mangler; programmet bruger det',
    ],
    [
      'a missing text',
      'tekster/v1.yaml',
      '  udenTeams: "{navn} er ikke på Teams – ring."\n',
      '',
      'kald:',
      '"udenTeams" mangler',
    ],
    [
      'a text with an unknown placeholder',
      'tekster/v1.yaml',
      '{navn}',
      '{person}',
      '{person}',
      'teksten skal bruge netop {navn}',
    ],
    [
      'a missing hooked instruks',
      'udgivelser.yaml',
      ', instruks-4: 1',
      '',
      'instrukser: {',
      'instruksen "instruks-4" mangler; programmet bruger den',
    ],
    [
      'a version that does not exist',
      'udgivelser.yaml',
      'roller: 1',
      'roller: 2',
      'roller: 2',
      'filen roller/v2.yaml findes ikke',
    ],
    [
      'a folder and an id that differ',
      I1,
      'id: instruks-1',
      'id: instruks-7',
      'id: instruks-7',
      'id er "instruks-7", men mappen hedder "instruks-1"',
    ],
    [
      'a rule about an unknown step',
      'beslutninger/v1.yaml',
      'trin: godkend-opjustering',
      'trin: godkend',
      'trin: godkend',
      'reglen peger på trinnet "godkend", som ikke findes',
    ],
    [
      'a time of day that does not exist',
      'aabningstider/v1.yaml',
      '"16:00", til: "20:00"',
      '"16:00", til: "24:00"',
      '24:00',
      'et klokkeslæt skrives som "08:00"',
    ],
    [
      'hours of one day that overlap',
      'aabningstider/v1.yaml',
      'fredag: [{ fra: "08:00", til: "16:00" }]',
      'fredag: [{ fra: "08:00", til: "16:00" }, { fra: "15:00", til: "18:00" }]',
      'fredag:',
      'tidsrummene skal stå i rækkefølge og må ikke røre hinanden',
    ],
    [
      'hours that end before they begin',
      'aabningstider/v1.yaml',
      'fra: "16:00", til: "20:00"',
      'fra: "16:00", til: "09:00"',
      'soendag:',
      '"fra" skal være før "til"',
    ],
    [
      'holidays of a country that is not built in',
      'aabningstider/v1.yaml',
      'helligdage: DK',
      'helligdage: SE',
      'helligdage: SE',
      '"helligdage" er "SE", men skal være DK',
    ],
    [
      'a closed day that no year has',
      'aabningstider/v1.yaml',
      '06-05',
      '06-31',
      '06-31',
      'en dag skrives som "MM-DD", fx "06-05", og skal findes',
    ],
    [
      'a closed day that stands twice',
      'aabningstider/v1.yaml',
      '12-31',
      '12-24',
      'nytårsaftensdag',
      'dagen 12-24 står to gange i "lukkedage"',
    ],
    [
      'an exception on a date that does not exist',
      'aabningstider/v1.yaml',
      'undtagelser: []',
      'undtagelser: [{ dato: "2027-02-29", aabent: [], aarsag: "flytning" }]',
      '2027-02-29',
      'en dato skrives som "ÅÅÅÅ-MM-DD", fx "2026-12-23", og skal findes',
    ],
    [
      'two exceptions on one date',
      'aabningstider/v1.yaml',
      'undtagelser: []',
      'undtagelser:\n  - { dato: "2026-12-23", aabent: [], aarsag: "a" }\n  - { dato: "2026-12-23", aabent: [], aarsag: "to" }',
      'aarsag: "to"',
      'datoen 2026-12-23 står to gange i "undtagelser"',
    ],
  ];

  it.each(cases)('%s', (_what, file, from, to, needle, text) => {
    copy.replace(file, from, to).publish();
    const expected = `: ${text}`;
    const found = copy.errors().filter((e) => e.startsWith(`${file}:`) && e.endsWith(expected));
    expect(found).toHaveLength(1);
    if (needle !== '') expect(found).toEqual([`${file}:${copy.lineOf(file, needle)}${expected}`]);
  });

  it('a week without any opening', () => {
    const file = 'aabningstider/v1.yaml';
    copy.write(file, copy.read(file).replace(/\[\{ fra.*\}\]$/gm, '[]')).publish();
    expect(copy.errors()).toEqual([`${file}:${copy.lineOf(file, 'uge:')}: ugen har ingen åbningstid`]);
  });

  it('so many closed days that there might be no opening in a year', () => {
    const file = 'aabningstider/v1.yaml';
    const october = Array.from({ length: 28 }, (_, i) => `  - { dag: "10-${String(i + 1).padStart(2, '0')}", aarsag: "ferie" }\n`).join('');
    copy.replace(file, 'undtagelser: []', `${october}undtagelser: []`).publish();
    expect(copy.errors()).toEqual([`${file}:${copy.lineOf(file, 'lukkedage:')}: der må højst være 30 lukkedage og undtagelser i alt`]);
  });

  it('names the second of two sections with the same id', () => {
    copy.replace(I2, '- id: G', '- id: F').publish();
    const second = copy.lineOf(I2, 'titel: "Næste skridt"') - 1;
    expect(copy.errors()).toEqual([`${I2}:${second}: id "F" er brugt to gange i "afsnit"`]);
  });

  it('a cycle of locks, with the way round', () => {
    copy.replace(I2, 'art: formular', 'art: formular\n        laastAf: [{ trin: opstart-ddh-beredskab }]').publish();
    expect(copy.errors()).toEqual([
      `${I2}:${copy.lineOf(I2, '- { trin: dokumenter-situationsbillede }')}: låsene går i ring: dokumenter-situationsbillede → opstart-ddh-beredskab → dokumenter-situationsbillede`,
    ]);
  });

  it('broken YAML syntax', () => {
    copy.replace(I1, 'titel: "Beslutning om aktivering"', 'titel: "Beslutning om aktivering').publish();
    expect(copy.errors().length).toBeGreaterThan(0);
    for (const error of copy.errors())
      expect(error).toMatch(/^instrukser\/instruks-1\/v1\.yaml:\d+: filen er ikke gyldig YAML: /);
  });

  it('a key that stands twice, with the line of the second', () => {
    copy.replace(I1, 'ansvarlig: [modtager]', 'ansvarlig: [modtager]\nansvarlig: [styregruppe]').publish();
    expect(copy.errors()).toEqual([
      `${I1}:${copy.lineOf(I1, 'ansvarlig: [styregruppe]')}: filen er ikke gyldig YAML: den samme nøgle står her to gange`,
    ]);
  });

  it('an empty file', () => {
    copy.write('tekster/v1.yaml', '').publish();
    expect(copy.errors()).toEqual(['tekster/v1.yaml:1: filen skal være et afsnit med nøgler']);
  });

  it('a folder without content', () => {
    rmSync(join(copy.dir, 'udgivelser.yaml'));
    expect(copy.errors()).toEqual([`udgivelser.yaml:1: filen findes ikke i ${copy.dir}`]);
  });

  it('everything at once, not only the first', () => {
    copy.replace(I1, 'art: moede', 'art: fest').replace(I2, 'ansvarlig: [kriseleder]\n', '').publish();
    expect(copy.errors()).toHaveLength(2);
  });
});
