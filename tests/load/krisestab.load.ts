import { stringify } from 'yaml';
import { verify } from '../../src/app/chain';
import { openTables } from '../../src/adapters/tables/open';
import type { JsonObject } from '../../src/oevebane/connector/json';
import { Card, Staff, temporaryFile } from '../support/staff';

/**
 * Fifty people press and write in three incidents at once, for ROUNDS acts each. Nothing is lost or doubled, each
 * person's lines stand in the order in which they were written, and every answer comes inside Teams' 5 s.
 */
const PEOPLE = 50;
const ROUNDS = 12;
const LIMIT_MS = 5_000;

const FIRST = ['Anton', 'Birte', 'Clara', 'Dorte', 'Emil', 'Freja', 'Gustav', 'Hanne', 'Ivar', 'Jytte'];
const LAST = ['Agerskov', 'Bækgaard', 'Dybdahl', 'Egelund', 'Fjordside'];
const ids = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);

/** All of them in the krisestab, as holders or deputies. */
function roster(): string {
  const seat = (role: number) => ({ holder: ids[role], deputies: ids.slice(4).filter((_, index) => index % 4 === role) });
  return stringify({
    people: ids.map((id, index) => ({
      id, name: `${FIRST[index % 10]} ${LAST[Math.floor(index / 10)]}`, teamsId: `0d9e4f2a-5b1c-4c7d-8e3f-${String(index).padStart(12, '0')}`,
      email: `${id}@example.org`, phones: { work: '+45 20 00 00 01' }, kommune: 'Aarhus', guest: false,
    })),
    roles: { kriseleder: seat(0), logfoerer: seat(1), procesansvarlig: seat(2), bemandingsansvarlig: seat(3) },
    styregruppe: [], repraesentantskab: [], kommunekontakter: [], adresser: {},
  });
}

let staff: Staff;
beforeAll(async () => {
  staff = await Staff.start({ environment: { ROSTER_FILE: temporaryFile('roster.yaml', roster()), LOG_LEVEL: 'error' }, rateLimited: true });
});
afterAll(() => staff.close());

it('holds fifty people in three incidents', async () => {
  const cards: Card[] = [];
  for (const [index, name] of ['Viborg', 'Skive', 'Randers'].entries()) {
    const incident = await staff.openIncident(ids[index]!, { beskrivelse: `Nedbrud ${index + 1}`, myndigheder: name });
    await incident.press(ids[index]!, 'Start instruks 2');
    cards.push(await staff.until(() => staff.instruksCard(2, incident)));
  }
  const drawn = cards.map((card) => card.buttons().filter((title) => title.endsWith(' Udført')).map((title) => [title, card.button(title)] as [string, JsonObject]));
  const answers: number[] = [];
  const timed = async <T>(act: () => Promise<T>): Promise<T> => {
    const before = performance.now();
    const result = await act();
    answers.push(performance.now() - before);
    return result;
  };

  await Promise.all(ids.map(async (id, person) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const which = (person + round) % 3;
      const card = cards[which]!;
      if (round % 3 === 2) {
        const [title, button] = drawn[which]![(person * 7 + round) % drawn[which]!.length]!;
        const answer = await timed(() => card.press(id, title, button));
        expect(answer.status).toBe(200);
      } else {
        const text = round % 3 === 0 ? `/log h: ${id} linje ${round}` : `${id} svar ${round}`;
        await timed(() => staff.write(id, text, { rootId: card.message.rootId }));
      }
    }
  }));

  const store = openTables({ connectionString: staff.azurite.connectionString }, String(staff.environment.TABLES_PREFIX));
  for (const [index, row] of [...(await store.index.all())].sort((a, b) => a.nr - b.nr).entries()) {
    expect(verify(await store.events.readLines(row.id, 0))).toMatchObject({ kind: 'intact' });
    const lines = await staff.export(row.nr);
    for (const [person, id] of ids.entries()) {
      const rounds = Array.from({ length: ROUNDS }, (_, round) => round).filter((round) => (person + round) % 3 === index && round % 3 !== 2);
      const expected = rounds.map((round) => (round % 3 === 0 ? `${id} linje ${round}` : `${id} svar ${round}`));
      expect(lines.map((line) => line.indhold).filter((text) => text.startsWith(`${id} `))).toEqual(expected);
    }
    const done = lines.filter((line) => line.status === 'udført').map((line) => line.trin);
    expect(new Set(done).size).toBe(done.length);
  }
  answers.sort((a, b) => a - b);
  const at = (share: number) => Math.round(answers[Math.min(answers.length - 1, Math.floor(answers.length * share))] ?? 0);
  process.stdout.write(`${answers.length} acts by ${PEOPLE} people: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms (Teams waits ${LIMIT_MS} ms)\n`);
  expect(at(1)).toBeLessThan(LIMIT_MS);
});
