import { distance } from 'fastest-levenshtein';

/** What can be typed to the bot. ASCII names; users may write the Danish letters. */
export const COMMANDS = ['log', 'start', 'haendelse', 'instruks', 'status', 'roller', 'mine', 'haendelser', 'hjaelp'] as const;
export type CommandName = (typeof COMMANDS)[number];

export type Typed =
  | { readonly kind: 'command'; readonly name: CommandName; readonly rest: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly suggestion: CommandName }
  /** `meant`: it was said to the bot all the same (a mention, a personal chat). */
  | { readonly kind: 'talk'; readonly meant?: Meant };

/** `late`: what was meant stands further down in the message, where nothing is carried out. */
export interface Meant {
  readonly word: string;
  readonly suggestion: CommandName;
  readonly late?: boolean;
}

/** So many wrong letters make a misspelt command; more make another word. */
const MISSPELT = 2;

/** Hard ones too, and what nobody sees: both come along with what is pasted. */
const SPACES = /^[\s\p{Cf}]+/u;

/** A line further down that would have been a line of the log, had it stood first. */
const LATE_LOG = /^[ \t]*\/log(?=[\s:])/im;

/**
 * Reads "/log …", "/Hændelse", "@DDH Beredskab hjælp". Without a mention the slash is needed, so that ordinary talk is
 * never taken for a command (`mentioned`: it is surely said to the bot). What stands behind the command is kept as it was written.
 */
export function readCommand(raw: string, mentioned: boolean): Typed {
  const text = raw.replace(SPACES, '');
  const [, slash = '', word = '', rest = ''] = /^(\/*)[ \t]*([\p{L}\p{M}]+)(?=\s|:|$)([^]*)$/u.exec(text) ?? [];
  const name = asciiLetters(word);
  const known = COMMANDS.find((command) => command === name);
  if (known && (slash || mentioned)) return { kind: 'command', name: known, rest: rest.replace(/^:/, '').replace(SPACES, '').trimEnd() };
  if (!text.startsWith('/') && LATE_LOG.test(text)) return { kind: 'talk', meant: { word, suggestion: 'log', late: true } };
  if (!text.startsWith('/')) return mentioned ? { kind: 'talk', meant: { word: (word || text).trim().slice(0, 40), suggestion: suggestionFor(name, rest) } } : { kind: 'talk' };
  const [meant = ''] = /[^\s:/]+/.exec(text) ?? [];
  return { kind: 'unknown', word: meant.slice(0, 40), suggestion: nearest(asciiLetters(meant)) };
}

function asciiLetters(word: string): string {
  return word.normalize('NFC').toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa');
}

function nearest(word: string): CommandName {
  return COMMANDS.reduce((best, command) => (distance(word, command) < distance(word, best) ? command : best), COMMANDS[0]);
}

/** A whole sentence to the bot was most likely meant for the log; a single word or a misspelt one for a command. */
function suggestionFor(word: string, rest: string): CommandName {
  const suggestion = nearest(word);
  return rest.trim() === '' || distance(word, suggestion) <= MISSPELT ? suggestion : 'log';
}

/** How a command is written to users. */
export function inDanish(name: CommandName): string {
  return `/${name.replace('haendelse', 'hændelse').replace('hjaelp', 'hjælp')}`;
}
