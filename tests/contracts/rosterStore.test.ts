import { EMPTY_ROSTER } from '../../src/app/roster';
import type { Roster, RosterPerson } from '../../src/app/roster';
import { everyImplementation } from '../support/store/implementations';

const ANNA: RosterPerson = {
  id: 'anna', name: 'Anna Ærø Holm', teamsId: '00000000-0000-0000-0000-000000000001', email: "anna.o'holm@example.org",
  phones: { work: '+45 20 00 00 01', private: '+45 30 00 00 01' }, kommune: 'Aarhus', guest: false,
};
const BENT: RosterPerson = { id: 'bent', name: 'Bent', phones: {}, guest: true };

const FULL: Roster = {
  people: [BENT, ANNA],
  roles: { ...EMPTY_ROSTER.roles, kriseleder: { holder: 'anna', deputies: ['bent'] } },
  styregruppe: [{ person: 'bent', suppleant: 'anna', formand: true }, { person: 'anna', formand: false }],
  repraesentantskab: ['anna', 'bent'],
  kommunekontakter: [{ kommune: 'Ærø', primary: 'anna', secondary: 'bent' }, { kommune: 'Aarhus', primary: 'bent' }],
  adresser: { aiTeam: 'ai@example.org' },
};

/** Everybody bears the number of their generation, so that a mixture shows. */
function generation(number: number, people: number): Roster {
  return {
    ...EMPTY_ROSTER,
    people: Array.from({ length: people }, (_, index) => ({ ...BENT, id: `p${index}`, name: `${number}` })),
    adresser: { generation: String(number) },
  };
}

everyImplementation((the) => {
  const roster = () => the().store.roster;

  describe('the roster', () => {
    it('is absent before the first import', async () => {
      expect(await roster().load()).toBeUndefined();
    });

    it('comes back as it was imported, in its order', async () => {
      await roster().save(FULL);
      expect(await roster().load()).toEqual(FULL);
    });

    it('can be empty', async () => {
      await roster().save(EMPTY_ROSTER);
      expect(await roster().load()).toEqual(EMPTY_ROSTER);
    });

    it('replaces all that was there, also when it is larger than a transaction', async () => {
      await roster().save(generation(1, 250));
      await roster().save(generation(2, 120));
      expect(await roster().load()).toEqual(generation(2, 120));
    });

    it('is never seen half, however reads and imports fall', async () => {
      await roster().save(generation(0, 110));
      const importing = (async () => {
        for (let number = 1; number <= 6; number += 1) await roster().save(generation(number, 110 + number));
        return 'done' as const;
      })();
      let seen: Roster | undefined;
      do {
        seen = await roster().load();
        const number = Number(seen?.adresser.generation);
        expect(seen).toEqual(generation(number, 110 + number));
      } while ((await Promise.race([importing, Promise.resolve('going on' as const)])) !== 'done');
      expect(await roster().load()).toEqual(generation(6, 116));
    });

    it('is one whole import when two come at once', async () => {
      await Promise.all([roster().save(generation(1, 150)), roster().save(generation(2, 130))]);
      const number = Number((await roster().load())?.adresser.generation);
      expect(await roster().load()).toEqual(generation(number, number === 1 ? 150 : 130));
    });
  });
});
