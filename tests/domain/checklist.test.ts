import type { IncidentContent } from '../../src/domain/instruks';
import { findInstruks } from '../../src/domain/instruks';
import { lapsedCause, offeredInstrukser } from '../../src/domain/checklist/locks';
import { activated, ANNA, BENT, CARLA, CONTENT, DAN, EVA, FINN, given, givenContent, GRY, opened, type Act } from '../support/given';

const started = [opened(), ...activated()];
const LIMIT = CONTENT.graenser.fortrydMinutter;

describe('starting an instruks', () => {
  it('opens it without a step touched', () => {
    const then = given(opened()).when(EVA.starts(1));
    then.then({ type: 'InstruksStarted', instruks: 'instruks-1' });
    expect(then.state.instrukser['instruks-1']).toMatchObject({ startedBy: EVA.ref, steps: {} });
  });

  it('is done once', () => {
    given(opened(), EVA.starts(1)).when(FINN.starts(1)).thenRejected('allerede-startet', 'Instruks 1 er allerede i gang.');
  });

  it('is refused for one that there is not', () => {
    given(opened()).when(EVA.starts(7)).thenRejected('ukendt-instruks', 'Den instruks findes ikke. Der er instruks 1, 2, 3 og 4.');
  });
});

describe('completing a step', () => {
  it('says which step, in words that read without the content', () => {
    given(started)
      .when(EVA.completes('1B.1'))
      .then({
        type: 'StepCompleted', instruks: 'instruks-1', trin: 'oplys-niveau', nummer: '1B.1',
        trintekst: 'At DDH Beredskab er blevet aktiveret og på hvilket niveau', paaVegneAf: [],
      });
  });

  it('keeps who, when and which line', () => {
    const done = given(started).when(EVA.completes('1B.1').at('14.05'));
    expect(done.step('1B.1')).toMatchObject({ revision: 1, status: { kind: 'udfoert', by: EVA.ref, at: '2026-11-21T13:05:00.000Z', nr: done.lines[0]?.nr } });
  });

  it('is said to be on behalf of the step’s roles when done by somebody else', () => {
    given(started).when(DAN.completes('1B.1')).then({ type: 'StepCompleted', paaVegneAf: ['modtager'] });
  });

  it('is on behalf of all the roles that share the step, and of none for the one who holds one of them', () => {
    const meeting = given(opened(), ANNA.starts(2));
    meeting.when(GRY.completes('2A.1')).then({ type: 'StepCompleted', paaVegneAf: ['kriseleder', 'kontaktperson'] });
    meeting.when(ANNA.completes('2A.1')).then({ type: 'StepCompleted', paaVegneAf: [] });
  });

  it('may be done before earlier steps, unless the content locks it', () => {
    given(opened(), ANNA.starts(2)).when(CARLA.completes('2G.2')).then({ type: 'StepCompleted', nummer: '2G.2' });
  });

  it('is done once; the next hears who was first', () => {
    given(started, EVA.completes('1B.1').at('14.05'))
      .when(ANNA.completes('1B.1').at('14.06'))
      .thenRejected('allerede-udfoert', '1B.1 er allerede udført af Eva Skov 14.05.');
  });

  it('says the day too, when it was another one', () => {
    given(started, EVA.completes('1B.1').at('23.55'))
      .when(ANNA.completes('1B.1').at('22 00.10'))
      .thenRejected('allerede-udfoert', '1B.1 er allerede udført af Eva Skov 21.11. 23.55.');
  });

  it('tells “already done” rather than “outdated”, so that a second press is understood', () => {
    given(started, EVA.completes('1B.1', 0).at('14.05'))
      .when(ANNA.completes('1B.1', 0).at('14.05'))
      .thenRejected('allerede-udfoert', '1B.1 er allerede udført af Eva Skov 14.05.');
  });

  it('is refused from a card that was drawn before the step last changed', () => {
    given(started, EVA.completes('1B.1', 0), EVA.undoes('1B.1', 1))
      .when(EVA.completes('1B.1', 0))
      .thenRejected('foraeldet', 'Kortet var ikke opdateret. Her er det, som det ser ud nu.');
  });

  it('works from the card as it is now, and from a dialog, which has no revision', () => {
    const undone = given(started, EVA.completes('1B.1', 0), EVA.undoes('1B.1', 1));
    undone.when(EVA.completes('1B.1', 2)).then({ type: 'StepCompleted' });
    undone.when(EVA.completes('1B.1')).then({ type: 'StepCompleted' });
  });

  it('is refused where a decision is wanted', () => {
    given(opened(), EVA.starts(1)).when(EVA.completes('1A.2')).thenRejected('kraever-beslutning', '1A.2 er en beslutning. Tryk på "1A.2 Beslut…".');
  });

  it('is refused for a step that was set aside', () => {
    given(started, ANNA.dismisses('1B.2', 'Mødet er allerede i gang'))
      .when(EVA.completes('1B.2'))
      .thenRejected('ikke-relevant', '1B.2 er sat til ikke relevant af Anna Holm: Mødet er allerede i gang');
  });

  it('is refused before its instruks is started', () => {
    given(opened()).when(EVA.completes('2A.1')).thenRejected('ikke-startet', 'Instruks 2 er ikke startet.');
  });

  it.each([
    ['a step that there is not', 'instruks-1', 'findes-ikke'],
    ['a step of another instruks', 'instruks-1', 'beskriv-haendelsen'],
    ['an instruks that there is not', 'instruks-9', 'oplys-niveau'],
    ['a name that every object has', '__proto__', 'constructor'],
  ])('is refused for %s', (_, instruks, trin) => {
    given(started).when(EVA.does({ type: 'completeStep', instruks, trin })).thenRejected('ukendt-trin', 'Det trin findes ikke.');
  });
});

