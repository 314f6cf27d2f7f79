import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector';
import { claimsToBeOfChannel } from './channelToken';

export type Processed =
  | { readonly kind: 'done'; readonly invokeResponse: InvokeResponse | undefined }
  | { readonly kind: 'unauthorized' }
  /** The keys by which tokens are told apart could not be read. */
  | { readonly kind: 'unverifiable'; readonly cause: unknown };

/** The library's adapter, with one entrance that tells a request that is not from Teams apart from a turn that failed. */
export class TeamsBotAdapter extends CloudAdapter {
  constructor(
    private readonly authentication: BotFrameworkAuthentication,
    private readonly anybody: boolean,
  ) {
    super(authentication);
  }

  /** Known before the body is: the header alone says that the others are not from Teams. */
  mayBeFromTeams(authorization: string): boolean {
    return this.anybody || claimsToBeOfChannel(authorization);
  }

  async receive(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<Processed> {
    if (!this.mayBeFromTeams(authorization)) return { kind: 'unauthorized' };
    let identity;
    try {
      identity = await this.authentication.authenticateRequest(activity, this.anybody ? '' : authorization);
    } catch (cause) {
      // A forged signature surfaces as a plain error from the token library: whatever is wrong with a token, it is not let in.
      return keysAreAway(cause) ? { kind: 'unverifiable', cause } : { kind: 'unauthorized' };
    }
    return { kind: 'done', invokeResponse: (await this.processActivity(identity, activity, logic)) ?? undefined };
  }
}

function keysAreAway(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode >= 500;
  return error instanceof Error && error.name === 'FetchError';
}
