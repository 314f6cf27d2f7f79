import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unseal, verify, type SealedLine } from '../../src/app/chain';
import { replay } from '../../src/domain/incident';
import { toLogLine } from '../../src/domain/logbook/line';
import { LINE_TYPES } from '../../src/domain/logbook/lineTypes';
import { holders } from '../../src/domain/state';
import { CONTENT } from '../support/given';

const FOLDER = join(__dirname, '../golden/logs');

/**
 * A log that an earlier version wrote must still be read. One file per version that wrote something new; they are never
 * changed, a new one comes beside them.
 */
const stored = (version: string) =>
  readFileSync(join(FOLDER, `${version}.jsonl`), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as SealedLine);
const versions = readdirSync(FOLDER).map((file) => file.replace('.jsonl', ''));

/** Lines of which only the mark is left. */
const ERASED: Readonly<Record<string, readonly number[]>> = { '0.1.0': [19] };

describe.each(versions)('the log written by %s', (version) => {
  const lines = stored(version);

  it('still verifies, and says which line was erased', () => {
    expect(verify(lines)).toMatchObject({ kind: 'intact', lines: lines.length, erased: ERASED[version] ?? [] });
  });

  it('is still read line by line', () => {
    const read = lines.map((line) => toLogLine(unseal(line), CONTENT));
    expect(read.every((line, index) => line.nr === index + 1 && line.indhold.length > 0)).toBe(true);
  });
});

it('0.1.0 folds into the state it had', () => {
  const state = replay('h-1', stored('0.1.0').map(unseal));
  expect(state).toMatchObject({ phase: 'lukket', nr: 3, log: { count: 28, replies: [] } });
  expect(state.instrukser['instruks-1']?.steps['oplys-niveau']).toMatchObject({ revision: 4, status: { kind: 'aaben' } });
  expect(state.instrukser['instruks-1']?.steps['aktiver-krisestab']?.status).toMatchObject({ kind: 'udfoert', beslutning: { valg: 'ja' } });
  expect(holders(state, 'procesansvarlig')).toEqual([{ id: 'bent', name: 'Bent Krogh' }]);
  expect(holders(state, 'kontaktperson').map((person) => person.name)).toEqual(['Lone Kær']);
});

it('0.1.0-samtale folds into the state it had: deletions before messages, changes out of order, reactions', () => {
  const { log } = replay('h-1', stored('0.1.0-samtale').map(unseal));
  expect(log.replies).toMatchObject([{ nr: 3, tekst: 'Sent ude', slettet: true }, { nr: 5, tekst: 'Tre biler', bilag: [{ navn: 'plan.pdf' }], slettet: true }]);
  expect(log.unseenDeletions.map(({ besked, skrevet }) => [besked.slice(-1), skrevet])).toEqual([['2', undefined], ['3', '2026-11-21T12:40:00.000Z']]);
  expect(log.reactions.map(({ sign, fjernet }) => [sign, fjernet])).toEqual([['👀', false], ['like', true]]);
});

it('0.2.0 folds into the state it had: put off, too few, not activated, and activated by the fourth vote', () => {
  const { afstemninger, forloeb, aktivering, instrukser, udkast, oekonomi } = replay('h-1', stored('0.2.0').map(unseal));
  expect(forloeb).toMatchObject({ knude: 'evaluer', genoptaget: 6 });
  expect(forloeb.sti.map(({ knude, svar }) => `${knude} ${svar}`)).toEqual([
    'hverdagshaendelse nej', 'aktiver-beredskab udfoert', 'aabningstid udenfor', 'aabningstid indenfor', 'aktivering udsaet', 'aktivering nej', 'aktivering ja',
    'haandter udfoert', 'orienter-repraesentantskab udfoert',
  ]);
  const { status } = instrukser['instruks-1']!.steps['aktiver-krisestab']!;
  expect(status).toMatchObject({ henvisning: afstemninger['aktivering-4']!.udfald!.nr });
  expect(Object.values(afstemninger).map(({ id, version, udfald }) => [id, version, udfald?.resultat, udfald?.grund])).toEqual([
    ['aktivering-1', 1, 'vedtaget', 'reglen'], ['aktivering-2', 1, 'ikke-beslutningsdygtig', 'fristen'], ['aktivering-3', 1, 'vedtaget', 'reglen'], ['aktivering-4', 2, 'vedtaget', 'reglen'],
  ]);
  const last = afstemninger['aktivering-4'];
  expect(last?.udfald?.stemmer).toMatchObject([
    { person: { id: 'eva' }, uenig: [] },
    { person: { id: 'ida' }, uenig: [{ spoergsmaal: 'opjuster', hvorfor: 'Ikke før mødet' }] },
    { person: { id: 'kim' }, repraesenterer: { id: 'finn' } },
    { person: { id: 'anna' }, mundtlig: { registreretAf: { id: 'bent' }, tidspunkt: '2026-11-21T15:11:00.000Z', hoertAf: 'Bent Krogh' } },
  ]);
  expect(last?.senere.map(({ person }) => person.id)).toEqual(['jens']);
  expect(aktivering).toMatchObject({ niveau: 'udvidet-ddh-beredskab', moede: '2026-11-21T17:30:00.000Z', sted: 'Teams', nr: 44 });
  const { steps } = instrukser['instruks-1']!;
  expect(steps['aktiver-krisestab']?.status).toMatchObject({ kind: 'udfoert', beslutning: { valg: 'ja' } });
  expect(steps['oplys-niveau']?.status).toMatchObject({ kind: 'udfoert', henvisning: 45 });
  expect(udkast.rep).toMatchObject({ emne: 'Beredskabet er aktiveret', godkendt: { by: { id: 'anna' }, nr: 71 } });
  expect(udkast.hm?.godkendt).toBeUndefined();
  expect(oekonomi).toEqual([{ myndighed: 'Viborg', accepteretAf: 'Lone Kær', nr: 67 }]);
});

