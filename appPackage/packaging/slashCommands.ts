import type { Environment } from './fill';
import type { Manifest } from './manifest';

export type Switch = { readonly kind: 'set'; readonly on: boolean } | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Off by default: Teams has them in public developer preview only. */
export function slashSwitch({ SLASH_COMMANDS: value }: Environment): Switch {
  if (value === undefined || value === '' || value === 'false') return { kind: 'set', on: false };
  if (value === 'true') return { kind: 'set', on: true };
  return { kind: 'refused', problems: [`SLASH_COMMANDS er "${value}". Skriv true eller false.`] };
}

/** The same commands, in the list that Teams shows for "/" too. Such a message reaches the bot alone (`recipient.isTargeted`). */
export function withSlashCommands<M extends Pick<Manifest, 'bots'>>(manifest: M): M {
  const bots = manifest.bots.map((bot) => ({
    ...bot,
    supportsTargetedMessages: true,
    commandLists: bot.commandLists.map((list) => ({ triggers: ['mention', 'slash'], ...list })),
  }));
  return { ...manifest, bots };
}
