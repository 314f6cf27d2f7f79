import type { CardBoard } from './cardBoard';
import type { CardKey } from './effects';
import type { Journal } from './journal';
import type { Scenes } from './scenes';

export interface PostInWordsDeps {
  readonly board: CardBoard;
  readonly journal: Journal;
  readonly scenes: Scenes;
}

/** A post of the bot's, in words: "kortet til instruks 1". */
export async function postInWords(incident: string, thread: CardKey | undefined, activityId: string, { board, scenes, journal }: PostInWordsDeps): Promise<string> {
  const { content } = scenes.of(await journal.state(incident));
  const name = (card: CardKey | undefined) => {
    const instruks = content.instrukser.find((candidate) => candidate.id === card);
    return instruks ? `instruks ${instruks.nummer}` : 'hændelsen';
  };
  const card = (await board.cards(incident, [])).find((row) => row.activityId === activityId);
  return card ? `kortet til ${name(card.card)}` : `et opslag i tråden til ${name(thread)}`;
}
