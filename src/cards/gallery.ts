import type { Content } from '../content/schema';
import { chooseIncidentCard } from './chooseIncidentCard';
import { decisionCard } from './decisionCard';
import { aabnHaendelseDialog } from './dialogs/aabnHaendelse';
import { beslutDialog } from './dialogs/beslut';
import { kontaktpersonDialog } from './dialogs/kontaktperson';
import { lukDialog } from './dialogs/luk';
import { mereDialog } from './dialogs/mere';
import { rolleDialog } from './dialogs/rolle';
import { udfyldBeslutningDialog } from './dialogs/udfyldBeslutning';
import { ANNA, BENT, CARLA, EVA, GRY, PEOPLE, Scenario, type GalleryCard } from './galleryScenario';
import { conversationCards } from './galleryConversation';
import { haendelseCard } from './haendelseCard';
import { instruksCard } from './instruksCard';
import { mineButtonCard } from './mineButtonCard';
import { mineCard } from './mineCard';
import { openHaendelseCard } from './openHaendelseCard';
import { rollerCard } from './rollerCard';
import { statusCard } from './statusCard';
import { welcomeCard } from './welcomeCard';

/** Everything that somebody could write to break a card. */
export const HOSTILE =
  '${x} $root <at>Alle</at> **fed** _skrå_ [a](http://x) # `kode` {{DATE(2020-01-01,SHORT)}} {{TIME(2020-01-01T00:00:00Z)}} "\\ \u202e😀 <b>b</b> &amp;';
export const LONG = `Vi har talt med driftsvagten, som siger, at centralen er ude af drift, og at der ikke er noget tidspunkt for, hvornår den virker igen. ${'Æøå 😀 '.repeat(700)}`;
/** Costs the most bytes per code point there is in JSON. */
export const HEAVY = '"😀\\'.repeat(1_600);

const DUPLICATE = { type: 'closeAsMistake', grund: 'dublet', dubletAf: 2, begrundelse: '' } as const;

export type { GalleryCard } from './galleryScenario';

/** Every card in every state that a user can meet. */
export function gallery(content: Content): readonly GalleryCard[] {
  return [...instruksCards(content), ...otherCards(content), ...dialogs(content), ...conversationCards(content, HOSTILE)];
}

