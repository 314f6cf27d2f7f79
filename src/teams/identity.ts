import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  AuthenticationConstants,
  ClaimsIdentity,
  ServiceClientCredentialsFactory,
  TokenCredentials,
  type ConnectorClient,
  type ConnectorFactory,
  type ServiceClientCredentials,
} from 'botframework-connector';
import type { Identity } from '../config';

/** Gives the bot's own token for Teams. */
export type BotTokens = (options: { readonly fresh: boolean; readonly signal: AbortSignal }) => Promise<string>;

/** There was nothing to sign with, so nothing was sent. */
export class NoToken extends Error {
  constructor(cause: unknown) {
    super('no token for Teams', { cause });
    this.name = 'NoToken';
  }
}

/** Real milliseconds. */
const TOKEN_MS = 8_000;

/** The library would try one way to sign in after the other, this machine's developer tools among them; ours is given. */
class OwnCredentials extends ServiceClientCredentialsFactory {
  constructor(
    private readonly botId: string,
    private readonly tokens: BotTokens,
  ) {
    super();
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.botId);
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override createCredentials(): Promise<ServiceClientCredentials> {
    return Promise.resolve({ signRequest: async (request) => new TokenCredentials(await this.token()).signRequest(request) });
  }

  private async token(): Promise<string> {
    try {
      return await this.tokens({ fresh: false, signal: AbortSignal.timeout(TOKEN_MS) });
    } catch (error) {
      throw new NoToken(error);
    }
  }
}

/**
 * The library sends again by itself after a 5xx or a lost answer, which can post a message twice. Whether and when
 * something is sent again is decided in one place only, the outbox, so that policy is taken out of every client.
 */
class OneTryAuthentication extends ConfigurationBotFrameworkAuthentication {
  override createConnectorFactory(claims: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(claims);
    return {
      async create(serviceUrl: string, audience: string): Promise<ConnectorClient> {
        const client = await factory.create(serviceUrl, audience);
        withoutRetries(client);
        return client;
      },
    };
  }
}

function withoutRetries(client: ConnectorClient): void {
  const { pipeline } = (client as unknown as { client: { pipeline: { removePolicy(policy: { name: string }): unknown } } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
}

/** Naming one address makes the library forget all its others, so all are named. */
function addresses(openIdMetadata = AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl) {
  return {
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
    ToBotFromChannelTokenIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
    ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
  };
}

/** `tokens` undefined: local mode, in which nobody signs anything. */
export function createAuthentication(identity: Identity, tokens: BotTokens | undefined): ConfigurationBotFrameworkAuthentication {
  if (identity.kind === 'local' || tokens === undefined) return new OneTryAuthentication({});
  return new OneTryAuthentication(addresses(identity.openIdMetadata), new OwnCredentials(identity.botId, tokens));
}

/** The bot speaking for itself, outside of any turn. */
export function ownClaims(identity: Identity): ClaimsIdentity {
  return identity.kind === 'local'
    ? new ClaimsIdentity([])
    : new ClaimsIdentity(
        [
          { type: 'aud', value: identity.botId },
          { type: 'appid', value: identity.botId },
        ],
        'bot',
      );
}
