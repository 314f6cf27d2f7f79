import { escapeMarkdown } from '../../src/cards/escape';
import { ANNA, BENT, CARLA, EVA, Scenario } from '../../src/cards/galleryScenario';
import {
  assignMessage,
  callMessage,
  helpText,
  instruksLinkText,
  receiptText,
  roleHandedOverMessage,
  threadLink,
  unknownCommandText,
} from '../../src/cards/messages';
import { dueCalls, type RoleCall } from '../../src/domain/checklist/calls';
import { content } from './cardTools';

const inTeams = (id: string) => (id === 'carla' || id.startsWith('kp') ? undefined : `00-${id}`);
const everybody = (id: string) => `00-${id}`;

function callsOf(scenario: Scenario, instruksId: string, teamsIdOf = everybody as (id: string) => string | undefined) {
  const calls = dueCalls({ ...scenario.state, called: {} }, content).filter((call) => call.instruks === instruksId);
  return callMessage({ state: scenario.state, content, instruksId, calls, teamsIdOf });
}

const second = (scenario: Scenario) => scenario.starts('instruks-1').decides('instruks-1', 'aktiver-krisestab', 'ja').starts('instruks-2');

describe('"your turn"', () => {
  test('names role, person, steps and section, and mentions the person', () => {
    const { text, mentions } = callsOf(second(new Scenario(content)), 'instruks-2');
    expect(text.split('\n').slice(0, 3)).toEqual(['Din tur: 2A, 2B, 2D – Første møde for Krisestaben', '', 'Instruks 2, hændelse 3.']);
    expect(text).toContain('- **Kriseleder** <at>Anna Holm</at>: 2A.1, 2A.2 – Gennemgang af situationsbillede');
    expect(text).toContain('- **Logfører** <at>Carla Berg</at>: 2A.3 – Gennemgang af situationsbillede');
    expect(mentions).toContainEqual({ teamsId: '00-anna', name: 'Anna Holm' });
    expect(mentions.every(({ name }) => text.includes(`<at>${name}</at>`))).toBe(true);
  });

  test('says in the first 50 characters that it is an exercise and what to do', () => {
    const exercise = () => new Scenario(content, { oevelse: true });
    const one = second(exercise()).completes('instruks-2', [
      'beskriv-haendelsen',
      'orienter-om-foreloebig-opjustering',
      'dokumenter-situationsbillede',
      'status-bemanding',
    ]);
    const calls = dueCalls({ ...one.state, called: {} }, content).filter(({ rolle }) => rolle === 'bemandingsansvarlig');
    const shown = (text: string) => text.slice(0, 50);
    expect(shown(callMessage({ state: one.state, content, instruksId: 'instruks-2', calls, teamsIdOf: everybody }).text)).toBe(
      'ØVELSE · Din tur: 2B.2 Vurdering af forventet beho',
    );
    expect(shown(callsOf(exercise().starts('instruks-1'), 'instruks-1').text)).toMatch(/^ØVELSE · Din tur: 1A Beslutning om aktivering\n/);
    expect(shown(callsOf(second(exercise()), 'instruks-2').text)).toBe('ØVELSE · Din tur: 2A, 2B, 2D – Første møde for Kri');
    expect(
      shown(assignMessage({ state: one.state, nummer: '2B.1', trintekst: 'Nuværende bemanding', til: CARLA, af: EVA, teamsIdOf: everybody }).text),
    ).toMatch(/^ØVELSE · Du har fået 2B\.1 Nuværende bemanding\n/);
    expect(
      shown(assignMessage({ state: one.state, nummer: '2B.1', trintekst: 'Nuværende bemanding', til: CARLA, af: EVA, teamsIdOf: inTeams }).text),
    ).toBe('ØVELSE · Ring til Carla Berg om 2B.1 Nuværende bem');
  });

  test('tells the kriseleder of a vacant role, and mentions each person once', () => {
    const { text, mentions } = callsOf(second(new Scenario(content)), 'instruks-2');
    expect(text).toContain('- **Kontaktperson ved hændelsesmyndighed**: 2A.1, 2A.2');
    expect(text).toContain('Kontaktpersonen ved hændelsesmyndigheden er endnu ukendt. Anna Holm, spørg myndigheden, og skriv navnet med Kontaktperson… på hændelsens kort.');
    expect(text.match(/<at>Anna Holm<\/at>/g)).toHaveLength(1);
    expect(mentions.filter(({ teamsId }) => teamsId === '00-anna')).toHaveLength(1);
  });

  test('turns to the styregruppe when there is no kriseleder either', () => {
    const { text } = callsOf(new Scenario(content, { vacant: true }).starts('instruks-2'), 'instruks-2');
    expect(text).toContain('Ingen har rollen Kriseleder lige nu. DDH Styregruppe, find en, der kan tage den.');
  });

  test('writes the name of somebody who is not in Teams and tells the kriseleder to ring, but not for one outside', () => {
    const scenario = second(new Scenario(content)).does({
      type: 'nameKontaktperson',
      myndighed: 'Viborg',
      kontaktperson: { id: 'kp', name: 'Lone Kær' },
    });
    const { text } = callsOf(scenario, 'instruks-2', inTeams);
    expect(text).toContain('- **Logfører** Carla Berg: 2A.3');
    expect(text).toContain('Anna Holm: Carla Berg er ikke på Teams – ring.');
    expect(text).toContain('- **Kontaktperson ved hændelsesmyndighed** Lone Kær: 2A.1');
    expect(text).not.toContain('Lone Kær er ikke på Teams');
  });

  test('tells the deputy when it is the kriseleder who is not in Teams', () => {
    const { text } = callsOf(second(new Scenario(content, { leader: { id: 'ude', name: 'Ulla Ude' } })), 'instruks-2', (id) => (id === 'ude' ? undefined : inTeams(id)));
    expect(text).toContain('- **Kriseleder** Ulla Ude: 2A.1');
    expect(text).toContain('⚠ <at>Bent Krogh</at>: Ulla Ude er ikke på Teams – ring.');
  });

  test('tells the kriseleder of the contact person, who is never in Teams, unless the kriseleder is called to the same', () => {
    const { state } = second(new Scenario(content));
    const call = (rolle: string, trin: string, person: { readonly id: string; readonly name: string }): RoleCall => ({ instruks: 'instruks-2', afsnit: 'A', rolle, trin: [trin], personer: [person] });
    const message = (...calls: readonly RoleCall[]) => callMessage({ state, content, instruksId: 'instruks-2', calls, teamsIdOf: inTeams }).text;
    const lone = call('kontaktperson', 'beskriv-haendelsen', { id: 'kp', name: 'Lone Kær' });
    expect(message(lone)).toContain('⚠ <at>Anna Holm</at>: Lone Kær er ikke på Teams – ring.');
    expect(message(call('kriseleder', 'beskriv-haendelsen', { id: 'anna', name: 'Anna Holm' }), lone)).not.toContain('Lone Kær er ikke på Teams');
  });

  test('cannot be made to mention or mark up anything by a name', () => {
    const scenario = second(new Scenario(content, { leader: { id: 'anna', name: '<at>Alle</at> **[a](http://x)' } }));
    const { text, mentions } = callsOf(scenario, 'instruks-2');
    expect(mentions.find(({ teamsId }) => teamsId === '00-anna')?.name).toBe('atAlle/at a(http://x)');
    expect(text).not.toContain('<at>Alle</at>');
  });

  test('keeps two people of one name apart', () => {
    const scenario = second(new Scenario(content, { leader: { id: 'anna2', name: CARLA.name } }));
    const { mentions } = callsOf(scenario, 'instruks-2');
    expect(mentions.filter(({ name }) => name.startsWith('Carla Berg'))).toEqual([
      { teamsId: '00-anna2', name: 'Carla Berg' },
      { teamsId: '00-carla', name: 'Carla Berg (2)' },
    ]);
  });
});