it('0.2.0 folds into the alarm it had: who came, who was rung and not reached, and that it was called off', () => {
  const { alarm } = replay('h-1', stored('0.2.0').map(unseal));
  expect(alarm?.alarmerede.map(({ person, svar, forsoeg, ikkeNaaet, ikkeBrugFor }) => [person.id, svar?.svar, svar?.iTelefonen, forsoeg.length, ikkeNaaet, ikkeBrugFor])).toEqual([
    ['anna', 'paa-vej', false, 0, false, false],
    ['bent', 'paa-vej', false, 0, false, false],
    ['carla', 'paa-vej', true, 0, false, false],
    ['dan', 'paa-vej', true, 1, true, false],
    ['gry', undefined, undefined, 0, false, true],
  ]);
  expect(alarm?.afblaest).toMatchObject({ by: { id: 'anna' }, begrundelse: 'Strømmen er tilbage' });
});

it('0.2.0-akut folds into the state it had: outside the opening hours, a role that nobody fills, an alarm that is waiting', () => {
  const { alarm, aktivering, forloeb, instrukser } = replay('h-1', stored('0.2.0-akut').map(unseal));
  expect(forloeb.sti.map(({ knude, svar }) => `${knude} ${svar}`).slice(3)).toEqual(['orienter-styregruppen udfoert', 'akut-behov nej', 'akut-behov ja', 'udvidet-beredskab udfoert']);
  expect(Object.keys(instrukser)).toEqual(['instruks-1', 'instruks-3']);
  expect(aktivering).toMatchObject({ niveau: 'udvidet-ddh-beredskab' });
  expect(alarm).toMatchObject({ ubesatte: ['bemandingsansvarlig'] });
  expect(alarm?.alarmerede.map(({ person, svar, videre }) => [person.id, svar?.svar, videre.map(({ til }) => til?.id)])).toEqual([
    ['anna', undefined, ['gry']], ['bent', undefined, ['hans']], ['carla', 'kan-ikke', [undefined]], ['gry', undefined, []], ['hans', undefined, []],
  ]);
});

it('0.3.0-moeder folds into the state it had: a meeting that was moved, begun and ended, one that was cancelled, and the next', () => {
  const { moeder, kadence } = replay('h-1', stored('0.3.0-moeder').map(unseal)).moeder;
  expect(moeder.map(({ titel, status, revision, minutter }) => [titel, status, revision, minutter])).toEqual([['Stabsmøde 1', 'slut', 2, 30], ['Møde om opjustering 1', 'aflyst', 2, 45], ['Stabsmøde 2', 'planlagt', 1, 45]]);
  expect(moeder[0]).toMatchObject({ link: 'https://teams.example/m/1', forsoeg: 1, fravaerende: [{ id: 'dan' }], referat: { by: { id: 'anna' } } });
  expect(kadence).toMatchObject({ hverMinutter: 120, mindet: false });
});

it('0.4.0-moeder folds into the state it had: deleted by hand and called anew, begun late, asked about twice, ended by nobody in time; the next one cancelled before it was called', () => {
  const { phase, moeder } = replay('h-1', stored('0.4.0-moeder').map(unseal));
  expect(phase).toBe('lukket');
  expect(moeder.moeder).toMatchObject([
    { status: 'slut', slettet: 1, link: 'https://teams.example/m/2', begyndtAt: '2026-11-21T13:52:00.000Z', spurgtOmStart: true, spurgtOmSlut: { gange: 2 } },
    { status: 'aflyst', indkaldelse: { kind: 'sendt', varVaek: true } },
  ]);
});

