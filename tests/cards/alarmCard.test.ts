import { alarmCard, alarmView } from '../../src/cards/alarmCard';
import { cardVersion } from '../../src/cards/cardVersion';
import { ANNA, BENT, EVA, Scenario } from '../../src/cards/galleryScenario';
import { actionsIn, cardOf, content, wordsIn } from './cardTools';

const said = (name: string) => wordsIn(cardOf(name)).join('|');
const titles = (name: string) => actionsIn(cardOf(name)).map(({ title }) => title);

describe('the alarm card', () => {
  test('says of whoever has acted since the alarm that they were seen, until somebody has rung them in vain', () => {
    const acted = new Scenario(content).activates().wait(2).does({ type: 'writeLogEntry', entry: { entryType: 'handling', tekst: 'ringede til Viborg' } }, ANNA).wait(1);
    const answers = ({ state, now }: Scenario) => alarmView({ state, content, now }).roller[0]?.linjer.map(({ navn, svar }) => `${navn}: ${svar}`).join().replace(/[\u00a0\u2060]/g, ' ');
    expect(answers(acted)).toMatch(/^Anna Holm: ◐ set: har handlet 13\.\d\d, ikke svaret$/);
    expect(answers(acted.does({ type: 'recordCall', person: ANNA, udfald: 'intet-svar' }, BENT))).toContain('○ intet svar i telefonen');
  });

  test('every answer is a word and an icon', () => {
    expect(said('alarm-i-gang')).toContain('Kriseleder|Anna Holm: |✔ på vej 13.43');
    expect(said('alarm-i-gang')).toContain('Carla Berg: |✖ kan ikke 13.44 ↪ givet videre til Hans Ørum|Hans Ørum: |○ intet svar endnu');
    expect(said('alarm-i-gang')).toContain('Eva Sø: |⏳ Bent Krogh ringer 13.45');
    expect(said('alarm-mangler')).toContain('⚠ ikke nået på Teams: ring · ○ intet svar i telefonen 13.46 ↪ givet videre til Ida Skov');
  });

  test('a role that nobody is left to ask for, or that nobody holds, is flagged', () => {
    expect(said('alarm-mangler')).toContain('⚠ Ingen: |der er ikke flere stedfortrædere: find en anden');
    expect(said('alarm-ledige')).toContain('Logfører|⚠ Ledig: |ingen er alarmeret: find en');
    expect(said('alarm-alle')).not.toContain('⚠');
  });

  test('has the permanent link where there is one, and else says that it follows', () => {
    expect(said('alarm-ny')).toContain('Linket følger i tråden.');
    expect(said('alarm-link')).not.toContain('Linket følger');
    expect(actionsIn(cardOf('alarm-link'))[0]).toMatchObject({ type: 'Action.OpenUrl', title: 'Åbn mødet i Teams' });
  });

  test('called off it says so and has no buttons', () => {
    expect(said('alarm-afblaest')).toContain('■ Afblæst: Falsk alarm: det var en prøve hos leverandøren. · Anna Holm 21.11. 13.43');
    expect(titles('alarm-afblaest')).toEqual([]);
  });

  test('is drawn again for every answer, and carries its line so that a press counts once', () => {
    const scenario = new Scenario(content).activates();
    const version = () => cardVersion(scenario.state, content, 'alarm', scenario.now);
    const seen = new Set([version()]);
    for (const happens of [
      () => scenario.does({ type: 'startCall', person: EVA }, BENT),
      () => scenario.does({ type: 'recordCall', person: EVA, udfald: 'intet-svar' }, BENT),
      () => scenario.does({ type: 'answerAlarm', svar: 'paa-vej' }, EVA),
      () => scenario.does({ type: 'answerAlarm', svar: 'kan-ikke' }, EVA),
      () => scenario.does({ type: 'changeNiveau', niveau: 'udvidet-ddh-beredskab', begrundelse: 'To kommuner' }, ANNA),
    ]) {
      happens();
      expect(seen).not.toContain(version());
      seen.add(version());
    }
    expect(alarmView({ state: scenario.state, content, now: scenario.now })).toMatchObject({ niveau: 'Udvidet DDH Beredskab' });
    const revision = scenario.state.alarm?.alarmerede.find(({ person }) => person.id === EVA.id)?.svar?.nr;
    expect(actionsIn(alarmCard({ state: scenario.state, content, now: scenario.now }))[0]).toMatchObject({
      verb: 'alarmPaaVej',
      data: { haendelse: scenario.state.id, revision },
    });
  });
});

test('the call queue ends with a list, and begins with a number', () => {
  expect(titles('dialog-ringekoe-foerste')).toEqual(['📞 Arbejde +45 20 00 00 01', 'Start opkald', 'Kommer', 'Kan ikke', 'Intet svar']);
  expect(said('dialog-ringekoe-naeste')).toContain('⚠ Intet nummer på listen');
  expect(said('dialog-ringekoe-optaget')).toContain('Ingen at ringe til lige nu|⏳ Bent Krogh ringer til Eva Sø');
  expect(said('dialog-ringekoe-slut')).toContain('Alle har svaret|Kriseleder|Anna Holm: |✔ på vej 13.42 (i telefonen)');
});
