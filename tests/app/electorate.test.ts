import { electorateOf } from '../../src/app/electorate';
import { EMPTY_ROSTER, type Roster } from '../../src/app/roster';
import { initialState } from '../../src/domain/state';
import { ANNA, BENT, EVA, FINN, GRY } from '../support/given';

const person = ({ id, name }: typeof ANNA) => ({ id, name, phones: {}, guest: false });
const roster: Roster = {
  ...EMPTY_ROSTER,
  people: [ANNA, BENT, EVA, FINN, GRY].map(person),
  styregruppe: [{ person: 'eva', suppleant: 'finn', formand: true }, { person: 'gry', formand: false }],
};
const state = { ...initialState('h-1'), openedBy: EVA.ref };

it('is the receiver and the kriseleder’s seat as the incident has them, and the styregruppe with suppleants as the roster has it', () => {
  const roller = { ...state.roller, modtager: { holder: FINN.ref, deputies: [] }, kriseleder: { holder: ANNA.ref, deputies: [BENT.ref] } };
  expect(electorateOf({ ...state, roller }, roster)).toEqual({
    modtager: FINN.ref,
    kriseleder: { holder: ANNA.ref, deputies: [BENT.ref] },
    styregruppe: [{ medlem: EVA.ref, suppleant: FINN.ref }, { medlem: GRY.ref }],
  });
});

it('has whoever opened the incident as the receiver when nobody else is named', () => {
  expect(electorateOf(state, roster)).toEqual({ modtager: EVA.ref, kriseleder: { deputies: [] }, styregruppe: [{ medlem: EVA.ref, suppleant: FINN.ref }, { medlem: GRY.ref }] });
});
