import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unseal, verify, type SealedLine } from '../../src/app/chain';
import { replay } from '../../src/domain/incident';
import { LINE_TYPES, toLogLine } from '../../src/domain/logbook/line';
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

it('every kind of event that is written stands in one of them', () => {
  const types = new Set(versions.flatMap((version) => stored(version).map((line) => line.envelope.type)));
  const written = Object.keys(LINE_TYPES).filter((type) => type !== 'ErasedLine');
  expect([...types].sort()).toEqual(written.sort());
});
