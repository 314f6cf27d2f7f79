import { ANNA, EVA, FINN, given, HANS, instant, opened, type Person } from '../support/given';

const duplicateOf = (who: Person, nr?: number) => who.does({ type: 'closeAsMistake', grund: 'dublet', dubletAf: nr, begrundelse: '' });
const mistake = (who: Person, begrundelse: string) => who.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse });

describe('closing an incident that should not have been one', () => {
  it('as a duplicate says of which', () => {
    const { state } = given(opened()).when(duplicateOf(ANNA, 2).at('14.05')).then({ type: 'HaendelseClosedAsMistake', grund: 'dublet', dubletAf: 2, begrundelse: '' });
    expect(state).toMatchObject({ phase: 'lukket', lukning: { grund: 'dublet', dubletAf: 2, by: ANNA.ref, at: instant('14.05') } });
  });

  it('as a mistake says why, and names no other incident', () => {
    const close = FINN.does({ type: 'closeAsMistake', grund: 'fejl', dubletAf: 7, begrundelse: ' Vi trykkede forkert ' });
    const { lines, state } = given(opened()).when(close);
    expect(lines.map((line) => line.event)).toEqual([{ type: 'HaendelseClosedAsMistake', grund: 'fejl', begrundelse: 'Vi trykkede forkert' }]);
    expect(state.lukning).toMatchObject({ grund: 'fejl', begrundelse: 'Vi trykkede forkert' });
  });

  it('needs what it is a duplicate of, which is another incident', () => {
    given(opened()).when(duplicateOf(ANNA)).thenRejected('mangler-dublet', 'Vælg, hvilken hændelse den er en dublet af.');
    given(opened()).when(duplicateOf(ANNA, 3)).thenRejected('dublet-af-sig-selv', 'En hændelse kan ikke være en dublet af sig selv.');
  });

  it('needs a reason when it was a mistake', () => {
    given(opened()).when(mistake(ANNA, '  ')).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor hændelsen lukkes.');
  });
});

describe('a closed incident', () => {
  const closed = given(opened(), EVA.starts(1), duplicateOf(ANNA, 2));

  it.each([
    ['a step', EVA.decides('1A.1', { valg: 'ja' })],
    ['an instruks', EVA.starts(2)],
    ['the log', EVA.logs('Hej')],
    ['a role', EVA.handsOver('logfoerer', HANS)],
    ['closing it again', mistake(EVA, 'igen')],
  ])('changes no more: %s', (_, act) => {
    closed.when(act).thenRejected('lukket', 'Hændelse 3 er lukket (dublet af hændelse 2). Intet er ændret.');
  });

  it('calls nobody', () => {
    given(opened(), EVA.starts(1)).when(mistake(ANNA, 'forkert')).thenCalled();
  });
});
