import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const BOT_ID = '0b07b07b-1111-4222-8333-444444444444';
/** Signed in as a bot with a password; a practice clock is for local mode only. */
export function signedIn({ metadataUrl, loginUrl }: Microsoft): Readonly<Record<string, string>> {
  return {
    BOT_ID,
    BOT_TYPE: 'SingleTenant',
    BOT_PASSWORD: 'hemmelig',
    BOT_OPENID_METADATA: metadataUrl,
    BOT_LOGIN_URL: loginUrl,
    CLOCK_START: '',
    CLOCK_EPOCH: '',
  };
}

export const CHANNEL_ISSUER = 'https://api.botframework.com';

type Claims = Readonly<Record<string, unknown>>;

export interface SigningOptions {
  readonly key?: KeyObject;
  readonly header?: Claims;
}

export interface AskedForToken {
  readonly way: 'client credentials' | 'managed identity';
  /** The scope or resource. */
  readonly what: string;
  readonly clientId: string;
  readonly secret: string | undefined;
}

/** Microsoft's doors as far as identity goes: the channel's keys, tokens for a secret, tokens for a managed identity. */
export interface Microsoft {
  /** For BOT_OPENID_METADATA. */
  readonly metadataUrl: string;
  /** For BOT_LOGIN_URL. */
  readonly loginUrl: string;
  /** What App Service sets for a site with an identity. */
  readonly siteIdentity: { readonly IDENTITY_ENDPOINT: string; readonly IDENTITY_HEADER: string };
  readonly publicKeyPem: string;
  /** A token as the channel would give it, but for what is changed. */
  token(changed?: Claims, options?: SigningOptions): string;
  readonly asked: AskedForToken[];
  /** False: no token is given. */
  giving: boolean;
  close(): Promise<void>;
}

const KID = 'channel-key';
const HEADER = 'site-secret';
export const MINUTE = 60;

export function now(): number {
  return Math.floor(Date.now() / 1000);
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function jwt(header: Claims, claims: Claims, signature: (input: string) => string): string {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${signature(input)}`;
}

export function withRsa(key: KeyObject): (input: string) => string {
  return (input) => sign('RSA-SHA256', Buffer.from(input), key).toString('base64url');
}

export function withHmac(secret: string): (input: string) => string {
  return (input) => createHmac('sha256', secret).update(input).digest('base64url');
}

export function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

export async function startMicrosoft(): Promise<Microsoft> {
  const key = newKey();
  const publicKey = createPublicKey(key);
  const asked: AskedForToken[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { status, json } = answer(request, body);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer({ url: asking = '', headers }: IncomingMessage, body: string): { readonly status: number; readonly json: unknown } {
    const { pathname, searchParams } = new URL(asking, url);
    switch (pathname) {
      case '/openid':
        return { status: 200, json: { issuer: CHANNEL_ISSUER, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] } };
      case '/keys':
        return { status: 200, json: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, use: 'sig', endorsements: ['msteams'] }] } };
      case '/login/oauth2/v2.0/token': {
        const form = new URLSearchParams(body);
        asked.push({
          way: 'client credentials',
          what: form.get('scope') ?? '',
          clientId: form.get('client_id') ?? '',
          secret: form.get('client_secret') ?? undefined,
        });
        return given((expiresIn) => ({ token_type: 'Bearer', expires_in: expiresIn, access_token: accessToken(form.get('scope') ?? '') }));
      }
      case '/site/token': {
        if (headers['x-identity-header'] !== HEADER) return { status: 401, json: {} };
        const resource = searchParams.get('resource') ?? '';
        asked.push({ way: 'managed identity', what: resource, clientId: searchParams.get('client_id') ?? '', secret: undefined });
        return given((expiresIn) => ({ token_type: 'Bearer', expires_on: String(now() + expiresIn), resource, access_token: accessToken(resource) }));
      }
      default:
        return { status: 404, json: {} };
    }
  }

  function given(body: (expiresIn: number) => object): { readonly status: number; readonly json: unknown } {
    return microsoft.giving ? { status: 200, json: body(60 * MINUTE) } : { status: 503, json: { error: 'temporarily_unavailable' } };
  }

  /** What it is for stands in it, so that whoever is shown it can tell. */
  function accessToken(what: string): string {
    return jwt({ alg: 'RS256', kid: KID }, { iss: 'https://sts.windows.net/her/', aud: what.replace(/\/\.default$/, ''), appid: BOT_ID, iat: now(), nbf: now() - MINUTE, exp: now() + 60 * MINUTE }, withRsa(key));
  }

  const microsoft: Microsoft = {
    metadataUrl: `${url}/openid`,
    loginUrl: `${url}/login`,
    siteIdentity: { IDENTITY_ENDPOINT: `${url}/site/token`, IDENTITY_HEADER: HEADER },
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    asked,
    giving: true,
    token(changed = {}, options = {}) {
      const claims = { iss: CHANNEL_ISSUER, aud: BOT_ID, nbf: now() - MINUTE, exp: now() + 60 * MINUTE, ...changed };
      return jwt({ alg: 'RS256', typ: 'JWT', kid: KID, ...options.header }, claims, withRsa(options.key ?? key));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return microsoft;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
