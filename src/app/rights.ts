import type { CommandBody } from '../domain/command';
import type { Actor } from '../domain/person';
import { BOT } from '../domain/person';
import type { Rejection } from '../domain/rejection';
import { rejected } from '../domain/rejection';
import type { KrisestabRole, RoleSeat } from '../domain/roles/roles';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import type { IncidentState } from '../domain/state';

/** Who somebody is in one incident. A person can be in several groups; one that may is enough. */
export const GROUPS = [...KRISESTAB_ROLES, 'stedfortraeder', 'krStedfortraeder', 'modtager', 'styregruppe', 'andre', 'ukendt', 'bot'] as const;
export type Group = (typeof GROUPS)[number];

export type Verb = CommandBody['type'];
export type Phase = IncidentState['phase'];

const STAB: readonly Group[] = [...KRISESTAB_ROLES, 'stedfortraeder', 'krStedfortraeder'];
/** requirements §7: any member of the krisestab or the styregruppe may complete any step. */
const STAB_AND_SG: readonly Group[] = [...STAB, 'modtager', 'styregruppe'];
const ONLY_OPEN: readonly Phase[] = ['open'];
/** Whoever can write in a thread is heard; what they write is kept. */
const ANYBODY: readonly Group[] = [...STAB_AND_SG, 'andre', 'ukendt'];

interface Right {
  readonly who: readonly Group[];
  readonly when: readonly Phase[];
}

/** The one table of rights: verb × group × state of the incident. Printed in docs/rights.md. */
export const RIGHTS: Readonly<Record<Verb, Right>> = {
  openHaendelse: { who: STAB_AND_SG, when: ['none'] },
  noteOtherHaendelse: { who: ['bot'], when: ONLY_OPEN },
  nameKontaktperson: { who: STAB_AND_SG, when: ONLY_OPEN },
  changeKontaktpersonMail: { who: STAB_AND_SG, when: ONLY_OPEN },
  startInstruks: { who: STAB_AND_SG, when: ONLY_OPEN },
  completeStep: { who: STAB_AND_SG, when: ONLY_OPEN },
  decideStep: { who: STAB_AND_SG, when: ONLY_OPEN },
  markStepNotRelevant: { who: STAB_AND_SG, when: ONLY_OPEN },
  undoStep: { who: STAB_AND_SG, when: ONLY_OPEN },
  reopenStep: { who: STAB_AND_SG, when: ONLY_OPEN },
  commentStep: { who: STAB_AND_SG, when: ONLY_OPEN },
  assignStep: { who: STAB_AND_SG, when: ONLY_OPEN },
  writeLogEntry: { who: STAB_AND_SG, when: ONLY_OPEN },
  correctLogEntry: { who: STAB_AND_SG, when: ONLY_OPEN },
  completeLogDecision: { who: STAB_AND_SG, when: ONLY_OPEN },
  handOverRole: { who: STAB_AND_SG, when: ONLY_OPEN },
  logReply: { who: ANYBODY, when: ONLY_OPEN },
  logReplyEdit: { who: ANYBODY, when: ONLY_OPEN },
  logReplyDeletion: { who: ANYBODY, when: ONLY_OPEN },
  logUnseenDeletion: { who: ANYBODY, when: ONLY_OPEN },
  logReaction: { who: ANYBODY, when: ONLY_OPEN },
  promoteReply: { who: STAB_AND_SG, when: ONLY_OPEN },
  recordGap: { who: ['bot'], when: ONLY_OPEN },
  askErasure: { who: ['kriseleder', 'logfoerer'], when: ONLY_OPEN },
  confirmErasure: { who: ['kriseleder', 'logfoerer'], when: ONLY_OPEN },
  closeAsMistake: { who: STAB_AND_SG, when: ONLY_OPEN },
  closeHaendelse: { who: ['kriseleder', 'krStedfortraeder', 'modtager'], when: ONLY_OPEN },
  answerForloeb: { who: STAB_AND_SG, when: ONLY_OPEN },
  putProposal: { who: ['kriseleder', 'krStedfortraeder', 'modtager'], when: ONLY_OPEN },
  // Whose vote counts is frozen with the vote itself; the core judges it.
  castVote: { who: STAB_AND_SG, when: ONLY_OPEN },
  recordOralVote: { who: ['kriseleder', 'krStedfortraeder', 'modtager', 'logfoerer'], when: ONLY_OPEN },
  worsenSituation: { who: STAB_AND_SG, when: ONLY_OPEN },
  changeNiveau: { who: ['kriseleder', 'krStedfortraeder'], when: ONLY_OPEN },
  recordOekonomi: { who: ['kriseleder', 'krStedfortraeder', 'logfoerer'], when: ONLY_OPEN },
  answerAlarm: { who: STAB_AND_SG, when: ONLY_OPEN },
  startCall: { who: STAB_AND_SG, when: ONLY_OPEN },
  recordCall: { who: STAB_AND_SG, when: ONLY_OPEN },
  callOffAlarm: { who: ['kriseleder', 'krStedfortraeder', 'modtager'], when: ONLY_OPEN },
  recordAlarmNotReached: { who: ['bot'], when: ONLY_OPEN },
  editDraft: { who: STAB_AND_SG, when: ONLY_OPEN },
  // Whose mail it is stands in the draft; the core judges it.
  approveDraft: { who: [...STAB, 'modtager'], when: ONLY_OPEN },
  undoApproval: { who: [...STAB, 'modtager'], when: ONLY_OPEN },
  retryMail: { who: STAB_AND_SG, when: ONLY_OPEN },
  markNotArrived: { who: STAB_AND_SG, when: ONLY_OPEN },
  recordSvarByPhone: { who: STAB_AND_SG, when: ONLY_OPEN },
  revokeSvarlink: { who: STAB_AND_SG, when: ONLY_OPEN },
  // Whoever has the link; the page in front of it judges that.
  recordSvar: { who: ANYBODY, when: ONLY_OPEN },
  recordMailOutcome: { who: ['bot'], when: ['open', 'lukket'] },
  recordMailFailure: { who: ['bot'], when: ['open', 'lukket'] },
  recordBounce: { who: ['bot'], when: ONLY_OPEN },
  scheduleMoede: { who: [...STAB, 'modtager'], when: ONLY_OPEN },
  changeMoede: { who: [...STAB, 'modtager'], when: ONLY_OPEN },
  cancelMoede: { who: ['kriseleder', 'krStedfortraeder'], when: ONLY_OPEN },
  beginMoede: { who: STAB_AND_SG, when: ONLY_OPEN },
  noteAttendance: { who: STAB_AND_SG, when: ONLY_OPEN },
  // That there are to be no more meetings is the kriseleder's alone; the core judges it.
  endMoede: { who: [...STAB, 'modtager'], when: ONLY_OPEN },
  approveReferat: { who: ['kriseleder', 'krStedfortraeder'], when: ONLY_OPEN },
  agreeKadence: { who: STAB, when: ONLY_OPEN },
  recordOpdatering: { who: STAB_AND_SG, when: ONLY_OPEN },
  // A meeting that is to be taken out of the calendar is so after the closing too.
  retryInvitation: { who: STAB_AND_SG, when: ['open', 'lukket'] },
  recordInvitation: { who: ['bot'], when: ['open', 'lukket'] },
  tick: { who: ['bot'], when: ONLY_OPEN },
  recordDeliveryFailure: { who: ['bot'], when: ['open', 'lukket'] },
};

