import fc from 'fast-check';
import { parseLog, type LogRequest } from '../../../src/domain/logbook/grammar';

/** Saturday 21 November 2026, 14.30 in Denmark (UTC+1). */
const NOW = '2026-11-21T13:30:00.000Z';
const AT_14_05 = '2026-11-21T13:05:00.000Z';

function write(fields: object): object {
  return { kind: 'write', entry: { entryType: 'information', ...fields } };
}

/** Without the keys that are there but undefined, so that a table row shows only what counts. */
function bare(request: LogRequest): unknown {
  return JSON.parse(JSON.stringify(request));
}

describe('what follows /log', () => {
  test.each<[string, object]>([
    ['Strømmen er gået', write({ tekst: 'Strømmen er gået' })],
    ['  Strømmen er gået \n', write({ tekst: 'Strømmen er gået' })],
    ['linje 1\n\n  linje 2', write({ tekst: 'linje 1\n\n  linje 2' })],

    // types
    ['b: vi lukker', write({ entryType: 'beslutning', tekst: 'vi lukker' })],
    ['h: ringede til Viborg', write({ entryType: 'handling', tekst: 'ringede til Viborg' })],
    ['o: kø på 40 minutter', write({ entryType: 'observation', tekst: 'kø på 40 minutter' })],
    ['i: vagten er skiftet', write({ entryType: 'information', tekst: 'vagten er skiftet' })],
    ['u: vi varsler ikke', write({ entryType: 'undladelse', tekst: 'vi varsler ikke' })],
    ['Beslutning: vi lukker', write({ entryType: 'beslutning', tekst: 'vi lukker' })],
    ['HANDLING:ringede', write({ entryType: 'handling', tekst: 'ringede' })],
    ['observation:\nkø', write({ entryType: 'observation', tekst: 'kø' })],
    ['Undladelse: ingen', write({ entryType: 'undladelse', tekst: 'ingen' })],
    ['Information: x', write({ tekst: 'x' })],
    ['Beslutning om at lukke', write({ tekst: 'Beslutning om at lukke' })],
    ['h: o: begge dele', write({ entryType: 'handling', tekst: 'o: begge dele' })],
    ['H:\\faelles er nede', write({ tekst: 'H:\\faelles er nede' })],
    ['vigtigt: læs', write({ tekst: 'vigtigt: læs' })],

    // a whole decision
    [
      'beslutning: vi lukker | besluttet af: Anna Holm | fordi: der er brand | kl. 14.05 | ansvarlig: Bo | frist: i morgen kl. 8.00',
      write({
        entryType: 'beslutning', tekst: 'vi lukker', beslutter: 'Anna Holm', begrundelse: 'der er brand', ansvarlig: 'Bo',
        frist: 'i morgen kl. 8.00', haendelsestid: AT_14_05,
      }),
    ],
    ['b: x|BESLUTTET  AF:Anna|Fordi : y', write({ entryType: 'beslutning', tekst: 'x', beslutter: 'Anna', begrundelse: 'y' })],
    ['b: x | besluttet af: @Anna Holm | ansvarlig: @Bo', write({ entryType: 'beslutning', tekst: 'x', beslutter: 'Anna Holm', ansvarlig: 'Bo' })],
    ['h: x | ansvarlig: Bo', write({ entryType: 'handling', tekst: 'x', ansvarlig: 'Bo' })],
    ['b: x | fordi: ', write({ entryType: 'beslutning', tekst: 'x' })],
    ['b: x | fordi: y |', write({ entryType: 'beslutning', tekst: 'x', begrundelse: 'y' })],
    ['b: | fordi: y', write({ entryType: 'beslutning', tekst: '', begrundelse: 'y' })],
    ['b: x | fordi: første\nanden', write({ entryType: 'beslutning', tekst: 'x', begrundelse: 'første\nanden' })],

    // what is no syntax stays text
    ['b: x | farve: rød | fordi: y', write({ entryType: 'beslutning', tekst: 'x | farve: rød', begrundelse: 'y' })],
    ['b: x | fordi: y | fordi: z', write({ entryType: 'beslutning', tekst: 'x | fordi: z', begrundelse: 'y' })],
    ['a || b|c', write({ tekst: 'a || b|c' })],
    ['han skrev "a | fordi: b" til os', write({ tekst: 'han skrev "a | fordi: b" til os' })],
    ['han skrev “a | fordi: b” til os', write({ tekst: 'han skrev “a | fordi: b” til os' })],
    ['han skrev ”a | fordi: b” til os', write({ tekst: 'han skrev ”a | fordi: b” til os' })],
    ['han skrev »a | fordi: b« til os', write({ tekst: 'han skrev »a | fordi: b« til os' })],
    ['b: x | fordi: "a | b" | frist: nu', write({ entryType: 'beslutning', tekst: 'x', begrundelse: '"a | b"', frist: 'nu' })],
    ['b: et 5" rør | fordi: et 6" er for stort', write({ entryType: 'beslutning', tekst: 'et 5" rør', begrundelse: 'et 6" er for stort' })],
    ['b: "uden slut | fordi: y', write({ entryType: 'beslutning', tekst: '"uden slut', begrundelse: 'y' })],
    ['${x} <b>fed</b> **md** <at>Bo</at> O\'Hara', write({ tekst: '${x} <b>fed</b> **md** <at>Bo</at> O\'Hara' })],

    // event time
    ['kl. 14.05 strømmen gik', write({ tekst: 'strømmen gik', haendelsestid: AT_14_05 })],
    ['Kl 14:05 strømmen gik', write({ tekst: 'strømmen gik', haendelsestid: AT_14_05 })],
    ['kl.14.05: strømmen gik', write({ tekst: 'strømmen gik', haendelsestid: AT_14_05 })],
    ['kl. 9.05 strømmen gik', write({ tekst: 'strømmen gik', haendelsestid: '2026-11-21T08:05:00.000Z' })],
    ['kl. 14.30 strømmen gik', write({ tekst: 'strømmen gik', haendelsestid: NOW })],
    ['h: kl. 14.05 ringede til Viborg', write({ entryType: 'handling', tekst: 'ringede til Viborg', haendelsestid: AT_14_05 })],
    ['kl. 14.05 h: ringede', write({ entryType: 'handling', tekst: 'ringede', haendelsestid: AT_14_05 })],
    ['kl. 14.05 | h: ringede', write({ entryType: 'handling', tekst: 'ringede', haendelsestid: AT_14_05 })],
    ['kl. 14.05|ringede | frist: nu', write({ tekst: 'ringede', frist: 'nu', haendelsestid: AT_14_05 })],
    ['ringede | kl. 14.05', write({ tekst: 'ringede', haendelsestid: AT_14_05 })],
    ['kl. 14.05 a | kl. 13.00', write({ tekst: 'a | kl. 13.00', haendelsestid: AT_14_05 })],
    ['strømmen gik kl. 14.05 i Viborg', write({ tekst: 'strømmen gik kl. 14.05 i Viborg' })],
    ['a | strømmen gik kl. 14.05', write({ tekst: 'a | strømmen gik kl. 14.05' })],
    ['a | kl. 14.05 strømmen gik', write({ tekst: 'a | kl. 14.05 strømmen gik' })],
    ['kl. 25.99 strømmen gik', write({ tekst: 'kl. 25.99 strømmen gik' })],
    ['kl. 14.60 strømmen gik', write({ tekst: 'kl. 14.60 strømmen gik' })],
    ['kl. 14.05-14.20 holdt vi møde', write({ tekst: 'kl. 14.05-14.20 holdt vi møde' })],
    ['kl. 14.05 – 14.20 holdt vi møde', write({ tekst: 'kl. 14.05 – 14.20 holdt vi møde' })],
    ['kl. 14.055 strømmen gik', write({ tekst: 'kl. 14.055 strømmen gik' })],
    ['klokken 14.05 gik strømmen', write({ tekst: 'klokken 14.05 gik strømmen' })],
    ['kl. 14 gik strømmen', write({ tekst: 'kl. 14 gik strømmen' })],

    // show
    ['vis', { kind: 'show', samtale: false }],
    ['VIS 5', { kind: 'show', samtale: false, count: 5 }],
    ['vis 41-50', { kind: 'show', samtale: false, linjer: { fra: 41, til: 50 } }],
    ['vis 50 – 41', { kind: 'show', samtale: false, linjer: { fra: 41, til: 50 } }],
    ['vis 41-50 biler', { kind: 'write', entry: { entryType: 'information', tekst: 'vis 41-50 biler' } }],
    ['vis samtale', { kind: 'show', samtale: true }],
    ['vis samtale 5', { kind: 'show', samtale: true, count: 5 }],
    ['vis 0', { kind: 'show', samtale: false }],
    ['vis kortet til Bo', write({ tekst: 'vis kortet til Bo' })],
    ['visitation lukket', write({ tekst: 'visitation lukket' })],

    // search
    ['søg vandværk nord', { kind: 'search', words: 'vandværk nord' }],
    ['SOEG Vandværk', { kind: 'search', words: 'Vandværk' }],
    ['søg: vandværk', { kind: 'search', words: 'vandværk' }],
    ['søg', { kind: 'empty' }],
    ['søgning i arkivet', write({ tekst: 'søgning i arkivet' })],

    // correct
    ['ret ny tekst', { kind: 'correct', entry: { tekst: 'ny tekst' } }],
    ['Ret 12 ny tekst', { kind: 'correct', nr: 12, entry: { tekst: 'ny tekst' } }],
    ['ret 12: ny tekst', { kind: 'correct', nr: 12, entry: { tekst: 'ny tekst' } }],
    ['ret 12', { kind: 'correct', nr: 12, entry: { tekst: '' } }],
    ['ret 12 kl. 14.05 h: ny | frist: nu', { kind: 'correct', nr: 12, entry: { entryType: 'handling', tekst: 'ny', frist: 'nu', haendelsestid: AT_14_05 } }],
    ['ret nr. 12 ny tekst', { kind: 'correct', nr: 12, entry: { tekst: 'ny tekst' } }],
    ['ret linje 12: ny tekst', { kind: 'correct', nr: 12, entry: { tekst: 'ny tekst' } }],
    ['ret #12 ny tekst', { kind: 'correct', nr: 12, entry: { tekst: 'ny tekst' } }],
    ['ret: 12 ny tekst', { kind: 'correct', nr: 12, entry: { tekst: 'ny tekst' } }],
    ['ret linjen til borgmesteren', { kind: 'correct', entry: { tekst: 'linjen til borgmesteren' } }],
    ['ret 12.000 opkald', { kind: 'correct', entry: { tekst: '12.000 opkald' } }],
    ['retten i Viborg er lukket', write({ tekst: 'retten i Viborg er lukket' })],
    ['ret', { kind: 'empty' }],
    ['', { kind: 'empty' }],
    [' \n', { kind: 'empty' }],
  ])('%j', (text, expected) => {
    expect(bare(parseLog(text, NOW))).toEqual(expected);
  });
});

