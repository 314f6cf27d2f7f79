import type { CardBoard } from '../app/cardBoard';
import type { CardUpdates } from '../app/cardUpdates';
import type { Directory } from '../app/directory';
import type { DraftDesk } from '../app/draftDesk';
import type { InboxKeeper } from '../app/inboxKeeper';
import type { Journal } from '../app/journal';
import type { LogbookReader } from '../app/logbookReader';
import type { Logger } from '../app/logger';
import type { Missed } from '../app/missed';
import type { Opening } from '../app/opening';
import type { ChatChoices, Clock, Contacts } from '../app/ports';
import type { Messenger } from '../app/messenger';
import type { RosterCache } from '../app/rosterCache';
import type { Routing } from '../app/routing';
import type { Scenes } from '../app/scenes';
import type { Timers } from '../app/timers';

/** What the handlers of activities work with. Put together in main.ts. */
export interface Services {
  readonly journal: Journal;
  readonly opening: Opening;
  readonly directory: Directory;
  readonly routing: Routing;
  readonly board: CardBoard;
  readonly cardUpdates: Pick<CardUpdates, 'asked' | 'answered'>;
  readonly roster: RosterCache;
  readonly scenes: Scenes;
  readonly keeper: InboxKeeper;
  readonly chatChoices: ChatChoices;
  readonly contacts: Contacts;
  readonly desk: DraftDesk;
  readonly logbook: LogbookReader;
  readonly missed: Pick<Missed, 'beforeClosing'>;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newNonce: () => string;
  readonly logger: Logger;
  /** The krisestab's channel, where one is configured: incidents get their threads there, wherever they are opened. */
  readonly krisestabChannelId?: string | undefined;
}
