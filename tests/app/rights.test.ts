import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Group, Phase, Verb } from '../../src/app/rights';
import { GROUPS, groupsOf, may, refusal, refusalToTakePart, RIGHTS } from '../../src/app/rights';
import { rightsMarkdown } from '../support/rightsTable';
import type { Actor } from '../../src/domain/person';
import { BOT } from '../../src/domain/person';
import { ANNA, BENT, CARLA, DAN, EVA, FINN, given, GRY, HANS, NOTHING, opened, STRANGER } from '../support/given';

const DOC = join(__dirname, '../../docs/rights.md');

/**
 * The requirements (§7), written down once more by hand: KR LOG PRO BEM, deputies, modtager, styregruppe | others, unknown | the bot.
 * A change of rights is made here and in the table.
 */
const COLUMNS = ['kriseleder', 'logfoerer', 'procesansvarlig', 'bemandingsansvarlig', 'stedfortraeder', 'krStedfortraeder', 'modtager', 'styregruppe', 'andre', 'ukendt', 'bot'];
const GRID: readonly (readonly [Verb, Phase, string])[] = [
  ['openHaendelse', 'none', 'xxxxxxxx .. .'],
  ['openHaendelse', 'open', '........ .. .'],
  ['openHaendelse', 'lukket', '........ .. .'],
  ['noteOtherHaendelse', 'none', '........ .. .'],
  ['noteOtherHaendelse', 'open', '........ .. x'],
  ['noteOtherHaendelse', 'lukket', '........ .. .'],
  ['nameKontaktperson', 'none', '........ .. .'],
  ['nameKontaktperson', 'open', 'xxxxxxxx .. .'],
  ['nameKontaktperson', 'lukket', '........ .. .'],
  ['changeKontaktpersonMail', 'none', '........ .. .'],
  ['changeKontaktpersonMail', 'open', 'xxxxxxxx .. .'],
  ['changeKontaktpersonMail', 'lukket', '........ .. .'],
  ['startInstruks', 'none', '........ .. .'],
  ['startInstruks', 'open', 'xxxxxxxx .. .'],
  ['startInstruks', 'lukket', '........ .. .'],
  ['completeStep', 'none', '........ .. .'],
  ['completeStep', 'open', 'xxxxxxxx .. .'],
  ['completeStep', 'lukket', '........ .. .'],
  ['decideStep', 'none', '........ .. .'],
  ['decideStep', 'open', 'xxxxxxxx .. .'],
  ['decideStep', 'lukket', '........ .. .'],
  ['markStepNotRelevant', 'none', '........ .. .'],
  ['markStepNotRelevant', 'open', 'xxxxxxxx .. .'],
  ['markStepNotRelevant', 'lukket', '........ .. .'],
  ['undoStep', 'none', '........ .. .'],
  ['undoStep', 'open', 'xxxxxxxx .. .'],
  ['undoStep', 'lukket', '........ .. .'],
  ['reopenStep', 'none', '........ .. .'],
  ['reopenStep', 'open', 'xxxxxxxx .. .'],
  ['reopenStep', 'lukket', '........ .. .'],
  ['commentStep', 'none', '........ .. .'],
  ['commentStep', 'open', 'xxxxxxxx .. .'],
  ['commentStep', 'lukket', '........ .. .'],
  ['assignStep', 'none', '........ .. .'],
  ['assignStep', 'open', 'xxxxxxxx .. .'],
  ['assignStep', 'lukket', '........ .. .'],
  ['writeLogEntry', 'none', '........ .. .'],
  ['writeLogEntry', 'open', 'xxxxxxxx .. .'],
  ['writeLogEntry', 'lukket', '........ .. .'],
  ['correctLogEntry', 'none', '........ .. .'],
  ['correctLogEntry', 'open', 'xxxxxxxx .. .'],
  ['correctLogEntry', 'lukket', '........ .. .'],
  ['completeLogDecision', 'none', '........ .. .'],
  ['completeLogDecision', 'open', 'xxxxxxxx .. .'],
  ['completeLogDecision', 'lukket', '........ .. .'],
  ['handOverRole', 'none', '........ .. .'],
  ['handOverRole', 'open', 'xxxxxxxx .. .'],
  ['handOverRole', 'lukket', '........ .. .'],
  ['logReply', 'none', '........ .. .'],
  ['logReply', 'open', 'xxxxxxxx xx .'],
  ['logReply', 'lukket', '........ .. .'],
  ['logReplyEdit', 'none', '........ .. .'],
  ['logReplyEdit', 'open', 'xxxxxxxx xx .'],
  ['logReplyEdit', 'lukket', '........ .. .'],
  ['logReplyDeletion', 'none', '........ .. .'],
  ['logReplyDeletion', 'open', 'xxxxxxxx xx .'],
  ['logReplyDeletion', 'lukket', '........ .. .'],
  ['logUnseenDeletion', 'none', '........ .. .'],
  ['logUnseenDeletion', 'open', 'xxxxxxxx xx .'],
  ['logUnseenDeletion', 'lukket', '........ .. .'],
  ['logReaction', 'none', '........ .. .'],
  ['logReaction', 'open', 'xxxxxxxx xx .'],
  ['logReaction', 'lukket', '........ .. .'],
  ['promoteReply', 'none', '........ .. .'],
  ['promoteReply', 'open', 'xxxxxxxx .. .'],
  ['promoteReply', 'lukket', '........ .. .'],
  ['recordGap', 'none', '........ .. .'],
  ['recordGap', 'open', '........ .. x'],
  ['recordGap', 'lukket', '........ .. .'],
  ['askErasure', 'none', '........ .. .'],
  ['askErasure', 'open', 'xx...... .. .'],
  ['askErasure', 'lukket', '........ .. .'],
  ['confirmErasure', 'none', '........ .. .'],
  ['confirmErasure', 'open', 'xx...... .. .'],
  ['confirmErasure', 'lukket', '........ .. .'],
  ['closeAsMistake', 'none', '........ .. .'],
  ['closeAsMistake', 'open', 'xxxxxxxx .. .'],
  ['closeAsMistake', 'lukket', '........ .. .'],
  ['closeHaendelse', 'none', '........ .. .'],
  ['closeHaendelse', 'open', 'x....xx. .. .'],
  ['closeHaendelse', 'lukket', '........ .. .'],
  ['answerForloeb', 'none', '........ .. .'],
  ['answerForloeb', 'open', 'xxxxxxxx .. .'],
  ['answerForloeb', 'lukket', '........ .. .'],
  ['putProposal', 'none', '........ .. .'],
  ['putProposal', 'open', 'x....xx. .. .'],
  ['putProposal', 'lukket', '........ .. .'],
  ['castVote', 'none', '........ .. .'],
  ['castVote', 'open', 'xxxxxxxx .. .'],
  ['castVote', 'lukket', '........ .. .'],
  ['recordOralVote', 'none', '........ .. .'],
  ['recordOralVote', 'open', 'xx...xx. .. .'],
  ['recordOralVote', 'lukket', '........ .. .'],
  ['worsenSituation', 'none', '........ .. .'],
  ['worsenSituation', 'open', 'xxxxxxxx .. .'],
  ['worsenSituation', 'lukket', '........ .. .'],
  ['changeNiveau', 'none', '........ .. .'],
  ['changeNiveau', 'open', 'x....x.. .. .'],
  ['changeNiveau', 'lukket', '........ .. .'],
  ['recordOekonomi', 'none', '........ .. .'],
  ['recordOekonomi', 'open', 'xx...x.. .. .'],
  ['recordOekonomi', 'lukket', '........ .. .'],
  ['answerAlarm', 'none', '........ .. .'],
  ['answerAlarm', 'open', 'xxxxxxxx .. .'],
  ['answerAlarm', 'lukket', '........ .. .'],
  ['startCall', 'none', '........ .. .'],
  ['startCall', 'open', 'xxxxxxxx .. .'],
  ['startCall', 'lukket', '........ .. .'],
  ['recordCall', 'none', '........ .. .'],
  ['recordCall', 'open', 'xxxxxxxx .. .'],
  ['recordCall', 'lukket', '........ .. .'],
  ['callOffAlarm', 'none', '........ .. .'],
  ['callOffAlarm', 'open', 'x....xx. .. .'],
  ['callOffAlarm', 'lukket', '........ .. .'],
  ['recordAlarmNotReached', 'none', '........ .. .'],
  ['recordAlarmNotReached', 'open', '........ .. x'],
  ['recordAlarmNotReached', 'lukket', '........ .. .'],
  ['editDraft', 'none', '........ .. .'],
  ['editDraft', 'open', 'xxxxxxxx .. .'],
  ['editDraft', 'lukket', '........ .. .'],
  ['approveDraft', 'none', '........ .. .'],
  ['approveDraft', 'open', 'xxxxxxx. .. .'],
  ['approveDraft', 'lukket', '........ .. .'],
  ['undoApproval', 'none', '........ .. .'],
  ['undoApproval', 'open', 'xxxxxxx. .. .'],
  ['undoApproval', 'lukket', '........ .. .'],
  ['retryMail', 'none', '........ .. .'],
  ['retryMail', 'open', 'xxxxxxxx .. .'],
  ['retryMail', 'lukket', '........ .. .'],
  ['markNotArrived', 'none', '........ .. .'],
  ['markNotArrived', 'open', 'xxxxxxxx .. .'],
  ['markNotArrived', 'lukket', '........ .. .'],
  ['recordSvarByPhone', 'none', '........ .. .'],
  ['recordSvarByPhone', 'open', 'xxxxxxxx .. .'],
  ['recordSvarByPhone', 'lukket', '........ .. .'],
  ['revokeSvarlink', 'none', '........ .. .'],
  ['revokeSvarlink', 'open', 'xxxxxxxx .. .'],
  ['revokeSvarlink', 'lukket', '........ .. .'],
  ['recordSvar', 'none', '........ .. .'],
  ['recordSvar', 'open', 'xxxxxxxx xx .'],
  ['recordSvar', 'lukket', '........ .. .'],
  ['recordMailOutcome', 'none', '........ .. .'],
  ['recordMailOutcome', 'open', '........ .. x'],
  ['recordMailOutcome', 'lukket', '........ .. x'],
  ['recordMailFailure', 'none', '........ .. .'],
  ['recordMailFailure', 'open', '........ .. x'],
  ['recordMailFailure', 'lukket', '........ .. x'],
  ['recordBounce', 'none', '........ .. .'],
  ['recordBounce', 'open', '........ .. x'],
  ['recordBounce', 'lukket', '........ .. .'],
  ['scheduleMoede', 'none', '........ .. .'],
  ['scheduleMoede', 'open', 'xxxxxxx. .. .'],
  ['scheduleMoede', 'lukket', '........ .. .'],
  ['changeMoede', 'none', '........ .. .'],
  ['changeMoede', 'open', 'xxxxxxx. .. .'],
  ['changeMoede', 'lukket', '........ .. .'],
  ['cancelMoede', 'none', '........ .. .'],
  ['cancelMoede', 'open', 'x....x.. .. .'],
  ['cancelMoede', 'lukket', '........ .. .'],
  ['beginMoede', 'none', '........ .. .'],
  ['beginMoede', 'open', 'xxxxxxxx .. .'],
  ['beginMoede', 'lukket', '........ .. .'],
  ['noteAttendance', 'none', '........ .. .'],
  ['noteAttendance', 'open', 'xxxxxxxx .. .'],
  ['noteAttendance', 'lukket', '........ .. .'],
  ['endMoede', 'none', '........ .. .'],
  ['endMoede', 'open', 'xxxxxxx. .. .'],
  ['endMoede', 'lukket', '........ .. .'],
  ['approveReferat', 'none', '........ .. .'],
  ['approveReferat', 'open', 'x....x.. .. .'],
  ['approveReferat', 'lukket', '........ .. .'],
  ['agreeKadence', 'none', '........ .. .'],
  ['agreeKadence', 'open', 'xxxxxx.. .. .'],
  ['agreeKadence', 'lukket', '........ .. .'],
  ['recordOpdatering', 'none', '........ .. .'],
  ['recordOpdatering', 'open', 'xxxxxxxx .. .'],
  ['recordOpdatering', 'lukket', '........ .. .'],
  ['retryInvitation', 'none', '........ .. .'],
  ['retryInvitation', 'open', 'xxxxxxxx .. .'],
  ['retryInvitation', 'lukket', 'xxxxxxxx .. .'],
  ['recordInvitation', 'none', '........ .. .'],
  ['recordInvitation', 'open', '........ .. x'],
  ['recordInvitation', 'lukket', '........ .. x'],
  ['tick', 'none', '........ .. .'],
  ['tick', 'open', '........ .. x'],
  ['tick', 'lukket', '........ .. .'],
  ['recordDeliveryFailure', 'none', '........ .. .'],
  ['recordDeliveryFailure', 'open', '........ .. x'],
  ['recordDeliveryFailure', 'lukket', '........ .. x'],
];
const CELLS = GRID.flatMap(([verb, phase, marks]) => [...marks.replaceAll(' ', '')].map((mark, column) => ({ verb, phase, group: COLUMNS[column] as Group, allowed: mark === 'x' })));

