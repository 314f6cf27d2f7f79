import { holders } from '../../src/domain/state';
import { ANNA, BENT, CARLA, EVA, FINN, given, GRY, opened } from '../support/given';

const incident = given(opened());

describe('handing over a role', () => {
  it('says from whom to whom', () => {
    const over = incident.when(ANNA.handsOver('kriseleder', GRY));
    over.then({ type: 'RoleHandedOver', rolle: 'kriseleder', fra: ANNA.ref, til: GRY.ref });
    expect(holders(over.state, 'kriseleder')).toEqual([GRY.ref]);
  });

  it('leaves the former holder first in line, and the deputy who took over in line no more', () => {
    const over = given(opened({ roller: roles({ deputies: [FINN.ref, GRY.ref] }) }), GRY.handsOver('kriseleder', GRY));
    expect(over.state.roller.kriseleder).toEqual({ holder: GRY.ref, deputies: [ANNA.ref, FINN.ref] });
  });

  it('back and forth leaves each in line once', () => {
    const back = incident.and(GRY.handsOver('kriseleder', GRY), ANNA.handsOver('kriseleder', ANNA), GRY.handsOver('kriseleder', GRY));
    expect(back.state.roller.kriseleder).toEqual({ holder: GRY.ref, deputies: [ANNA.ref] });
  });

  it('fills a vacancy', () => {
    const vacant = given(opened({ roller: { ...roles({}), kriseleder: { deputies: [GRY.ref] } } }));
    const taken = vacant.when(FINN.handsOver('kriseleder', FINN));
    taken.then({ type: 'RoleHandedOver', rolle: 'kriseleder', fra: undefined, til: FINN.ref });
    expect(taken.state.roller.kriseleder).toEqual({ holder: FINN.ref, deputies: [GRY.ref] });
  });

  it('moves the receiver’s part as well', () => {
    const over = incident.when(EVA.handsOver('modtager', FINN));
    over.then({ type: 'RoleHandedOver', rolle: 'modtager', fra: EVA.ref, til: FINN.ref });
    expect(over.state.roller.modtager).toEqual({ holder: FINN.ref, deputies: [EVA.ref] });
  });

  it('may give two roles to one person, and leaves the other roles alone', () => {
    const both = incident.and(ANNA.handsOver('logfoerer', CARLA)).state.roller;
    expect([both.logfoerer.holder, both.procesansvarlig.holder]).toEqual([CARLA.ref, CARLA.ref]);
    expect(both.kriseleder).toEqual(incident.state.roller.kriseleder);
  });

  it('is refused when that person has the role', () => {
    incident.when(BENT.handsOver('kriseleder', ANNA)).thenRejected('allerede-rollen', 'Anna Holm har allerede rollen.');
  });
});

describe('who holds a role', () => {
  it('the styregruppe is everybody in it, the contact persons are one per authority', () => {
    const two = given(opened({ myndigheder: [{ navn: 'Viborg' }, { navn: 'Skive' }] }), EVA.namesContact('Ole Vind', 'Viborg'), EVA.namesContact('Ida Bæk', 'Skive'));
    expect(holders(two.state, 'styregruppe')).toEqual([EVA.ref, FINN.ref]);
    expect(holders(two.state, 'kontaktperson').map((person) => person.name)).toEqual(['Ole Vind', 'Ida Bæk']);
  });

  it('is nobody for roles that an incident does not keep', () => {
    expect(['repraesentantskab', 'kommunekontakt', 'findes-ikke', 'constructor'].map((rolle) => holders(incident.state, rolle))).toEqual([[], [], [], []]);
  });
});

function roles(kriseleder: { deputies?: readonly { id: string; name: string }[] }) {
  return {
    kriseleder: { holder: ANNA.ref, deputies: kriseleder.deputies ?? [] }, logfoerer: { holder: BENT.ref, deputies: [] },
    procesansvarlig: { holder: CARLA.ref, deputies: [] }, bemandingsansvarlig: { deputies: [] },
  };
}
