import type { Result } from '../app/journal';
import type { Origin } from '../app/reactions';
import type { Services } from './services';
import type { Turn } from './turn';

export interface StepPress {
  readonly verb: 'udfoert' | 'fortryd';
  readonly haendelse: string;
  readonly instruks: string;
  readonly trin: string;
  readonly revision: number;
}

/** The same press counts once, from whichever card or dialog it comes. */
export function pressStep({ verb, haendelse, instruks, trin, revision }: StepPress, turn: Turn, { journal, clock }: Services, prepare?: Origin['prepare']): Promise<Result> {
  return journal.execute({
    id: `knap:${instruks}/${trin}:${verb}:${turn.actor.id}:${revision}`, incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal,
    body: { type: verb === 'udfoert' ? 'completeStep' : 'undoStep', instruks, trin, revision },
  }, { prepare });
}
