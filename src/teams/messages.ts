import type { TurnContext } from 'botbuilder';
import { PostFailed } from '../app/messenger';
import { escapeInline } from '../cards/escape';
import { commandNotFirstText, helpText, instruksLinkText, mark, talkHint, unknownCommandText } from '../cards/messages';
import { openHaendelseCard } from '../cards/openHaendelseCard';
import { rollerCard } from '../cards/rollerCard';
import { statusCard } from '../cards/statusCard';
import type { Attachment } from '../domain/conversation/conversation';
import type { Instruks } from '../domain/instruks';
import { opening, reply, routeOf, stateFor } from './answers';
import { inDanish, readCommand, type CommandName, type Meant } from './commands';
import { attachmentsOf, keepReply, messageId } from './conversation';
import { listIncidents } from './incidentList';
import { linkTo } from './links';
import { inboxItem, log, tellMasked } from './logMessages';
import { mineMessage } from './mine';
import type { Services } from './services';
import { readTurn, type Turn } from './turn';
import { wordsOf } from './wording';

/** A message in a channel, a thread or a chat. Talk in an incident's thread is kept; elsewhere it is left alone. */
export async function handleMessage(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const typed = readCommand(wordsOf(context.activity), isToBot(context, turn));
  try {
    if (typed.kind === 'talk') await talk(context, turn, typed.meant, services);
    else if (typed.kind === 'unknown') await reply(turn, { text: typed.word ? unknownCommandText(typed.word, inDanish(typed.suggestion)) : helpText(services.scenes.current()) }, services);
    else await carryOut(typed.name, typed.rest, attachmentsOf(context), turn, services);
  } catch (error) {
    if (error instanceof PostFailed) return services.logger.warn({ cause: error }, 'an answer could not be posted');
    services.logger.error({ typed: typed.kind, cause: error }, 'a command failed');
    const log = typed.kind === 'talk' || (typed.kind === 'command' && typed.name === 'log');
    const sentence = log ? services.scenes.current().tekster.ikkeGemt : 'Det lykkedes ikke lige nu. Prøv igen om et øjeblik.';
    await reply(turn, { text: sentence }, services);
  }
}

/** Kept in an incident's thread. What is said to the bot is answered everywhere; other talk is left alone. */
async function talk(context: TurnContext, turn: Turn, meant: Meant | undefined, services: Services): Promise<void> {
  let kept = await keepReply(context, turn, services);
  if (!kept && turn.kind === 'thread') {
    const tekst = wordsOf(context.activity).trim();
    const bilag = attachmentsOf(context);
    if ((tekst || bilag.length > 0) && (await services.keeper.hold(inboxItem(turn, tekst, bilag, services, true)))) return tellMasked(tekst, turn, services);
    kept = await keepReply(context, turn, services); // its thread may have become known meanwhile
  }
  if (!meant) return;
  if (kept?.kind === 'rejected') return reply(turn, { text: mark(kept.state) + escapeInline(kept.sentence) }, services);
  if (!meant.late && !meant.word) return reply(turn, { text: helpText(services.scenes.current()) }, services);
  if (!kept && meant.late) return reply(turn, { text: commandNotFirstText(inDanish(meant.suggestion)) }, services);
  if (!kept) return reply(turn, { text: unknownCommandText(meant.word, inDanish(meant.suggestion)) }, services);
  if (!kept.again) return reply(turn, { text: talkHint(kept.state, kept.fromNr, inDanish(meant.suggestion), meant.late) }, services);
}

/**
 * Nobody else is there in a personal chat: all of it is said to the bot, but for what a button sends. Nor does anybody else
 * see a targeted message; Teams puts the command's name in it without its slash.
 */
function isToBot(context: TurnContext, turn: Turn): boolean {
  return turn.kind === 'personal' || turn.targeted ? context.activity.value === undefined : mentionsBot(context);
}

function mentionsBot({ activity }: TurnContext): boolean {
  return (activity.entities ?? []).some((entity) => entity.type === 'mention' && (entity as { mentioned?: { id?: string } }).mentioned?.id === activity.recipient.id);
}

async function carryOut(name: CommandName, rest: string, bilag: readonly Attachment[], turn: Turn, services: Services): Promise<void> {
  switch (name) {
    case 'start':
    case 'haendelse':
      return reply(turn, { card: { content: openHaendelseCard({ beskrivelse: rest.slice(0, 1000) }), summary: 'Åbn en hændelse' } }, services);
    case 'hjaelp':
      return reply(turn, { text: helpText(services.scenes.current()) }, services);
    case 'log':
      return log(rest, bilag, turn, services);
    case 'instruks':
      return instruks(rest, turn, services);
    case 'mine':
      return reply(turn, await mineMessage(turn, services), services);
    case 'haendelser':
      return listIncidents(turn, services);
    case 'status':
    case 'roller':
      return overview(name, turn, services);
  }
}

// ---- /instruks, /status, /roller -----------------------------------------------------------------------------

async function instruks(rest: string, turn: Turn, services: Services): Promise<void> {
  const { journal, clock, scenes } = services;
  const state = await stateFor(await routeOf(turn, services), turn, services);
  if (!state) return;
  const { content } = scenes.of(state);
  const wanted = findByNumber(content.instrukser, rest);
  const say = (text: string) => reply(turn, { text: opening(turn, state) + text }, services);
  if (!wanted) return say('Skriv, hvilken instruks det er: /instruks 1, 2, 3 eller 4.');
  const result = await journal.execute({
    id: messageId(turn), incident: state.id, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal,
    body: { type: 'startInstruks', instruks: wanted.id },
  });
  if (result.kind === 'committed' && !result.again) return say(`Instruks ${wanted.nummer} er startet. Den kommer som sin egen tråd i kanalen.`);
  if (result.kind === 'rejected' && result.code !== 'allerede-startet') return say(escapeInline(result.sentence));
  const link = await linkTo(state.id, wanted.id, services);
  return say(link ? instruksLinkText({ content, instruksId: wanted.id, link }) : `Instruks ${wanted.nummer} er startet. Tråden er på vej i kanalen.`);
}

function findByNumber(instrukser: readonly Instruks[], text: string): Instruks | undefined {
  const number = Number(/\d+/.exec(text)?.[0]);
  return instrukser.find((candidate) => candidate.nummer === number);
}

async function overview(name: 'status' | 'roller', turn: Turn, services: Services): Promise<void> {
  const state = await stateFor(await routeOf(turn, services), turn, services);
  if (!state) return;
  const { content, now } = services.scenes.of(state);
  const card = name === 'status' ? statusCard({ state, content, now }) : rollerCard({ state, content });
  return reply(turn, { card: { content: card, summary: mark(state) + (name === 'status' ? `Status på hændelse ${state.nr}` : `Roller i hændelse ${state.nr}`) } }, services);
}
