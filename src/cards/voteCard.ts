import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';
import template from './voteCard.json';

interface VoteCardInput {
  readonly state: IncidentState;
  readonly afstemning: string;
  readonly now: Instant;
  readonly notice?: string | undefined;
}

export function voteCard({ state, afstemning, notice }: VoteCardInput): AdaptiveCard {
  return withBodyStart(render(template, voteView({ state, afstemning })), topOf(state, { notice }));
}

export function voteView({ state, afstemning }: Pick<VoteCardInput, 'state' | 'afstemning'>): object {
  return { overskrift: `Afstemning: ${state.afstemninger[afstemning]?.regel.titel ?? ''}` };
}
