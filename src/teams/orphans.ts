import type { TurnContext } from 'botbuilder';
import { StoreUnavailable } from '../app/ports';
import type { Press } from '../cards/actions';
import type { Services } from './services';
import type { Turn } from './turn';

/**
 * A thread whose first message is a card of ours, and that nobody knows: the bot died between posting it and writing that
 * down, and posted it again elsewhere. A press on that card tells whose it is, so its thread is known from then on.
 */
export async function bindOrphan({ activity }: TurnContext, turn: Turn, press: Press, { directory, logger }: Services): Promise<void> {
  const { conversation } = turn.place;
  if (turn.kind !== 'thread' || !activity.replyToId || !conversation.endsWith(`;messageid=${activity.replyToId}`)) return;
  try {
    if (!(await directory.thread(conversation))) await directory.bindThread({ conversation, incident: press.haendelse, card: cardPressed(press) });
  } catch (error) {
    // The press is what counts; the next one tells it again.
    if (!(error instanceof StoreUnavailable)) throw error;
    logger.warn({ cause: error }, 'a thread that was not known could not be written down');
  }
}

function cardPressed(press: Press): string {
  return press.verb === 'udfoert' || press.verb === 'fortryd' ? press.instruks : 'haendelse';
}
