import { recipientsOf } from '../../src/app/recipients';
import type { Roster } from '../../src/app/roster';
import { given, opened, ANNA } from '../support/given';
import { ROSTER } from './house';

/** Who gets a mail, as the roster and the incident's own contacts have it at that moment. */
const person = (id: string, email?: string) => ({ id, name: id.toUpperCase(), email, phones: {}, guest: false });
const roster: Roster = {
  ...ROSTER,
  people: [person('a', 'a@example.org'), person('b', ' B@example.org '), person('b2', 'b@EXAMPLE.org'), person('c'), person('d', 'd@example.org'), person('e')],
  repraesentantskab: ['a', 'b', 'b2', 'c', 'gone'],
  kommunekontakter: [
    { kommune: 'Viborg', primary: 'a', secondary: 'd' }, { kommune: 'Skive', primary: 'c', secondary: 'b' }, { kommune: 'Ribe', primary: 'e', secondary: 'c' }, { kommune: 'Odense', primary: 'a' },
  ],
  adresser: { aiTeam: 'ai@example.org' },
};
const state = given(opened({ myndigheder: [{ navn: 'Viborg' }, { navn: 'Skive' }] }), ANNA.namesContact('Ole Vind')).state;
const contacts = [{ id: 'kp:Viborg:Ole Vind', name: 'Ole Vind', phone: '', email: 'ole@example.org' }];
const LETTERS = { repraesentantskab: 'rep', kommunekontakter: 'kontaktpersoner', kontaktperson: 'kp', aiTeam: 'ai' } as const;
const to = (til: keyof typeof LETTERS, change: Partial<Roster> = {}, own = contacts) => recipientsOf(LETTERS[til], til, state, { roster: { ...roster, ...change }, contacts: own });
const ids = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id);

it('each address once, however many hats and whatever case it is written in; whoever has none is named', () => {
  const { modtagere, udenMail } = to('repraesentantskab');
  expect([ids(modtagere), ids(udenMail)]).toEqual([['a', 'b'], ['c']]);
});

it('54. a primary contact without an address is replaced at once; with neither, somebody has to ring', () => {
  const { modtagere, udenMail } = to('kommunekontakter');
  expect(modtagere).toEqual([
    { id: 'a', name: 'A', sekundaer: { id: 'd', name: 'D' } },
    { id: 'b', name: 'B', iStedetFor: { id: 'c', name: 'C' } },
  ]);
  expect(ids(udenMail)).toEqual(['e']);
});

it('the kontaktperson of each myndighed that has named one, at the address that was typed in', () => {
  expect(to('kontaktperson').modtagere).toEqual([{ id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' }]);
  expect(to('kontaktperson', {}, [])).toEqual({ modtagere: [], udenMail: [{ id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' }] });
});

it('the AI team at its own address; without one nobody', () => {
  expect(to('aiTeam').modtagere).toEqual([{ id: 'adresse:aiTeam', name: 'DDH AI-team' }]);
  expect(to('aiTeam', { adresser: {} }).modtagere).toEqual([]);
});

it('no address is among what goes on into the log', () => {
  for (const til of ['repraesentantskab', 'kommunekontakter', 'kontaktperson', 'aiTeam'] as const) expect(JSON.stringify(to(til))).not.toContain('@');
});

it('a secondary contact at an address that has the mail already is none; two at one address are one', () => {
  const people = [person('a', 'a@example.org'), person('a2', 'A@example.org'), person('b', 'b@example.org'), person('c', 'c@example.org'), person('d', 'vagt@example.org'), person('d2', 'vagt@example.org')];
  const kommunekontakter = [
    { kommune: 'Viborg', primary: 'a', secondary: 'a2' }, { kommune: 'Skive', primary: 'b', secondary: 'd' }, { kommune: 'Ribe', primary: 'c', secondary: 'd2' },
  ];
  expect(to('kommunekontakter', { people, kommunekontakter }).modtagere).toEqual([
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B', sekundaer: { id: 'd', name: 'D' } },
    { id: 'c', name: 'C', sekundaer: { id: 'd', name: 'D' } },
  ]);
});
