import { LogbookReader } from '../../src/app/logbookReader';
import { CARLA, CONTENT, HANS } from '../support/given';
import { House, type Process } from './house';

/** A log of 130 lines, with talk between line 61 and line 90. */
let house: House;
let process: Process;
let incident: string;
let reader: LogbookReader;
const LAST = 130;
beforeAll(async () => {
  house = await House.build();
  process = await house.process();
  incident = await house.open(process);
  for (let nr = 2; nr <= LAST; nr += 1) {
    const talk = nr > 60 && nr <= 90;
    await house.does(process, incident, talk ? HANS.does({ type: 'logReply', tekst: 'snak', bilag: [] }) : CARLA.logs(`linje ${nr}`));
  }
  reader = new LogbookReader(house.store.events);
}, 60_000);

const shows = async (wanted: Parameters<LogbookReader['show']>[1]) => {
  const { lines, older } = await reader.show(incident, wanted, CONTENT, house.time.incident().toISOString());
  return { nrs: lines.map((line) => Number(line.split(' ')[0])), older };
};

it('shows the latest ten, and says which came before them', async () => {
  const { nrs, older } = await shows({});
  expect(nrs).toEqual([121, 122, 123, 124, 125, 126, 127, 128, 129, 130]);
  expect(older).toEqual({ fra: 101, til: 120 });
});

it('counts the older ones without the talk between them, so that none of the answers is empty', async () => {
  const { nrs, older } = await shows({ linjer: { fra: 91, til: 100 } });
  expect(nrs).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  expect(older).toEqual({ fra: 41, til: 60 });
  expect((await shows({ linjer: { fra: 61, til: 90 } }))).toEqual({ nrs: [], older: undefined });
});

it('leads back to the first line, each line shown once', async () => {
  const seen: number[] = [];
  let page = await shows({});
  for (;;) {
    seen.unshift(...page.nrs);
    if (!page.older) break;
    page = await shows({ linjer: page.older });
  }
  expect(seen).toEqual([...Array.from({ length: 60 }, (_, index) => index + 1), ...Array.from({ length: 40 }, (_, index) => index + 91)]);
});

it('of more than it has room for shows the latest, and leads to the others', async () => {
  expect(await shows({ count: 100 })).toMatchObject({ nrs: { length: 100 }, older: undefined });
  const long = await house.process('to');
  const other = await house.open(long, { nonce: 'lang' });
  for (let nr = 2; nr <= 40; nr += 1) await house.does(long, other, CARLA.logs(`${'a'.repeat(1000)} ${nr}`));
  const now = house.time.incident().toISOString();
  const { lines, older } = await reader.show(other, { linjer: { fra: 1, til: 40 } }, CONTENT, now);
  expect(lines.at(-1)).toContain('aaa 40');
  expect(lines.join('').length).toBeLessThan(15_000);
  expect(older?.til).toBe(40 - lines.length);
});

it('shortens a long line among the latest, and says which; asked for by its number it is whole', async () => {
  const third = await house.process('tre');
  const long = await house.open(third, { nonce: 'kort' });
  await house.does(third, long, CARLA.logs(`${'ord '.repeat(200)}slut`));
  await house.does(third, long, CARLA.logs('en kort'));
  const now = house.time.incident().toISOString();
  const { lines, shortened } = await reader.show(long, {}, CONTENT, now);
  expect(shortened).toBe(2);
  expect(lines[1]).toMatch(/^2 .* ord…$/);
  expect(lines[1]!.length).toBeLessThanOrEqual(300);
  expect(lines[2]).toMatch(/en kort$/);
  const whole = await reader.show(long, { linjer: { fra: 2, til: 2 } }, CONTENT, now);
  expect(whole).toMatchObject({ lines: [expect.stringMatching(/slut$/)], shortened: undefined });
});
