import type { Command, CommandBody } from '../domain/command';
import type { Actor } from '../domain/person';
import { BOT } from '../domain/person';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { laterOf } from '../domain/time';
import type { CardBoard } from './cardBoard';
import { isKnown, reactionCommand, type FoundReaction } from './foundReaction';
import { asTalk, changeCommand, commandIdOf, missingCommand, type FoundReply, type OwnThread, type ReadTyped } from './foundReply';
import type { Journal } from './journal';
import type { Logger } from './logger';
import type { Absence, Comparisons, Timeline } from './ports';
import type { ThreadHistory, ThreadReplies } from './threadHistory';
import { postInWords } from './postInWords';
import type { Origin } from './reactions';
import { actorByTeamsId } from './roster';
import type { RosterCache } from './rosterCache';
import type { Scenes } from './scenes';

export interface ThreadComparisonDeps {
  readonly journal: Journal;
  readonly board: CardBoard;
  readonly roster: RosterCache;
  readonly scenes: Scenes;
  readonly comparisons: Comparisons;
  /** Undefined: Graph is off. */
  readonly history: ThreadHistory | undefined;
  readonly clock: Timeline;
  readonly read: ReadTyped;
  readonly logger: Logger;
}

/** How an incident's threads are compared with its log. */
export interface Look {
  /** From the beginning; else from where the last comparison ended. */
  readonly thorough: boolean;
  /** It is the last one: what cannot be found out now never will be. */
  readonly final: boolean;
  /** Stops when this turns false (another process has taken over), or when the process ends. */
  readonly goOn: () => boolean;
  readonly signal: AbortSignal;
}

export interface Compared {
  /** `incomplete`: not every thread, or not all of one, could be read. */
  readonly outcome: 'compared' | 'incomplete' | 'notPermitted' | 'unavailable';
  /** Something is so new that Teams may still be delivering it: it was left for the next time. */
  readonly fresh: boolean;
  readonly retryAfterMs?: number | undefined;
}

/** Real milliseconds. A message younger than this may still be on its way to the bot. */
export const FRESH_MS = 15_000;
/** So long after an absence Graph is asked again and again what was written; then the log says that it is not known. */
const GIVE_UP_MS = 3_600_000;
/** Lines that are looked up in the store at once. */
const AT_ONCE = 20;

/** One incident: what stands in its threads and not in its log is added, and the gap becomes a line. */
export class ThreadComparison {
  /** What has been said about Graph in the structured log: once is enough. */
  private readonly said = new Set<string>();

  constructor(private readonly deps: ThreadComparisonDeps) {}

  async run(incident: string, look: Look): Promise<Compared> {
    const { journal, comparisons, clock } = this.deps;
    const asked = clock.real().getTime();
    const stopped = () => look.signal.aborted || !look.goOn();
    const state = await journal.refreshed(incident);
    const absences = await comparisons.absences(incident);
    if (state.phase !== 'open') {
      // Closed: its log takes no more lines.
      for (const absence of absences) await comparisons.removeAbsence(incident, absence);
      return { outcome: 'compared', fresh: false };
    }
    const since = look.thorough || absences.length > 0 ? undefined : await comparisons.comparedUntil(incident);
    const { found, reactions, fresh, ...reading } = await this.read(state, absences, since, look);
    const added: Added[] = [];
    for (let from = 0; from < found.length; from += AT_ONCE) {
      const some = found.slice(from, from + AT_ONCE);
      const nrs = await Promise.all(some.map((reply) => journal.lineOf(incident, commandIdOf(reply))));
      for (const [index, reply] of some.entries()) {
        if (stopped()) return { outcome: 'unavailable', fresh };
        const one = await this.keep(incident, reply, nrs[index]);
        if (one) added.push(one);
      }
    }
    for (const reaction of reactions) {
      if (stopped()) return { outcome: 'unavailable', fresh };
      await this.keepReaction(incident, reaction);
    }
    if (stopped()) return { outcome: 'unavailable', fresh };
    await this.tellGaps(incident, absences, added, reading.outcome, look.final);
    if (reading.outcome === 'compared' || reading.outcome === 'incomplete') await comparisons.saveComparedUntil(incident, new Date(asked - FRESH_MS).toISOString());
    return { ...reading, fresh };
  }

  // ---- what stands in Teams --------------------------------------------------------------------------------------

