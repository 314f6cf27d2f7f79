import type { SealedLine } from '../../src/app/chain';
import { judge } from '../../src/reports/verify';
import { entry, OPENED, sealedLog } from '../support/log/lines';

const LOG = sealedLog([OPENED, entry('b'), entry('c'), entry('d')]);

function head(lines: readonly SealedLine[]) {
  return { nr: lines.length, hash: lines.at(-1)?.hash ?? '', etag: 'e' };
}

function changed(nr: number, change: (line: SealedLine) => SealedLine): SealedLine[] {
  return LOG.map((line) => (line.envelope.nr === nr ? change(line) : line));
}

function withoutText({ envelope, payloadHash, hash }: SealedLine): SealedLine {
  return { envelope, payloadHash, hash };
}

function sentenceOn(lines: readonly SealedLine[]): string {
  return judge(lines, head(LOG), head(LOG)).sentence;
}

describe('verification', () => {
  test('finds a log whole that is as it was written', () => {
    expect(judge(LOG, head(LOG), head(LOG))).toEqual({ kind: 'intact', sentence: `Loggen er hel: 4 linjer. Sidste kontroltal: ${LOG[3]!.hash}` });
  });

  test('passes over erased lines, and says which', () => {
    const marked = sealedLog([OPENED, entry('b'), entry('c'), { type: 'LineErased', retter: 2, begrundelse: 'navn', bedtAf: 'Anna' }]);
    const log = marked.map((line) => (line.envelope.nr === 2 ? withoutText(line) : line));
    expect(judge(log, head(marked), head(marked)).sentence).toMatch(/^Loggen er hel: 4 linjer\. Indholdet er slettet i linje 2\. Sidste kontroltal: /);
  });

  test.each<[string, readonly SealedLine[], number, RegExp]>([
    ['a changed text', changed(2, (line) => ({ ...line, payload: line.payload?.replace('"b"', '"x"') })), 2, /indholdet er ændret/],
    ['a text that is gone, and nobody erased it', changed(2, withoutText), 2, /teksten er væk, uden at nogen har slettet den i programmet/],
    ['a changed name', changed(3, (line) => ({ ...line, envelope: { ...line.envelope, actorName: 'Bo' } })), 3, /hænger ikke sammen/],
    ['a line that is missing', LOG.filter((line) => line.envelope.nr !== 2), 2, /nummeret mangler/],
    ['lines cut off at the end', LOG.slice(0, 2), 3, /den mangler; loggen skal have 4 linjer/],
    ['a log that is gone', [], 1, /den mangler/],
    ['a line that was added past the program', sealedLog([OPENED, entry('b'), entry('c'), entry('d'), entry('e')]), 5, /uden om programmet/],
    ['a log written anew', sealedLog([OPENED, entry('b'), entry('c'), entry('noget andet')]), 4, /skrevet om/],
  ])('names the first line that does not fit: %s', (_, lines, nr, why) => {
    expect(judge(lines, head(LOG), head(LOG))).toMatchObject({ kind: 'broken', nr });
    expect(sentenceOn(lines)).toMatch(why);
    expect(sentenceOn(lines)).toMatch(new RegExp(`^Linje ${nr} passer ikke: `));
  });

  test('does not take lines that were written meanwhile for tampering', () => {
    expect(judge(LOG.slice(0, 3), head(LOG.slice(0, 2)), head(LOG)).kind).toBe('intact');
    expect(judge(LOG, head(LOG.slice(0, 2)), head(LOG)).kind).toBe('intact');
  });

  test('cannot vouch for a log whose end is not on record', () => {
    expect(judge(LOG, undefined, undefined)).toMatchObject({ kind: 'broken', nr: 1 });
  });
});
