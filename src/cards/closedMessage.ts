import { whyClosed } from '../domain/closing/closing';
import type { PersonRef } from '../domain/person';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import { holders, type IncidentState } from '../domain/state';
import { dayAndTime } from '../domain/time';
import { escapeInline } from './escape';
import { Mentions, type TeamsIdOf, type TextMessage } from './mentions';
import { mark } from './messages';

/**
 * In a thread of an incident that has been closed. In its own thread those who held a role are called, so that nobody
 * goes on working on it; in the others the words are enough.
 */
export function closedMessage({ state, card, teamsIdOf }: { readonly state: IncidentState; readonly card: string; readonly teamsIdOf: TeamsIdOf }): TextMessage {
  const { nr, lukning } = state;
  if (!lukning) throw new Error(`incident ${nr} is not closed`);
  const mentions = new Mentions(teamsIdOf);
  const told = card === 'haendelse' ? concerned(state).map((person) => mentions.at(person)) : [];
  const reason = lukning.begrundelse ? ` Begrundelse: ${escapeInline(lukning.begrundelse)}` : '';
  return {
    text: [
      `${mark(state)}■ Hændelse ${nr} er lukket: ${whyClosed(lukning)}.`,
      ...(told.length > 0 ? [told.join(', ')] : []),
      `Lukket af ${escapeInline(lukning.by.name)} ${dayAndTime(lukning.at)}.${reason}`,
      `Det, du skriver her fra nu af, kommer ikke i loggen. ${elsewhere(state)}`,
    ].join('\n\n'),
    mentions: mentions.all(),
  };
}

/** Whoever held a role, but for the one who closed it. */
function concerned(state: IncidentState): readonly PersonRef[] {
  const people = [...KRISESTAB_ROLES, 'modtager'].flatMap((role) => holders(state, role));
  return people.filter((person, index) => person.id !== state.lukning?.by.id && people.findIndex(({ id }) => id === person.id) === index);
}

function elsewhere({ lukning }: IncidentState): string {
  switch (lukning?.grund) {
    case 'dublet':
      return `Skriv nye linjer i en tråd, der hører til hændelse ${lukning.dubletAf}.`;
    case 'uden-aktivering':
      return 'Bliver situationen forværret, så åbn en ny hændelse med /hændelse.';
    case 'fejl':
    case undefined:
      return 'Hører en linje til en anden hændelse, så skriv den i den hændelses tråd.';
  }
}