  private async read(state: IncidentState, absences: readonly Absence[], since: Instant | undefined, look: Look): Promise<Reading> {
    const found: FoundReply[] = [];
    const reactions: FoundReaction[] = [];
    const results: ThreadReplies[] = [];
    for (const thread of await this.threads(state)) {
      const result = await this.ask(thread, since, look.signal);
      results.push(result);
      if (result.kind === 'read') {
        found.push(...result.replies.map((reply) => ({ thread, reply })));
        reactions.push(...result.reactions.map((reaction) => ({ thread, reaction })));
      } else this.sayOnce(state.id, result);
      if (result.kind === 'unavailable') break; // the others would fare no better, and Graph wants to be left alone
    }
    const now = this.deps.clock.real().getTime();
    // Nobody is delivering what was written while nobody was there, however new it is.
    const unheard = (at: Instant) => absences.some(({ fra, til }) => within(at, fra, til));
    const isSettled = (since: Instant, changed: Instant) => look.final || unheard(since) || now - Date.parse(changed) >= FRESH_MS;
    const settled = found.filter(({ reply }) => isSettled(reply.createdAt, latest(reply)));
    const standing = reactions.filter(({ reaction }) => isSettled(reaction.at, reaction.at));
    // In the order in which it was written, over all threads.
    settled.sort((a, b) => a.reply.createdAt.localeCompare(b.reply.createdAt) || a.reply.id.localeCompare(b.reply.id));
    standing.sort((a, b) => a.reaction.at.localeCompare(b.reaction.at));
    return { found: settled, reactions: standing, fresh: settled.length < found.length || standing.length < reactions.length, ...outcomeOf(results) };
  }

  private async threads(state: IncidentState): Promise<readonly OwnThread[]> {
    const rows = await this.deps.board.cards(state.id, ['haendelse', ...Object.keys(state.instrukser)]);
    return rows
      .filter(({ place, activityId }) => place.conversation.endsWith(`;messageid=${activityId}`)) // other cards are replies themselves
      .map(({ card, place }) => ({ place, instruks: card in state.instrukser ? card : undefined }));
  }

  private ask({ place }: OwnThread, since: Instant | undefined, signal: AbortSignal): Promise<ThreadReplies> {
    const { history } = this.deps;
    return history ? history.replies(place.conversation, since, signal) : Promise.resolve({ kind: 'notPermitted', why: 'Graph is off' });
  }

  private sayOnce(incident: string, { kind, why }: Exclude<ThreadReplies, { kind: 'read' }>): void {
    if (this.said.has(why)) return;
    this.said.add(why);
    this.deps.logger.warn({ incident, why }, kind === 'notPermitted' ? 'threads cannot be compared with the log' : 'threads could not be compared with the log; trying again');
  }

  // ---- what the log does not have --------------------------------------------------------------------------------

  private async keep(incident: string, found: FoundReply, nr: number | undefined): Promise<Added | undefined> {
    const { journal, roster, read, clock, logger } = this.deps;
    const { reply } = found;
    const actor = actorByTeamsId(roster.current(), reply.author.teamsId ?? 'ukendt', reply.author.name);
    const { place } = found.thread;
    const skrevet = this.incidentTime(reply.createdAt);
    const masked: Origin['masked'] = { place, skrevet };
    if (nr !== undefined) {
      const change = changeCommand(found, nr, actor.id, await journal.state(incident), this.incidentTime(latest(reply)), read);
      if (change) await journal.execute(this.command(incident, actor, change.id, change.body), { masked });
      return undefined;
    }
    const missing = missingCommand(found, skrevet, read);
    if (!missing) return undefined;
    const logs = missing.body.type === 'writeLogEntry' || missing.body.type === 'correctLogEntry';
    const origin: Origin = logs ? { place, gather: place.conversation, note: missing.note, masked } : { masked };
    let result = await journal.execute(this.command(incident, actor, missing.id, missing.body), origin);
    if (result.kind === 'rejected' && logs) result = await journal.execute(this.command(incident, actor, missing.id, asTalk(found, skrevet)), { masked });
    if (result.kind === 'rejected') {
      logger.warn({ incident, message: reply.id, code: result.code }, 'a message that was found again was not kept');
      return undefined;
    }
    return result.again ? undefined : { id: reply.id, skrevet, late: clock.real().getTime() - Date.parse(reply.createdAt) >= FRESH_MS };
  }

