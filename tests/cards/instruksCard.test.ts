import { gallery } from '../../src/cards/gallery';
import { HEAVY, HOSTILE } from '../../src/cards/galleryTexts';
import { BENT, CARLA, EVA, Scenario } from '../../src/cards/galleryScenario';
import { instruksCard } from '../../src/cards/instruksCard';
import { cardBytes, MAX_CARD_BYTES } from '../../src/cards/render';
import { PUBLISHED } from '../support/given';
import { actionsIn, cardOf, cards, content, objectsIn, wordsIn, type Json } from './cardTools';

function draw(scenario: Scenario, instruksId = 'instruks-1', notice?: string): Json {
  return instruksCard({ state: scenario.state, content, instruksId, now: scenario.now, notice });
}

/** The rows of a card, in the order in which they stand: everything from a step's number to the next. */
function rows(card: Json): Map<string, string> {
  const found = new Map<string, string>();
  for (const node of objectsIn(card)) {
    const items = Array.isArray(node.items) ? (node.items as Json[]) : [];
    const number = /^(\d[A-Z]\.\d+) $/.exec(String(objectsIn(items[0])[1]?.text ?? ''))?.[1];
    if (number) found.set(number, wordsIn(items).join('|'));
  }
  return found;
}

function titles(card: Json): string[] {
  return actionsIn(card).map(({ title }) => String(title));
}

const decided = () => new Scenario(content).starts('instruks-1').decides('instruks-1', 'aktiver-krisestab', 'ja');

