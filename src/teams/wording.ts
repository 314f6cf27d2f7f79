import type { Activity, Mention } from 'botbuilder';
import { plainText } from '../app/plainText';

/** The whole message is HTML, as some clients send what is pasted or laid out. */
const HTML = /^\s*<(p|div)(?:\s[^>]*)?>[^]*<\/\1>\s*$/i;

/**
 * What somebody wrote, as they saw it: people who are mentioned stand as @name, the bot as nothing, and the hard spaces that
 * Teams spells out as spaces. A `<at>` that somebody typed mentions nobody and stays text.
 */
export function wordsOf({ text = '', entities = [], recipient }: Pick<Activity, 'text' | 'entities' | 'recipient'>): string {
  const mentions = entities.filter((entity): entity is Mention => entity.type === 'mention');
  const named = mentions.reduce((words, { text: written, mentioned }) => {
    if (!written) return words;
    return words.replaceAll(written, mentioned.id === recipient.id ? '' : `@${written.replace(/<[^>]*>/g, '')}`);
  }, text);
  return HTML.test(named) ? plainText(named) : named.replaceAll('&nbsp;', ' ');
}
