import type { RecordedEvent } from '../event';
import type { ActivationEvent, ActivationState, ForloebAnswered, ForloebReminded, SituationWorsened } from './activation';
import type { FlowState } from './flow';

export function evolveFlow(flow: FlowState, event: ForloebAnswered | ForloebReminded | SituationWorsened, { nr, at, actor }: Pick<RecordedEvent, 'nr' | 'at' | 'actor'>): FlowState {
  switch (event.type) {
    case 'ForloebAnswered': {
      const { knude, svar, svartekst, begrundelse, til, venterTil } = event;
      return { ...flow, knude: til, venterTil, sti: [...flow.sti, { knude, svar, svartekst, begrundelse, til, by: actor, at, nr }] };
    }
    case 'ForloebReminded':
      return { ...flow, venterTil: undefined };
    case 'SituationWorsened':
      return { ...flow, knude: event.til, venterTil: undefined, genoptaget: flow.sti.length };
  }
}

export function evolveActivation(aktivering: ActivationState | undefined, event: Extract<ActivationEvent, { type: 'KrisestabActivated' | 'NiveauChanged' }>, { nr, at, actor }: Pick<RecordedEvent, 'nr' | 'at' | 'actor'>): ActivationState | undefined {
  if (event.type === 'NiveauChanged') {
    const { niveau, niveauTitel, begrundelse } = event;
    return aktivering && { ...aktivering, niveau, niveauTitel, skift: [...aktivering.skift, { nr, niveauTitel, by: actor, begrundelse }] };
  }
  const { niveau, niveauTitel, moede, sted } = event;
  return { niveau, niveauTitel, moede, sted, by: actor, at, nr, skift: [] };
}
