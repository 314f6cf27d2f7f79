import type { Activity } from 'botbuilder';
import type { BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';
import { AuthenticationConstants } from 'botframework-connector';
import type { Place } from '../app/effects';
import type { Messenger, OutgoingMessage } from '../app/messenger';
import { PostFailed } from '../app/messenger';
import type { Identity } from '../config';
import { NoToken, ownClaims } from './identity';
import type { RateGovernor } from './rateGovernor';

/** Real milliseconds. Without an answer by then it is not known whether the message is there. */
const TIMEOUT_MS = 10_000;

/** Posts to Teams through the Bot Connector, one try each, within Teams' windows. */
export class TeamsMessenger implements Messenger {
  private readonly clients = new Map<string, Promise<ConnectorClient>>();
  /** A person's chat with the bot stays the same for ever. */
  private readonly chats = new Map<string, string>();

  constructor(
    private readonly authentication: BotFrameworkAuthentication,
    private readonly identity: Identity,
    private readonly governor: RateGovernor,
    private readonly tenantId: string | undefined,
  ) {}

  async openThread(channel: Place, message: OutgoingMessage): Promise<{ place: Place; activityId: string }> {
    const client = await this.client(channel.serviceUrl);
    const response = await this.send(channel.conversation, () =>
      client.conversations.createConversation({
        isGroup: true, bot: { id: this.identity.kind === 'local' ? '' : `28:${this.identity.botId}`, name: '' },
        channelData: { channel: { id: channel.conversation } }, activity: activityOf(message) as Activity,
      }, inTime()));
    // The library drops `activityId`; the thread's root is in the conversation id.
    const rootId = /;messageid=(\d+)/.exec(response.id)?.[1];
    if (!rootId) throw new PostFailed('never', undefined, `a thread was opened without a root id: ${response.id}`);
    return { place: { conversation: response.id, serviceUrl: channel.serviceUrl }, activityId: rootId };
  }

  async openPersonal(teamsId: string, serviceUrl: string): Promise<Place> {
    const known = this.chats.get(teamsId);
    if (known !== undefined) return { conversation: known, serviceUrl };
    const client = await this.client(serviceUrl);
    const { tenantId } = this;
    const response = await this.send(`person:${teamsId}`, () =>
      client.conversations.createConversation({
        isGroup: false, bot: { id: this.identity.kind === 'local' ? '' : `28:${this.identity.botId}`, name: '' }, members: [{ id: teamsId, name: '' }],
        ...(tenantId ? { tenantId, channelData: { tenant: { id: tenantId } } } : {}),
      } as Parameters<typeof client.conversations.createConversation>[0], inTime())).catch((error: unknown) => {
      // Nobody has read anything yet: whatever came of it, asking again does no harm.
      throw error instanceof PostFailed && error.outlook === 'unknown' ? new PostFailed('later', error.retryAfterMs, error.message, error) : error;
    });
    this.chats.set(teamsId, response.id);
    return { conversation: response.id, serviceUrl };
  }

  async reply(place: Place, message: OutgoingMessage): Promise<string> {
    const client = await this.client(place.serviceUrl);
    const response = await this.send(place.conversation, () => client.conversations.sendToConversation(place.conversation, activityOf(message), inTime()));
    return response.id;
  }

  async update(place: Place, activityId: string, message: OutgoingMessage): Promise<void> {
    const client = await this.client(place.serviceUrl);
    await this.send(place.conversation, () => client.conversations.updateActivity(place.conversation, activityId, { ...activityOf(message), id: activityId }, inTime()));
  }

  private client(serviceUrl: string): Promise<ConnectorClient> {
    let client = this.clients.get(serviceUrl);
    if (!client) {
      client = this.authentication.createConnectorFactory(ownClaims(this.identity)).create(serviceUrl, AuthenticationConstants.ToChannelFromBotOAuthScope);
      this.clients.set(serviceUrl, client);
    }
    return client;
  }

  private async send<T>(conversation: string, request: () => Promise<T>): Promise<T> {
    try {
      return await this.governor.send(conversation, request);
    } catch (error) {
      const failure = classify(error);
      if (failure.retryAfterMs !== undefined) this.governor.blocked(conversation, failure.retryAfterMs);
      throw failure;
    }
  }
}

function inTime() {
  return { abortSignal: AbortSignal.timeout(TIMEOUT_MS) };
}

export function activityOf(message: OutgoingMessage): Partial<Activity> {
  const attachments = message.card ? [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card.content }] : undefined;
  const entities = message.mentions?.map(({ teamsId, name }) => ({ type: 'mention', mentioned: { id: teamsId, name }, text: `<at>${name}</at>` }));
  return {
    type: 'message', text: message.text, textFormat: 'markdown', summary: message.card?.summary, attachments,
    ...(entities && entities.length > 0 ? { entities } : {}),
  };
}

interface HttpFailure {
  readonly statusCode?: number;
  readonly code?: string;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
  readonly message?: string;
}

/** Which failures are worth another try: facts of the platform, see docs/adr/0004. */
function classify(error: unknown): PostFailed {
  if (error instanceof NoToken) return new PostFailed('later', undefined, error.message, error);
  const failure = error as HttpFailure;
  const status = failure.statusCode;
  const message = `Teams answered ${status ?? failure.code ?? 'nothing'}`;
  if (status === undefined) return new PostFailed(failure.code === 'ECONNREFUSED' ? 'later' : 'unknown', undefined, message, error);
  switch (status) {
    case 429: return new PostFailed('later', retryAfter(failure), message, error);
    case 412: return new PostFailed('later', undefined, message, error);
    case 404: return new PostFailed('notFound', undefined, message, error);
    case 502: case 503: case 504: return new PostFailed('unknown', undefined, message, error);
    default: return new PostFailed('never', undefined, message, error);
  }
}

const RETRY_AFTER_DEFAULT_MS = 5_000;

function retryAfter(failure: HttpFailure): number {
  const seconds = Number(failure.response?.headers?.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : RETRY_AFTER_DEFAULT_MS;
}
