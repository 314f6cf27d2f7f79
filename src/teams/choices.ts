import type { TurnContext } from 'botbuilder';
import { PostFailed } from '../app/messenger';
import { refusalToTakePart } from '../app/rights';
import type { Press } from '../cards/actions';
import { putAwayCard } from '../cards/putAwayCard';
import { closedSentence } from '../domain/closing/closing';
import { chatChoice } from './answers';
import { answerCard, answerSentence } from './invoke';
import type { Services } from './services';
import type { Turn } from './turn';

/** "Which incident does the line belong to?": the line goes there, and the card says so to everybody. */
export async function chooseForLine(context: TurnContext, turn: Turn, press: Extract<Press, { verb: 'vaelgHaendelse' }>, services: Services): Promise<void> {
  const { journal, keeper } = services;
  const refused = refusalToTakePart(turn.actor, await journal.state(press.haendelse));
  if (refused) return answerSentence(context, refused.sentence);
  const chosen = await keeper.choose(press.indbakke, press.haendelse, context.activity.replyToId);
  switch (chosen.kind) {
    case 'gone':
      return answerSentence(context, 'Linjen er ikke længere i indbakken. Intet er ændret.');
    case 'rejected':
      return answerSentence(context, chosen.sentence);
    case 'putAway':
      await remember(turn, chosen.state.id, services);
      return answerCard(context, putAwayCard(chosen));
  }
}

/** "Which incident do you write about?": from now on the chat is about this one. */
export async function chooseForChat(context: TurnContext, turn: Turn, incident: string, services: Services): Promise<void> {
  const { journal, routing, messenger, logger } = services;
  if (turn.kind !== 'personal') return answerSentence(context, 'Det vælger du i din egen chat med mig. Intet er ændret.');
  const state = await journal.refreshed(incident);
  const refused = refusalToTakePart(turn.actor, state);
  if (refused) return answerSentence(context, refused.sentence);
  if (state.phase !== 'open') return answerSentence(context, closedSentence(state));
  await remember(turn, incident, services);
  const open = (await routing.openIncidents()).filter((other) => !refusalToTakePart(turn.actor, other));
  const card = chatChoice(open, incident);
  await answerCard(context, card.content);
  // The answer changes the card where it was pressed; the same person's phone shows the message.
  if (context.activity.replyToId) {
    await messenger.update(turn.place, context.activity.replyToId, { card }).catch((error: unknown) => {
      if (!(error instanceof PostFailed)) throw error;
      logger.warn({ cause: error }, 'a card of choices could not be changed');
    });
  }
}

async function remember(turn: Turn, incident: string, { chatChoices, clock }: Services): Promise<void> {
  if (turn.kind === 'personal') await chatChoices.save({ conversation: turn.place.conversation, incident, at: clock.incident().toISOString() });
}
