import type { Command } from '../command';
import type { IncidentContent } from '../instruks';
import type { PersonRef } from '../person';
import { meetingsAfterFalseAlarm } from '../meetings/atClosing';
import type { MoedeCancelled } from '../meetings/meetings';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { HandOverRole, KrisestabRole, RoleHandedOver } from '../roles/roles';
import { isKrisestabRole, KRISESTAB_ROLES } from '../roles/roles';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import { minutesAfter } from '../time';
import type {
  Alarmed, AlarmAnswered, AlarmAnswer, AlarmedState, AlarmMessage, AlarmNotReached, AlarmPassedOn, AlarmRaised, AlarmState, AnswerAlarm, CallOffAlarm, RecordAlarmNotReached, RecordCall, StartCall,
} from './alarm';
import { comesFor, isNeeded, isRinging, someoneComesFor } from './coming';
import type { AlarmOutcome, Told } from './told';
import { withToldSteps } from './told';

type AlarmDecision = Decision<AlarmOutcome>;

/** The four of the krisestab, each once however many roles, and their deputies. Criterion 20: niveau, time, place, tasks. */
export function raiseAlarm(facts: Pick<AlarmRaised, 'niveauTitel' | 'moede' | 'sted'>, now: Instant, state: IncidentState, content: IncidentContent): AlarmRaised {
  const seats = KRISESTAB_ROLES.map((rolle) => ({ rolle, seat: state.roller[rolle] }));
  // Without a holder the first deputy is the one to come.
  const called = seats.flatMap(({ rolle, seat }) => ((person) => (person ? [{ person, rolle }] : []))(seat.holder ?? seat.deputies[0]));
  const alarmerede = byPerson(called);
  const ready = seats.flatMap(({ rolle, seat }) => seat.deputies.map((person) => ({ person, rolle })));
  return {
    type: 'AlarmRaised', ...facts, opgaver: content.aktivering.alarm.opgaver, alarmerede,
    holdKlar: byPerson(ready.filter(({ person }) => !alarmerede.some((one) => one.person.id === person.id))),
    ubesatte: seats.filter(({ rolle }) => !called.some((one) => one.rolle === rolle)).map(({ rolle }) => rolle),
    svarfrist: minutesAfter(now, content.aktivering.alarm.svarfristMinutter),
  };
}

function byPerson(pairs: readonly { readonly person: PersonRef; readonly rolle: KrisestabRole }[]): readonly Alarmed[] {
  const people = [...new Map(pairs.map(({ person }) => [person.id, person])).values()];
  return people.map((person) => ({ person, roller: pairs.filter((pair) => pair.person.id === person.id).map(({ rolle }) => rolle) }));
}

export function answerAlarm({ actor, now, body }: Command<AnswerAlarm>, state: IncidentState, content: IncidentContent): AlarmDecision {
  const found = alarmed(state, actor);
  return 'kind' in found ? found : told(answered(found, body.svar, false, now, state, content), { alarm: found.alarm, actor, now }, state, content);
}

export function startCall({ actor, now, body }: Command<StartCall>, state: IncidentState, content: IncidentContent): AlarmDecision {
  const found = alarmed(state, body.person);
  if ('kind' in found) return found;
  const { ringesAf } = found.one;
  if (ringesAf && ringesAf.by.id !== actor.id && isRinging(found.one, now)) return rejected('optaget', `${ringesAf.by.name} ringer til ${body.person.name} nu.`);
  return accepted({ type: 'AlarmCallStarted', person: found.one.person, optagetTil: minutesAfter(now, content.aktivering.opkald.optagetMinutter) });
}

export function recordCall({ actor, now, body }: Command<RecordCall>, state: IncidentState, content: IncidentContent): AlarmDecision {
  const found = alarmed(state, body.person);
  if ('kind' in found) return found;
  const { udfald } = body;
  const given = { alarm: found.alarm, actor, now };
  if (udfald !== 'intet-svar') return told(answered(found, udfald, true, now, state, content), given, state, content);
  const unanswered = { type: 'AlarmCallUnanswered' as const, person: found.one.person };
  // Criterion 19: whoever does not answer is not waited for.
  return told(accepted<AlarmOutcome>(unanswered, ...(waitedFor(found.one, found.alarm) ? passOn(found, 'intet-svar', now, state, content) : [])), given, state, content);
}

