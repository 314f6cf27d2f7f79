import { COMMANDS, inDanish } from '../../src/teams/commands';
import type { Bot, Manifest } from './manifest';

const OFFERED = COMMANDS.map(inDanish);

/** The lists offer what the bot answers, all of it and nothing else, wherever it can be. */
export function commandProblems({ bots }: Manifest): readonly string[] {
  return bots.flatMap((bot) => [...withoutList(bot), ...bot.commandLists.flatMap(({ commands }, at) => problemsOf(commands, at))]);
}

function withoutList({ scopes, commandLists }: Bot): readonly string[] {
  const listed = commandLists.flatMap((list) => list.scopes);
  return scopes.filter((scope) => !listed.includes(scope)).map((scope) => `manifest.json: ingen kommandoliste gælder i "${scope}".`);
}

function problemsOf(commands: readonly { readonly title: string }[], at: number): readonly string[] {
  const titles = commands.map(({ title }) => title);
  const unknown = titles.filter((title) => !OFFERED.includes(title));
  const missing = OFFERED.filter((title) => !titles.includes(title));
  const twice = titles.filter((title, i) => titles.indexOf(title) < i);
  return [
    ...unknown.map((title) => `manifest.json, commandLists[${at}]: botten har ingen kommando, der hedder "${title}".`),
    ...missing.map((title) => `manifest.json, commandLists[${at}]: kommandoen "${title}" mangler.`),
    ...twice.map((title) => `manifest.json, commandLists[${at}]: kommandoen "${title}" står der to gange.`),
  ];
}
