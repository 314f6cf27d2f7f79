import type { InboxItem } from '../app/ports';
import { logCommand } from '../app/logCommand';
import { refusedEverywhere } from '../app/rights';
import type { Route } from '../app/routing';
import { eraseButtonCard } from '../cards/eraseButtonCard';
import { escapeInline } from '../cards/escape';
import { incidentName, mark, NO_INCIDENT } from '../cards/messages';
import { samtaleCard } from '../cards/samtaleCard';
import type { Attachment } from '../domain/conversation/conversation';
import { maskAll, maskCpr } from '../domain/logbook/cpr';
import { NOT_ALONE } from '../domain/incident';
import { parseLog, type LineRange, type LogRequest } from '../domain/logbook/grammar';
import { holders, type IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { opening, reply, routeOf, routeToWrite, stateFor } from './answers';
import { instruksOf, messageId } from './conversation';
import type { Services } from './services';
import type { Turn } from './turn';

const CPR_TAKEN_OUT = 'Et CPR-nummer er taget ud af din besked, før den blev gemt. Slet det også selv i beskeden.';

/** `/log …`: stored before it is acknowledged. The receipt follows the line out of the outbox. */
export async function log(rest: string, bilag: readonly Attachment[], turn: Turn, services: Services): Promise<void> {
  const { clock, keeper } = services;
  const now = clock.incident().toISOString();
  const request = parseLog(rest, now);
  if (request.kind === 'empty') return reply(turn, { text: 'Skriv teksten efter /log, for eksempel: /log Vandværket melder om brud' }, services);
  if (request.kind === 'show' || request.kind === 'search') return readLog(request, await routeOf(turn, services), turn, services);
  let route = await routeToWrite(turn, services);
  if (turn.kind === 'thread' && !isThread(route)) {
    if (await keeper.hold(inboxItem(turn, rest, bilag, services))) return tellMasked(rest, turn, services);
    route = await routeOf(turn, services); // its thread may have become known meanwhile
  }
  const line = { request, rest, bilag, now };
  if (await write(line, route, turn, services) === NOT_ALONE) await write(line, await routeOf(turn, services), turn, services);
}

interface TypedLine {
  readonly request: Parameters<typeof logCommand>[0];
  readonly rest: string;
  readonly bilag: readonly Attachment[];
  readonly now: Instant;
}

/** `NOT_ALONE`: nothing was stored and nothing said, since another incident has been opened meanwhile. */
async function write({ request, rest, bilag, now }: TypedLine, route: Route, turn: Turn, services: Services): Promise<typeof NOT_ALONE | void> {
  const { journal, keeper } = services;
  if (route.kind === 'none') return reply(turn, { text: `Ikke gemt. ${NO_INCIDENT}` }, services);
  if (route.kind === 'several') {
    const refused = refusedEverywhere(route.incidents, turn.actor);
    if (refused) return reply(turn, { text: refused.sentence }, services);
    const waits = await keeper.storeAndAsk(inboxItem(turn, rest, bilag, services), route.incidents);
    return waits ? tellMasked(rest, turn, services) : undefined;
  }
  const name = turn.kind === 'personal' ? incidentName(await journal.state(route.incident)) : undefined;
  const result = await journal.execute(
    { id: messageId(turn), incident: route.incident, actor: turn.actor, now, kanal: turn.kanal, alene: route.alone, body: logCommand(request, instruksOf(route.card), bilag) },
    { place: turn.place, gather: gatheredOver(turn), note: [name, request.note].filter(Boolean).join('\n\n') || undefined, masked: { place: turn.place }, showIn: turn.targeted ? (route.card ?? 'haendelse') : undefined },
  );
  if (result.kind === 'rejected' && result.code === NOT_ALONE) return NOT_ALONE;
  if (result.kind === 'rejected') return reply(turn, { text: opening(turn, result.state) + escapeInline(result.sentence) }, services);
}

/** What is stored before its incident is known. No CPR number is kept there either. */
export function inboxItem(turn: Turn, text: string, bilag: readonly Attachment[], { clock }: Services, samtale = false): Omit<InboxItem, 'waitsFor'> {
  const { actor, kanal, place, targeted } = turn;
  return { id: messageId(turn), personId: actor.id, personName: actor.name, text: maskCpr(text), at: clock.incident().toISOString(), kanal, place, samtale, bilag: maskAll(bilag), ...(targeted && { targeted }) };
}

export async function tellMasked(text: string, turn: Turn, services: Services): Promise<void> {
  if (maskCpr(text) !== text) await reply(turn, { text: CPR_TAKEN_OUT }, services);
}

/** Decided by the thread, not by what is open. */
function isThread(route: Route): boolean {
  return route.kind === 'one' && route.card !== undefined;
}

/** A post in the channel's root opens a thread; the receipts of several of them are one message all the same. */
function gatheredOver(turn: Turn): string {
  return turn.kind === 'channel' && turn.channel ? turn.channel.conversation : turn.place.conversation;
}

async function readLog(request: Extract<LogRequest, { kind: 'show' | 'search' }>, route: Route, turn: Turn, services: Services): Promise<void> {
  const state = await stateFor(route, turn, services);
  if (!state) return;
  const { content, now } = services.scenes.of(state);
  if (request.kind === 'show' && request.samtale) {
    return reply(turn, { card: { content: samtaleCard({ state, now, count: request.count }), summary: `${mark(state)}Samtale i hændelse ${state.nr}` } }, services);
  }
  if (request.kind === 'show') {
    const { lines, linjer, older, shortened } = await services.logbook.show(state.id, request, content, now);
    const title = request.linjer ? rangeTitle(state, linjer, request.linjer) : latestTitle(state, lines.length);
    const end = [
      ...(shortened ? [`Hele linje ${shortened}: skriv /log vis ${shortened}-${shortened}`] : []),
      ...(older ? [`Ældre linjer: skriv /log vis ${older.fra}-${older.til}`] : []),
    ];
    await replyLines(turn, mark(state) + title, [...lines, ...end], services);
    return offerErasure(state, turn, services);
  }
  const { hits, lines } = await services.logbook.search(state.id, request.words, content, now);
  const found = `${hits === 0 ? 'Ingen linjer' : hits === 1 ? '1 linje' : `${hits} linjer`} i hændelse ${state.nr} med "${request.words}"`;
  const title = hits === 0 ? `${found}.` : `${found}${hits > lines.length ? `, de seneste ${lines.length}` : ''}:`;
  return replyLines(turn, mark(state) + title, lines, services);
}

function latestTitle({ nr }: IncidentState, count: number): string {
  return `Loggen for hændelse ${nr}, ${count === 1 ? 'den seneste linje' : `de seneste ${count} linjer`}:`;
}

function rangeTitle({ nr }: IncidentState, shown: LineRange | undefined, asked: LineRange): string {
  return shown ? `Loggen for hændelse ${nr}, linje ${shown.fra}-${shown.til}:` : `Ingen linjer fra ${asked.fra} til ${asked.til} i loggen for hændelse ${nr}.`;
}

/** Only to the two who may ask: nobody else needs to think of it. */
async function offerErasure(state: IncidentState, turn: Turn, services: Services): Promise<void> {
  const mayAsk = [...holders(state, 'kriseleder'), ...holders(state, 'logfoerer')].some((holder) => holder.id === turn.actor.id);
  if (mayAsk && state.phase === 'open') await reply(turn, { card: { content: eraseButtonCard(state), summary: `${mark(state)}Slet en linje i loggen` } }, services);
}

function replyLines(turn: Turn, title: string, lines: readonly string[], services: Services): Promise<void> {
  return reply(turn, { text: [title, ...lines].map(escapeInline).join('\n\n') }, services);
}