describe('the table', () => {
  it.each(CELLS)('$verb by $group when $phase: $allowed', ({ verb, phase, group, allowed }) => {
    expect(may(verb, [group], phase)).toBe(allowed);
  });

  it('has no cell that is not written down here', () => {
    const cells = (Object.keys(RIGHTS) as Verb[]).flatMap((verb) => (['none', 'open', 'lukket'] as const).flatMap((phase) => GROUPS.map((group) => `${verb} ${phase} ${group}`)));
    expect(CELLS.map(({ verb, phase, group }) => `${verb} ${phase} ${group}`).sort()).toEqual(cells.sort());
  });

  it('lets a person do what any of the person’s groups may', () => {
    expect(may('completeStep', ['andre', 'styregruppe'], 'open')).toBe(true);
    expect(may('completeStep', ['andre', 'ukendt'], 'open')).toBe(false);
    expect(may('completeStep', [], 'open')).toBe(false);
  });

  it('is printed in docs/rights.md', () => {
    if (process.env.UPDATE_DOCS === '1') writeFileSync(DOC, rightsMarkdown());
    const printed = readFileSync(DOC, 'utf8');
    if (printed !== rightsMarkdown()) {
      throw new Error('docs/rights.md is not what the table of rights says. Print it anew: UPDATE_DOCS=1 npx jest tests/app/rights.test.ts');
    }
  });

  it('is printed with as many yeses as it has', () => {
    const yes = [...rightsMarkdown().matchAll(/\| yes(?= )/g)].length;
    // A row stands for all the states in which a verb is allowed.
    expect(yes).toBe(new Set(CELLS.filter((cell) => cell.allowed).map(({ verb, group }) => `${verb} ${group}`)).size);
    expect(rightsMarkdown()).toContain('| complete a step (`completeStep`) | open | yes | yes | yes | yes | yes | yes | yes | yes | – | – | – |');
  });
});

