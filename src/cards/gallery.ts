import type { Content } from '../content/schema';
import { alarmCards } from './galleryAlarm';
import { conversationCards } from './galleryConversation';
import { dialogCards } from './galleryDialogs';
import { flowCards } from './galleryFlow';
import { incidentCards } from './galleryIncident';
import { instruksCards } from './galleryInstruks';
import { meetingCards } from './galleryMeetings';
import { mailCards } from './galleryMail';
import type { GalleryCard } from './galleryScenario';
import { voteCards } from './galleryVote';

export type { GalleryCard } from './galleryScenario';

/** Every card in every state that a user can meet. */
export function gallery(content: Content): readonly GalleryCard[] {
  return [...instruksCards(content), ...incidentCards(content), ...flowCards(content), ...dialogCards(content), ...conversationCards(content), ...voteCards(content), ...alarmCards(content), ...mailCards(content), ...meetingCards(content)];
}
