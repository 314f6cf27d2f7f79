import type { Content } from '../content/schema';
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
  const link = view.aaben && moedelink ? [{ titel: 'Åbn mødet i Teams', url: moedelink }] : [];
  const intetLink = view.aaben && !moedelink ? ` ${NO_LINK_YET}` : '';
  return withBodyStart(render(template, { ...view, link, intetLink }), topOf(state, { notice }));
}

export function alarmView({ state, content, now }: Pick<AlarmCardInput, 'state' | 'content' | 'now'>): AlarmView {
  const { alarm, aktivering, phase } = state;
  if (!alarm) return { haendelse: state.id, afblaest: '', niveau: '', moede: '', opgaver: [], roller: [], holdKlar: '', aaben: false, revision: 0 };
  const { afblaest } = alarm;
  return {
    haendelse: state.id,
    afblaest: afblaest
      ? `■ Afblæst: ${inertShort(afblaest.begrundelse, 300)} · ${inertShort(afblaest.by.name, NAVN_TEGN)} ${unbroken(dayAndTime(afblaest.at))}`
      : '',
    niveau: inertShort(aktivering?.niveauTitel ?? alarm.niveauTitel, 80),
    moede: `${unbroken(dayAndTime(alarm.moede))}, ${inertShort(alarm.sted, 120)}.`,
    opgaver: alarm.opgaver.map((opgave) => inertShort(opgave, 300)),
    roller: roleAnswers(alarm, content, now),
    holdKlar: names(alarm.holdKlar.map(({ person }) => person.name)),
    aaben: phase === 'open' && !afblaest,
    revision: alarmRevision(alarm),
  };
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, NAVNE).map((name) => inertShort(name, NAVN_TEGN));
  return [...shown, ...(all.length > NAVNE ? [`og ${all.length - NAVNE} mere`] : [])].join(', ');
}