describe('deciding a step', () => {
  const ready = given(opened(), EVA.starts(1));

  it('keeps what, who and why', () => {
    given(opened(), EVA.starts(1))
      .when(EVA.decides('1A.1', { valg: 'ja', tekst: ' straks ', beslutter: ' Anna Holm ', begrundelse: ' Over hundrede opkald ' }))
      .then({
        type: 'StepDecided', nummer: '1A.1', paaVegneAf: [],
        beslutning: { valg: 'ja', tekst: 'Ja, krisestaben aktiveres – straks', beslutter: 'Anna Holm', begrundelse: 'Over hundrede opkald' },
      });
  });

  it('needs no words of its own beside a choice', () => {
    ready.when(EVA.decides('1A.1', { valg: 'nej' })).then({ type: 'StepDecided', beslutning: { valg: 'nej', tekst: 'Nej, krisestaben aktiveres ikke' } });
  });

  it('is said to be on behalf of the roles when entered by somebody else', () => {
    ready.when(BENT.decides('1A.1', { valg: 'ja' })).then({ type: 'StepDecided', paaVegneAf: ['modtager', 'kriseleder'] });
  });

  it.each<[string, string, Act, string]>([
    ['the choice', '1A.1', EVA.decides('1A.1', { tekst: 'Vi gør det' }), 'Vælg, hvad der er besluttet.'],
    ['one of the choices', '1A.1', EVA.decides('1A.1', { valg: 'maaske', tekst: 'Vi gør det' }), 'Vælg, hvad der er besluttet.'],
    ['the words, where there are no choices', '1A.3', EVA.decides('1A.3', { tekst: '  ' }), 'Vælg, hvad der er besluttet.'],
    ['the decider', '1A.1', EVA.decides('1A.1', { valg: 'ja', beslutter: ' ' }), 'Skriv, hvem der har besluttet det.'],
    ['the reason', '1A.1', EVA.decides('1A.1', { valg: 'ja', begrundelse: '\n' }), 'Skriv en kort begrundelse.'],
  ])('without %s leaves the step open', (_, nummer, act, sentence) => {
    ready.when(act).thenRejected('beslutning-ufuldstaendig', sentence);
    expect(ready.step(nummer)).toEqual({ revision: 0, status: { kind: 'aaben' }, commentCount: 0 });
  });

  it('is refused where nothing is to be decided', () => {
    given(started).when(EVA.decides('1B.1', { tekst: 'Ja' })).thenRejected('ikke-beslutning', '1B.1 er ikke en beslutning.');
  });

  it('is done once', () => {
    given(started).when(ANNA.decides('1A.1', { valg: 'nej' })).thenRejected('allerede-udfoert', '1A.1 er allerede udført af Eva Skov 14.00.');
  });

  it('is refused for a step that was set aside', () => {
    given(opened(), EVA.starts(1), ANNA.dismisses('1A.2', 'Ikke nu'))
      .when(EVA.decides('1A.2', { valg: 'ja' }))
      .thenRejected('ikke-relevant', '1A.2 er sat til ikke relevant af Anna Holm: Ikke nu');
  });

  it('is refused while locked', () => {
    givenContent(locking('1A.2', '1A.1'), opened(), EVA.starts(1))
      .when(EVA.decides('1A.2', { valg: 'ja' }))
      .thenRejected('laast', '1A.2 kan ikke udføres endnu. Låst: 1A.1 skal være udført.');
  });

  it('of 1A.3 names the contact person of the primary authority, in the same breath', () => {
    const two = given(opened({ myndigheder: [{ navn: 'Viborg' }, { navn: 'Skive' }] }), EVA.starts(1));
    const named = two.when(EVA.decides('1A.3', { tekst: 'Ole Vind' }));
    named.then({ type: 'StepDecided', nummer: '1A.3' }, { type: 'KontaktpersonNamed', myndighed: 'Viborg', kontaktperson: { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' } });
    expect(named.state.myndigheder[1]).toEqual({ navn: 'Skive' });
  });

  it('of 1A.3 adds nothing when that person is the contact already', () => {
    given(opened(), EVA.namesContact('Ole Vind'), EVA.starts(1)).when(EVA.decides('1A.3', { tekst: 'Ole Vind' })).then({ type: 'StepDecided' });
  });
});

describe('setting a step aside', () => {
  it('keeps the reason', () => {
    const aside = given(started).when(ANNA.dismisses('1C.2', '  Der er folk nok '));
    aside.then({ type: 'StepMarkedNotRelevant', nummer: '1C.2', begrundelse: 'Der er folk nok' });
    expect(aside.step('1C.2')).toMatchObject({ revision: 1, status: { kind: 'ikkeRelevant', by: ANNA.ref, begrundelse: 'Der er folk nok' } });
  });

  it('needs a reason', () => {
    given(started).when(ANNA.dismisses('1C.2', ' ')).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor trinnet ikke er relevant.');
  });

  it('may be done while the step is locked', () => {
    given(opened(), EVA.starts(1)).when(EVA.dismisses('1C.2')).then({ type: 'StepMarkedNotRelevant', nummer: '1C.2' });
  });

  it('is refused for a step that is done', () => {
    given(started, EVA.completes('1B.1').at('14.05')).when(ANNA.dismisses('1B.1')).thenRejected('allerede-udfoert', '1B.1 er allerede udført af Eva Skov 14.05.');
  });

  it('is done once', () => {
    given(started, EVA.dismisses('1C.2', 'Folk nok')).when(ANNA.dismisses('1C.2')).thenRejected('ikke-relevant', '1C.2 er sat til ikke relevant af Eva Skov: Folk nok');
  });
});

describe('undoing', () => {
  const done = given(started, EVA.completes('1B.1').at('14.05'));

  it('opens again what one has just done, and points at the line that it takes back', () => {
    const undone = done.when(EVA.undoes('1B.1').at('14.06'));
    undone.then({ type: 'StepUndone', nummer: '1B.1', retter: done.lines.at(-1)?.nr });
    expect(undone.step('1B.1')).toMatchObject({ revision: 2, status: { kind: 'aaben' } });
  });

  it('takes back a decision too, and what it locked is locked again', () => {
    const undone = given(opened(), activated()).and(EVA.undoes('1A.1'));
    undone.when(EVA.completes('1B.1')).thenRejected('laast', '1B.1 kan ikke udføres endnu. Låst: 1A.1 skal være besluttet: Ja, krisestaben aktiveres.');
  });

  it('is for the one who did it', () => {
    done
      .when(ANNA.undoes('1B.1').at('14.06'))
      .thenRejected('ikke-din', '1B.1 blev udført af Eva Skov. Vælg "Mere…" og "Genåbn", hvis 1B.1 skal åbnes igen.');
  });

  it('is possible until just before the limit', () => {
    done.when(EVA.undoes('1B.1').at(`14.${5 + LIMIT - 1}.59`)).then({ type: 'StepUndone' });
  });

  it('is too late exactly at the limit', () => {
    done
      .when(EVA.undoes('1B.1').at(`14.${5 + LIMIT}`))
      .thenRejected('for-sent', 'Det er over 10 minutter siden. Vælg "Mere…" og "Genåbn", hvis 1B.1 skal åbnes igen.');
  });

  it('is refused from a card that shows an earlier turn of the step', () => {
    done
      .and(EVA.undoes('1B.1').at('14.06'), EVA.completes('1B.1').at('14.07'))
      .when(EVA.undoes('1B.1', 1).at('14.07'))
      .thenRejected('foraeldet', 'Kortet var ikke opdateret. Her er det, som det ser ud nu.');
  });

  it('has nothing to take back from an open step', () => {
    given(started).when(EVA.undoes('1B.1')).thenRejected('intet-at-fortryde', '1B.1 er ikke udført, så der er intet at fortryde.');
  });

  it('does not reach what was set aside: that is reopened', () => {
    given(started, EVA.dismisses('1B.1')).when(EVA.undoes('1B.1')).thenRejected('intet-at-fortryde', '1B.1 er ikke udført, så der er intet at fortryde.');
  });
});

describe('reopening', () => {
  it('is for everybody, at any time, with a reason', () => {
    const reopened = given(started, EVA.completes('1B.1').at('14.05')).when(ANNA.reopens('1B.1', ' Niveauet er ændret ').at('22 09.00'));
    reopened.then({ type: 'StepReopened', nummer: '1B.1', begrundelse: 'Niveauet er ændret' });
    expect(reopened.step('1B.1')).toMatchObject({ revision: 2, status: { kind: 'aaben' } });
  });

  it('brings back what was set aside', () => {
    given(started, EVA.dismisses('1C.2')).when(ANNA.reopens('1C.2')).then({ type: 'StepReopened' });
  });

  it('needs a reason', () => {
    given(started, EVA.completes('1B.1')).when(ANNA.reopens('1B.1', ' ')).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor trinnet skal åbnes igen.');
  });

  it('has nothing to do with an open step', () => {
    given(started).when(ANNA.reopens('1B.1')).thenRejected('allerede-aaben', '1B.1 er allerede åbent.');
  });
});

describe('commenting', () => {
  it('is counted, the latest is shown, and the step’s buttons stay good', () => {
    const commented = given(started, ANNA.comments('1B.1', 'Ringer nu')).when(DAN.comments('1B.1', ' Ingen svar '));
    commented.then({ type: 'StepCommented', nummer: '1B.1', tekst: 'Ingen svar' });
    expect(commented.step('1B.1')).toEqual({ revision: 0, status: { kind: 'aaben' }, commentCount: 2, latestComment: { by: DAN.ref, tekst: 'Ingen svar' } });
  });

  it('is possible on a step that is done, and on a locked one', () => {
    given(started, EVA.completes('1B.1')).when(ANNA.comments('1B.1', 'Godt')).then({ type: 'StepCommented' });
    given(opened(), EVA.starts(1)).when(ANNA.comments('1B.1', 'Vent')).then({ type: 'StepCommented' });
  });

  it('needs words', () => {
    given(started).when(ANNA.comments('1B.1', ' ')).thenRejected('tom-tekst', 'Skriv din bemærkning.');
  });

  it('has an end', () => {
    const limit = CONTENT.graenser.logTekstTegn;
    given(started).when(ANNA.comments('1B.1', 'x'.repeat(limit))).then({ type: 'StepCommented' });
    given(started)
      .when(ANNA.comments('1B.1', 'x'.repeat(limit + 1)))
      .thenRejected('for-lang', `Teksten er for lang (${limit + 1} tegn). Der er plads til ${limit}. Del den i flere linjer – intet er gemt.`);
  });
});

describe('giving a step to somebody', () => {
  it('names the person, and the step’s buttons stay good', () => {
    const given1 = given(started).when(EVA.gives('1B.2', FINN));
    given1.then({ type: 'StepAssigned', nummer: '1B.2', til: FINN.ref });
    expect(given1.step('1B.2')).toMatchObject({ revision: 0, tildelt: FINN.ref });
  });

  it('can be given on to another', () => {
    const givenOn = given(started, EVA.gives('1B.2', FINN)).when(FINN.gives('1B.2', GRY));
    expect(givenOn.step('1B.2').tildelt).toEqual(GRY.ref);
  });

  it('is refused when that person has it', () => {
    given(started, EVA.gives('1B.2', FINN)).when(ANNA.gives('1B.2', FINN)).thenRejected('allerede-tildelt', '1B.2 er allerede givet til Finn Aa.');
  });

  it('is refused for a step that is done, or set aside', () => {
    given(started, EVA.completes('1B.2').at('14.05')).when(ANNA.gives('1B.2', FINN)).thenRejected('allerede-udfoert', '1B.2 er allerede udført af Eva Skov 14.05.');
    given(started, EVA.dismisses('1B.2', 'Afholdt')).when(ANNA.gives('1B.2', FINN)).thenRejected('ikke-relevant', '1B.2 er sat til ikke relevant af Eva Skov: Afholdt');
  });
});

describe('what a step starts', () => {
  const meeting = given(opened(), ANNA.starts(2));

  it('yes to chat and voicebot (2C.1) starts instruks 4 at once, and says why', () => {
    meeting
      .when(ANNA.decides('2C.1', { valg: 'ja' }))
      .then({ type: 'StepDecided', nummer: '2C.1' }, { type: 'InstruksStarted', instruks: 'instruks-4', foraarsagetAf: '2C.1' });
  });

  it('no starts none', () => {
    const no = meeting.when(ANNA.decides('2C.1', { valg: 'nej' }));
    no.then({ type: 'StepDecided', nummer: '2C.1' });
    expect(no.state.instrukser['instruks-4']).toBeUndefined();
  });

  it('starts it once, also when the decision is taken back and made again', () => {
    meeting
      .and(ANNA.decides('2C.1', { valg: 'ja' }), ANNA.undoes('2C.1'))
      .when(ANNA.decides('2C.1', { valg: 'ja' }))
      .then({ type: 'StepDecided' });
    meeting.and(BENT.starts(4)).when(ANNA.decides('2C.1', { valg: 'ja' })).then({ type: 'StepDecided' });
  });

  it('tells what it started when the decision is taken back or becomes another', () => {
    const lapsed = (so: { state: Parameters<typeof lapsedCause>[1] }) => lapsedCause('instruks-4', so.state, CONTENT);
    const yes = meeting.and(ANNA.decides('2C.1', { valg: 'ja' }));
    expect(lapsed(yes)).toBeUndefined();
    expect(lapsed(yes.and(ANNA.undoes('2C.1')))).toMatchObject({ trin: { nummer: '2C.1' }, status: { kind: 'aaben' } });
    expect(lapsed(yes.and(ANNA.undoes('2C.1'), ANNA.decides('2C.1', { valg: 'nej' })))).toMatchObject({ status: { kind: 'udfoert', beslutning: { valg: 'nej' } } });
    expect(lapsed(yes.and(ANNA.undoes('2C.1'), ANNA.decides('2C.1', { valg: 'ja' })))).toBeUndefined();
    expect(lapsed(meeting.and(BENT.starts(4), ANNA.decides('2C.1', { valg: 'nej' })))).toBeUndefined();
  });

  const offers = (so: { state: Parameters<typeof offeredInstrukser>[1] }, instruks: string) => offeredInstrukser(instruks, so.state, CONTENT);

  it('a need for more people (1A.2, 2B.2) offers instruks 3 and does not start it', () => {
    const need = given(opened(), EVA.starts(1)).when(EVA.decides('1A.2', { valg: 'ja' }));
    need.then({ type: 'StepDecided', nummer: '1A.2' });
    expect(offers(need, 'instruks-1')).toEqual(['instruks-3']);
    expect(offers(meeting.and(DAN.decides('2B.2', { valg: 'behov' })), 'instruks-2')).toEqual(['instruks-3']);
  });

  it('is offered until it is started, and only by the choice that calls for it', () => {
    expect(offers(given(opened(), EVA.starts(1), EVA.decides('1A.2', { valg: 'ja' }), ANNA.starts(3)), 'instruks-1')).toEqual([]);
    expect(offers(given(opened(), EVA.starts(1), EVA.decides('1A.2', { valg: 'nej' })), 'instruks-1')).toEqual([]);
    expect(offers(given(opened(), EVA.starts(1), EVA.dismisses('1A.2')), 'instruks-1')).toEqual([]);
    expect(offers(given(opened()), 'instruks-1')).toEqual([]);
  });

  it('a step that is done, not decided, can start one too', () => {
    const content = changing('1B.1', () => ({ starter: [{ instruks: 'instruks-2', hvordan: 'straks' as const }] }));
    givenContent(content, opened(), activated())
      .when(EVA.completes('1B.1'))
      .then({ type: 'StepCompleted' }, { type: 'InstruksStarted', instruks: 'instruks-2', foraarsagetAf: '1B.1' });
  });
});

it('is all refused before there is an incident', () => {
  const acts = [
    EVA.starts(1), EVA.completes('1B.1'), EVA.decides('1A.1', { valg: 'ja' }), EVA.dismisses('1B.1'), EVA.undoes('1B.1'), EVA.reopens('1B.1'),
    EVA.comments('1B.1', 'Hej'), EVA.gives('1B.1', FINN), EVA.handsOver('kriseleder', GRY), EVA.namesContact('Ole Vind'), EVA.logs('Hej'),
    EVA.corrects(1, 'Hej'), EVA.completesDecision(1, 'Anna', 'Nød'), EVA.does({ type: 'recordDeliveryFailure', hvad: 'Kortet', hvorfor: 'væk' }),
  ];
  for (const act of acts) given().when(act).thenRejected('ukendt-haendelse', 'Den hændelse findes ikke.');
});

// ---- content of the tests' own -------------------------------------------------------------------------------

type Step = IncidentContent['instrukser'][number]['afsnit'][number]['trin'][number];

function changing(nummer: string, change: (step: Step) => Partial<Step>): IncidentContent {
  const instrukser = CONTENT.instrukser.map((instruks) => ({
    ...instruks,
    afsnit: instruks.afsnit.map((afsnit) => ({ ...afsnit, trin: afsnit.trin.map((trin): Step => (trin.nummer === nummer ? { ...trin, ...change(trin) } : trin)) })),
  }));
  return { ...CONTENT, instrukser };
}

function locking(nummer: string, by: string): IncidentContent {
  const lock = findInstruks(CONTENT, 'instruks-1')?.afsnit.flatMap((afsnit) => afsnit.trin).find((trin) => trin.nummer === by);
  return changing(nummer, () => ({ laastAf: [{ trin: lock?.id ?? '' }] }));
}