it('0.3.0-mail folds into the state it had: a mail that was tried again, one that came back and went on, answers by link and telephone', () => {
  const { udkast, udsendelser } = replay('h-1', stored('0.3.0-mail').map(unseal));
  expect(udkast.rep).toMatchObject({ emne: 'Beredskabet er aktiveret', sendt: 'rep-1', godkendesAf: ['kriseleder', 'modtager'], rettetAf: { id: 'finn' } });
  expect(udsendelser['rep-1']).toMatchObject({ forsoeg: 2, status: { kind: 'accepteret', antal: 1, fejlede: [{ id: 'mads' }] }, udenMail: [{ id: 'nora' }], godkendtAf: { id: 'anna' } });
  expect(udsendelser['kp-1']?.modtagere.map(({ id, svar, komIkkeFrem, tilbagekaldt, iStedetFor }) => [id, svar?.svar, svar?.via, komIkkeFrem, tilbagekaldt, iStedetFor?.id])).toEqual([
    ['kp:Viborg:Ole Vind', 'ring', 'telefon', true, true, undefined],
    ['nora', 'ja', 'svarlink', false, false, 'kp:Viborg:Ole Vind'],
  ]);
});

it('0.3.0-mailadresse folds into the state it had: a mail that came back, sent again to the address that was corrected, and the meeting with it', () => {
  const { udsendelser, moeder } = replay('h-1', stored('0.3.0-mailadresse').map(unseal));
  expect(udsendelser['kp-1']).toMatchObject({ forsoeg: 2, status: { kind: 'accepteret', antal: 1, fejlede: [] }, nyAdresse: [], modtagere: [{ id: 'kp:Viborg:Ole Vind', komIkkeFrem: false, fraForsoeg: 2 }] });
  expect(moeder.moeder[0]).toMatchObject({ revision: 1, forsoeg: 1, indkaldelse: { kind: 'sendes' } });
});

it('0.3.0-aftale folds into the state it had: agreed, moved, and asked of a new kontaktperson', () => {
  const { udsendelser, moeder } = replay('h-1', stored('0.3.0-aftale').map(unseal));
  const asked = Object.values(udsendelser).map(({ id, aftale, modtagere: [one] }) => [id, one?.name, aftale?.moeder.map(({ start }) => start), aftale?.kadence?.udgave, one?.svar?.svar, one?.svar?.via]);
  expect(asked).toEqual([
    ['aftale-1', 'Ole Vind', ['2026-11-21T15:00:00.000Z'], 1, 'ja', 'svarlink'],
    ['aftale-2', 'Ole Vind', ['2026-11-21T16:00:00.000Z'], undefined, undefined, undefined],
    ['aftale-3', 'Lone Kær', ['2026-11-21T16:00:00.000Z'], 1, 'ring', 'telefon'],
  ]);
  expect(udsendelser['aftale-1']?.modtagere[0]?.svar?.aftale).toMatchObject({ moeder: [{ moede: 'moede-2' }], kadence: { hverMinutter: 60 } });
  expect(moeder.kadence).toMatchObject({ udgave: 1, naeste: '2026-11-21T14:30:00.000Z' });
});

it('0.3.0-lukning folds into the state it had: voted down, and closed for that reason', () => {
  const { phase, lukning, aktivering } = replay('h-1', stored('0.3.0-lukning').map(unseal));
  expect({ phase, aktivering }).toEqual({ phase: 'lukket', aktivering: undefined });
  expect(lukning).toEqual({
    grund: 'uden-aktivering', udfald: 'Krisestaben aktiveres ikke', begrundelse: 'Kommunen klarer det selv', by: { id: 'anna', name: 'Anna Holm' }, at: '2026-11-21T14:00:00.000Z',
  });
  expect(toLogLine(unseal(stored('0.3.0-lukning').at(-1)!), CONTENT)).toMatchObject({
    type: 'handling', indhold: 'Hændelsen er lukket: afsluttet uden aktivering. Krisestaben aktiveres ikke.', begrundelse: 'Kommunen klarer det selv', status: 'lukket',
  });
});

it('0.4.0-flere folds into the state it had: another incident was opened beside it', () => {
  const lines = stored('0.4.0-flere').map(unseal);
  const other = lines.find(({ event }) => event.type === 'OtherHaendelseOpened');
  expect(replay('h-1', lines).andreHaendelser).toEqual([(other?.event as { haendelse: string }).haendelse]);
  expect(toLogLine(other!, CONTENT)).toMatchObject({ type: 'information', indhold: 'Hændelse 2 er også åbnet: Odense: Strømmen er væk' });
});

it('every kind of event that is written stands in one of them', () => {
  const types = new Set(versions.flatMap((version) => stored(version).map((line) => line.envelope.type)));
  const written = Object.keys(LINE_TYPES).filter((type) => type !== 'ErasedLine');
  expect([...types].sort()).toEqual(written.sort());
});
