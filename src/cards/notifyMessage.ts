import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { escapeInline } from './escape';
import { Mentions, type TeamsIdOf, type TextMessage } from './mentions';
import { mark } from './messages';

/** A text to several people: who is meant stands below it, and who cannot be mentioned is to be rung. */
export function notifyMessage(input: {
  readonly state: IncidentState;
  readonly people: readonly PersonRef[];
  readonly text: string;
  readonly teamsIdOf: TeamsIdOf;
}): TextMessage {
  const { state, people, text, teamsIdOf } = input;
  const mentions = new Mentions(teamsIdOf);
  const reached = people.filter((person) => mentions.reaches(person)).map((person) => mentions.at(person));
  const others = people.filter((person) => !mentions.reaches(person)).map((person) => escapeInline(person.name));
  const ring = others.length > 0 ? `⚠ Ikke på Teams – ring: ${others.join(', ')}` : '';
  return { text: [mark(state) + text, reached.join(', '), ring].filter(Boolean).join('\n\n'), mentions: mentions.all() };
}
