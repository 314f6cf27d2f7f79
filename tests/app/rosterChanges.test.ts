import { EMPTY_ROSTER, type Roster, type RosterPerson } from '../../src/app/roster';
import { planImport, rolleindehavere } from '../../src/app/rosterChanges';
import { initialState } from '../../src/domain/state';

function person(id: string, name: string, more: Partial<RosterPerson> = {}): RosterPerson {
  return { id, name, phones: {}, guest: false, ...more };
}

const OLD: Roster = {
  ...EMPTY_ROSTER,
  people: [person('anna', 'Anna Holm', { email: 'anna@example.org' }), person('bent', 'Bent Ravn'), person('carla', 'Carla Øst')],
  roles: { ...EMPTY_ROSTER.roles, kriseleder: { holder: 'anna', deputies: ['bent'] } },
  styregruppe: [{ person: 'bent', formand: true }],
  adresser: { aiTeam: 'ai@example.org' },
};
const nobody = new Set<string>();

describe('an import', () => {
  test('into an empty roster adds everybody', () => {
    expect(planImport(undefined, OLD, nobody).changes).toEqual([
      'Tilføjes: Anna Holm (anna)', 'Tilføjes: Bent Ravn (bent)', 'Tilføjes: Carla Øst (carla)',
      'Kriseleder: (ingen) → Anna Holm', 'Stedfortrædere for kriseleder: (ingen) → Bent Ravn', 'Styregruppe: (ingen) → Bent Ravn (formand)',
      'Adresse aiTeam: (ingen) → ai@example.org',
    ]);
  });

  test('of the same again changes nothing', () => {
    expect(planImport(OLD, OLD, nobody)).toEqual({ roster: OLD, changes: [], kept: [] });
  });

  test('replaces people by id and shows each change before it is made', () => {
    const next: Roster = {
      ...OLD,
      people: [person('anna', 'Anna Holm', { email: 'ah@example.org', guest: true }), person('bent', 'Bent Ravn'), person('dan', 'Dan Ny')],
      roles: { ...OLD.roles, kriseleder: { holder: 'bent', deputies: [] }, logfoerer: { holder: 'dan', deputies: [] } },
      styregruppe: [{ person: 'bent', suppleant: 'dan', formand: false }],
    };
    const plan = planImport(OLD, next, nobody);
    expect(plan.roster).toEqual(next);
    expect(plan.changes).toEqual([
      'Tilføjes: Dan Ny (dan)',
      'Ændres: Anna Holm (anna) – e-mail: anna@example.org → ah@example.org, gæst: nej → ja',
      'Fjernes: Carla Øst (carla)',
      'Kriseleder: Anna Holm → Bent Ravn', 'Stedfortrædere for kriseleder: Bent Ravn → (ingen)', 'Logfører: (ingen) → Dan Ny',
      'Styregruppe: Bent Ravn (formand) → Bent Ravn (suppleant: Dan Ny)',
    ]);
  });

  test('keeps whoever holds a role in an open incident', () => {
    const next: Roster = { ...OLD, people: OLD.people.filter(({ id }) => id === 'anna'), roles: EMPTY_ROSTER.roles, styregruppe: [] };
    const plan = planImport(OLD, next, new Set(['bent']));
    expect(plan.kept.map(({ id }) => id)).toEqual(['bent']);
    expect(plan.roster.people.map(({ id }) => id)).toEqual(['anna', 'bent']);
    expect(plan.changes).toContain('Fjernes: Carla Øst (carla)');
    expect(plan.changes.join()).not.toContain('Fjernes: Bent');
  });

  test('that names no addresses leaves them as they are', () => {
    expect(planImport(OLD, { ...OLD, adresser: {} }, nobody)).toEqual({ roster: OLD, changes: [], kept: [] });
  });
});

test('holders, deputies, the styregruppe and contacts all have a role in an incident', () => {
  const state = {
    ...initialState('h'),
    roller: { ...initialState('h').roller, kriseleder: { holder: { id: 'anna', name: 'A' }, deputies: [{ id: 'bent', name: 'B' }] }, modtager: { holder: { id: 'ida', name: 'I' }, deputies: [] } },
    styregruppe: [{ id: 'sg', name: 'S' }],
    myndigheder: [{ navn: 'Viborg', kontaktperson: { id: 'kp:Viborg:J', name: 'J' } }],
  };
  expect([...rolleindehavere(state)].sort()).toEqual(['anna', 'bent', 'ida', 'kp:Viborg:J', 'sg']);
});