function instruksCards(content: Content): readonly GalleryCard[] {
  const shown = (name: string, titel: string, scenario: Scenario, instruksId: string, notice?: string): GalleryCard => ({
    name: `instruks-${name}`,
    titel,
    card: instruksCard({ state: scenario.state, content, instruksId, now: scenario.now, notice }),
  });
  const fresh = new Scenario(content).starts('instruks-1');
  const decided = () => new Scenario(content).starts('instruks-1').decides('instruks-1', 'aktiver-krisestab', 'ja');
  const inProgress = decided()
    .wait(20)
    .completes('instruks-1', ['oplys-niveau'], BENT)
    .does({ type: 'commentStep', instruks: 'instruks-1', trin: 'oplys-foerste-stabsmoede', tekst: 'Mødet er kl. 14.30 på Teams.' })
    .does({ type: 'commentStep', instruks: 'instruks-1', trin: 'oplys-foerste-stabsmoede', tekst: 'Flyttet til kl. 14.45 – linket er det samme.' })
    .does({ type: 'assignStep', instruks: 'instruks-1', trin: 'oplys-opgaver-inden-moedet', til: CARLA });
  const offered = decided().decides('instruks-1', 'opjuster-vagtplan-nu', 'ja');
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
  const secondOn = second()
    .completes('instruks-2', ['beskriv-haendelsen', 'orienter-om-foreloebig-opjustering'], ANNA)
    .completes('instruks-2', ['dokumenter-situationsbillede'], CARLA)
    .wait(15);
  const exercise = new Scenario(content, { oevelse: true, beskrivelse: 'Nord Energinet er ramt af et hackerangreb' }).starts('instruks-1');
  const vacancies = new Scenario(content, { vacant: true, myndigheder: ['Viborg Kommune', 'Skive Kommune', 'Region Midtjylland'] }).starts(
    'instruks-2',
  );
  const hostile = new Scenario(content, { beskrivelse: HOSTILE, myndigheder: [HOSTILE], leader: { id: 'x', name: HOSTILE } })
    .finishes('instruks-1', HOSTILE, { id: 'y', name: HOSTILE })
    .does({ type: 'reopenStep', instruks: 'instruks-1', trin: 'oplys-niveau', begrundelse: HOSTILE })
    .does({ type: 'markStepNotRelevant', instruks: 'instruks-1', trin: 'oplys-niveau', begrundelse: HOSTILE });
  const everything = (instruksId: string, text: string, name: string) => decided().finishes(instruksId, text, { id: 'z', name });
  return [
    shown('1-ny', 'Instruks 1, lige startet: B og C er låst', fresh, 'instruks-1'),
    shown('1-i-gang', 'Instruks 1, i gang: udført, bemærkning, givet til en person', inProgress, 'instruks-1'),
    shown('1-besked', 'Instruks 1 med en linje til den, der trykkede', inProgress, 'instruks-1', '1B.1 er allerede udført af Bent Krogh 13.52.'),
    shown('1-tilbud', 'Instruks 1, der tilbyder instruks 3', offered, 'instruks-1'),
    shown('1-fortrudt', 'Instruks 1, et trin er fortrudt', undone, 'instruks-1'),
    shown('1-ikke-relevant', 'Instruks 1, et trin er ikke relevant', notRelevant, 'instruks-1'),
    shown('1-oevelse', 'Instruks 1 som øvelse', exercise, 'instruks-1'),
    shown('1-lukket', 'Instruks 1 i en hændelse, der er lukket som dublet', decided().does(DUPLICATE), 'instruks-1', 'Hændelse 3 er lukket (dublet af hændelse 2). Intet er ændret.'),
    shown('1-fjendtlig', 'Instruks 1 med tekst, der prøver at være kode', hostile, 'instruks-1', HOSTILE),
    shown('2-ny', 'Instruks 2, lige startet: F er låst', second(), 'instruks-2'),
    shown('2-i-gang', 'Instruks 2, A er færdig', secondOn, 'instruks-2'),
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
    shown(
      '2-alt-aabent',
      'Instruks 2, intet udført, alt givet og bemærket med tungest tænkelige tekst',
      talkedOver(second(), content, 'instruks-2'),
      'instruks-2',
      HEAVY,
    ),
    shown('3-ny', 'Instruks 3', new Scenario(content).starts('instruks-3'), 'instruks-3'),
    shown('3-faerdig', 'Instruks 3, færdig', everything('instruks-3', 'Aftalt på mødet.', 'Gry Lund').wait(60), 'instruks-3'),
    shown('4-ny', 'Instruks 4', new Scenario(content).starts('instruks-4'), 'instruks-4'),
  ];
}

/** Every step given to somebody and commented, none done. */
function talkedOver(scenario: Scenario, content: Content, instruks: string): Scenario {
  const steps = content.instrukser.find((candidate) => candidate.id === instruks)?.afsnit.flatMap((afsnit) => afsnit.trin) ?? [];
  for (const { id: trin } of steps) {
    scenario.does({ type: 'assignStep', instruks, trin, til: { id: 'z', name: HEAVY } });
    for (let i = 0; i < 3; i += 1) scenario.does({ type: 'commentStep', instruks, trin, tekst: HEAVY });
  }
  return scenario;
}

/** As if no time had passed since the first press, so that every step can still be undone. */
function atOnce(scenario: Scenario): Scenario {
  return scenario.wait(-10_000);
}

