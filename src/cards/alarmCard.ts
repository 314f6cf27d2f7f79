import type { Content } from '../content/schema';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import template from './alarmCard.json';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

interface AlarmCardInput {
  readonly state: IncidentState;
  readonly content: Content;
  readonly now: Instant;
  readonly notice?: string | undefined;
}

export function alarmCard({ state, content, notice }: AlarmCardInput): AdaptiveCard {
  return withBodyStart(render(template, alarmView({ state, content })), topOf(state, { notice }));
}

export function alarmView({ state }: Pick<AlarmCardInput, 'state' | 'content'>): object {
  return { overskrift: `ALARM: ${state.alarm?.niveauTitel ?? ''}` };
}
