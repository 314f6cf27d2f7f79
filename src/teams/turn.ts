import * as z from 'zod';
import type { TurnContext } from 'botbuilder';
import type { Place } from '../app/effects';
import type { Roster } from '../app/roster';
import { actorByTeamsId } from '../app/roster';
import type { Actor } from '../domain/person';

/** The parts of an activity that we rely on. Everything else that Teams may add is left alone. */
const activitySchema = z.object({
  id: z.string().optional(),
  serviceUrl: z.string(),
  from: z.object({ id: z.string(), name: z.string().optional(), aadObjectId: z.string().optional() }),
  conversation: z.object({ id: z.string(), conversationType: z.string().optional() }),
  recipient: z.object({ isTargeted: z.boolean().optional().catch(undefined) }).loose().optional(),
  channelData: z.object({ channel: z.object({ id: z.string() }).loose().optional(), team: z.object({ id: z.string() }).loose().optional() }).loose().optional(),
});

/** Who says or presses something, and where. */
export interface Turn {
  readonly activityId: string;
  readonly actor: Actor;
  readonly place: Place;
  readonly kind: 'channel' | 'thread' | 'personal' | 'group';
  /** The channel as a place to open threads in; absent outside of channels. */
  readonly channel?: Place | undefined;
  /** For the log: "Teams-kanal", "Teams-tråd", "personlig chat", "gruppechat". */
  readonly kanal: string;
  /** Teams shows the message to its writer alone (a command of the list behind "/"), though others are there. */
  readonly targeted: boolean;
}

export function readTurn(context: TurnContext, roster: Roster): Turn {
  const activity = activitySchema.parse(context.activity);
  const actor = actorByTeamsId(roster, activity.from.aadObjectId ?? activity.from.id, activity.from.name ?? '');
  const { serviceUrl } = activity;
  const conversation = activity.conversation.id;
  const activityId = activity.id ?? '';
  const [channelId = conversation, rootId] = conversation.split(';messageid=');
  const targeted = activity.recipient?.isTargeted === true;
  const channelType = activity.conversation.conversationType === 'channel' || activity.channelData?.channel !== undefined;
  if (!channelType) {
    const personal = activity.conversation.conversationType === 'personal';
    return { activityId, actor, place: { conversation, serviceUrl }, kind: personal ? 'personal' : 'group', kanal: personal ? 'personlig chat' : 'gruppechat', targeted };
  }
  const channel: Place = { conversation: activity.channelData?.channel?.id ?? channelId, serviceUrl };
  // A new post in a channel carries its own id as the thread's root.
  const thread = rootId !== undefined && rootId !== activityId;
  return { activityId, actor, place: { conversation, serviceUrl }, kind: thread ? 'thread' : 'channel', channel, kanal: thread ? 'Teams-tråd' : 'Teams-kanal', targeted };
}
