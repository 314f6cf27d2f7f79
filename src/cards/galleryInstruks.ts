import type { Content } from '../content/schema';
import { contactRef } from '../domain/opening/opening';
import { ANNA, BENT, CARLA, Scenario, type GalleryCard } from './galleryScenario';
import { HEAVY, HOSTILE, LONG } from './galleryTexts';
import { instruksCard } from './instruksCard';

const DUPLICATE = { type: 'closeAsMistake', grund: 'dublet', dubletAf: 2, begrundelse: '' } as const;

/** The card of an instruks, from fresh to finished. */
export function instruksCards(content: Content): readonly GalleryCard[] {
  const shown = (name: string, titel: string, scenario: Scenario, instruksId: string, notice?: string): GalleryCard => ({
    name: `instruks-${name}`,
    titel,
    card: instruksCard({ state: scenario.state, content, instruksId, now: scenario.now, notice }),
  });
  const fresh = new Scenario(content).starts('instruks-1');
  const decided = () => new Scenario(content).activates();
  const inProgress = decided()
    .wait(20)
    .completes('instruks-1', ['oplys-niveau'], BENT)
    .does({ type: 'commentStep', instruks: 'instruks-1', trin: 'oplys-foerste-stabsmoede', tekst: 'Mødet er kl. 14.30 på Teams.' })
    .does({ type: 'commentStep', instruks: 'instruks-1', trin: 'oplys-foerste-stabsmoede', tekst: 'Flyttet til kl. 14.45 – linket er det samme.' })
    .does({ type: 'assignStep', instruks: 'instruks-1', trin: 'oplys-opgaver-inden-moedet', til: CARLA });
  const offered = new Scenario(content).activates({ opjuster: true, opjusterHvorMeget: '10 vagter i aften' });
  const undone = decided()
    .does({ type: 'completeStep', instruks: 'instruks-1', trin: 'oplys-niveau' })
    .does({ type: 'undoStep', instruks: 'instruks-1', trin: 'oplys-niveau' });
  const notRelevant = decided().does({
    type: 'markStepNotRelevant',
    instruks: 'instruks-1',
    trin: 'annoncer-kapacitetsbehov',
    begrundelse: 'Der er folk nok på vagt.',
  });
  const second = () => decided().starts('instruks-2');
  const named = (scenario: Scenario, navn: string) =>
    scenario.does({ type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: contactRef('Viborg', navn) });
  const secondOn = (scenario = second()) =>
    scenario
      .completes('instruks-2', ['beskriv-haendelsen', 'orienter-om-foreloebig-opjustering'], ANNA)
      .completes('instruks-2', ['dokumenter-situationsbillede'], CARLA)
      .wait(15);
  const chatbot = (valg: string) =>
    ({ type: 'decideStep', instruks: 'instruks-2', trin: 'aktiver-chat-og-voicebot', valg, beslutter: 'Anna Holm', begrundelse: 'Aftalt på mødet' }) as const;
  const takenBack = () =>
    second().does(chatbot('ja')).does({ type: 'reopenStep', instruks: 'instruks-2', trin: 'aktiver-chat-og-voicebot', begrundelse: 'Vi mangler svar' });
  const asked = () =>
    secondOn(named(second(), 'Lone Kær')).does(
      {
        type: 'decideStep',
        instruks: 'instruks-2',
        trin: 'aktiver-chat-og-voicebot',
        valg: 'ja',
        tekst: '',
        beslutter: 'Anna Holm',
        begrundelse: 'Køen er for lang',
      },
      ANNA,
    );
  const says = (svar: string, bemaerkning = '') => {
    const scenario = asked();
    const [one] = scenario.state.udsendelser['aftale-1']?.modtagere ?? [];
    if (!one) throw new Error('nobody was asked about 2C.1');
    return scenario.does({ type: 'recordSvar', udsendelse: 'aftale-1', person: one, svar, bemaerkning }, { id: one.id, name: one.name });
  };
  const exercise = new Scenario(content, { oevelse: true, beskrivelse: 'Nord Energinet er ramt af et hackerangreb' }).starts('instruks-1');
  const vacancies = new Scenario(content, { vacant: true, myndigheder: ['Viborg Kommune', 'Skive Kommune', 'Region Midtjylland'] }).starts(
    'instruks-2',
  );
  const hostile = new Scenario(content, { beskrivelse: HOSTILE, myndigheder: [HOSTILE], leader: { id: 'x', name: HOSTILE } })
    .finishes('instruks-1', HOSTILE, { id: 'y', name: HOSTILE })
    .does({ type: 'reopenStep', instruks: 'instruks-1', trin: 'oplys-niveau', begrundelse: HOSTILE })
    .does({ type: 'markStepNotRelevant', instruks: 'instruks-1', trin: 'oplys-niveau', begrundelse: HOSTILE });
  const everything = (instruksId: string, text: string, name: string) => named(decided(), name).finishes(instruksId, text, { id: 'z', name });
  const crowd = (count: number, name: string) => {
    const myndigheder = Array.from({ length: count }, (_, index) => `Kommune ${index + 1}`);
    const scenario = new Scenario(content, { myndigheder }).activates();
    for (const [index, navn] of myndigheder.entries()) scenario.does({ type: 'nameKontaktperson', myndighed: navn, kontaktperson: contactRef(navn, `${index + 1} ${name}`) });
    return scenario.starts('instruks-2').does({ ...chatbot('ja'), tekst: '', begrundelse: 'Køen er for lang' }, ANNA);
  };
  /** The first of them wants to be rung. */
  const answered = (scenario: Scenario, count: number, bemaerkning: string) => {
    for (const [index, one] of (scenario.state.udsendelser['aftale-1']?.modtagere ?? []).slice(0, count).entries())
      scenario.does({ type: 'recordSvar', udsendelse: 'aftale-1', person: one, svar: index === 0 ? 'ring' : 'ja', bemaerkning }, { id: one.id, name: one.name });
    return scenario;
  };
  const allAnswered = (count: number, text: string) => answered(crowd(count, text), count, text).finishes('instruks-2', text, { id: 'z', name: text });
  return [
    shown('1-ny', 'Instruks 1, lige startet: B og C er låst', fresh, 'instruks-1'),
    shown('1-i-gang', 'Instruks 1, i gang: udført, bemærkning, givet til en person', inProgress, 'instruks-1'),
    shown('1-besked', 'Instruks 1 med en linje til den, der trykkede', inProgress, 'instruks-1', '1B.1 er allerede udført af Bent Krogh 13.52.'),
    shown('1-tilbud', 'Instruks 1, der tilbyder instruks 3', offered, 'instruks-1'),
    shown('1-fortrudt', 'Instruks 1, et trin er fortrudt', undone, 'instruks-1'),
    shown('1-ikke-relevant', 'Instruks 1, et trin er ikke relevant', notRelevant, 'instruks-1'),
    shown('1-oevelse', 'Instruks 1 som øvelse', exercise, 'instruks-1'),
    shown(
      '1-lukket',
      'Instruks 1 i en hændelse, der er lukket som dublet',
      decided().does(DUPLICATE),
      'instruks-1',
      'Hændelse 3 er lukket (dublet af hændelse 2). Intet er ændret.',
    ),
    shown('1-fjendtlig', 'Instruks 1 med tekst, der prøver at være kode', hostile, 'instruks-1', HOSTILE),
    shown('2-ny', 'Instruks 2, lige startet: F er låst', second(), 'instruks-2'),
    shown('2-i-gang', 'Instruks 2, A er færdig', secondOn(), 'instruks-2'),
    shown('2-spurgt', 'Instruks 2, myndigheden er spurgt om 2C.1', asked(), 'instruks-2'),
    shown('2-enig', 'Instruks 2, 2C.1 passer myndigheden', says('ja').wait(20), 'instruks-2'),
    shown('2-uenig', 'Instruks 2, myndigheden vil ringes op om 2C.1', says('ring', 'Vi har ingen hjemmeside lige nu.').wait(20), 'instruks-2'),
    shown('2-vakant', 'Instruks 2, ingen har rollerne, tre myndigheder', vacancies, 'instruks-2'),
    shown(
      '2-alt-udfoert',
      'Instruks 2, alt udført, givet og bemærket med lange tekster',
      everything('instruks-2', LONG, 'Hans-Christian Emanuel Østergaard Bjørnskov Thorlacius').wait(30),
      'instruks-2',
    ),
    shown(
      '2-alt-lige-udfoert',
      'Instruks 2, alt kan fortrydes',
      atOnce(everything('instruks-2', LONG, 'Hans-Christian Emanuel Østergaard')),
      'instruks-2',
    ),
    shown('2-tungest', 'Instruks 2, alt kan fortrydes, tungest tænkelige tekst', atOnce(everything('instruks-2', HEAVY, HEAVY)), 'instruks-2', HEAVY),
    shown('2-tungest-spurgt', 'Instruks 2, tungest tænkelige tekst, en kontaktperson har svaret', atOnce(allAnswered(1, HEAVY)), 'instruks-2', HEAVY),
    shown('2-tungest-mange', 'Instruks 2, tungest tænkelige tekst, tyve kontaktpersoner har svaret', atOnce(allAnswered(20, HEAVY)), 'instruks-2', HEAVY),
    shown('2-mange-spurgt', 'Instruks 2, tyve kontaktpersoner er spurgt, en vil ringes op', answered(crowd(20, 'Lone Kær'), 8, 'Vi vender tilbage').wait(40), 'instruks-2'),
    shown(
      '2-alt-aabent',
      'Instruks 2, intet udført, alt givet og bemærket med tungest tænkelige tekst',
      second().talksOver('instruks-2', HEAVY),
      'instruks-2',
      HEAVY,
    ),
    shown('3-ny', 'Instruks 3', new Scenario(content).starts('instruks-3'), 'instruks-3'),
    shown('3-faerdig', 'Instruks 3, færdig', everything('instruks-3', 'Aftalt på mødet.', 'Gry Lund').wait(60), 'instruks-3'),
    shown('4-ny', 'Instruks 4', new Scenario(content).starts('instruks-4'), 'instruks-4'),
    shown('4-vent', 'Instruks 4, 2C.1 er taget tilbage', takenBack(), 'instruks-4'),
    shown('4-stop', 'Instruks 4, 2C.1 er besluttet om', takenBack().does(chatbot('nej')), 'instruks-4'),
  ];
}

/** As if no time had passed since the first press, so that every step can still be undone. */
function atOnce(scenario: Scenario): Scenario {
  return scenario.wait(-10_000);
}
