import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { BotFrameworkAuthentication } from 'botframework-connector';

export type Processed = { readonly kind: 'done'; readonly invokeResponse: InvokeResponse | undefined } | { readonly kind: 'unauthorized' };

/** The library's adapter, with one entrance that tells a request that is not from Teams apart from a turn that failed. */
export class TeamsBotAdapter extends CloudAdapter {
  constructor(private readonly authentication: BotFrameworkAuthentication) {
    super(authentication);
  }

  async receive(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<Processed> {
    let identity;
    try {
      identity = await this.authentication.authenticateRequest(activity, authorization);
    } catch (error) {
      // A forged signature surfaces as a plain error from the token library: whatever is wrong with a token, it is not let in.
      if (error instanceof AuthenticationError || authorization !== '') return { kind: 'unauthorized' };
      throw error;
    }
    return { kind: 'done', invokeResponse: (await this.processActivity(identity, activity, logic)) ?? undefined };
  }
}