function told(decision: AlarmDecision, given: Told, state: IncidentState, content: IncidentContent): AlarmDecision {
  return decision.kind === 'rejected' ? decision : accepted(...withToldSteps(decision.events, given, state, content));
}

export function callOffAlarm({ body }: Command<CallOffAlarm>, state: IncidentState): Decision<AlarmOutcome | MoedeCancelled> {
  const { alarm } = state;
  if (!alarm) return rejected('ingen-alarm', 'Der er ingen alarm at afblæse.');
  if (alarm.afblaest) return rejected('allerede-afblaest', `Alarmen er allerede afblæst af ${alarm.afblaest.by.name}.`);
  const begrundelse = body.begrundelse.trim();
  if (!begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor alarmen afblæses.');
  return accepted<AlarmOutcome | MoedeCancelled>({ type: 'AlarmCalledOff', begrundelse, personer: [...alarm.alarmerede, ...alarm.holdKlar].map(({ person }) => person) }, ...meetingsAfterFalseAlarm(begrundelse, state));
}

export function recordAlarmNotReached({ body }: Command<RecordAlarmNotReached>, { alarm }: IncidentState): Decision<AlarmNotReached> {
  const besked = alarm && unread(body.person, alarm);
  return besked ? accepted({ type: 'AlarmNotReached', person: body.person, besked }) : rejected('uaendret', 'Det er allerede skrevet ned.');
}

/** What they have not read. Undefined when it is known already, or when they never heard of the alarm that is called off. */
function unread(person: PersonRef, { alarmerede, holdKlar, afblaest }: AlarmState): AlarmMessage | undefined {
  const one = alarmerede.find((candidate) => candidate.person.id === person.id);
  if (afblaest) return one?.ikkeNaaet && !one.svar ? undefined : 'afblaest';
  if (one) return one.ikkeBrugFor ? 'ikke-brug-for' : one.ikkeNaaet ? undefined : 'alarm';
  return holdKlar.some((candidate) => candidate.person.id === person.id) ? 'hold-klar' : 'ikke-brug-for';
}

/** Whoever has not answered in time: the deputy is alarmed, once. */
export function dueAlarmEvents(state: IncidentState, now: Instant, content: IncidentContent): readonly AlarmOutcome[] {
  const { alarm } = state;
  if (!alarm || alarm.afblaest) return [];
  const late = alarm.alarmerede.filter((one) => waitedFor(one, alarm) && Date.parse(one.svarfrist) <= Date.parse(now));
  return late.flatMap((one) => passOn({ alarm, one }, 'intet-svar', now, state, content));
}

export function nextAlarmDue({ alarm }: IncidentState): Instant | undefined {
  if (!alarm || alarm.afblaest) return undefined;
  return alarm.alarmerede.filter((one) => waitedFor(one, alarm)).map((one) => one.svarfrist).sort()[0];
}

/** Whoever is given a role after the alarm has to hear of it, unless somebody is on the way for it already. */
export function alarmNewHolder({ actor, now, body: { rolle, til } }: Command<HandOverRole>, state: IncidentState, content: IncidentContent): readonly AlarmOutcome[] {
  const { alarm } = state;
  if (!alarm || alarm.afblaest || !isKrisestabRole(rolle) || someoneComesFor(rolle, alarm)) return [];
  if (alarm.alarmerede.some((one) => one.person.id === til.id && one.roller.includes(rolle) && !one.ikkeBrugFor)) return [];
  const svarfrist = minutesAfter(now, content.aktivering.alarm.svarfristMinutter);
  return withToldSteps([{ type: 'AlarmPassedOn', roller: [rolle], fra: state.roller[rolle].holder, til, hvorfor: 'overdraget', svarfrist }], { alarm, actor, now }, state, content);
}

// ---- shared rules --------------------------------------------------------------------------------------------

interface Found {
  readonly alarm: AlarmState;
  readonly one: AlarmedState;
}

function alarmed({ alarm }: IncidentState, person: PersonRef): Found | Rejection {
  if (!alarm) return rejected('ingen-alarm', 'Der er ikke slået alarm i denne hændelse.');
  if (alarm.afblaest) return rejected('afblaest', `Alarmen er afblæst: ${alarm.afblaest.begrundelse}`);
  const one = alarm.alarmerede.find((candidate) => candidate.person.id === person.id);
  return one ? { alarm, one } : rejected('ikke-alarmeret', `${person.name} er ikke alarmeret. Er det dig, der skal komme, så sig det til kriselederen.`);
}

/** No answer yet, and nobody else asked instead. */
function waitedFor(one: AlarmedState, alarm: AlarmState): boolean {
  return one.videre.length === 0 && isNeeded(one, alarm);
}

/** An answer can be changed. A deputy who comes takes the role over; a holder who comes sends the deputies home. */
function answered(found: Found, svar: AlarmAnswer, iTelefonen: boolean, now: Instant, state: IncidentState, content: IncidentContent): AlarmDecision {
  const { alarm, one } = found;
  if (one.svar?.svar === svar) return rejected('allerede-svaret', svar === 'paa-vej' ? `${one.person.name} er allerede meldt på vej.` : `${one.person.name} har allerede meldt fra.`);
  const answer: AlarmAnswered = { type: 'AlarmAnswered', person: one.person, svar, iTelefonen };
  if (svar === 'kan-ikke') return accepted<AlarmOutcome>(answer, ...(one.videre.length > 0 ? [] : passOn(found, 'kan-ikke', now, state, content)));
  const filled = (rolle: string) => one.roller.includes(rolle) || someoneComesFor(rolle, alarm);
  const taken = one.roller.filter(isKrisestabRole).filter((rolle) => state.roller[rolle].holder?.id !== one.person.id && !comes(alarm, state.roller[rolle].holder));
  const released = [...alarm.holdKlar, ...alarmedDeputies(alarm).filter(({ person }) => person.id !== one.person.id)].filter(({ roller }) => roller.every(filled));
  return accepted<AlarmOutcome>(
    answer, ...taken.map((rolle) => takenOver(rolle, one.person, state)),
    ...(released.length > 0 ? [{ type: 'DeputiesReleased' as const, personer: released.map(({ person }) => person) }] : []),
  );
}

function takenOver(rolle: KrisestabRole, til: PersonRef, state: IncidentState): RoleHandedOver {
  return { type: 'RoleHandedOver', rolle, fra: state.roller[rolle].holder, til };
}

/** Deputies to whom somebody's role has gone on, and who have not answered. */
function alarmedDeputies({ alarmerede }: AlarmState): readonly AlarmedState[] {
  const asked = alarmerede.flatMap(({ videre }) => videre.map(({ til }) => til?.id));
  return alarmerede.filter((one) => !one.svar && !one.ikkeBrugFor && asked.includes(one.person.id));
}

function comes(alarm: AlarmState, person: PersonRef | undefined): boolean {
  return alarm.alarmerede.some((one) => one.person.id === person?.id && one.svar?.svar === 'paa-vej');
}

/** To the first deputy of each role who has not been alarmed; several roles may go to several people. */
function passOn({ alarm, one }: Found, hvorfor: 'kan-ikke' | 'intet-svar', now: Instant, state: IncidentState, content: IncidentContent): readonly AlarmOutcome[] {
  const svarfrist = minutesAfter(now, content.aktivering.alarm.svarfristMinutter);
  const next = (rolle: string): PersonRef | undefined => {
    if (!isKrisestabRole(rolle)) return undefined;
    const { holder, deputies } = state.roller[rolle];
    const candidates = [...(holder ? [holder] : []), ...deputies].filter((person) => person.id !== one.person.id);
    // Somebody who is on the way for another role can take this one too; whoever could not, or did not answer, is not asked again.
    return candidates.find((person) => !alarm.alarmerede.some((other) => other.person.id === person.id && (other.videre.length > 0 || other.svar?.svar === 'kan-ikke')));
  };
  const open = one.roller.filter((rolle) => !alarm.alarmerede.some((other) => other !== one && comesFor(rolle, other)));
  const targets = open.map((rolle) => ({ rolle, til: next(rolle) }));
  const people = [...new Set(targets.map(({ til }) => til?.id))];
  return people.flatMap((id): readonly AlarmOutcome[] => {
    const theirs = targets.filter(({ til }) => til?.id === id);
    const til = theirs[0]?.til;
    const roller = theirs.map(({ rolle }) => rolle);
    const passed: AlarmPassedOn = { type: 'AlarmPassedOn', roller, fra: one.person, til, hvorfor, svarfrist };
    // Somebody who is on the way already has said yes to coming.
    return [passed, ...(til && comes(alarm, til) ? roller.filter(isKrisestabRole).map((rolle) => takenOver(rolle, til, state)) : [])];
  });
}
