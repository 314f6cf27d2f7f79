import { agrees, answers, CLOSED, decidedYes, disagrees, does, during, IDA, JENS, NO, OPEN, proposes, ticks, untilTheHours, YES } from '../support/activation';
import { ANNA, EVA, FINN, given, GRY, HANS, instant, opened, type Person } from '../support/given';

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

const unneeded = (who: Person, begrundelse = 'Kommunen klarer det selv') => who.does({ type: 'closeHaendelse', grund: 'uden-aktivering', begrundelse });
const normal = () => during(OPEN, answers(EVA, 'hverdagshaendelse', 'ja'));
const rejected = () => during(OPEN, untilTheHours(), proposes(ANNA), [EVA, ANNA, IDA, JENS].map((who) => disagrees(who, NO)), ticks().at('14.30'));

describe('closing a case that ended without an activation', () => {
  it.each([
    ['in normal drift', normal, 'DDH bidrager via normal drift'],
    ['rejected by the styregruppe', rejected, 'Krisestaben aktiveres ikke'],
  ])('says how it ended and why it is closed: %s', (_, ended, udfald) => {
    const { state } = ended().when(unneeded(ANNA, ' Kommunen klarer det selv ').at('15.00')).then({ type: 'HaendelseClosed', grund: 'uden-aktivering', udfald, begrundelse: 'Kommunen klarer det selv' });
    expect(state).toMatchObject({ phase: 'lukket', lukning: { grund: 'uden-aktivering', begrundelse: 'Kommunen klarer det selv', by: ANNA.ref, at: instant('15.00') } });
  });

  it('needs a reason', () => {
    normal().when(unneeded(ANNA, ' ')).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor hændelsen lukkes.');
  });

  it.each([
    ['nothing has been answered', during(OPEN), 'Kan hændelsen håndteres som en normal hverdagshændelse i DDH?'],
    ['it is not decided yet', during(OPEN, untilTheHours()), 'Aktivering af krisestaben (instruks 1)'],
    ['it is voted on', during(OPEN, untilTheHours(), proposes(ANNA)), 'Aktivering af krisestaben (instruks 1)'],
    ['it is put off', during(OPEN, untilTheHours(), proposes(ANNA, 'aktivering', { valg: 'udsaet', begrundelse: 'Senere', udsatTil: instant('16.00') }), [EVA, ANNA, IDA, JENS].map((who) => agrees(who))), 'Aktivering af krisestaben (instruks 1)'],
    ['it waits for the opening', during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'), proposes(ANNA, 'akut-behov', { valg: 'nej', begrundelse: 'Kan vente' }), [EVA, ANNA, IDA, JENS].map((who) => agrees(who, true, 'akut-behov-1'))), 'Aktivering af krisestaben (instruks 1)'],
    ['it got worse', normal().and(FINN.does({ type: 'worsenSituation' })), 'Aktivér DDH Beredskab: tag kontakt til et medlem af DDH-styregruppen'],
  ])('is refused while %s', (_, underWay, titel) => {
    underWay.when(unneeded(ANNA)).thenRejected('ikke-afsluttet', `Hændelsen er ikke afsluttet endnu. I er ved: ${titel}`);
  });

  it('is refused of an activated one, whose end is another', () => {
    const active = during(OPEN, untilTheHours(), proposes(ANNA, 'aktivering', YES), decidedYes().slice(1));
    active.when(unneeded(ANNA)).thenRejected('aktiveret', 'Krisestaben er aktiveret, så hændelsen er ikke afsluttet uden aktivering. Intet er ændret.');
  });

  it('waits for the answer to the myndighed that is about to be sent', () => {
    const approved = rejected().and(ANNA.does({ type: 'approveDraft', udkast: 'hm', revision: 1, modtagere: [HANS.ref], udenMail: [] }).at('14.40'));
    approved.when(unneeded(ANNA).at('14.40.10')).thenRejected('mail-paa-vej', 'Mailen "Svar til hændelsesmyndigheden" er godkendt og bliver sendt om lidt. Luk hændelsen, når den er sendt.');
    approved.and(ticks().at('14.41')).when(unneeded(GRY).at('14.42')).then({ type: 'HaendelseClosed' });
  });

  it('is an end: nothing is taken up again', () => {
    normal().and(unneeded(ANNA)).when(FINN.does({ type: 'worsenSituation' })).thenRejected('lukket', 'Hændelse 3 er lukket (afsluttet uden aktivering). Intet er ændret.');
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