describe('a clock time that is not of the last twelve hours', () => {
  const note = 'Kl. 18.00 er ikke inden for de seneste 12 timer, så linjen har fået tiden nu. Klokkeslættet står i teksten.';

  test.each([
    ['kl. 18.00 holder vi møde', { entryType: 'information', tekst: 'kl. 18.00 holder vi møde' }],
    ['kl. 18.00\nholder vi møde', { entryType: 'information', tekst: 'kl. 18.00\nholder vi møde' }],
    ['h: kl. 18.00 holder vi møde', { entryType: 'handling', tekst: 'kl. 18.00 holder vi møde' }],
    ['kl. 18.00 h: holder vi møde', { entryType: 'handling', tekst: 'kl. 18.00 holder vi møde' }],
    ['vi holder møde | kl. 18.00 | ansvarlig: Bo', { entryType: 'information', tekst: 'vi holder møde | kl. 18.00', ansvarlig: 'Bo' }],
  ])('is kept in the text, gives no event time, and the receipt says so: %j', (text, entry) => {
    expect(bare(parseLog(text, NOW))).toEqual({ kind: 'write', entry, note });
  });

  test('the note follows a correction too', () => {
    expect(parseLog('ret 3 kl. 18.00 møde', NOW)).toMatchObject({ kind: 'correct', nr: 3, note, entry: { tekst: 'kl. 18.00 møde' } });
  });
});

