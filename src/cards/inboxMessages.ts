import type { PersonRef } from '../domain/person';
import { Mentions, type TeamsIdOf, type TextMessage } from './mentions';

/** To somebody whose line still waits for its incident. `above`: the card that asks stands further up. */
export function reminderMessage({ writer, above, teamsIdOf }: { readonly writer: PersonRef; readonly above: boolean; readonly teamsIdOf: TeamsIdOf }): TextMessage {
  const mentions = new Mentions(teamsIdOf);
  const head = `⚠ Din linje er ikke i nogen log endnu: ${mentions.at(writer)}`;
  return { text: `${head}\n\nVælg hændelsen på kortet ${above ? 'ovenfor' : 'her'}.`, mentions: mentions.all() };
}
