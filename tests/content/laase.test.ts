import { loadContent } from '../../src/content/loader';
import { allSteps, CONTENT_DIR } from './support';

/** requirements.md §3 "Dependencies", by step number. */
const START_GATE = ['2A.3', '2D.2', '2E.2'];
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  '1B.1': ['1A.1=ja'],
  '1B.2': ['1A.1=ja'],
  '1B.3': ['1A.1=ja'],
  '1C.1': ['1A.1=ja'],
  '1C.2': ['1A.1=ja'],
  '2F.1': START_GATE,
  '2F.2': START_GATE,
  '2F.3': START_GATE,
  '3C.2': ['3C.1=godkendt'],
  '3D.1': ['3C.2'],
  '3D.2': ['3C.2'],
  '3D.3': ['3C.2'],
};

describe('the locks', () => {
  it('are exactly the documented dependencies', () => {
    const steps = allSteps();
    const numberOf = (id: string) => steps.find((s) => s.id === id)?.nummer;
    const locks = steps
      .filter((s) => s.laastAf)
      .map((s) => [s.nummer, s.laastAf?.map((l) => [numberOf(l.trin), l.valg?.join('|')].filter(Boolean).join('='))]);
    expect(Object.fromEntries(locks)).toEqual(DOCUMENTED);
  });
});

describe('the decision rules', () => {
  const { regler } = loadContent(CONTENT_DIR).current.beslutninger;
  const rule = (id: string) => regler.find((r) => r.id === id);

  it('need the receiver, the kriseleder and two more styregruppe members to activate', () => {
    expect(rule('aktivering')?.mindstPersoner).toBe(4);
    expect(rule('aktivering')?.kraever).toEqual([
      { rolle: 'modtager', antal: 1 },
      { rolle: 'kriseleder', antal: 1 },
      { rolle: 'styregruppe', antal: 2 },
    ]);
  });

  it('decide an acute need outside hours as an activation', () => {
    const { mindstPersoner, kraever, flertal } = rule('aktivering') ?? {};
    expect(rule('akut-behov')).toMatchObject({ mindstPersoner, kraever, flertal });
  });

  it('need three styregruppe members for a raised vagtplan', () => {
    expect(rule('opjustering')).toMatchObject({ mindstPersoner: 3, kraever: [{ rolle: 'styregruppe', antal: 3 }] });
  });

  it('count the styregruppe alone for the vagtplan, and everybody in the vote for the others', () => {
    expect(regler.map(({ id, taeller }) => [id, taeller])).toEqual([
      ['aktivering', 'alle'],
      ['akut-behov', 'alle'],
      ['opjustering', 'styregruppe'],
    ]);
  });
});

describe('the opening hours', () => {
  const { uge, helligdage, lukkedage, undtagelser, advarselMinutter } = loadContent(CONTENT_DIR).current.aabningstider;

  it('are those of Bilag 1', () => {
    const day = [{ fra: '08:00', til: '20:00' }];
    expect(uge).toEqual({
      mandag: day,
      tirsdag: day,
      onsdag: day,
      torsdag: day,
      fredag: [{ fra: '08:00', til: '16:00' }],
      loerdag: [],
      soendag: [{ fra: '16:00', til: '20:00' }],
    });
  });

  it('close on the Danish holidays, and on three days more', () => {
    expect(helligdage).toBe('DK');
    expect(lukkedage.map(({ dag, aarsag }) => [dag, aarsag])).toEqual([
      ['06-05', 'grundlovsdag'],
      ['12-24', 'juleaftensdag'],
      ['12-31', 'nytårsaftensdag'],
    ]);
    expect(undtagelser).toEqual([]);
  });

  it('are warned of an hour before they end', () => {
    expect(advarselMinutter).toBe(60);
  });
});