describe('for any text whatever', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(
      fc.constantFrom('b:', 'h: ', '|', ' | ', '"', '“', '”', 'kl. 14.05', 'kl. 18.00', 'fordi:', 'besluttet af: ', 'ret ', '12 ', 'vis', ' ', '\n', 'ord', '${x}', '<b>', '**'),
      { maxLength: 25 },
    ).map((pieces) => pieces.join('')),
  );

  test('reading never fails', () => {
    fc.assert(fc.property(anything, (text) => { parseLog(text, NOW); }));
  });

  const words = fc.array(fc.stringMatching(/^[a-zæøåA-ZÆØÅ0-9${}<>*_#'-]{1,12}$/), { minLength: 1, maxLength: 20 });

  test('a text without syntax is stored exactly as it was written', () => {
    fc.assert(fc.property(words, (list) => {
      const text = `x ${list.join(' ')}`;
      expect(bare(parseLog(text, NOW))).toEqual(write({ tekst: text }));
    }));
  });

  test('no word is lost, however the bars and keys fall', () => {
    const part = fc.tuple(fc.constantFrom('', 'fordi: ', 'besluttet af: ', 'frist: ', 'farve: ', 'kl. 18.00 ', '"', '“'), words);
    fc.assert(fc.property(words, fc.array(part, { maxLength: 8 }), (first, parts) => {
      const text = [`x ${first.join(' ')}`, ...parts.map(([key, list]) => key + list.join(' '))].join(' | ');
      const stored = JSON.stringify(parseLog(text, NOW));
      for (const word of [first, ...parts.map(([, list]) => list)].flat()) expect(stored).toContain(word);
    }));
  });
});

test('a long text full of unfinished quotations is read at once', () => {
  const started = process.hrtime.bigint();
  for (const mark of ['"', '„', '»', '“', ' "']) parseLog(mark.repeat(20_000), NOW);
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000);
});
