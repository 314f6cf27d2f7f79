import { loadContent } from '../../src/content/loader';
import type { Instruks } from '../../src/content/schema';
import { CONTENT_DIR, seed } from './support';

const { current } = loadContent(CONTENT_DIR);

/**
 * Read by hand in seed 000 (and seed 002 for 3C.1): per section its number, title and one telling phrase per bullet,
 * in the document's order.
 */
const SECTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['1A', 'Beslutning om aktivering', ['krisestaben skal aktiveres', 'eksisterende vagtplan', 'primær kontaktperson']],
  ['1B', 'Varsling / aktivering af krisestabsmedlemmer', ['på hvilket niveau', 'første stabsmøde', 'Hvilke opgaver']],
  ['1C', 'Orientering af relevante aktører', ['af kommune X på grund af hændelse X', 'øget vagtplan kapacitet']],
  ['2A', 'Gennemgang af situationsbillede', ['borgernes hverdag', 'foreløbig beslutning', 'Logfører dokumenterer']],
  ['2B', 'Status på nuværende bemanding', ['Nuværende bemanding', 'eventuel opjustering af vagtplan']],
  ['2C', 'Aktivering af chat- og voicebot', ['igangsættes instruks 4 via logfører']],
  [
    '2D',
    'Udfyldning af DDH Beredskabsskabelon (SNU)',
    ['adgang til guiden', 'tilstrækkelig information', 'Når guiden er udfyldt', 'ikke har adgang til selvbetjening.nu'],
  ],
  [
    '2E',
    'Orientering af aktivering af DDH Beredskab til agenter',
    ['Viva Engage samt e-mail', 'kunne tilgås', 'agenter, der er på vagt'],
  ],
  [
    '2F',
    'Opstart af DDH Beredskab',
    ['servicen opstartes', 'via deres IVR', 'DDH Styregruppe og DDH Repræsentantskab'],
  ],
  ['2G', 'Næste skridt', ['kadence på updates', 'ændringer i selvbetjening.nu guiden', 'ikke er færdiggjort']],
  ['3A', 'Gennemgang af nuværende situationsbillede', ['Giver status på hændelsen']],
  ['3B', 'Status på nuværende bemanding', ['Nuværende bemanding', 'forventet behov', 'Oplæg til opjustering']],
  [
    '3C',
    'Godkendelse og frigivelse af vagtplan til Plangy',
    ['DDH Styregruppe skal godkende / ikke godkende', 'i Plangy og på markedspladsen'],
  ],
  [
    '3D',
    'Kommunikation til DDH Repræsentantskab',
    ['DDH Repræsentantskab og kontaktpersoner', 'frivillighedsprincip', 'HK aftale'],
  ],
  ['3E', 'Løbende evaluering af vagtplan', ['Kapacitet', 'Volumen af opkald', 'opskaleres yderligere']],
  ['4A', 'Aktivering af chat- og voicebot', ['den bedste opsætning']],
  ['4B', 'Opsætning af chat- og voicebot svar', ['Ønsket opsætning', 'Relevant database']],
  ['4C', 'Installation af chat- og voicebot', ['installere chatbotten', 'voicebot telefonnummer']],
  ['4D', 'Løbende evaluering af chat- og voicebot', ['informere om updates', 'oversigt over borgerhenvendelser']],
];

describe('the instrukser, held against a hand-checked list of the documents', () => {
  const sections = current.instrukser.flatMap((i) => i.afsnit);

  it('are four, in order, with the titles of the documents', () => {
    expect(current.instrukser.map((i) => [i.id, i.nummer, i.titel])).toEqual([
      ['instruks-1', 1, 'Aktivering af krisestaben'],
      ['instruks-2', 2, 'Første møde for Krisestaben'],
      ['instruks-3', 3, 'Opjustering af vagtplan'],
      ['instruks-4', 4, 'Aktivering af chat- og voicebot kanalerne'],
    ]);
  });

  it('have every section and no other', () => {
    expect(sections.map((s) => [s.nummer, s.titel])).toEqual(SECTIONS.map(([number, title]) => [number, title]));
  });

  it.each(SECTIONS)('%s "%s" has every bullet in its place', (number, _title, phrases) => {
    const steps = sections.find((s) => s.nummer === number)?.trin ?? [];
    expect(steps).toHaveLength(phrases.length);
    phrases.forEach((phrase, i) => {
      expect(steps[i]?.tekst).toContain(phrase);
      expect(steps[i]?.nummer).toBe(`${number}.${i + 1}`);
    });
  });

  it('has the three alternatives of 4A as the choices of 4A.1', () => {
    const choices = sections.find((s) => s.nummer === '4A')?.trin[0]?.valg ?? [];
    expect(choices.map((c) => c.id)).toEqual(['guide', 'url', 'regelbaseret']);
    expect(choices.filter((c) => c.titel.includes('(anbefales)'))).toHaveLength(2);
  });

  it('asks for the contact person in instruks 1 only', () => {
    expect(current.instrukser.map((i) => i.felter.map((f) => f.id))).toEqual([['kontaktperson'], [], [], []]);
  });

  it('starts other instrukser only where the documents say so', () => {
    const starts = sections.flatMap((s) =>
      s.trin.flatMap((t) => (t.starter ?? []).map((x) => [t.nummer, x.valg, x.instruks, x.hvordan])),
    );
    expect(starts).toEqual([
      ['1A.2', ['ja'], 'instruks-3', 'tilbyd'],
      ['2B.2', ['behov'], 'instruks-3', 'tilbyd'],
      ['2C.1', ['ja'], 'instruks-4', 'straks'],
      ['3E.3', ['opskaler'], 'instruks-3', 'tilbyd'],
    ]);
  });
});

