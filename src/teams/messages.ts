import type { TurnContext } from 'botbuilder';
import type { OutgoingMessage } from '../app/ports';
import { PostFailed } from '../app/ports';
import { refusalToTakePart } from '../app/rights';
import type { Route } from '../app/routing';
import { chooseIncidentCard } from '../cards/chooseIncidentCard';
import { escapeInline } from '../cards/escape';
import { helpText, instruksLinkText, mark, unknownCommandText } from '../cards/messages';
import { openHaendelseCard } from '../cards/openHaendelseCard';
import { rollerCard } from '../cards/rollerCard';
import { eraseButtonCard } from '../cards/eraseButtonCard';
import { samtaleCard } from '../cards/samtaleCard';
import { statusCard } from '../cards/statusCard';
import type { Instruks } from '../domain/instruks';
import { parseLog } from '../domain/logbook/grammar';
import type { Rejection } from '../domain/rejection';
import { holders, type IncidentState } from '../domain/state';
import { inDanish, readCommand, type CommandName } from './commands';
import { keepReply, messageId } from './conversation';
import { incidentList } from './incidentList';
import { linkTo } from './links';
import { logCommand } from './logCommand';
import { mineMessage } from './mine';
import type { Services } from './services';
import { readTurn, type Turn } from './turn';

const NO_INCIDENT = 'Der er ingen åben hændelse. Skriv /hændelse for at åbne en.';

/** A message in a channel, a thread or a chat. Talk in an incident's thread is kept; elsewhere it is left alone. */
export async function handleMessage(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const typed = readCommand(context.activity.text ?? '', mentionsBot(context));
  try {
    if (typed.kind === 'talk') await keepReply(context, turn, services);
    else if (typed.kind === 'unknown') await reply(turn, { text: unknownCommandText(typed.word, inDanish(typed.suggestion)) }, services);
    else await carryOut(typed.name, typed.rest, turn, services);
  } catch (error) {
    if (error instanceof PostFailed) return services.logger.warn({ cause: error }, 'an answer could not be posted');
    services.logger.error({ typed: typed.kind, cause: error }, 'a command failed');
    const log = typed.kind === 'talk' || (typed.kind === 'command' && typed.name === 'log');
    const sentence = log ? services.scenes.current().tekster.ikkeGemt : 'Det lykkedes ikke lige nu. Prøv igen om et øjeblik.';
    await reply(turn, { text: sentence }, services);
  }
}

function mentionsBot({ activity }: TurnContext): boolean {
  return (activity.entities ?? []).some((entity) => entity.type === 'mention' && (entity as { mentioned?: { id?: string } }).mentioned?.id === activity.recipient.id);
}

async function carryOut(name: CommandName, rest: string, turn: Turn, services: Services): Promise<void> {
  switch (name) {
    case 'haendelse':
      return reply(turn, { card: { content: openHaendelseCard({ beskrivelse: rest.slice(0, 1000) }), summary: 'Åbn en hændelse' } }, services);
    case 'hjaelp':
      return reply(turn, { text: helpText(services.scenes.current()) }, services);
    case 'log':
      return log(rest, turn, services);
    case 'instruks':
      return instruks(rest, turn, services);
    case 'mine':
      return reply(turn, await mineMessage(turn, services), services);
    case 'haendelser':
      return reply(turn, await incidentList(turn, services), services);
    case 'status':
    case 'roller':
      return overview(name, turn, services);
  }
}

// ---- /log ----------------------------------------------------------------------------------------------------

async function log(rest: string, turn: Turn, services: Services): Promise<void> {
  const { clock, journal, routing, inbox } = services;
  const now = clock.incident().toISOString();
  const request = parseLog(rest, now);
  if (request.kind === 'empty') return reply(turn, { text: 'Skriv teksten efter /log, for eksempel: /log Vandværket melder om brud' }, services);
  const route = await routing.find(threadOf(turn));
  if (request.kind === 'show' || request.kind === 'search') return readLog(request, route, turn, services);
  if (route.kind === 'none') return reply(turn, { text: `Ikke gemt. ${NO_INCIDENT}` }, services);
  const id = messageId(turn);
  if (route.kind === 'several') {
    const refused = refusedEverywhere(route.incidents, turn);
    if (refused) return reply(turn, { text: refused.sentence }, services);
    // Store first, then ask.
    const { actor, kanal, place } = turn;
    const waits = await inbox.put({ id, personId: actor.id, personName: actor.name, text: rest, at: now, kanal, place });
    if (!waits) return; // delivered again after somebody had put it where it belongs
    const incidents = route.incidents.map(({ id: incident, nr, kortNavn, oevelse }) => ({ id: incident, nr, kortNavn, oevelse }));
    return reply(turn, { card: { content: chooseIncidentCard({ indbakke: id, text: rest, incidents }), summary: 'Hvilken hændelse hører linjen til?' } }, services);
  }
  const instruksOfThread = route.card === 'haendelse' ? undefined : route.card;
  const result = await journal.execute(
    { id, incident: route.incident, actor: turn.actor, now, kanal: turn.kanal, body: logCommand(request, instruksOfThread) },
    { place: turn.place, gather: gatheredOver(turn), note: request.note, masked: { place: turn.place } },
  );
  // What was stored is acknowledged by the receipt, which follows the line out of the outbox.
  if (result.kind === 'rejected') return reply(turn, { text: mark(result.state) + escapeInline(result.sentence) }, services);
}

