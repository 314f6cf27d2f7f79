import { gapInWords } from '../../src/domain/conversation/gap';

const HOLE = { type: 'GapRecorded', fra: '2026-11-21T13:05:00.000Z', til: '2026-11-21T13:20:00.000Z', antal: 0 } as const;
const NOW = '2026-11-21T13:21:00.000Z';

it.each([
  [{}, 'Botten eller dens lager var væk fra 14.05 til 14.20. Trådene er undersøgt: der manglede intet i loggen.'],
  [{ antal: 2 }, 'Botten eller dens lager var væk fra 14.05 til 14.20. 2 svar er fundet igen og står i loggen.'],
  [{ ikkeUndersoegt: true }, 'Botten eller dens lager var væk fra 14.05 til 14.20. Om der blev skrevet noget i trådene imens, kunne ikke undersøges.'],
  [{ antal: 2, ikkeUndersoegt: true }, 'Botten eller dens lager var væk fra 14.05 til 14.20. 2 svar er fundet igen og står i loggen. Om der mangler flere, kunne ikke undersøges.'],
  [{ reaktioner: 1 }, 'Botten eller dens lager var væk fra 14.05 til 14.20. 1 reaktion er fundet igen og står i loggen.'],
  [{ antal: 2, reaktioner: 3 }, 'Botten eller dens lager var væk fra 14.05 til 14.20. 2 svar og 3 reaktioner er fundet igen og står i loggen.'],
  [{ antal: 1, grund: 'ikkeModtaget', til: HOLE.fra }, 'Ikke alt, der blev skrevet kl. 14.05, nåede frem til botten. 1 svar er fundet igen og står i loggen.'],
  [{ antal: 1, fra: '2026-11-20T22:30:00.000Z' }, 'Botten eller dens lager var væk fra 20.11. 23.30 til 14.20. 1 svar er fundet igen og står i loggen.'],
] as const)('a gap that is %j', (particulars, sentence) => {
  expect(gapInWords({ ...HOLE, ...particulars }, NOW)).toBe(sentence);
});
