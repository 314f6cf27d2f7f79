import { distance } from 'fastest-levenshtein';

/** What can be typed to the bot. ASCII names; users may write the Danish letters. */
export const COMMANDS = ['log', 'haendelse', 'instruks', 'status', 'roller', 'hjaelp'] as const;
export type CommandName = (typeof COMMANDS)[number];

export type Typed =
  | { readonly kind: 'command'; readonly name: CommandName; readonly rest: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly suggestion: CommandName }
  /** Not for the bot. */
  | { readonly kind: 'talk' };

/**
 * Reads "/log …", "/Hændelse", "@DDH Beredskab hjælp". Without a mention the slash is needed, so that ordinary talk is
 * never taken for a command.
 */
export function readCommand(raw: string, mentioned: boolean): Typed {
  const text = raw.replace(/&nbsp;|\u00a0/g, ' ').normalize('NFC').trim();
  const match = /^(\/?)([\p{L}]+)(?=\s|:|$)([^]*)$/u.exec(text);
  if (!match) return text.startsWith('/') ? { kind: 'unknown', word: text.slice(1, 40), suggestion: 'hjaelp' } : { kind: 'talk' };
  const [, slash, word = '', rest = ''] = match;
  const name = asciiLetters(word);
  const known = COMMANDS.find((command) => command === name);
  if (known && (slash || mentioned)) return { kind: 'command', name: known, rest: rest.trim() };
  if (slash) return { kind: 'unknown', word: word.slice(0, 40), suggestion: nearest(name) };
  return { kind: 'talk' };
}

function asciiLetters(word: string): string {
  return word.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa');
}

function nearest(word: string): CommandName {
  return COMMANDS.reduce((best, command) => (distance(word, command) < distance(word, best) ? command : best), COMMANDS[0]);
}

/** How a command is written to users. */
export function inDanish(name: CommandName): string {
  return `/${name.replace('haendelse', 'hændelse').replace('hjaelp', 'hjælp')}`;
}
