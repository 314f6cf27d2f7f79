import { distance } from 'fastest-levenshtein';

/** What can be typed to the bot. ASCII names; users may write the Danish letters. */
export const COMMANDS = ['log', 'haendelse', 'instruks', 'status', 'roller', 'mine', 'haendelser', 'hjaelp'] as const;
export type CommandName = (typeof COMMANDS)[number];

export type Typed =
  | { readonly kind: 'command'; readonly name: CommandName; readonly rest: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly suggestion: CommandName }
  /** Not for the bot. */
  | { readonly kind: 'talk' };

/** Teams leaves hard spaces where a mention was, some of them spelt out. */
const SPACES = /^(?:\s|&nbsp;)+/;

/**
 * Reads "/log …", "/Hændelse", "@DDH Beredskab hjælp". Without a mention the slash is needed, so that ordinary talk is
 * never taken for a command. What stands behind the command is kept as it was written.
 */
export function readCommand(raw: string, mentioned: boolean): Typed {
  const text = raw.replace(SPACES, '');
  const [, slash = '', word = '', rest = ''] = /^(\/?)([\p{L}\p{M}]+)(?=\s|&nbsp;|:|$)([^]*)$/u.exec(text) ?? [];
  const name = asciiLetters(word);
  const known = COMMANDS.find((command) => command === name);
  if (known && (slash || mentioned)) return { kind: 'command', name: known, rest: rest.replace(/^:/, '').replace(SPACES, '').trimEnd() };
  if (!text.startsWith('/')) return { kind: 'talk' };
  const [meant = ''] = /[^\s:]+/.exec(text.slice(1)) ?? [];
  return { kind: 'unknown', word: meant.slice(0, 40), suggestion: nearest(asciiLetters(meant)) };
}

function asciiLetters(word: string): string {
  return word.normalize('NFC').toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa');
}

function nearest(word: string): CommandName {
  return COMMANDS.reduce((best, command) => (distance(word, command) < distance(word, best) ? command : best), COMMANDS[0]);
}

/** How a command is written to users. */
export function inDanish(name: CommandName): string {
  return `/${name.replace('haendelse', 'hændelse').replace('hjaelp', 'hjælp')}`;
}
