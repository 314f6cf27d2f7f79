import { cardVersion } from '../../src/cards/cardVersion';
import { ANNA, BENT, Scenario } from '../../src/cards/galleryScenario';
import { content } from './cardTools';

const version = (scenario: Scenario, key = 'instruks-1') => cardVersion(scenario.state, content, key, scenario.now);
const started = () => new Scenario(content).starts('instruks-1');

describe('what a card row remembers', () => {
  test('changes with a press, and is another one after undoing, since the buttons carry a new revision', () => {
    const scenario = started().decides('instruks-1', 'aktiver-krisestab', 'ja');
    const before = version(scenario);
    scenario.completes('instruks-1', ['oplys-niveau']);
    const done = version(scenario);
    scenario.does({ type: 'undoStep', instruks: 'instruks-1', trin: 'oplys-niveau' });
    expect(new Set([before, done, version(scenario)]).size).toBe(3);
  });

  test('changes with a comment, with who is responsible, and with the contact person', () => {
    const scenario = started();
    const seen = [version(scenario)];
    scenario.does({ type: 'commentStep', instruks: 'instruks-1', trin: 'oplys-niveau', tekst: 'Linket er sendt' });
    seen.push(version(scenario));
    scenario.does({ type: 'handOverRole', rolle: 'modtager', til: ANNA });
    seen.push(version(scenario));
    scenario.does({ type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: { id: 'kp', name: 'Lone Kær' } });
    seen.push(version(scenario));
    expect(new Set(seen).size).toBe(4);
  });

  test('stays with the passing of time, a line in the log, and what happens in another instruks', () => {
    const scenario = started();
    const before = version(scenario);
    scenario
      .wait(600)
      .does({ type: 'writeLogEntry', entry: { entryType: 'information', tekst: 'Strømmen er tilbage' } })
      .starts('instruks-4')
      .does({ type: 'commentStep', instruks: 'instruks-4', trin: 'bestil-opsaetning', tekst: 'Ringet' });
    expect(version(scenario)).toBe(before);
  });

  test("of the incident's own card stays while people press, and changes when an instruks starts or a role moves", () => {
    const scenario = started();
    const before = version(scenario, 'haendelse');
    scenario.decides('instruks-1', 'aktiver-krisestab', 'ja').completes('instruks-1', ['oplys-niveau']);
    expect(version(scenario, 'haendelse')).toBe(before);
    const startedTwo = version(scenario.starts('instruks-2'), 'haendelse');
    expect(startedTwo).not.toBe(before);
    expect(version(scenario.does({ type: 'handOverRole', rolle: 'kriseleder', til: BENT }), 'haendelse')).not.toBe(startedTwo);
  });

  test('is the same in every process', () => {
    expect(version(started())).toBe(version(started()));
    expect(Number.isSafeInteger(version(started()))).toBe(true);
  });
});
