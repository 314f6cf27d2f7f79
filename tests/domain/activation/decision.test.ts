import { agrees, decidedYes, disagrees, during, IDA, JENS, NO, OPEN, proposes, ticks, untilTheHours, YES } from '../../support/activation';
import { ANNA, BENT, EVA, FINN, GRY, instant } from '../../support/given';

const ready = () => during(OPEN, untilTheHours());

describe('the decision to activate (1A)', () => {
  it('8. is not to be had around the vote', () => {
    ready().when(ANNA.decides('1A.1', { valg: 'ja' })).thenRejected('kraever-afstemning', '1A.1 afgøres ved afstemning. Læg et forslag frem fra hændelsens kort.');
    ready().when(ANNA.dismisses('1A.1')).thenRejected('kraever-afstemning', '1A.1 afgøres ved afstemning. Læg et forslag frem fra hændelsens kort.');
  });

  it('8. is made with the fourth distinct person, and all that follows comes with it', () => {
    const acts = decidedYes();
    const decided = ready().and(acts.slice(0, -1)).when(acts.at(-1)!);
    decided.then(
      { type: 'StemmeCast', person: { id: 'jens' } },
      { type: 'AfstemningClosed', resultat: 'vedtaget', grund: 'reglen', ikkeStemt: expect.anything() },
      { type: 'ForloebAnswered', felt: 7, svar: 'ja', tilFelt: 9 },
      { type: 'StepDecided', nummer: '1A.1', beslutning: { valg: 'ja' } },
      { type: 'StepDecided', nummer: '1A.2', beslutning: { valg: 'nej' } },
      { type: 'KrisestabActivated', niveauTitel: 'DDH Beredskab', moede: instant('14.45'), kontaktpersonMangler: true },
      { type: 'AlarmRaised' },
      { type: 'MoedeScheduled', titel: 'Stabsmøde 1', start: instant('14.45') },
      { type: 'DraftPrepared', udkast: 'rep' },
      { type: 'DraftPrepared', udkast: 'hm' },
      { type: 'DraftPrepared', udkast: 'kp' },
    );
    expect(decided.state.phase).toBe('open');
  });

  it('the steps it ticks name the voters and the line of the outcome', () => {
    const given = ready().and(decidedYes());
    const closed = given.lines.find(({ event }) => event.type === 'AfstemningClosed');
    expect(given.step('1A.1').status).toMatchObject({ beslutning: { beslutter: `Afstemning, linje ${closed?.nr}: Eva Skov, Anna Holm, Ida Mose, Jens Ravn` } });
  });

  it('the steps it ticks were done by the vote, and by nobody who voted: the last voter cannot take them back', () => {
    const given = ready().and(ANNA.namesContact('Ole Vind'), decidedYes());
    const closed = given.lines.find(({ event }) => event.type === 'AfstemningClosed');
    for (const nummer of ['1A.1', '1A.2', '1A.3']) expect(given.step(nummer).status).toMatchObject({ henvisning: closed?.nr });
    given.when(GRY.decides('1A.2', { valg: 'ja' })).thenRejected('allerede-udfoert', `1A.2 er allerede udført ved afstemningen (linje ${closed?.nr} i loggen) 14.00.`);
    given.when(JENS.undoes('1A.2')).thenRejected('ikke-din', `1A.2 blev udført ved afstemningen (linje ${closed?.nr} i loggen). Vælg "Mere…" og "Genåbn", hvis 1A.2 skal åbnes igen.`);
    const again = given.and(JENS.reopens('1A.2'), JENS.decides('1A.2', { valg: 'ja' }));
    expect(again.step('1A.2').status).toMatchObject({ kind: 'udfoert', by: { id: 'jens' }, henvisning: undefined });
  });

  it('the last vote is its voter\'s line; the outcome and all that follows are the bot\'s, whoever voted last', () => {
    const acts = decidedYes();
    const [vote, ...outcome] = ready().and(acts.slice(0, -1)).when(acts.at(-1)!).lines;
    expect(vote).toMatchObject({ actor: { id: 'jens' }, kanal: 'Teams-tråd', event: { type: 'StemmeCast' } });
    expect(outcome[0]?.event.type).toBe('AfstemningClosed');
    for (const line of outcome) expect(line).toMatchObject({ actor: { id: 'bot', name: 'DDH Beredskab' }, kanal: '' });
  });

  it('a vote that comes after the time is its voter\'s line too, or the line of whoever heard it, though it closes the vote', () => {
    const given = ready().and(proposes(ANNA), [EVA, ANNA, IDA].map((who) => agrees(who)));
    const late = given.when(agrees(JENS).at('14.31')).lines;
    expect(late.map(({ event, actor }) => [event.type, actor.id]).slice(0, 2)).toEqual([['AfstemningClosed', 'bot'], ['StemmeCast', 'jens']]);
    const heard = GRY.does({ type: 'recordOralVote', afstemning: 'aktivering-1', version: 1, person: JENS.ref, svar: { enig: true }, bekraeftet: true, hoertAf: 'Gry', tidspunkt: instant('14.05') });
    expect(given.when(heard.at('14.31')).lines[1]).toMatchObject({ actor: { id: 'gry' }, kanal: 'Teams-tråd', event: { type: 'StemmeCast' } });
  });

  it('11. each of the three has its own reason; the contact is named by the kriseleder who put the proposal', () => {
    const named = ready().and(ANNA.namesContact('Ole Vind'), decidedYes());
    expect(named.step('1A.3').status).toMatchObject({ beslutning: { tekst: 'Ole Vind', beslutter: 'Anna Holm' } });
    expect(named.step('1A.2').status).toMatchObject({ beslutning: { begrundelse: 'Ses på mødet' } });
    expect(named.lines.find(({ event }) => event.type === 'KrisestabActivated')?.event).toMatchObject({ kontaktpersonMangler: false });
  });

  it('11. a proposal not to raise the vagtplan that is voted down decides nothing: how much is still to be said', () => {
    const raise = [{ spoergsmaal: 'opjuster', hvorfor: 'Vi mangler folk' }] as const;
    const given = ready().and(proposes(ANNA), [EVA, ANNA, IDA, JENS].map((who) => disagrees(who, raise)));
    expect(given.state.aktivering).toBeDefined();
    expect(given.step('1A.2').status.kind).toBe('aaben');
  });

  it('12. put by the receiver, the contact is left for the kriseleder to decide', () => {
    const [, ...votes] = decidedYes();
    const given = ready().and(ANNA.namesContact('Ole Vind'), proposes(EVA), votes);
    expect(given.step('1A.3').status.kind).toBe('aaben');
  });

  it('the deciding press is stored only when it is confirmed', () => {
    const almost = ready().and(decidedYes().slice(0, -1));
    almost.when(agrees(JENS, false)).thenRejected('bekraeft', 'Din stemme afgør det.');
    const confirmed = almost.when(agrees(JENS, true)).lines;
    expect(confirmed.map(({ event }) => event.type).slice(0, 2)).toEqual(['StemmeCast', 'AfstemningClosed']);
  });

  it('13. a rejection is logged, decides 1A.1, and can be taken up again', () => {
    const against = [EVA, ANNA, IDA, JENS].map((who) => disagrees(who, NO));
    const down = ready().and(proposes(ANNA), against, ticks().at('14.30'));
    expect(down.step('1A.1').status).toMatchObject({ beslutning: { valg: 'nej', begrundelse: expect.stringContaining('Eva Skov: Kommunen kan selv') } });
    expect(down.state.aktivering).toBeUndefined();
    expect(down.state.udkast.hm?.tekst).toContain('besluttet ikke at aktivere');
    const again = down.and(FINN.does({ type: 'worsenSituation' }).at('14.40'));
    expect(again.step('1A.1').status.kind).toBe('aaben');
    again.when(proposes(ANNA).at('14.41')).then({ type: 'AfstemningOpened', afstemning: 'aktivering-2' });
  });

  it('13. the letter to the myndighed gives the reasons of a rejection and names nobody; the log does', () => {
    const votes = [disagrees(EVA, NO), disagrees(ANNA, NO), disagrees(IDA, [{ spoergsmaal: 'aktiver', hvorfor: 'Det er for tidligt' }, { spoergsmaal: 'niveau', hvorfor: 'For højt' }]), agrees(JENS)];
    const { state, lines } = ready().and(proposes(ANNA), votes, ticks().at('14.30'));
    expect(state.udkast.hm?.tekst).toContain('Begrundelse: Kommunen kan selv; Det er for tidligt');
    expect(state.udkast.hm?.tekst).not.toContain('For højt');
    for (const { ref } of [EVA, IDA, JENS]) expect(state.udkast.hm?.tekst).not.toContain(ref.name);
    expect(lines.find(({ event }) => event.type === 'ForloebAnswered' && event.svar === 'nej' && event.felt === 7)?.event)
      .toMatchObject({ begrundelse: expect.stringContaining('Eva Skov: Kommunen kan selv') as unknown });
  });

  it('13. a deferral waits for its time and then reminds', () => {
    const later = { valg: 'udsaet', begrundelse: 'Vi venter på en melding', udsatTil: instant('16.00') } as const;
    const waiting = ready().and(proposes(ANNA, 'aktivering', later), agrees(EVA), agrees(ANNA), agrees(IDA), agrees(JENS));
    expect(waiting.state.forloeb.venterTil).toBe(instant('16.00'));
    waiting.when(ticks().at('16.00')).then({ type: 'ForloebReminded', felt: 7 });
  });

  it('without a quorum at the deadline nothing is decided and nobody is alarmed', () => {
    const none = ready().and(proposes(ANNA), agrees(EVA), agrees(IDA), agrees(JENS), ticks().at('14.10'), ticks().at('14.30'));
    expect(none.state.afstemninger['aktivering-1']?.udfald?.resultat).toBe('ikke-beslutningsdygtig');
    expect(none.step('1A.1').status.kind).toBe('aaben');
    expect(none.state.alarm).toBeUndefined();
  });

  it('9. the kriseleder’s deputy who sits in the styregruppe is one person', () => {
    const three = ready().and(proposes(EVA), agrees(EVA), agrees(GRY), agrees(IDA));
    expect(three.state.aktivering).toBeUndefined();
    three.when(agrees(JENS, false)).thenRejected('bekraeft', 'Din stemme afgør det.');
  });

  it.each([
    ['in the past', { ...YES, aktivering: { ...YES.aktivering!, moede: instant('13.59') } }, 'moede-i-fortiden'],
    ['by how much is missing', { ...YES, aktivering: { ...YES.aktivering!, opjuster: true } }, 'mangler-omfang'],
    ['without a reason for the level', { ...YES, aktivering: { ...YES.aktivering!, niveauBegrundelse: ' ' } }, 'mangler-begrundelse'],
    ['a level that does not exist', { ...YES, aktivering: { ...YES.aktivering!, niveau: 'roed' } }, 'ukendt-niveau'],
    ['a deferral without a time', { valg: 'udsaet', begrundelse: 'Senere' } as const, 'mangler-tidspunkt'],
  ])('a proposal that is not complete is not put: %s', (_, forslag, code) => {
    ready().when(proposes(ANNA, 'aktivering', forslag)).thenRejected(code, expect.any(String) as never);
  });

  it('with the contact centre about to close, the extra capacity is asked about first', () => {
    const soon = during({ ...OPEN, lukkerOmMinutter: 10, advarsel: true }, untilTheHours(), proposes(ANNA));
    expect(soon.state.afstemninger['aktivering-1']?.spoergsmaal.map(({ id }) => id)).toEqual(['opjuster', 'aktiver', 'niveau', 'moede']);
  });
});

describe('after the activation', () => {
  const active = () => ready().and(decidedYes());

  it('the level can be changed with a reason, and is a decision in the log', () => {
    active().when(ANNA.does({ type: 'changeNiveau', niveau: 'udvidet-ddh-beredskab', begrundelse: 'To kommuner mere' })).then({ type: 'NiveauChanged', fra: 'DDH Beredskab', niveauTitel: 'Udvidet DDH Beredskab' });
    active().when(ANNA.does({ type: 'changeNiveau', niveau: 'udvidet-ddh-beredskab', begrundelse: '' })).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor niveauet ændres. Er I i tvivl, så vælg det højeste.');
  });

  it('who pays is recorded by what the authority is', () => {
    const pays = ready().and(decidedYes()).when(BENT.does({ type: 'recordOekonomi', myndighed: 'Viborg', accepteretAf: 'Direktøren', bemaerkning: '' }));
    pays.then({ type: 'OekonomiAccepted', regel: 'Medlemskommunen betaler for udvidet åbningstid og ekstra kapacitet.' });
  });
});
