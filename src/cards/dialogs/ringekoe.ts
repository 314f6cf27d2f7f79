import type { Content } from '../../content/schema';
import type { AlarmedState, AlarmState } from '../../domain/alarm/alarm';
import { callQueue } from '../../domain/alarm/callQueue';
import { isRinging, someoneComesFor } from '../../domain/alarm/coming';
import { rolleTitel } from '../../domain/instruks';
import type { PersonRef } from '../../domain/person';
import { KRISESTAB_ROLES } from '../../domain/roles/roles';
import type { IncidentState } from '../../domain/state';
import { shortTime, type Instant } from '../../domain/time';
import { roleAnswers, seen } from '../alarmAnswers';
import { inertShort, unbroken } from '../inert';
import { NAVN_TEGN } from '../people';
import { phoneLinks, type PhoneLink, type Phones } from '../phoneLinks';
import { render, withBodyStart, type AdaptiveCard } from '../render';
import { topOf, type Besked } from '../top';
import template from './ringekoe.json';

export interface RingekoeInput {
  readonly state: IncidentState;
  readonly content: Content;
  readonly caller: PersonRef;
  readonly now: Instant;
  readonly nonce: string;
  readonly phonesOf: (person: PersonRef) => Phones;
  /** Whether a message can reach them at all. */
  readonly inTeams: (person: PersonRef) => boolean;
  readonly besked: Besked;
}

const FORSOEG = 4;

/** Criterion 18: one person at a time, with the numbers and what came of earlier attempts. Only for those who take part. */
export function ringekoeDialog(input: RingekoeInput): AdaptiveCard {
  const { state, besked } = input;
  return withBodyStart(render(template, { haendelse: state.id, nonce: input.nonce, ...viewOf(input) }), topOf(state, besked));
}

const NOBODY = {
  person: '',
  navn: '',
  roller: '',
  teams: '',
  teamsFarve: 'Attention',
  numre: [],
  udenNumre: false,
  forsoeg: [],
  ringer: '',
  mangler: '',
  andre: [],
  svar: [],
  afblaest: [],
};

function viewOf(input: RingekoeInput): object {
  const { state, content, caller, now, inTeams } = input;
  const { alarm } = state;
  if (!alarm) return { ...NOBODY, overskrift: 'Der er ikke slået alarm' };
  if (alarm.afblaest)
    return {
      ...NOBODY,
      overskrift: toBeTold(alarm, input).length > 0 ? 'Alarmen er afblæst: ring og sig det' : 'Alarmen er afblæst',
      afblaest: toBeTold(alarm, input),
    };
  const queue = callQueue(alarm, (id) => inTeams({ id, name: '' }), caller.id, now);
  const andre = others(alarm, caller, now);
  const [next] = queue;
  if (!next) return { ...NOBODY, overskrift: endOf(alarm, andre), andre, svar: roleAnswers(alarm, content, now) };
  return {
    ...NOBODY,
    ...personView(next, alarm, input),
    andre,
    overskrift: 'Ring nu til',
    mangler: queue.length > 1 ? `Derefter ${queue.length - 1} mere.` : 'Det er den sidste.',
  };
}

function personView(one: AlarmedState, alarm: AlarmState, { content, caller, now, phonesOf, inTeams }: RingekoeInput): object {
  const numre = phoneLinks(phonesOf(one.person));
  const { ringesAf } = one;
  const mine = ringesAf?.by.id === caller.id && isRinging(one, now);
  const awake = seen(one, alarm.at);
  return {
    person: one.person.id,
    navn: inertShort(one.person.name, NAVN_TEGN),
    roller: one.roller.map((rolle) => rolleTitel(content, rolle)).join(', '),
    teams: awake ?? (inTeams(one.person) ? (one.ikkeNaaet ? '⚠ Alarmen nåede ikke frem på Teams' : '') : '⚠ Er ikke på Teams'),
    teamsFarve: awake ? 'Accent' : 'Attention',
    numre,
    udenNumre: numre.length === 0,
    forsoeg: one.forsoeg.slice(-FORSOEG).map(({ by, at }) => `${shortTime(at, alarm.at)} ${inertShort(by.name, NAVN_TEGN)}: intet svar`),
    ringer: mine ? `⏳ Du ringer nu. Andre kan se det til ${unbroken(shortTime(ringesAf.til, alarm.at))}.` : '',
  };
}

/** "⏳ Carla ringer til Eva": why somebody is not in the queue. */
function others(alarm: AlarmState, caller: PersonRef, now: Instant): readonly string[] {
  return alarm.alarmerede.flatMap(({ person, svar, ringesAf }) =>
    !svar && ringesAf && ringesAf.by.id !== caller.id && Date.parse(ringesAf.til) > Date.parse(now)
      ? [`⏳ ${inertShort(ringesAf.by.name, NAVN_TEGN)} ringer til ${inertShort(person.name, NAVN_TEGN)}`]
      : [],
  );
}

function endOf(alarm: AlarmState, andre: readonly string[]): string {
  if (andre.length > 0) return 'Ingen at ringe til lige nu';
  return KRISESTAB_ROLES.every((rolle) => someoneComesFor(rolle, alarm)) ? 'Alle har svaret' : 'Ingen flere at ringe til';
}

/** They have said that they come, and no message can tell them that they need not. */
function toBeTold(
  { alarmerede }: AlarmState,
  { phonesOf, inTeams }: RingekoeInput,
): readonly { readonly navn: string; readonly numre: readonly PhoneLink[] }[] {
  return alarmerede
    .filter(({ person, svar, ikkeNaaet }) => svar?.svar === 'paa-vej' && (ikkeNaaet || !inTeams(person)))
    .map(({ person }) => ({ navn: inertShort(person.name, NAVN_TEGN), numre: phoneLinks(phonesOf(person)) }));
}