describe('the groups of a person in an incident', () => {
  const { roller } = given(opened()).state;
  const actor = (who: Actor): Actor => ({ id: who.id, name: who.name, inRoster: who.inRoster, styregruppe: who.styregruppe });

  it.each<[string, Actor, readonly Group[]]>([
    ['the kriseleder', ANNA, ['kriseleder']],
    ['the logfører', BENT, ['logfoerer']],
    ['the procesansvarlig', CARLA, ['procesansvarlig']],
    ['the bemandingsansvarlig', DAN, ['bemandingsansvarlig']],
    ['a deputy from the styregruppe', GRY, ['stedfortraeder', 'krStedfortraeder', 'styregruppe']],
    ['a deputy', { ...GRY, styregruppe: false }, ['stedfortraeder', 'krStedfortraeder']],
    ['the member of the styregruppe who received the call', EVA, ['modtager', 'styregruppe']],
    ['another member of the styregruppe, or a suppleant', FINN, ['styregruppe']],
    ['somebody else in the roster', HANS, ['andre']],
    ['somebody whom the roster does not know', STRANGER, ['ukendt']],
    ['the bot', BOT, ['bot']],
  ])('%s', (_, who, groups) => {
    expect(groupsOf(actor(who), roller)).toEqual(groups);
  });

  it('are as many as the person has parts', () => {
    const so = given(opened(), GRY.handsOver('kriseleder', GRY), GRY.handsOver('logfoerer', GRY)).state.roller;
    expect(groupsOf(actor(GRY), so)).toEqual(['kriseleder', 'logfoerer', 'styregruppe']);
    expect(groupsOf(actor(ANNA), so)).toEqual(['stedfortraeder', 'krStedfortraeder']);
  });

  it('follow the role: who has handed the receiver’s part to another is in the styregruppe only', () => {
    const so = given(opened(), EVA.handsOver('modtager', FINN)).state.roller;
    expect(groupsOf(actor(EVA), so)).toEqual(['styregruppe']);
    expect(groupsOf({ ...actor(EVA), styregruppe: false }, so)).toEqual(['andre']);
  });

  it('are not to be had by a name: who calls herself the kriseleder is unknown', () => {
    expect(groupsOf({ id: 'teams:1', name: 'Anna Holm', inRoster: false, styregruppe: false }, roller)).toEqual(['ukendt']);
  });
});

