import type { CardKey } from '../app/effects';
import { threadLink } from '../cards/messages';
import type { Services } from './services';

/** A link to the thread of a card; undefined while the card has not been posted. */
export async function linkTo(incident: string, card: CardKey, { board, directory }: Pick<Services, 'board' | 'directory'>): Promise<string | undefined> {
  const [posted, row] = await Promise.all([board.find(incident, card), directory.find(incident)]);
  return posted && row && threadLink({ channelId: row.channel.conversation, rootId: posted.activityId });
}
