import { loadContent } from '../../src/content/loader';
import { CONTENT_DIR, seed } from './support';

const { current } = loadContent(CONTENT_DIR);

/** Read by hand in seed 001, corrected as in requirements.md §4: the groups of duties and how many there are in each. */
const DUTIES: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'kriseleder',
    [
      ['Aktivering af beredskabet', 3],
      ['Strategisk ledelse under krisen', 4],
      ['Kommunikation og koordinering', 1],
      ['Afslutning og evaluering', 3],
    ],
  ],
  [
    'logfoerer',
    [
      ['Dokumentation under hændelsen', 3],
      ['Understøttelse af kriseleder', 3],
      ['Overblik og statusdeling', 1],
      ['Afslutning og evaluering', 2],
    ],
  ],
  [
    'procesansvarlig',
    [
      ['Informationsflow og systemadgang', 3],
      ['Kvalitet og korrekthed i borgervejledning', 3],
      ['Støtte til DDH-agenter', 4],
      ['Koordinering med kommuner', 4],
    ],
  ],
  [
    'bemandingsansvarlig',
    [
      ['Bemanding og vagtplan', 3],
      ['Agentkommunikation vedrørende vagtplan', 2],
      ['Overblik og opfølgning', 2],
    ],
  ],
  [
    'kontaktperson',
    [
      ['Informationsflow og systemadgang', 3],
      ['Borger kommunikation omkring DDH-kanalerne', 4],
      ['Forventet volumen', 2],
      ['Evaluering', 1],
    ],
  ],
];

describe('the roles', () => {
  it.each(DUTIES)('%s has all its duties', (id, groups) => {
    const role = current.roller.find((r) => r.id === id);
    expect(role?.opgaver.map((g) => [g.titel, g.punkter.length])).toEqual(groups);
  });

  it('have the four members of the krisestab and nobody else in it', () => {
    expect(current.roller.filter((r) => r.krisestab).map((r) => r.kort)).toEqual(['KR', 'LOG', 'PRO', 'BEM']);
  });

  it('know that only the contact person is outside Teams', () => {
    expect(current.roller.filter((r) => r.udenforTeams).map((r) => r.kort)).toEqual(['KP']);
  });

  it('leave out the copy errors of the web page', () => {
    const duties = (id: string) => JSON.stringify(current.roller.find((r) => r.id === id)?.opgaver);
    expect(duties('bemandingsansvarlig')).not.toContain('Hjælpe kriselederen');
    expect(duties('bemandingsansvarlig')).not.toContain('Puzzel');
    expect(duties('kontaktperson')).not.toContain('Træffe beslutninger');
    expect(duties('kriseleder').match(/Træffe beslutninger/g)).toHaveLength(1);
  });
});

/** Every word that may differ from seeds 001 and 002: the same list as the comment in the YAML file. */
const CORRECTIONS: readonly (readonly [string, string])[] = [
  ['Krislederen', 'Kriselederen'],
  ['registrere hvem', 'Registrere hvem'],
  ['til til', 'til'],
  ['at at', 'at'],
  ['det øvrige DDH Krisestab', 'den øvrige DDH Krisestab'],
  ['af myndigheden krisestab', 'af myndighedens krisestab'],
  ['mellem DDH Krisestaben og kommunen', 'mellem DDH Krisestaben og hændelses-myndigheden'],
  ['har til ansvarlig at', 'har til ansvar at'],
  ['ift. Hændelsen', 'ift. hændelsen'],
  ['fagssystemer', 'fagsystemer'],
  ['Koordiner dette', 'Koordinér dette'],
  ['Inkluder DDH', 'Inkludere DDH'],
  ['tilpasset med den', 'tilpasset den'],
];

const HEADINGS: readonly string[] = ['Formål med rollen:', 'Hovedopgaver og ansvar', 'Hændelsesmyndigheden'];

const web = seed('001');
const pdf = seed('002');
const whenSeeds = web === undefined || pdf === undefined ? it.skip : it;
const documented = current.roller.filter((r) => DUTIES.some(([id]) => id === r.id));

describe('the roles, held against seeds 001 and 002 word by word (skipped where ../shared/seeds is absent)', () => {
  const correct = (text: string) => CORRECTIONS.reduce((t, [from, to]) => t.replaceAll(from, to), text);

  whenSeeds('say nothing that the documents do not say', () => {
    const known = correct(`${web}\n${pdf}`).replace(/\s+/g, ' ');
    for (const role of documented) {
      for (const text of [role.hvem, role.formaal, ...role.opgaver.flatMap((g) => [g.titel, ...g.punkter])]) {
        expect(known).toContain(text);
      }
    }
  });

  whenSeeds('lack nothing that the web page says, but its copy errors', () => {
    const parts = correct(web ?? '')
      .split(/^Rolle: /m)
      .slice(1);
    const lacking = parts.flatMap((part, i) => {
      const role = documented[i];
      const mine = role ? [role.hvem, role.formaal, ...role.opgaver.flatMap((g) => [g.titel, ...g.punkter])] : [];
      return part
        .split('\n')
        .map((line) => line.replace(/^\s*-/, '').trim())
        .filter((line) => line !== '' && !mine.includes(line))
        .map((line) => [role?.kort, line]);
    });
    expect(parts).toHaveLength(DUTIES.length);
    expect(lacking.filter(([, line]) => !HEADINGS.includes(line ?? ''))).toEqual([
      [
        'KR',
        'Overvåge og styre den samlede indsats i samarbejde med logfører, proces og bemandingsansvarlige. Træffe beslutninger om prioriteringer og fordeling af ressourcer.',
      ],
      ['BEM', 'Hjælpe kriselederen med overblik og dokumentation, så fokus kan være på ledelse og koordinering'],
      ['KP', 'Træffe beslutninger om prioriteringer og fordeling af ressourcer.'],
    ]);
  });
});
