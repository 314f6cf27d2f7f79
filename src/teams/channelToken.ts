import * as z from 'zod';

/** Who signs for Teams' requests. */
const CHANNEL = 'https://api.botframework.com';

const claims = z.object({ iss: z.literal(CHANNEL), exp: z.number() });

/**
 * Looked at before the library checks signature, time, audience and service URL. It also lets in tokens of the Emulator
 * and of other bots, from whichever tenant the token itself names, without a service URL and for any audience: only the
 * channel's own are meant for this bot. And one without an end would be good for ever.
 */
export function claimsToBeOfChannel(authorization: string): boolean {
  const [, payload = ''] = authorization.split('.');
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).success;
  } catch {
    return false; // no JSON
  }
}
