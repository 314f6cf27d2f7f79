import type { CardKey } from '../app/effects';
import { threadLink } from '../cards/messages';
import type { Services } from './services';

/** A link to the thread of a card; undefined while the card has not been posted. */
export async function linkTo(incident: string, card: CardKey, { board }: Pick<Services, 'board'>): Promise<string | undefined> {
  const posted = await board.find(incident, card);
  if (!posted) return undefined;
  // A card is the root of its thread, or stands below another one's.
  const [channelId = '', rootId = posted.activityId] = posted.place.conversation.split(';messageid=');
  return threadLink({ channelId, rootId });
}
