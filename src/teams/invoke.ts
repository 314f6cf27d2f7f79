import type { TurnContext } from 'botbuilder';
import { cardJson } from '../cards/render';

/**
 * Answers to invokes. They are handed to the adapter, which sends them as the HTTP response when the turn is over. A card
 * goes as the JSON that it was written out as while the store wrote; a body that is a string is sent as it is.
 */
export async function answerCard(context: TurnContext, card: object): Promise<void> {
  await answer(context, `{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":${cardJson(card)}}`);
}

export async function answerSentence(context: TurnContext, sentence: string): Promise<void> {
  await answer(context, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: sentence });
}

export interface Dialog {
  readonly title: string;
  readonly card: object;
}

export async function answerDialog(context: TurnContext, { title, card }: Dialog): Promise<void> {
  await answer(context, {
    task: { type: 'continue', value: { title, height: 'large', width: 'medium', card: { contentType: 'application/vnd.microsoft.card.adaptive', content: card } } },
  });
}

export async function answerDialogSentence(context: TurnContext, sentence: string): Promise<void> {
  await answer(context, { task: { type: 'message', value: sentence } });
}

/** Closes the dialog without a word: what was done shows on the card. */
export async function closeDialog(context: TurnContext): Promise<void> {
  await answer(context, {});
}

/** An invoke that we do not know: a bad request, and nothing was done. */
export async function refuseInvoke(context: TurnContext): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 400, body: {} } });
}

async function answer(context: TurnContext, body: object | string): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}