describe('the card of an instruks', () => {
  test.each(['instruks-1', 'instruks-2', 'instruks-3', 'instruks-4'])('%s keeps every step in its place, whatever happens', (id) => {
    const instruks = content.instrukser.find((candidate) => candidate.id === id);
    const expected = instruks?.afsnit.flatMap((afsnit) => afsnit.trin.map((trin) => trin.nummer));
    const states = cards.filter(({ name }) => name.startsWith(id));
    expect(states.length).toBeGreaterThan(0);
    for (const { card } of states) expect([...rows(card as Json).keys()]).toEqual(expected);
  });

  test('says which incident and which instruks it is of, and marks an exercise', () => {
    expect(wordsIn(cardOf('instruks-1-ny')).slice(0, 2)).toEqual([
      'Hændelse 3 · Viborg: Telefonerne er nede',
      'Instruks 1 · Aktivering af krisestaben',
    ]);
    expect(wordsIn(cardOf('instruks-1-oevelse'))[0]).toContain('ØVELSE');
    expect(wordsIn(cardOf('instruks-1-ny')).join()).not.toContain('ØVELSE');
  });

  test('has one button per open, unlocked step, and its title starts with the number', () => {
    const fresh = titles(cardOf('instruks-1-ny')).filter((title) => /^\d/.test(title));
    expect(fresh).toEqual(['1A.2 Beslut…', '1A.3 Beslut…']);
    expect(rows(cardOf('instruks-1-ny')).get('1A.1')).toContain('○ Afgøres ved afstemning');
    const opened = titles(draw(decided().wait(20))).filter((title) => /^\d/.test(title));
    expect(opened).toEqual(['1A.2 Beslut…', '1A.3 Beslut…', '1B.1 Udført', '1B.2 Udført', '1B.3 Udført', '1C.1 Udført', '1C.2 Udført']);
  });

  test('says what locks a step', () => {
    expect(rows(cardOf('instruks-1-ny')).get('1B.1')).toContain('🔒 Låst: 1A.1 skal være besluttet: Ja, krisestaben aktiveres');
  });

  test('says who did a step and when, for whom, what was decided and by whom', () => {
    expect(rows(draw(decided())).get('1A.1')).toContain(
      '✔ Udført af Eva Sø 13.32| på vegne af Modtager af henvendelsen, Kriseleder|Beslutning: |Ja, krisestaben aktiveres · besluttet af Anna Holm',
    );
  });

  test('says of a step that a vote decided that the vote did it, not the one who voted last; nobody can undo it', () => {
    const voted = new Scenario(PUBLISHED).activates();
    const nr = Object.values(voted.state.afstemninger).at(-1)?.udfald?.nr;
    const { '1A.1': activated, '1A.2': raised } = Object.fromEntries(rows(instruksCard({ state: voted.state, content: PUBLISHED, instruksId: 'instruks-1', now: voted.now })));
    for (const row of [activated, raised]) {
      expect(row).toContain(`✔ Udført ved afstemningen (linje ${nr} i loggen) 13.`);
      expect(row).not.toContain('Fortryd');
    }
  });

  test('offers to undo a step while it is fresh, in its own place', () => {
    const scenario = decided().completes('instruks-1', ['oplys-niveau'], BENT);
    expect(rows(draw(scenario)).get('1B.1')).toMatch(/✔ Udført af Bent Krogh .*1B\.1 Fortryd$/);
    expect(rows(draw(scenario.wait(20))).get('1B.1')).not.toContain('Fortryd');
  });

  test('a button carries ids and the revision that it was drawn with, nothing else', () => {
    const scenario = decided()
      .does({ type: 'completeStep', instruks: 'instruks-1', trin: 'oplys-niveau' })
      .does({ type: 'undoStep', instruks: 'instruks-1', trin: 'oplys-niveau' });
    const button = actionsIn(draw(scenario)).find(({ title }) => title === '1B.1 Udført');
    expect(button).toEqual({
      type: 'Action.Execute',
      title: '1B.1 Udført',
      verb: 'udfoert',
      data: { haendelse: scenario.state.id, instruks: 'instruks-1', trin: 'oplys-niveau', revision: 2 },
    });
  });

  test('shows why a step is not relevant, to whom a step was given, and the latest comment', () => {
    expect(rows(cardOf('instruks-1-ikke-relevant')).get('1C.2')).toContain('— Ikke relevant: Der er folk nok på vagt. (Eva Sø ');
    expect(rows(cardOf('instruks-1-i-gang')).get('1B.3')).toContain(`→ Givet til |${CARLA.name}`);
    expect(rows(cardOf('instruks-1-i-gang')).get('1B.2')).toContain('💬 Eva Sø: |Flyttet til kl. 14.45 – linket er det samme. (+1 i loggen)');
  });

  test('unfolds the first section in which something can be done, and only that', () => {
    const unfolded = (card: Json) =>
      objectsIn(card)
        .filter(({ id, isVisible }) => /^\d[A-Z]$/.test(String(id)) && isVisible === true)
        .map(({ id }) => id);
    expect(unfolded(cardOf('instruks-1-ny'))).toEqual(['1A']);
    expect(unfolded(cardOf('instruks-2-i-gang'))).toEqual(['2B']);
    expect(unfolded(cardOf('instruks-2-alt-udfoert'))).toEqual([]);
  });

  test("says each section's state with icon, word and number", () => {
    const words = wordsIn(cardOf('instruks-2-i-gang')).join('|');
    expect(words).toContain('2A Gennemgang af situationsbillede |✔ Færdig| · 3 af 3');
    expect(words).toContain('2B Status på nuværende bemanding |○ Ikke begyndt| · 0 af 2');
    expect(words).toContain('2F Opstart af DDH Beredskab |🔒 Låst| · 0 af 3');
  });

  test('offers the instruks that a decision calls for, until it is started', () => {
    const scenario = decided().decides('instruks-1', 'opjuster-vagtplan-nu', 'ja');
    expect(titles(draw(scenario))).toContain('Start instruks 3');
    expect(titles(draw(scenario.starts('instruks-3')))).not.toContain('Start instruks 3');
  });

  test('says at its top when the decision that started it no longer holds', () => {
    expect(wordsIn(cardOf('instruks-4-vent')).join()).toContain('⚠ Vent: 2C.1, som startede denne instruks, er åbent igen.');
    expect(wordsIn(cardOf('instruks-4-stop')).join()).toContain('⚠ Stop: 2C.1, som startede denne instruks, er nu besluttet: Nej, de aktiveres ikke.');
    expect(wordsIn(cardOf('instruks-4-ny')).join()).not.toContain('som startede denne instruks');
  });

  test('names who is responsible now, and the contact person when one is known', () => {
    expect(wordsIn(cardOf('instruks-2-vakant')).join()).toContain('Kriseleder (⚠ ledig)');
    const scenario = decided();
    expect(wordsIn(draw(scenario)).join()).toContain('Kontaktperson ved hændelsesmyndighed: ,⚠ endnu ukendt');
    scenario.does({ type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: { id: 'kp', name: 'Lone Kær' } });
    expect(wordsIn(draw(scenario)).join()).toContain('Kontaktperson ved hændelsesmyndighed: ,Lone Kær');
  });

  test('stays small with the heaviest text everywhere, and then points to the log', () => {
    const heaviest = cards.find(({ name }) => name === 'instruks-2-tungest');
    expect(heaviest && cardBytes(heaviest.card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    expect(rows(cardOf('instruks-2-tungest')).get('2A.1')).toContain('💬 3 i loggen');
    expect(HEAVY.length).toBeGreaterThan(5_000);
  });

  test('of one incident is not taken for another’s, though every section reads the same', () => {
    const { state, now } = new Scenario(content).starts('instruks-2');
    const meant = (id: string) =>
      actionsIn(instruksCard({ state: { ...state, id }, content, instruksId: 'instruks-2', now })).flatMap(
        ({ data }) => (data as Json)?.haendelse ?? [],
      );
    expect(new Set(meant('h-den-ene'))).toEqual(new Set(['h-den-ene']));
    expect(new Set(meant('h-den-anden'))).toEqual(new Set(['h-den-anden']));
  });

  test('has something to show for an instruks that was started, and refuses one that was not', () => {
    expect(() => draw(decided(), 'instruks-2')).toThrow('has not been started');
  });
});

describe('what people write', () => {
  const hostile = gallery(PUBLISHED).filter(({ name }) => name.includes('fjendtlig'));

  test.each(hostile.map((card): [string, Json] => [card.name, card.card as Json]))(
    '%s shows it only where nothing reads it as markup',
    (_name, card) => {
      const shown = objectsIn(card).filter((node) =>
        JSON.stringify({ ...node, items: 0, inlines: 0, body: 0, actions: 0, columns: 0, choices: 0, data: 0 }).includes('Alle'),
      );
      expect(shown.length).toBeGreaterThan(0);
      for (const { type, text, title } of shown) {
        if (text !== undefined) expect(type).toBe('TextRun');
        expect(String(text ?? title)).not.toMatch(/\{\{(DATE|TIME)\(|\$\{|\u202e/);
      }
      expect((card.msteams as Json | undefined)?.entities).toBeUndefined();
    },
  );

  test('is otherwise shown as it was written', () => {
    const text = '**fed** [a](http://x) <b>b</b> &amp; # *';
    const scenario = decided().does({ type: 'commentStep', instruks: 'instruks-1', trin: 'oplys-niveau', tekst: text }, EVA);
    expect(rows(draw(scenario)).get('1B.1')).toContain(text);
  });

  test('comes back whole and unchanged in a form', () => {
    const value = objectsIn(cardOf('dialog-beslut-fejl')).find(({ id }) => id === 'tekst')?.value;
    expect(value).toBe(HOSTILE);
  });

  test('is cut in a form only when no card could hold it, and then it is said', () => {
    const card = cardOf('dialog-aabn-tung');
    expect(wordsIn(card)[0]).toContain('Din tekst var for lang til at blive vist igen; slutningen mangler.');
    expect(String(objectsIn(card).find(({ id }) => id === 'beskrivelse')?.value).length).toBeGreaterThan(1_900);
  });
});
