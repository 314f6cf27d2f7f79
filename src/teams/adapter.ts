import { type Activity, ActivityTypes, CloudAdapter, INVOKE_RESPONSE_KEY, type InvokeResponse, TurnContext } from 'botbuilder';
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector';
import { claimsToBeOfChannel } from './channelToken';

export type Processed =
  | { readonly kind: 'done'; readonly invokeResponse: InvokeResponse | undefined }
  | { readonly kind: 'unauthorized' }
  /** The keys by which tokens are told apart could not be read. */
  | { readonly kind: 'unverifiable'; readonly cause: unknown };

/**
 * The library's adapter, with one entrance that tells a request that is not from Teams apart from a turn that failed. Not
 * the library's `processActivity`: that makes a client for messages and one for users' tokens in every turn, and what the bot
 * says goes out by the messenger. Without them a turn that would send anything but its answer to an invoke fails.
 */
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
    try {
      await this.authentication.authenticateRequest(activity, this.anybody ? '' : authorization);
    } catch (cause) {
      // A forged signature surfaces as a plain error from the token library: whatever is wrong with a token, it is not let in.
      return keysAreAway(cause) ? { kind: 'unverifiable', cause } : { kind: 'unauthorized' };
    }
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, logic);
    return { kind: 'done', invokeResponse: answerOf(context) };
  }
}

/** What a turn has left for whoever invoked it. */
function answerOf({ activity, turnState }: TurnContext): InvokeResponse | undefined {
  if (activity.type !== ActivityTypes.Invoke) return undefined;
  const left = turnState.get<Activity | undefined>(INVOKE_RESPONSE_KEY);
  return left ? (left.value as InvokeResponse) : { status: 501 };
}

function keysAreAway(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode >= 500;
  return error instanceof Error && error.name === 'FetchError';
}
