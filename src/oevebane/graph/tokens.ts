import { randomBytes } from 'node:crypto';
import { Refusal } from '../connector/refusal';

const LIFETIME_SECONDS = 3599;

/** Entra's client credentials flow without secrets: whoever asks properly is given a bearer, and nobody else gets in. */
export class Tokens {
  private readonly goodUntil = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  issue(form: URLSearchParams): { token_type: 'Bearer'; expires_in: number; ext_expires_in: number; access_token: string } {
    for (const field of ['grant_type', 'client_id', 'scope']) {
      if (!form.get(field))
        throw new TokenRefusal('invalid_request', `AADSTS900144: The request body must contain the following parameter: '${field}'.`);
    }
    if (form.get('grant_type') !== 'client_credentials')
      throw new TokenRefusal('unsupported_grant_type', 'AADSTS70003: Only client_credentials is supported.');
    const token = randomBytes(24).toString('base64url');
    this.goodUntil.set(token, this.now() + LIFETIME_SECONDS * 1000);
    return { token_type: 'Bearer', expires_in: LIFETIME_SECONDS, ext_expires_in: LIFETIME_SECONDS, access_token: token };
  }

  check(authorization: string | undefined): void {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
    const until = this.goodUntil.get(token);
    if (until === undefined) throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token validation failure.');
    if (until <= this.now()) throw new Refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
  }
}

/** The token endpoint says no in OAuth's shape, not in Graph's. */
export class TokenRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'TokenRefusal';
  }

  get body(): { error: string; error_description: string } {
    return { error: this.code, error_description: this.message };
  }
}