export function may(verb: Verb, groups: readonly Group[], phase: Phase): boolean {
  const right = RIGHTS[verb];
  return right.when.includes(phase) && groups.some((group) => right.who.includes(group));
}

type Seats = Readonly<Partial<Record<KrisestabRole | 'modtager', RoleSeat>>>;

export function groupsOf(actor: Actor, seats: Seats): readonly Group[] {
  if (actor.id === BOT.id) return ['bot'];
  const groups: Group[] = KRISESTAB_ROLES.filter((role) => seats[role]?.holder?.id === actor.id);
  if (KRISESTAB_ROLES.some((role) => seats[role]?.deputies.some((deputy) => deputy.id === actor.id))) groups.push('stedfortraeder');
  if (seats.kriseleder?.deputies.some((deputy) => deputy.id === actor.id)) groups.push('krStedfortraeder');
  if (seats.modtager?.holder?.id === actor.id) groups.push('modtager');
  if (actor.styregruppe) groups.push('styregruppe');
  if (groups.length > 0) return groups;
  return [actor.inRoster ? 'andre' : 'ukendt'];
}

/** Checked on the server for every command, whatever card or dialog it came from (criterion 57). */
export function refusal(body: CommandBody, actor: Actor, state: IncidentState): Rejection | undefined {
  return refusalOf(body.type, groupsOf(actor, body.type === 'openHaendelse' ? body.roller : state.roller), state.phase);
}

/** The same for a form that somebody wants to open: said before anything is typed. */
export function refusalTo(verb: Verb, actor: Actor, state: IncidentState): Rejection | undefined {
  return refusalOf(verb, groupsOf(actor, state.roller), state.phase);
}

/** Whoever may write in the log may say which one a line belongs to, and read it outside of the team's channels. */
export function refusalToTakePart(actor: Actor, state: IncidentState): Rejection | undefined {
  return refusalOf('writeLogEntry', groupsOf(actor, state.roller), state.phase);
}

/** Somebody who may take part in none of them. */
export function refusedEverywhere(states: readonly IncidentState[], actor: Actor): Rejection | undefined {
  const refusals = states.map((state) => refusalToTakePart(actor, state));
  return refusals.every(Boolean) ? refusals[0] : undefined;
}

/** Which incidents there are, read outside of the team's channels: for whoever could open one. */
export function refusalToSeeIncidents(actor: Actor, seats: Seats): Rejection | undefined {
  return refusalOf('openHaendelse', groupsOf(actor, seats), 'none');
}

function refusalOf(verb: Verb, groups: readonly Group[], phase: Phase): Rejection | undefined {
  if (may(verb, groups, phase)) return undefined;
  if (RIGHTS[verb].who.some((group) => groups.includes(group))) return undefined; // the wrong state: the core says in words what is wrong
  if (groups.includes('ukendt')) return rejected('ukendt-person', 'Du står ikke på listen over krisestab og styregruppe, så det kan du ikke her. Ring til kriselederen.');
  const takesPart = groups.some((group) => STAB_AND_SG.includes(group));
  if (takesPart) return rejected('ingen-ret', `Det kan kun ${inWords(RIGHTS[verb].who)} gøre. Sig det til en af dem.`);
  return rejected('ingen-ret', 'Det kan kun krisestaben og styregruppen gøre. Sig det til kriselederen.');
}

const GROUP_WORDS: Readonly<Record<Group, string>> = {
  kriseleder: 'kriselederen', logfoerer: 'logføreren', procesansvarlig: 'den procesansvarlige', bemandingsansvarlig: 'den bemandingsansvarlige', stedfortraeder: 'en stedfortræder',
  krStedfortraeder: 'kriselederens stedfortræder', modtager: 'modtageren', styregruppe: 'styregruppen', andre: 'andre', ukendt: 'andre', bot: 'programmet selv',
};

function inWords(groups: readonly Group[]): string {
  return new Intl.ListFormat('da', { type: 'disjunction' }).format(groups.map((group) => GROUP_WORDS[group]));
}
