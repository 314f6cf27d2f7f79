import type { Calendar } from '../../app/calendar';
import type { Mailbox } from '../../app/mailbox';
import type { ThreadHistory } from '../../app/threadHistory';
import type { CalendarConfig, GraphAddress, GraphConfig, Identity, MailboxConfig } from '../../config';
import { tokensFor } from '../identity/connect';
import { tokensFrom, type TokenSource } from '../identity/tokens';
import { GraphCalendar } from './calendar';
import type { GraphAccess } from './client';
import { GraphMailbox } from './mailbox';
import { GraphThreadHistory } from './threadHistory';

/** The channels' messages. */
export function connectGraph(config: GraphConfig, identity: Identity): ThreadHistory {
  const botId = identity.kind === 'local' ? undefined : identity.botId;
  return new GraphThreadHistory({ ...accessTo(config, identity), teamId: config.teamId, botId });
}

/** The calendar that meetings are booked in. */
export function connectCalendar(config: CalendarConfig, identity: Identity): Calendar {
  return new GraphCalendar({ ...accessTo(config, identity), organizer: config.organizer });
}

/** The mailbox that mails are sent from. */
export function connectMailbox(config: MailboxConfig, identity: Identity): Mailbox {
  return new GraphMailbox({ ...accessTo(config, identity), sender: config.sender });
}

const SCOPE = 'https://graph.microsoft.com/.default';
/** Nobody signs in locally: a stand-in that wants no token is given a word. */
const LOCAL_TOKEN = 'lokal';

function accessTo({ baseUrl, tokenUrl }: GraphAddress, identity: Identity): GraphAccess {
  return { baseUrl, token: tokens(identity, tokenUrl) };
}

function tokens(identity: Identity, url: string | undefined): TokenSource {
  if (identity.kind !== 'local') return tokensFor(identity, SCOPE, url);
  return url === undefined ? () => Promise.resolve(LOCAL_TOKEN) : tokensFrom({ url, scope: SCOPE, clientId: LOCAL_TOKEN, now: Date.now });
}