  private async keepReaction(incident: string, found: FoundReaction): Promise<void> {
    const { journal, roster } = this.deps;
    const { thread, reaction } = found;
    const actor = actorByTeamsId(roster.current(), reaction.teamsId ?? 'ukendt', reaction.name);
    if (isKnown(reaction, actor.id, (await journal.state(incident)).log.reactions)) return;
    const paa = await postInWords(incident, thread.instruks, reaction.messageId, this.deps);
    const { id, body } = reactionCommand(found, actor.id, paa, this.incidentTime(reaction.at));
    await journal.execute(this.command(incident, actor, id, body));
  }

  private command(incident: string, actor: Actor, id: string, body: CommandBody): Command {
    return { id, incident, actor, now: this.deps.clock.incident().toISOString(), kanal: actor.id === BOT.id ? '' : 'Teams-tråd', body };
  }

  /** Teams' clock may be ahead of ours: nothing was written later than now. */
  private incidentTime(real: Instant): Instant {
    const { clock } = this.deps;
    return new Date(Math.min(clock.incidentAt(new Date(real)).getTime(), clock.incident().getTime())).toISOString();
  }

  // ---- the gap ---------------------------------------------------------------------------------------------------

  private async tellGaps(incident: string, absences: readonly Absence[], added: readonly Added[], outcome: Compared['outcome'], final: boolean): Promise<void> {
    const { journal, comparisons, clock } = this.deps;
    const state = await journal.state(incident);
    const periods = absences.map((absence) => ({ absence, fra: laterOf(this.incidentTime(absence.fra), state.openedAt), til: this.incidentTime(absence.til) }));
    const inNone = added.filter(({ skrevet, late }) => late && !periods.some(({ fra, til }) => within(skrevet, fra, til)));
    const [first, last] = [inNone[0], inNone.at(-1)];
    if (first && last) {
      const gap: CommandBody = { type: 'recordGap', grund: 'ikkeModtaget', fra: first.skrevet, til: last.skrevet, antal: inNone.length, ikkeUndersoegt: outcome !== 'compared' };
      await journal.execute(this.command(incident, BOT, `hul:${first.id}`, gap));
    }
    for (const { absence, fra, til } of periods) {
      const hopeless = final || clock.real().getTime() - Date.parse(absence.til) > GIVE_UP_MS;
      if (outcome === 'unavailable' && !hopeless) continue;
      // Counted in the log, not in this run: an earlier one may have been cut short.
      const { replies, unseenDeletions, entries } = state.log;
      const antal = [...replies.filter((reply) => reply.fundetIgen), ...unseenDeletions, ...entries].filter(({ skrevet }) => skrevet !== undefined && within(skrevet, fra, til)).length;
      const reaktioner = state.log.reactions.filter(({ skrevet }) => skrevet !== undefined && within(skrevet, fra, til)).length || undefined;
      const gap: CommandBody = { type: 'recordGap', grund: 'vaek', fra, til, antal, reaktioner, ikkeUndersoegt: outcome !== 'compared' };
      if (Date.parse(fra) < Date.parse(til)) await journal.execute(this.command(incident, BOT, `hul:${absence.fra}`, gap));
      await comparisons.removeAbsence(incident, absence);
    }
  }
}

type Reading = Compared & { readonly found: readonly FoundReply[]; readonly reactions: readonly FoundReaction[] };

interface Added {
  readonly id: string;
  readonly skrevet: Instant;
  /** So old that it had surely been missed. */
  readonly late: boolean;
}

function outcomeOf(results: readonly ThreadReplies[]): Pick<Compared, 'outcome' | 'retryAfterMs'> {
  const unavailable = results.find((result) => result.kind === 'unavailable');
  if (unavailable) return { outcome: 'unavailable', retryAfterMs: unavailable.retryAfterMs };
  const read = results.filter((result) => result.kind === 'read');
  if (results.length > 0 && read.length === 0) return { outcome: 'notPermitted' };
  return { outcome: read.length === results.length && read.every((result) => result.complete) ? 'compared' : 'incomplete' };
}

function latest({ createdAt, editedAt, deletedAt }: FoundReply['reply']): Instant {
  return [createdAt, editedAt, deletedAt].reduce<Instant>((last, at) => (at === undefined ? last : laterOf(last, at)), createdAt);
}

function within(instant: Instant, from: Instant, to: Instant): boolean {
  return Date.parse(instant) >= Date.parse(from) && Date.parse(instant) <= Date.parse(to);
}
