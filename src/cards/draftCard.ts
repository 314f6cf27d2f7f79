import type { DraftId } from '../domain/orientation/orientation';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import template from './draftCard.json';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

interface DraftCardInput {
  readonly state: IncidentState;
  readonly udkast: DraftId;
  readonly now: Instant;
  readonly notice?: string | undefined;
}

export function draftCard({ state, udkast, now, notice }: DraftCardInput): AdaptiveCard {
  return withBodyStart(render(template, draftView({ state, udkast, now })), topOf(state, { notice }));
}

export function draftView({ state, udkast }: Pick<DraftCardInput, 'state' | 'udkast' | 'now'>): object {
  return { overskrift: state.udkast[udkast]?.titel ?? '' };
}