describe('a refusal', () => {
  const { state } = given(opened());
  const body = EVA.completes('1B.1').body;

  it('is not given to those who may', () => {
    for (const who of [ANNA, BENT, CARLA, DAN, GRY, EVA, FINN]) expect(refusal(body, who, state)).toBeUndefined();
  });

  it('says to somebody in the roster whom to tell', () => {
    expect(refusal(body, HANS, state)).toEqual({ kind: 'rejected', code: 'ingen-ret', sentence: 'Det kan kun krisestaben og styregruppen gøre. Sig det til kriselederen.' });
  });

  it('says to a stranger whom to call', () => {
    expect(refusal(body, STRANGER, state)).toEqual({
      kind: 'rejected', code: 'ukendt-person', sentence: 'Du står ikke på listen over krisestab og styregruppe, så det kan du ikke her. Ring til kriselederen.',
    });
  });

  it('is given to the bot for what people do, and to people for what the bot does', () => {
    expect(refusal(body, BOT, state)?.code).toBe('ingen-ret');
    expect(refusal({ type: 'recordDeliveryFailure', hvad: '', hvorfor: '' }, ANNA, state)?.code).toBe('ingen-ret');
    expect(refusal({ type: 'recordDeliveryFailure', hvad: '', hvorfor: '' }, BOT, state)).toBeUndefined();
  });

  it('leaves the wrong state to the core, which says in words what is wrong', () => {
    expect(refusal(opened().body, EVA, state)).toBeUndefined();
    expect(refusal(body, EVA, NOTHING)).toBeUndefined();
  });

  it('before there is an incident goes by the roles that it would be opened with', () => {
    for (const who of [ANNA, GRY, FINN]) expect(refusal(opened().body, who, NOTHING)).toBeUndefined();
    expect(refusal(opened().body, HANS, NOTHING)?.code).toBe('ingen-ret');
    expect(refusal(opened().body, STRANGER, NOTHING)?.code).toBe('ukendt-person');
  });
});

it('reading along is for those who take part', () => {
  const { state } = given(opened());
  for (const who of [ANNA, BENT, CARLA, DAN, GRY, EVA, FINN]) expect(refusalToTakePart(who, state)).toBeUndefined();
  expect(refusalToTakePart(HANS, state)?.code).toBe('ingen-ret');
  expect(refusalToTakePart(STRANGER, state)?.code).toBe('ukendt-person');
});
