import type { Group, Phase, Verb } from '../../src/app/rights';
import { GROUPS, may, RIGHTS } from '../../src/app/rights';

/** Danish names, as on the cards; the table is wide enough with these. */
const GROUP_TITLES: Readonly<Record<Group, string>> = {
  kriseleder: 'Kriseleder',
  logfoerer: 'Logfører',
  procesansvarlig: 'Procesansvarlig',
  bemandingsansvarlig: 'Bemandingsansvarlig',
  stedfortraeder: 'Stedfortræder',
  krStedfortraeder: 'KR-stedfortræder',
  modtager: 'Modtager',
  styregruppe: 'Styregruppe',
  andre: 'Andre',
  ukendt: 'Ukendt',
  bot: 'Botten',
};

const VERB_TITLES: Readonly<Record<Verb, string>> = {
  openHaendelse: 'open an incident',
  nameKontaktperson: 'name a contact person',
  changeKontaktpersonMail: 'correct the mail address of a contact person',
  startInstruks: 'start an instruks',
  completeStep: 'complete a step',
  decideStep: 'decide a step',
  markStepNotRelevant: 'set a step aside as not relevant',
  undoStep: 'undo what one has just done',
  reopenStep: 'reopen a step',
  commentStep: 'comment on a step',
  assignStep: 'give a step to somebody',
  writeLogEntry: 'write in the log',
  correctLogEntry: 'correct the log',
  completeLogDecision: 'complete a decision in the log',
  handOverRole: 'take over or hand over a role',
  logReply: 'have a reply kept',
  logReplyEdit: 'have an edited reply kept',
  logReplyDeletion: 'have the deletion of a reply kept',
  logUnseenDeletion: 'have the deletion of a message kept that is not in the log',
  logReaction: 'have a reaction kept',
  promoteReply: 'make a reply an entry of the log',
  noteOtherHaendelse: 'be told that another incident is opened',
  recordGap: 'record that the bot was away',
  askErasure: 'ask for a line to be erased',
  confirmErasure: 'confirm that a line is erased',
  closeAsMistake: 'close as duplicate or opened by mistake',
  closeHaendelse: 'close what ended without an activation',
  answerForloeb: 'answer a node of the flow (START HER)',
  putProposal: 'put or change the proposal',
  castVote: 'vote',
  recordOralVote: 'record an oral vote',
  worsenSituation: 'take a case up again',
  changeNiveau: 'change the level',
  recordOekonomi: 'record that payment is accepted',
  answerAlarm: 'answer the alarm',
  startCall: 'say whom one is ringing',
  recordCall: 'record what came of a call',
  callOffAlarm: 'call off the alarm',
  recordAlarmNotReached: 'record that an alarm did not reach somebody',
  editDraft: 'edit a draft',
  approveDraft: 'approve a draft',
  undoApproval: 'undo an approval',
  retryMail: 'have a mail sent to those who do not have it',
  markNotArrived: 'record that a mail did not arrive',
  recordSvarByPhone: 'record an answer given in the telephone',
  revokeSvarlink: 'revoke an answer link',
  recordSvar: 'answer through an answer link',
  recordMailOutcome: 'record how far a mail got',
  recordMailFailure: 'record that a mail was not sent',
  recordBounce: 'record that a mail came back',
  scheduleMoede: 'call a meeting',
  changeMoede: 'move a meeting or change who takes part',
  cancelMoede: 'cancel a meeting',
  beginMoede: 'begin a meeting',
  noteAttendance: 'note who is absent from a meeting',
  endMoede: 'end a meeting',
  approveReferat: 'approve what a meeting decided',
  agreeKadence: 'agree how often the authority reports',
  recordOpdatering: 'record an update from the authority',
  retryInvitation: 'have an invitation sent again',
  recordInvitation: 'record what came of an invitation',
  tick: 'have done what has fallen due',
  recordDeliveryFailure: 'record that a post was not delivered',
};

const PHASE_TITLES: Readonly<Record<Phase, string>> = { none: 'not opened yet', open: 'open', lukket: 'closed' };

const HEAD = `# Rights

Who may do what, in which state of the incident. Printed from the one table that the code asks (\`src/app/rights.ts\`);
a test fails when this page and the table differ. Every command is checked on the server, whatever card or dialog it came from.

- **Stedfortræder**: deputy of any of the four roles of the krisestab in this incident. **Modtager**: who received the call.
- **KR-stedfortræder**: deputy of the kriseleder.
- **Styregruppe**: the members and their suppleanter. **Andre**: in the roster, but none of these. **Ukendt**: not in the roster.
- A person can be in several groups; one that may is enough. What a group may in general, but the rules of the incident do not
  allow just now (a locked step, too late to undo), is refused by the core, in words.
`;

/** docs/rights.md. */
export function rightsMarkdown(): string {
  const head = row(['', 'when', ...GROUPS.map((group) => GROUP_TITLES[group])]);
  const rule = row(['---', '---', ...GROUPS.map(() => ':-:')]);
  const rows = (Object.keys(RIGHTS) as Verb[]).map((verb) =>
    row([`${VERB_TITLES[verb]} (\`${verb}\`)`, RIGHTS[verb].when.map((phase) => PHASE_TITLES[phase]).join(', '), ...GROUPS.map((group) => cell(verb, group))]));
  return `${HEAD}\n${[head, rule, ...rows].join('\n')}\n`;
}

function cell(verb: Verb, group: Group): string {
  return RIGHTS[verb].when.some((phase) => may(verb, [group], phase)) ? 'yes' : '–';
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