function threadOf(turn: Turn): string | undefined {
  return turn.kind === 'thread' ? turn.place.conversation : undefined;
}

/** A post in the channel's root opens a thread; the receipts of several of them are one message all the same. */
function gatheredOver(turn: Turn): string {
  return turn.kind === 'channel' && turn.channel ? turn.channel.conversation : turn.place.conversation;
}

async function readLog(request: { kind: 'show'; samtale: boolean; count?: number } | { kind: 'search'; words: string }, route: Route, turn: Turn, services: Services): Promise<void> {
  const state = await stateFor(route, turn, services);
  if (!state) return;
  const { content, now } = services.scenes.of(state);
  if (request.kind === 'show' && request.samtale) {
    return reply(turn, { card: { content: samtaleCard({ state, now, count: request.count }), summary: `${mark(state)}Samtale i hændelse ${state.nr}` } }, services);
  }
  if (request.kind === 'show') {
    const lines = await services.logbook.latest(state.id, request.count, content, now);
    await replyLines(turn, [`${mark(state)}Loggen for hændelse ${state.nr}, ${lines.length === 1 ? 'den seneste linje' : `de seneste ${lines.length} linjer`}:`, ...lines], services);
    return offerErasure(state, turn, services);
  }
  const { hits, lines } = await services.logbook.search(state.id, request.words, content, now);
  const found = `${hits === 0 ? 'Ingen linjer' : hits === 1 ? '1 linje' : `${hits} linjer`} i hændelse ${state.nr} med "${request.words}"`;
  const title = hits === 0 ? `${found}.` : `${found}${hits > lines.length ? `, de seneste ${lines.length}` : ''}:`;
  return replyLines(turn, [mark(state) + title, ...lines], services);
}

/** Only to the two who may ask: nobody else needs to think of it. */
async function offerErasure(state: IncidentState, turn: Turn, services: Services): Promise<void> {
  const mayAsk = [...holders(state, 'kriseleder'), ...holders(state, 'logfoerer')].some((holder) => holder.id === turn.actor.id);
  if (mayAsk && state.phase === 'open') await reply(turn, { card: { content: eraseButtonCard(state), summary: `${mark(state)}Slet en linje i loggen` } }, services);
}

/** Teams takes about 100 KB; well below that the reader has had enough. */
const REPLY_CHARACTERS = 15_000;

function replyLines(turn: Turn, lines: readonly string[], services: Services): Promise<void> {
  const text = lines.map(escapeInline).join('\n\n');
  return reply(turn, { text: text.length > REPLY_CHARACTERS ? `${text.slice(0, REPLY_CHARACTERS)}…` : text }, services);
}

// ---- /instruks, /status, /roller -----------------------------------------------------------------------------

async function instruks(rest: string, turn: Turn, services: Services): Promise<void> {
  const { routing, journal, clock, scenes } = services;
  const state = await stateFor(await routing.find(threadOf(turn)), turn, services);
  if (!state) return;
  const { content } = scenes.of(state);
  const wanted = findByNumber(content.instrukser, rest);
  const say = (text: string) => reply(turn, { text: mark(state) + text }, services);
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
  const state = await stateFor(await services.routing.find(threadOf(turn)), turn, services);
  if (!state) return;
  const { content, now } = services.scenes.of(state);
  const card = name === 'status' ? statusCard({ state, content, now }) : rollerCard({ state, content });
  return reply(turn, { card: { content: card, summary: mark(state) + (name === 'status' ? `Status på hændelse ${state.nr}` : `Roller i hændelse ${state.nr}`) } }, services);
}

/** The incident that is meant, freshly read; without one, the user is told what to do. */
async function stateFor(route: Route, turn: Turn, services: Services): Promise<IncidentState | undefined> {
  const say = async (text: string) => {
    await reply(turn, { text }, services);
    return undefined;
  };
  if (route.kind === 'none') return say(NO_INCIDENT);
  const states = route.kind === 'one' ? [await services.journal.refreshed(route.incident)] : route.incidents;
  // In the team's channels everybody reads along; elsewhere only those who take part.
  const refused = turn.channel ? undefined : refusedEverywhere(states, turn);
  if (refused) return say(refused.sentence);
  if (route.kind === 'one') return states[0];
  const names = states.map((state) => `${mark(state)}Hændelse ${state.nr}: ${escapeInline(state.kortNavn)}`);
  const why = names.length === 1 ? 'Den eneste åbne hændelse er en øvelse.' : 'Der er flere åbne hændelser.';
  return say([`${why} Skriv det i en tråd, der hører til den, du mener:`, ...names].join('\n\n'));
}

function refusedEverywhere(states: readonly IncidentState[], turn: Turn): Rejection | undefined {
  const refusals = states.map((state) => refusalToTakePart(turn.actor, state));
  return refusals.every(Boolean) ? refusals[0] : undefined;
}

async function reply(turn: Turn, message: OutgoingMessage, { messenger }: Services): Promise<void> {
  await messenger.reply(turn.place, message);
}
