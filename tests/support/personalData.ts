import { readFileSync } from 'node:fs';
import { ROSTER, type Staff } from './staff';

/** Everything by which somebody of the team could be recognised, as words. */
export function wordsAboutPeople(staff: Staff): string[] {
  const people = staff.setting.people.flatMap(({ name, email, teamsId }) => [
    name,
    email,
    teamsId,
    ...name.split(' ').filter((part) => part.length > 3),
  ]);
  const phones = readFileSync(ROSTER, 'utf8').match(/\+45[ \d]+\d/g) ?? [];
  return [...people, ...phones].filter((word): word is string => typeof word === 'string' && word !== '');
}

/** A text and each word of it that is long enough to be of that text. */
export function wordsOf(texts: readonly string[]): string[] {
  return [...texts, ...texts.flatMap((text) => text.split(' ').filter((word) => word.length > 4))];
}

/** Which of them stand in a text, as words of their own and in whichever case. */
export function foundIn(text: string, words: readonly string[]): string[] {
  const all = text.replace(/\\[nrt]/g, ' '); // as JSON writes line ends
  return words.filter((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu').test(all));
}
