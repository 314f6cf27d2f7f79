import { LOG_LINE_KEYS } from '../../src/domain/logbook/logLine';
import { logLines, toJsonl } from '../../src/reports/jsonl';
import { CONTENT, entry, OPENED, sealedLog } from '../support/log/lines';

const byHash = (hash: string) => (hash === CONTENT.hash ? CONTENT : undefined);
const STEP = { type: 'StepCompleted', instruks: 'instruks-2', trin: 'status', nummer: '2B.1', trintekst: 'Giv status', paaVegneAf: ['logfoerer'] } as const;

describe('the export', () => {
  test('is one JSON object per line with the keys in their order, whatever the text contains', () => {
    const tekst = 'en\nto "citat" \u2028 ${x} <b>';
    const rows = toJsonl(logLines(sealedLog([OPENED, entry(tekst)]), byHash)).split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[2]).toBe('');
    const parsed = rows.slice(0, 2).map((row) => JSON.parse(row) as Record<string, unknown>);
    expect(parsed.map((line) => Object.keys(line))).toEqual([LOG_LINE_KEYS, LOG_LINE_KEYS]);
    expect(parsed[1]).toMatchObject({ nr: 2, indhold: tekst, til: null });
  });

  test('uses the content set that the incident pinned', () => {
    expect(logLines(sealedLog([OPENED, STEP]), byHash)[1]).toMatchObject({ indhold: '2B.1 udført: Giv status (på vegne af logfører)', instruks: 2 });
  });

  test('comes out with ids instead of titles when that set is gone', () => {
    expect(logLines(sealedLog([OPENED, STEP]), () => undefined)[1]).toMatchObject({ indhold: '2B.1 udført: Giv status (på vegne af logfoerer)', instruks: null });
  });

  test('keeps the place of an erased line and says that it was erased', () => {
    const lines = sealedLog([OPENED, STEP, entry('c')]);
    lines[1] = { ...lines[1]!, payload: undefined, salt: undefined };
    const [, erased, last] = logLines(lines, byHash);
    expect(erased).toMatchObject({ nr: 2, fra: 'Eva Skov', type: 'handling', indhold: '[slettet]', status: 'slettet', instruks: 2, trin: '2B.1', retter: null });
    expect(last).toMatchObject({ nr: 3, indhold: 'c' });
  });

  test.each(['{', '{"event":{"type":"Ukendt"},"calls":[]}', '{"event":{"type":"StepCompleted"},"calls":[]}', '{"event":{"type":"LogEntryWritten"},"calls":[]}'])('is not stopped by a line that was made unreadable: %s', (payload) => {
    const lines = sealedLog([OPENED, entry('b'), entry('c')]);
    lines[1] = { ...lines[1]!, payload };
    expect(logLines(lines, byHash).map((line) => line.indhold)).toEqual([expect.any(String), '[kan ikke læses]', 'c']);
  });

  test('of nothing is empty', () => {
    expect(toJsonl(logLines([], byHash))).toBe('');
  });
});