describe('a step given to one person', () => {
  const state = new Scenario(content).state;
  const given = { state, nummer: '1B.1', trintekst: 'At DDH Beredskab er blevet aktiveret', til: CARLA, af: EVA };

  test('mentions that person', () => {
    expect(assignMessage({ ...given, teamsIdOf: everybody })).toEqual({
      text: 'Du har fået 1B.1 At DDH Beredskab er blevet aktiveret\n\n<at>Carla Berg</at> · givet af Eva Sø',
      mentions: [{ teamsId: '00-carla', name: 'Carla Berg' }],
    });
  });

  test('tells the giver to ring when that person is not in Teams', () => {
    const { text, mentions } = assignMessage({ ...given, teamsIdOf: inTeams });
    expect(text).toContain('⚠ <at>Eva Sø</at>: Carla Berg er ikke på Teams – ring.');
    expect(mentions).toEqual([{ teamsId: '00-eva', name: 'Eva Sø' }]);
  });
});

test('a role that moves says who has it now and who had it', () => {
  const { text } = roleHandedOverMessage({
    state: new Scenario(content).state,
    content,
    rolle: 'kriseleder',
    fra: ANNA,
    til: BENT,
    af: EVA,
    teamsIdOf: everybody,
  });
  expect(text).toBe('Ny kriseleder: <at>Bent Krogh</at>\n\nFør: <at>Anna Holm</at>. Givet videre af Eva Sø.');
});

test.each([
  [[21], 'Gemt: 21'],
  [[21, 22, 23, 24, 25, 26, 27], 'Gemt: 21–27'],
  [[23, 21, 22, 26, 22], 'Gemt: 21–23, 26'],
])('the receipt for %j', (nrs, text) => {
  expect(receiptText(nrs)).toBe(text);
  expect(receiptText(nrs, 'Eva *Sø*')).toBe(`${text} · Eva \\*Sø\\*`);
});

test('links, help and an unknown command', () => {
  expect(threadLink({ channelId: '19:abc@thread.tacv2', rootId: '1700000000000' })).toBe(
    'https://teams.microsoft.com/l/message/19%3Aabc%40thread.tacv2/1700000000000',
  );
  expect(instruksLinkText({ content, instruksId: 'instruks-2', link: 'https://teams.microsoft.com/l/message/x/1' })).toBe(
    'Instruks 2 er i gang: [Første møde for Krisestaben](https://teams.microsoft.com/l/message/x/1)',
  );
  expect(helpText(content)).toContain('- **/status** – ');
  expect(unknownCommandText('/statsu', '/status')).toBe(
    'Jeg kender ikke "/statsu". Mente du /status? Skriv /hjælp for at se, hvad du kan skrive. Intet er gemt.',
  );
});

test.each([
  ['**fed** _skrå_ `kode` ~~x~~', '\\*\\*fed\\*\\* \\_skrå\\_ \\`kode\\` \\~\\~x\\~\\~'],
  ['<at>Alle</at> & co', '&lt;at&gt;Alle&lt;/at&gt; &amp; co'],
  ['[a](http://x)', '\\[a\\](http://x)'],
  ['# titel\n- punkt\n1. et\n> citat', '\\# titel\n\\- punkt\n1\\. et\n&gt; citat'],
  ['Viborg: kl. 14.05 - 3 personer', 'Viborg: kl. 14.05 - 3 personer'],
])('%j in a message is shown as it was written', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
