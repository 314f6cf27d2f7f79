import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { clockTime, type Instant } from '../domain/time';
import { Mentions, type TeamsIdOf, type TextMessage } from './mentions';
import { mark } from './messages';

/** The log has no CPR number; the message in Teams still has it, and only its writer can take it away. */
export function cprMessage(input: {
  readonly state: IncidentState;
  readonly person: PersonRef;
  /** When the message was written, where that was a while ago. */
  readonly skrevet?: Instant | undefined;
  readonly teamsIdOf: TeamsIdOf;
}): TextMessage {
  const mentions = new Mentions(input.teamsIdOf);
  const which = input.skrevet ? `din besked fra kl. ${clockTime(input.skrevet)}` : 'din besked';
  return {
    text: `${mark(input.state)}Et CPR-nummer er taget ud af ${which}, før den blev gemt. ${mentions.at(input.person)}: slet det også selv i beskeden.`,
    mentions: mentions.all(),
  };
}
