import type { Content } from '../content/schema';
import type { AlarmState } from '../domain/alarm/alarm';
import type { IncidentState } from '../domain/state';
import { dayAndTime, type Instant } from '../domain/time';
import template from './alarmCard.json';
import { alarmRevision, roleAnswers, type RoleAnswers } from './alarmAnswers';
import { inertShort, unbroken } from './inert';
import { NAVN_TEGN } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

interface AlarmCardInput {
  readonly state: IncidentState;
  readonly content: Content;
  readonly now: Instant;
  /** Of the configuration. Without it the link comes when there is one: the alarm waits for nothing. */
  readonly moedelink?: string | undefined;
  readonly notice?: string | undefined;
}

interface AlarmView {
  readonly haendelse: string;
  readonly afblaest: string;
  readonly niveau: string;
  readonly moede: string;
  /** Of the meeting in the calendar, once there is one. */
  readonly moedelink: string;
  readonly opgaver: readonly string[];
  readonly roller: readonly RoleAnswers[];
  readonly holdKlar: string;
  readonly aaben: boolean;
  readonly revision: number;
}

const NAVNE = 12;
const NO_LINK_YET = 'Linket følger i tråden.';

/** Who has to come, to what, and what each has answered. The same for everybody; whoever was not alarmed is told so by the press. */
export function alarmCard({ state, content, now, moedelink, notice }: AlarmCardInput): AdaptiveCard {
  const view = alarmView({ state, content, now });
  const url = view.moedelink || moedelink;
  const link = view.aaben && url ? [{ titel: 'Åbn mødet i Teams', url }] : [];
  const intetLink = view.aaben && !url ? ` ${NO_LINK_YET}` : '';
  return withBodyStart(render(template, { ...view, link, intetLink }), topOf(state, { notice }));
}

export function alarmView({ state, content, now }: Pick<AlarmCardInput, 'state' | 'content' | 'now'>): AlarmView {
  const { alarm, aktivering, phase } = state;
  if (!alarm) return { haendelse: state.id, afblaest: '', niveau: '', moede: '', moedelink: '', opgaver: [], roller: [], holdKlar: '', aaben: false, revision: 0 };
  const { afblaest } = alarm;
  return {
    haendelse: state.id,
    afblaest: afblaest
      ? `■ Afblæst: ${inertShort(afblaest.begrundelse, 300)} · ${inertShort(afblaest.by.name, NAVN_TEGN)} ${unbroken(dayAndTime(afblaest.at))}`
      : '',
    niveau: inertShort(aktivering?.niveauTitel ?? alarm.niveauTitel, 80),
    ...firstMeeting(state, alarm),
    opgaver: alarm.opgaver.map((opgave) => inertShort(opgave, 300)),
    roller: roleAnswers(alarm, content, now),
    holdKlar: names(alarm.holdKlar.map(({ person }) => person.name)),
    aaben: phase === 'open' && !afblaest,
    revision: alarmRevision(alarm),
  };
}

/** As it stands now: it may have been moved or cancelled since people were alarmed. */
function firstMeeting({ moeder: { moeder } }: IncidentState, { moede, sted }: AlarmState): Pick<AlarmView, 'moede' | 'moedelink'> {
  const first = moeder.find(({ status }) => status !== 'aflyst') ?? moeder[0];
  if (first?.status === 'aflyst') return { moede: 'aflyst.', moedelink: '' };
  return { moede: `${unbroken(dayAndTime(first?.start ?? moede))}, ${inertShort(sted, 120)}.`, moedelink: first?.link ?? '' };
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, NAVNE).map((name) => inertShort(name, NAVN_TEGN));
  return [...shown, ...(all.length > NAVNE ? [`og ${all.length - NAVNE} mere`] : [])].join(', ');
}
