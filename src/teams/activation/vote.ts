import type { TurnContext } from 'botbuilder';
import { cardOf } from '../../app/outgoing';
import { voteCardKey } from '../../cards/cardKeys';
import type { VotePress } from '../../cards/voteActions';
import { decidingWords } from '../../cards/decidingWords';
import { voteConfirmCard } from '../../cards/voteConfirmCard';
import type { PressVote } from '../../domain/vote/vote';
import type { IncidentState } from '../../domain/state';
import { answerCard, answerSentence } from '../invoke';
import type { Services } from '../services';
import type { Turn } from '../turn';
import { foreseen, NO_SUCH_VOTE, voteOf } from './votes';

/** "Enig i det hele": stored at once, unless it would decide; then the one who pressed is asked, and nobody else sees that. */
export async function pressVote(context: TurnContext, turn: Turn, press: VotePress, services: Services): Promise<void> {
  const { journal, clock } = services;
  const { haendelse, afstemning } = press;
  // As it stands in the store: another process may have taken this person's earlier vote.
  const seen = await journal.refreshed(haendelse);
  const vote = voteOf(afstemning, seen);
  if (!vote) return answerSentence(context, NO_SUCH_VOTE);
  if (press.verb === 'visAfstemning') {
    services.cardUpdates.answered(haendelse, voteCardKey(afstemning));
    return answerCard(context, drawn(afstemning, seen, services));
  }
  const body: PressVote = { type: 'castVote', afstemning, version: press.version, svar: { enig: true }, bekraeftet: press.verb === 'bekraeftStemme' };
  const earlier = [...vote.stemmer, ...vote.senere].filter(({ person }) => person.id === turn.actor.id).length;
  const command = { id: `knap:stem:${afstemning}:${press.version}:${turn.actor.id}:${earlier}`, incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body };
  const result = await journal.execute(command);
  if (result.kind === 'rejected' && result.code === 'bekraeft') {
    services.cardUpdates.asked(result.state, voteCardKey(afstemning));
    const deciding = decidingWords('Din stemme', foreseen(command, result.state, services));
    return answerCard(context, voteConfirmCard({ state: result.state, vote: voteOf(afstemning, result.state) ?? vote, deciding }));
  }
  const late = result.kind === 'committed' && voteOf(afstemning, result.state)?.senere.some(({ person }) => person.id === turn.actor.id);
  const notice = result.kind === 'rejected' ? result.sentence : late ? 'Afstemningen var slut. Din stemme står i loggen som "efter lukning".' : 'Din stemme er gemt: enig i det hele.';
  return answerCard(context, drawn(afstemning, result.state, services, notice));
}

function drawn(afstemning: string, state: IncidentState, { scenes }: Services, notice?: string): object {
  return cardOf(voteCardKey(afstemning), scenes.of(state), notice).content;
}
