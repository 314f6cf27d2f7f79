import { ActivityTypes, type TurnContext } from 'botbuilder';
import { Application } from '@microsoft/teams-ai/lib/Application';
import type { TurnState } from '@microsoft/teams-ai/lib/TurnState';
import { PostFailed } from '../app/messenger';
import { welcomeCard } from '../cards/welcomeCard';
import { reply } from './answers';
import { handleDeletion, handleEdit, handleReaction } from './conversation';
import { handleDialogAnswer, handleDialogRequest } from './dialogs';
import { answerDialogSentence, answerSentence, refuseInvoke } from './invoke';
import { handleMessage } from './messages';
import { handlePress } from './presses';
import type { Services } from './services';
import { pause } from '../app/timers';
import { readTurn } from './turn';

/** Real milliseconds. Teams waits 5 s for the answer to an invoke; after that the user reads nothing of ours. */
const INVOKE_MS = 4_300;

/** The router: which activity goes to which handler. First match wins; what nobody wants is left alone. */
export function createBot(services: Services): Application<TurnState> {
  const app = new Application<TurnState>({ startTypingTimer: false, removeRecipientMention: true });

  const invoke = (name: string, handler: (context: TurnContext, services: Services) => Promise<void>, excuse: (context: TurnContext, sentence: string) => Promise<void>) =>
    app.addRoute(
      async (context) => context.activity.type === ActivityTypes.Invoke && context.activity.name === name,
      async (context) => {
        const { logger, timers, scenes } = services;
        // Work that comes too late goes on: when it succeeds after all, the same press again finds it done.
        const done = handler(context, services).then(
          () => true,
          (error: unknown) => {
            logger.error({ invoke: name, cause: error }, 'an invoke failed');
            return false;
          },
        );
        const answered = await Promise.race([done, pause(timers, INVOKE_MS).then(() => false)]);
        if (!answered) await excuse(context, scenes.current().tekster.ikkeGemt);
      },
      true,
    );

  invoke('adaptiveCard/action', handlePress, answerSentence);
  invoke('task/fetch', handleDialogRequest, answerDialogSentence);
  invoke('task/submit', handleDialogAnswer, answerDialogSentence);

  // Whatever else Teams may invoke some day: answered, or the library says 501 for us.
  app.addRoute(
    async (context) => context.activity.type === ActivityTypes.Invoke,
    async (context) => {
      services.logger.warn({ invoke: context.activity.name }, 'an invoke that nobody handles');
      await refuseInvoke(context);
    },
    true,
  );
  app.activity(ActivityTypes.Message, (context) => handleMessage(context, services));
  const heard = (type: ActivityTypes, handler: (context: TurnContext, services: Services) => Promise<void>, notKept: string) =>
    app.activity(type, async (context) => {
      try {
        await handler(context, services);
      } catch (error) {
        if (error instanceof PostFailed) return services.logger.warn({ activity: type, cause: error }, 'an answer could not be posted');
        services.logger.error({ activity: type, cause: error }, 'an activity was not kept');
        await tell(context, notKept, services);
      }
    });
  heard(ActivityTypes.MessageUpdate, handleEdit, 'Ikke gemt: din rettelse står ikke i loggen. Ret beskeden igen om et øjeblik. Lykkes det ikke, så sig det til logføreren.');
  heard(ActivityTypes.MessageDelete, handleDeletion, 'Ikke gemt: det står ikke i loggen, at en besked er slettet. Sig det til logføreren.');
  heard(ActivityTypes.MessageReaction, handleReaction, 'Ikke gemt: din reaktion står ikke i loggen. Fjern den, og sæt den igen om et øjeblik.');
  app.conversationUpdate('membersAdded', (context) => welcome(context, services));
  return app;
}

/** Teams waits for no answer to what somebody did to a message: it is said beside it. */
async function tell(context: TurnContext, text: string, services: Services): Promise<void> {
  try {
    await reply(readTurn(context, services.roster.current()), { text }, services);
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    services.logger.warn({ cause: error }, 'an answer could not be posted');
  }
}

/** The bot was added to a team or a chat: say hello where it was added. */
async function welcome(context: TurnContext, { scenes, messenger, roster, logger }: Services): Promise<void> {
  const { membersAdded = [], recipient } = context.activity;
  if (!membersAdded.some((member) => member.id === recipient.id)) return;
  const turn = readTurn(context, roster.current());
  const message = { card: { content: welcomeCard(scenes.current()), summary: 'DDH Beredskab er klar' } };
  try {
    if (turn.channel) await messenger.openThread(turn.channel, message);
    else await messenger.reply(turn.place, message);
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    logger.warn({ cause: error }, 'the welcome card could not be posted');
  }
}
