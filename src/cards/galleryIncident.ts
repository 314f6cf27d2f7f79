import type { Content } from '../content/schema';
import { chooseIncidentCard } from './chooseIncidentCard';
import { decisionCard } from './decisionCard';
import { ANNA, GRY, Scenario, type GalleryCard } from './galleryScenario';
import { HEAVY, HOSTILE, LONG } from './galleryTexts';
import { haendelseCard } from './haendelseCard';
import { mineButtonCard } from './mineButtonCard';
import { mineCard } from './mineCard';
import { openHaendelseCard } from './openHaendelseCard';
import { rollerCard } from './rollerCard';
import { statusCard } from './statusCard';
import { welcomeCard } from './welcomeCard';

/** The incident's own card and the answers to the commands. */
export function incidentCards(content: Content): readonly GalleryCard[] {
  const opened = new Scenario(content);
  const going = new Scenario(content)
    .does({ type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: { id: 'kp:Viborg', name: 'Lone Kær' } })
    .activates()
    .starts('instruks-2')
    .does({ type: 'writeLogEntry', entry: { entryType: 'beslutning', tekst: 'Vi lukker for chatten i aften' } });
  const incomplete = going.state.log.count;
  const completed = new Scenario(content).does({
    type: 'writeLogEntry',
    entry: { entryType: 'beslutning', tekst: 'Vi lukker for chatten i aften', beslutter: 'Anna Holm' },
  });
  const completedNr = completed.state.log.count;
  completed.does({ type: 'completeLogDecision', nr: completedNr, beslutter: 'Anna Holm', begrundelse: 'Ingen agenter på vagt' });
  const corrected = new Scenario(content)
    .does({ type: 'writeLogEntry', entry: { entryType: 'beslutning', tekst: 'Vi lukker for chatten i aften' } })
    .does({ type: 'correctLogEntry', nr: 2, entry: { tekst: 'Vi lukker for chatten i morgen' } });
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
  const exercise = new Scenario(content, { nr: 4, oevelse: true })
    .starts('instruks-1')
    .does({ type: 'assignStep', instruks: 'instruks-1', trin: 'oplys-niveau', til: ANNA })
    .does({ type: 'writeLogEntry', entry: { entryType: 'handling', tekst: 'Ring til vagtcentralen', ansvarlig: 'Anna Holm', frist: 'kl. 15' } });
  const both = [going, exercise].map(({ state }) => ({ state, content }));
  const crowded = {
    content,
    state: new Scenario(content, { beskrivelse: HEAVY })
      .starts('instruks-2')
      .talksOver('instruks-2', HEAVY)
      .does({ type: 'writeLogEntry', entry: { entryType: 'handling', tekst: HEAVY, ansvarlig: HEAVY, frist: HEAVY } }).state,
  };
  const other = { id: 'h2', nr: 2, kortNavn: 'Skive: Vandet er forurenet', oevelse: true };
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
    { name: 'mine-ingen', titel: 'Dialog: mine opgaver, ingen åbne', card: mineCard({ person: GRY, haendelser: [], now: going.now, i: 'dialog' }) },
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
    { name: 'beslutning-rettet', titel: 'Ufuldstændig beslutning, der er rettet', card: decisionCard({ state: corrected.state, nr: 2 }) },
    { name: 'beslutning-slettet', titel: 'Ufuldstændig beslutning, hvis linje er slettet', card: decisionCard({ state: opened.state, nr: 2 }) },
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
