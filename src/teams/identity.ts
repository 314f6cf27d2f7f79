import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { ClaimsIdentity, type ConnectorClient, type ConnectorFactory } from 'botframework-connector';
import type { Identity } from '../config';

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

export function createAuthentication(identity: Identity): ConfigurationBotFrameworkAuthentication {
  if (identity.kind === 'local') return new OneTryAuthentication({});
  const options = {
    MicrosoftAppId: identity.botId,
    MicrosoftAppTenantId: identity.tenantId,
    MicrosoftAppType: identity.kind === 'msi' ? 'UserAssignedMsi' : 'SingleTenant',
    MicrosoftAppPassword: identity.kind === 'singleTenant' ? identity.password : undefined,
  };
  const addresses = {
    ...(identity.openIdMetadata ? { ToBotFromChannelOpenIdMetadataUrl: identity.openIdMetadata } : {}),
    ...(identity.loginUrl ? { ToChannelFromBotLoginUrl: identity.loginUrl } : {}),
  };
  return new OneTryAuthentication({ ...options, ...addresses }, new ConfigurationServiceClientCredentialFactory(options));
}

/** The bot speaking for itself, outside of any turn. */
export function ownClaims(identity: Identity): ClaimsIdentity {
  return identity.kind === 'local' ? new ClaimsIdentity([]) : new ClaimsIdentity([{ type: 'aud', value: identity.botId }, { type: 'appid', value: identity.botId }], 'bot');
}
