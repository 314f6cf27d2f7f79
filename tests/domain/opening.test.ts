import { kortNavn, shorten } from '../../src/domain/opening/opening';
import { activated, ANNA, CONTENT, EVA, FINN, given, opened } from '../support/given';

describe('opening an incident', () => {
  it('keeps who holds what, who received the call, and the content set', () => {
    given()
      .when(opened())
      .then({
        type: 'HaendelseOpened', nr: 3, kortNavn: 'Viborg: Telefonerne er nede', beskrivelse: 'Telefonerne er nede', myndigheder: [{ navn: 'Viborg' }],
        modtager: EVA.ref, styregruppe: [EVA.ref, FINN.ref], contentHash: CONTENT.hash, oevelse: false, roller: { kriseleder: { holder: ANNA.ref } },
      })
      .thenCalled();
  });

  it('makes whoever received the call the modtager', () => {
    expect(given(opened()).state.roller.modtager).toEqual({ holder: EVA.ref, deputies: [] });
  });

  it('marks an exercise', () => {
    expect(given(opened({ oevelse: true })).state.oevelse).toBe(true);
  });

  it('happens once', () => {
    given(opened()).when(FINN.opens({ nr: 4 })).thenRejected('allerede-aabnet', 'Hændelse 3 er allerede åbnet: Viborg: Telefonerne er nede.');
  });

  it.each(['', '  \n '])('needs to know what has happened (%j)', (beskrivelse) => {
    given().when(opened({ beskrivelse })).thenRejected('mangler-beskrivelse', 'Skriv kort, hvad der er sket.');
  });

  it('needs to know who is hit', () => {
    given().when(opened({ myndigheder: [] })).thenRejected('mangler-myndighed', 'Skriv, hvilken myndighed der er ramt.');
  });
});

describe('the short name', () => {
  it('says how many more authorities are hit', () => {
    expect(kortNavn('Strømmen er gået', [{ navn: 'Skive' }, { navn: 'Viborg' }, { navn: 'Holstebro' }])).toBe('Skive +2: Strømmen er gået');
  });

  it('is the first line, with its spaces put right', () => {
    expect(kortNavn('Strømmen  er\tgået\nsiden kl. 13', [])).toBe('Strømmen er gået');
  });

  it('is cut at a word near the end', () => {
    const name = kortNavn('Telefonerne er nede i hele kommunen siden klokken 13 i går, og ingen kan ringe ind', [{ navn: 'Viborg' }]);
    expect(name).toBe('Viborg: Telefonerne er nede i hele kommunen siden klokken…');
    expect(name.length).toBeLessThanOrEqual(60);
  });

  it('is cut inside a word where there is none near', () => {
    expect(shorten('a'.repeat(50), 40)).toBe(`${'a'.repeat(39)}…`);
  });

  it('is left alone when it just fits, and never cuts a sign in two', () => {
    expect(shorten('a'.repeat(40), 40)).toBe('a'.repeat(40));
    expect(shorten('🔥'.repeat(41), 40)).toBe(`${'🔥'.repeat(39)}…`);
  });
});

describe('naming a contact person', () => {
  const twoHit = opened({ myndigheder: [{ navn: 'Viborg' }, { navn: 'Skive' }] });

  it('is done for one of the authorities', () => {
    const then = given(twoHit).when(ANNA.namesContact('Ole Vind', 'Skive'));
    then.then({ type: 'KontaktpersonNamed', myndighed: 'Skive', kontaktperson: { id: 'kp:Skive:Ole Vind', name: 'Ole Vind' } });
    expect(then.state.myndigheder).toEqual([{ navn: 'Viborg' }, { navn: 'Skive', kontaktperson: { id: 'kp:Skive:Ole Vind', name: 'Ole Vind' } }]);
  });

  it('needs a name', () => {
    given(twoHit).when(ANNA.namesContact('  ')).thenRejected('mangler-navn', 'Skriv navnet på kontaktpersonen.');
  });

  it('is refused for an authority that is not hit', () => {
    given(twoHit).when(ANNA.namesContact('Ole Vind', 'Odense')).thenRejected('ukendt-myndighed', 'Odense er ikke en del af hændelse 3.');
  });

  it('is refused when nothing would change', () => {
    given(twoHit, ANNA.namesContact('Ole Vind')).when(FINN.namesContact('Ole Vind')).thenRejected('uaendret', 'Ole Vind er allerede kontaktperson for Viborg.');
  });

  it('calls the new one for what is the contact person’s turn', () => {
    given(opened(), activated(), EVA.starts(4))
      .when(ANNA.namesContact('Lise Mark'))
      .then({ type: 'KontaktpersonNamed' })
      .thenCalled('4A kontaktperson: Lise Mark → 4A.1');
  });
});