function otherCards(content: Content): readonly GalleryCard[] {
  const opened = new Scenario(content);
  const going = new Scenario(content)
    .does({ type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: { id: 'kp:Viborg', name: 'Lone Kær' } })
    .starts('instruks-1')
    .decides('instruks-1', 'aktiver-krisestab', 'ja')
    .starts('instruks-2')
    .does({ type: 'writeLogEntry', entry: { entryType: 'beslutning', tekst: 'Vi lukker for chatten i aften' } });
  const incomplete = going.state.log.count;
  const completed = new Scenario(content).does({
    type: 'writeLogEntry',
    entry: { entryType: 'beslutning', tekst: 'Vi lukker for chatten i aften', beslutter: 'Anna Holm' },
  });
  const completedNr = completed.state.log.count;
  completed.does({ type: 'completeLogDecision', nr: completedNr, beslutter: 'Anna Holm', begrundelse: 'Ingen agenter på vagt' });
  const vacant = new Scenario(content, { vacant: true, myndigheder: ['Viborg Kommune', 'Skive Kommune'], oevelse: true }).starts('instruks-2');
  const hostile = new Scenario(content, { beskrivelse: HOSTILE, myndigheder: [HOSTILE, LONG.slice(0, 300)], leader: { id: 'x', name: HOSTILE } })
    .starts('instruks-1')
    .does({ type: 'writeLogEntry', entry: { entryType: 'beslutning', tekst: HOSTILE } });
  const heavy = new Scenario(content, {
    beskrivelse: HEAVY,
    myndigheder: Array.from({ length: 40 }, (_, i) => `${i}${HEAVY}`),
    leader: { id: 'x', name: HEAVY },
  });
  const mistake = new Scenario(content, { oevelse: true }).does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Vi trykkede forkert' });
  const exercise = new Scenario(content, { oevelse: true })
    .starts('instruks-1')
    .does({ type: 'assignStep', instruks: 'instruks-1', trin: 'oplys-niveau', til: ANNA })
    .does({ type: 'writeLogEntry', entry: { entryType: 'handling', tekst: 'Ring til vagtcentralen', ansvarlig: 'Anna Holm', frist: 'kl. 15' } });
  const both = [going, exercise].map(({ state }) => ({ state, content }));
  const crowded = { content, state: talkedOver(new Scenario(content, { beskrivelse: HEAVY }).starts('instruks-2'), content, 'instruks-2')
    .does({ type: 'writeLogEntry', entry: { entryType: 'handling', tekst: HEAVY, ansvarlig: HEAVY, frist: HEAVY } }).state };
  const other = { id: 'h2', nr: 2, kortNavn: 'Skive: Vandet er forurenet' };
  return [
    { name: 'haendelse-ny', titel: 'Hændelse, lige åbnet', card: haendelseCard({ state: opened.state, content, now: opened.now }) },
    {
      name: 'haendelse-i-gang',
      titel: 'Hændelse, to instrukser startet',
      card: haendelseCard({ state: going.state, content, now: going.now, notice: 'Instruks 2 er startet.' }),
    },
    {
      name: 'haendelse-vakant',
      titel: 'Hændelse (øvelse), ingen har rollerne',
      card: haendelseCard({ state: vacant.state, content, now: vacant.now }),
    },
    {
      name: 'haendelse-fjendtlig',
      titel: 'Hændelse med tekst, der prøver at være kode',
      card: haendelseCard({ state: hostile.state, content, now: hostile.now }),
    },
    {
      name: 'haendelse-tung',
      titel: 'Hændelse med 40 myndigheder og lange tekster',
      card: haendelseCard({ state: heavy.state, content, now: heavy.now, notice: HEAVY }),
    },
    {
      name: 'haendelse-lukket',
      titel: 'Hændelse (øvelse), oprettet ved fejl og lukket',
      card: haendelseCard({ state: mistake.state, content, now: mistake.now }),
    },
    { name: 'mine-knap', titel: 'Svar på /mine i en kanal', card: mineButtonCard() },
    { name: 'mine', titel: 'Svar på /mine i en chat, to hændelser', card: mineCard({ person: ANNA, haendelser: both, now: going.now, i: 'chat' }) },
    {
      name: 'mine-dialog',
      titel: 'Dialog: mine opgaver',
      card: mineCard({ person: ANNA, haendelser: both, now: going.now, i: 'dialog', notice: '1B.1 er allerede udført af Bent Krogh 13.52.' }),
    },
    { name: 'mine-ingen', titel: 'Ingen åbne opgaver', card: mineCard({ person: GRY, haendelser: [], now: going.now, i: 'dialog' }) },
    {
      name: 'mine-tung',
      titel: 'Dialog: mine opgaver, flere end der er plads til',
      card: mineCard({ person: { id: 'z', name: HEAVY }, haendelser: [crowded, crowded, crowded], now: going.now, i: 'dialog', notice: HEAVY }),
    },
    { name: 'velkomst', titel: 'Velkomst', card: welcomeCard(content) },
    { name: 'aabn', titel: 'Svar på /hændelse', card: openHaendelseCard({ beskrivelse: 'Telefonerne er nede i Viborg' }) },
    { name: 'aabn-uden-tekst', titel: 'Svar på /hændelse uden tekst', card: openHaendelseCard({}) },
    { name: 'aabn-tung', titel: 'Svar på /hændelse med meget tekst', card: openHaendelseCard({ beskrivelse: HEAVY }) },
    {
      name: 'vaelg-haendelse',
      titel: 'Flere åbne hændelser',
      card: chooseIncidentCard({
        indbakke: 'i1',
        text: 'Vandværket melder om brud',
        incidents: [{ id: 'h1', nr: 3, kortNavn: opened.state.kortNavn }, other],
      }),
    },
    {
      name: 'vaelg-haendelse-fjendtlig',
      titel: 'Flere åbne hændelser, fjendtlig tekst',
      card: chooseIncidentCard({
        indbakke: 'i1',
        text: HOSTILE,
        incidents: [
          { ...other, kortNavn: HOSTILE },
          { ...other, id: 'h3', nr: 4 },
        ],
      }),
    },
    { name: 'beslutning-mangler', titel: 'Ufuldstændig beslutning', card: decisionCard({ state: going.state, nr: incomplete }) },
    { name: 'beslutning-fuldstaendig', titel: 'Beslutning, der er gjort færdig', card: decisionCard({ state: completed.state, nr: completedNr }) },
    {
      name: 'beslutning-fjendtlig',
      titel: 'Ufuldstændig beslutning, fjendtlig tekst',
      card: decisionCard({ state: hostile.state, nr: hostile.state.log.count }),
    },
    { name: 'roller', titel: 'Svar på /roller', card: rollerCard({ state: going.state, content }) },
    { name: 'roller-vakant', titel: 'Svar på /roller, ledige roller', card: rollerCard({ state: vacant.state, content }) },
    { name: 'status', titel: 'Svar på /status', card: statusCard({ state: going.state, content, now: going.now }) },
    { name: 'status-ny', titel: 'Svar på /status, intet startet', card: statusCard({ state: opened.state, content, now: opened.now }) },
    { name: 'status-vakant', titel: 'Svar på /status, ledige roller', card: statusCard({ state: vacant.state, content, now: vacant.now }) },
    { name: 'status-tung', titel: 'Svar på /status, lange tekster', card: statusCard({ state: heavy.state, content, now: heavy.now }) },
  ];
}

