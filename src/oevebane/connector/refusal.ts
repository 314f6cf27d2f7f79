/** A "no" in the shape the Bot Connector gives it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }

  get body(): { error: { code: string; message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}

export const conversationNotFound = (): Refusal => new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
export const activityNotFound = (): Refusal => new Refusal(404, 'ActivityNotFoundInConversation', 'Activity not found.');
export const malformed = (what: string): Refusal => new Refusal(400, 'BadSyntax', what);