/** Every word that may differ from seed 000: the same list as the comments in the YAML files. */
const CORRECTIONS: readonly (readonly [string, string])[] = [
  ['(privat og arbejdstelefon) og oplys', '(privat og arbejdstelefon)) og oplys'],
  ['foreløbige beslutning om', 'foreløbig beslutning om'],
  ['Logfører dokumenter situationsbillede', 'Logfører dokumenterer situationsbillede'],
  ['kommune kontaktperson', 'kommunekontaktperson'],
  ['ligger vagter', 'lægger vagter'],
  ['kan går i', 'kan gå i'],
  ['Godkende / ikke godkende', 'DDH Styregruppe skal godkende / ikke godkende'],
  [
    'Hvis DDH AI kanalerne skal aktiveres, igangsættes',
    'Skal chat- og voicebot kanalen aktiveres? Hvis DDH AI kanalerne skal aktiveres, igangsættes',
  ],
];

const web = seed('000');
const whenSeeds = web === undefined ? it.skip : it;

describe('the instrukser, held against seed 000 word by word (skipped where ../shared/seeds is absent)', () => {
  const documents =
    web === undefined ? [] : parseInstrukser(CORRECTIONS.reduce((t, [from, to]) => t.replaceAll(from, to), web));

  whenSeeds.each([1, 2, 3, 4])('instruks %i says exactly what the document says', (number) => {
    const instruks = current.instrukser.find((i) => i.nummer === number);
    expect(instruks).toBeDefined();
    if (instruks) expect(asDocument(instruks)).toEqual(documents[number - 1]);
  });

  whenSeeds('every correction is of something that the document really says', () => {
    for (const [from] of CORRECTIONS) expect(web).toContain(from);
  });
});

interface InstruksDocument {
  titel: string;
  formaal: string[];
  ansvar: string[];
  afsnit: { titel: string; indledning: string; punkter: string[] }[];
  bemaerkninger: string[];
  felter: string[];
}

function paragraphs(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function asDocument(instruks: Instruks): InstruksDocument {
  return {
    titel: instruks.titel,
    formaal: paragraphs(instruks.formaal),
    ansvar: paragraphs(instruks.ansvar).map((line) => line.replace(/^- /, '')),
    afsnit: instruks.afsnit.map((a) => ({
      titel: `${a.id}. ${a.titel}`,
      indledning: a.indledning,
      punkter: a.nummer === '4A' ? (a.trin[0]?.valg ?? []).map((v) => v.titel) : a.trin.map((t) => t.tekst),
    })),
    bemaerkninger: paragraphs(instruks.bemaerkninger),
    felter: instruks.felter.map((f) => `${f.titel}:`),
  };
}

function parseInstrukser(text: string): InstruksDocument[] {
  return text
    .split(/^Opgave: /m)
    .slice(1)
    .map((part) => {
      const result: InstruksDocument = {
        titel: '',
        formaal: [],
        ansvar: [],
        afsnit: [],
        bemaerkninger: [],
        felter: [],
      };
      const [titel = '', ...lines] = paragraphs(part);
      result.titel = titel;
      let into: 'formaal' | 'ansvar' | 'afsnit' | 'bemaerkninger' | 'felter' = 'formaal';
      for (const line of lines) {
        const content = line.replace(/^· /, '');
        const section = result.afsnit.at(-1);
        if (line === 'Ansvar/ledelse') into = 'ansvar';
        else if (line === 'Procedurer') into = 'afsnit';
        else if (line === 'Eventuelle bemærkninger') into = 'bemaerkninger';
        else if (line === 'Udfyld:') into = 'felter';
        else if (into !== 'afsnit') result[into].push(content);
        else if (/^[A-Z]\. /.test(line)) result.afsnit.push({ titel: line, indledning: '', punkter: [] });
        else if (content !== line) section?.punkter.push(content);
        else if (section) section.indledning = line;
      }
      return result;
    });
}
