import { oralVoteText, outcomeText, voteCallText } from '../../src/cards/activationMessages';
import { mark } from '../../src/cards/messages';
import { ANNA, EVA, FINN, GRY, instant } from '../support/given';
import { agrees, during, NO, OPEN, disagrees, JENS, IDA, proposes, untilTheHours, YES } from '../support/activation';
import type { VoteState } from '../../src/domain/vote/vote';
import type { IncidentState } from '../../src/domain/state';

const begun = during(OPEN, untilTheHours(), proposes(ANNA));
const voteOf = ({ state }: { state: IncidentState }): VoteState => state.afstemninger['aktivering-1']!;
const locked = (text: string, state: IncidentState) => (mark({ ...state, oevelse: true }) + text).slice(0, 50);

it('a call to vote says act and deadline before a locked phone cuts it off, in an exercise too', () => {
  const { state } = begun;
  expect(locked(voteCallText(voteOf(begun), state, false), state)).toMatch(/^ØVELSE · Stem nu senest 14\.\d\d: /);
  expect(locked(voteCallText(voteOf(begun), state, true), state)).toMatch(/^ØVELSE · Påmindelse: stem senest 14\.\d\d: /);
  expect(locked(voteCallText({ ...voteOf(begun), version: 2 }, state, false), state)).toMatch(
    /^ØVELSE · Forslag ændret, stem igen senest 14\.\d\d: /,
  );
});

it('an outcome says what was adopted: a proposal may be not to do something', () => {
  const no = during(
    OPEN,
    untilTheHours(),
    proposes(ANNA, 'aktivering', { ...YES, valg: 'nej' }),
    [EVA, ANNA, IDA, JENS].map((who) => agrees(who)),
  );
  expect(outcomeText(voteOf(no), no.state)).toBe('Vedtaget: Krisestaben aktiveres ikke. Aktivering af krisestaben, hændelse 3.');
  const against = during(
    OPEN,
    untilTheHours(),
    proposes(ANNA),
    [EVA, ANNA, GRY, FINN, IDA, JENS].map((who) => disagrees(who, NO)),
  );
  expect(outcomeText(voteOf(against), against.state)).toBe('Forslaget er stemt ned. Krisestaben aktiveres ikke. Aktivering af krisestaben, hændelse 3.');
});

it('whoever voted orally is told what was written down and how to correct it', () => {
  const mundtlig = { registreretAf: ANNA.ref, tidspunkt: instant('14.10'), hoertAf: 'Carla *Berg*' };
  const text = oralVoteText({
    type: 'StemmeCast',
    afstemning: 'aktivering-1',
    version: 1,
    person: JENS.ref,
    uenig: [],
    efterLukning: false,
    mundtlig,
  });
  expect(text).toBe(
    'Din mundtlige stemme er skrevet ned: enig i det hele (14.10, hørt af Carla \\*Berg\\*, skrevet ned af Anna Holm). Er det forkert, Jens Ravn, så stem selv på kortet. Din egen stemme gælder.',
  );
});
