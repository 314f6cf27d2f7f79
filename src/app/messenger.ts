import type { Place } from './effects';

/**
 * Unknown whether it was done ("unknown"), not done and worth another try ("later"), not done since Teams does not know
 * the place, which it sometimes says wrongly ("notFound"), or never going to work ("never").
 */
export class PostFailed extends Error {
  constructor(readonly outlook: 'unknown' | 'later' | 'notFound' | 'never', readonly retryAfterMs: number | undefined, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'PostFailed';
  }
}

export interface OutgoingMessage {
  /** Already escaped for Teams' markdown. */
  readonly text?: string;
  readonly mentions?: readonly { readonly teamsId: string; readonly name: string }[];
  readonly card?: { readonly content: object; readonly summary: string };
}

/** Posting to Teams. Each throws PostFailed. */
export interface Messenger {
  /** A new thread in a channel: its place and the id of its first message. */
  openThread(channel: Place, message: OutgoingMessage): Promise<{ readonly place: Place; readonly activityId: string }>;
  reply(place: Place, message: OutgoingMessage): Promise<string>;
  /** The chat with one person. Never, when the app is not installed there (403). */
  openPersonal(teamsId: string, serviceUrl: string): Promise<Place>;
  update(place: Place, activityId: string, message: OutgoingMessage): Promise<void>;
}