function dialogs(content: Content): readonly GalleryCard[] {
  const scenario = new Scenario(content, { myndigheder: ['Viborg', 'Skive'] })
    .starts('instruks-1')
    .starts('instruks-2')
    .does({ type: 'writeLogEntry', entry: { entryType: 'beslutning', tekst: 'Vi lukker for chatten i aften', beslutter: 'Carla Berg' } });
  const { state } = scenario;
  const nr = state.log.count;
  const base = { state, content, nonce: 'n1', people: PEOPLE };
  const beslut = { ...base, instruksId: 'instruks-1' };
  const all = [1, 2, 3].map((number) => ({ nr: number, kortNavn: number === 2 ? HOSTILE : 'Skive: Vandet er forurenet', oevelse: number === 1 }));
  return [
    {
      name: 'dialog-aabn',
      titel: 'Dialog: åbn hændelse',
      card: aabnHaendelseDialog({ nonce: 'n1', values: { beskrivelse: 'Telefonerne er nede' } }),
    },
    {
      name: 'dialog-aabn-fejl',
      titel: 'Dialog: åbn hændelse, vist igen',
      card: aabnHaendelseDialog({
        nonce: 'n1',
        error: 'Skriv, hvilken myndighed der er ramt.',
        values: { beskrivelse: HOSTILE, oevelse: 'true', telefon: '20 00 00 01' },
      }),
    },
    {
      name: 'dialog-aabn-tung',
      titel: 'Dialog: åbn hændelse, for lang tekst',
      card: aabnHaendelseDialog({ nonce: 'n1', error: 'Teksten er for lang.', values: { beskrivelse: HEAVY.repeat(5) } }),
    },
    {
      name: 'dialog-aabn-allerede',
      titel: 'Dialog: åbn hændelse, der er åbnet en for samme myndighed',
      card: aabnHaendelseDialog({
        nonce: 'n1',
        values: { beskrivelse: 'Telefonerne er nede', myndigheder: 'Viborg Kommune' },
        allerede: { nr: 3, af: 'Bent Krogh', kl: '14.05', link: 'https://teams.microsoft.com/l/message/19%3Akrisestab%40thread.tacv2/1771' },
      }),
    },
    { name: 'dialog-luk', titel: 'Dialog: luk hændelsen', card: lukDialog({ ...base, haendelser: all }) },
    {
      name: 'dialog-luk-fejl',
      titel: 'Dialog: luk hændelsen, vist igen',
      card: lukDialog({ ...base, haendelser: all, error: 'Skriv kort, hvorfor hændelsen lukkes.', values: { grund: 'fejl', dubletAf: '2' } }),
    },
    { name: 'dialog-beslut', titel: 'Dialog: beslut med valg', card: beslutDialog({ ...beslut, trinId: 'aktiver-krisestab' }) },
    {
      name: 'dialog-beslut-fejl',
      titel: 'Dialog: beslut, vist igen',
      card: beslutDialog({
        ...beslut,
        trinId: 'aktiver-krisestab',
        error: 'Skriv en kort begrundelse.',
        values: { valg: 'ja', tekst: HOSTILE, beslutter: 'Jens Vad' },
      }),
    },
    {
      name: 'dialog-beslut-tekst',
      titel: 'Dialog: beslut med fri tekst (kontaktperson)',
      card: beslutDialog({ ...beslut, trinId: 'primaer-kontaktperson' }),
    },
    { name: 'dialog-mere', titel: 'Dialog: mere', card: mereDialog({ ...base, instruksId: 'instruks-2' }) },
    {
      name: 'dialog-mere-fejl',
      titel: 'Dialog: mere, vist igen',
      card: mereDialog({
        ...base,
        instruksId: 'instruks-2',
        error: 'Skriv kort, hvorfor trinnet ikke er relevant.',
        values: { trin: 'status-bemanding', handling: 'ikkeRelevant', person: 'eva' },
      }),
    },
    { name: 'dialog-kontaktperson', titel: 'Dialog: kontaktperson', card: kontaktpersonDialog({ ...base }) },
    {
      name: 'dialog-kontaktperson-fejl',
      titel: 'Dialog: kontaktperson, vist igen',
      card: kontaktpersonDialog({ ...base, error: 'Skriv navnet på kontaktpersonen.', values: { myndighed: 'Skive', telefon: '20 00 00 01' } }),
    },
    { name: 'dialog-rolle', titel: 'Dialog: rolle', card: rolleDialog({ ...base, me: EVA }) },
    {
      name: 'dialog-rolle-fejl',
      titel: 'Dialog: rolle, vist igen',
      card: rolleDialog({ ...base, me: EVA, error: 'Anna Holm har allerede rollen.', values: { rolle: 'kriseleder', person: 'anna' } }),
    },
    { name: 'dialog-udfyld', titel: 'Dialog: udfyld beslutning', card: udfyldBeslutningDialog({ ...base, nr }) },
    {
      name: 'dialog-udfyld-fejl',
      titel: 'Dialog: udfyld beslutning, vist igen',
      card: udfyldBeslutningDialog({ ...base, nr, error: 'Skriv både, hvem der besluttede det, og hvorfor.', values: { begrundelse: HOSTILE } }),
    },
  ];
}
