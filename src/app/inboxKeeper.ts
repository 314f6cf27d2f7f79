import { reminderMessage } from '../cards/inboxMessages';
import { chooseIncidentCard, CHOOSE_SUMMARY } from '../cards/chooseIncidentCard';
import { escapeInline } from '../cards/escape';
import { incidentName, mark, NO_INCIDENT } from '../cards/messages';
import { putAwayCard } from '../cards/putAwayCard';
import { parseLog } from '../domain/logbook/grammar';
import type { Rejection } from '../domain/rejection';
import type { IncidentState } from '../domain/state';
import type { Directory } from './directory';
import type { Journal, Result } from './journal';
import { logCommand } from './logCommand';
import type { Logger } from './logger';
import type { Clock, Inbox, InboxItem, Outbox, ThreadRow, WaitingItem } from './ports';
import type { Messenger, OutgoingMessage } from './messenger';
import { PostFailed } from './messenger';
import { refusedEverywhere } from './rights';
import { actorById, personById } from './roster';
import type { RosterCache } from './rosterCache';
import type { Routing } from './routing';
import type { Scenes } from './scenes';

export interface InboxKeeperDeps {
  readonly inbox: Inbox;
  readonly outbox: Pick<Outbox, 'pending'>;
  readonly directory: Directory;
  readonly journal: Journal;
  readonly routing: Routing;
  readonly roster: RosterCache;
  readonly scenes: Scenes;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly logger: Logger;
}

export type Chosen = { readonly kind: 'putAway'; readonly state: IncidentState; readonly nr: number } | Rejection | { readonly kind: 'gone' };

/** Real milliseconds: longer than a post may take, so that nobody else posts it meanwhile. */
const REMINDING_MS = 60_000;

/**
 * Lines and replies that were stored before it was known which incident they belong to. Each step leaves the row so that
 * the sweep can go on from there, in whichever process: nothing here is lost by a crash, and a line goes into one log once.
 */
export class InboxKeeper {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly deps: InboxKeeperDeps) {}

  // ---- which incident? -------------------------------------------------------------------------------------------

  /**
   * Stored first, asked about afterwards. A message that is delivered again is not asked about again. False: it is in the
   * log of one of them already, from when that was the only one open; what was to be said of it was said from there.
   */
  async storeAndAsk(item: Omit<InboxItem, 'waitsFor'>, incidents: readonly IncidentState[]): Promise<boolean> {
    if (await this.loggedIn(item.id, incidents)) return false;
    if (await this.deps.inbox.put({ ...item, waitsFor: 'choice' })) await this.ask(item.id, incidents);
    return true;
  }

  /** The first choice counts. `card`: the one that was pressed. */
  async choose(id: string, incident: string, card: string | undefined): Promise<Chosen> {
    const { inbox, journal } = this.deps;
    const chosen = await inbox.choose(id, incident);
    const item = chosen === undefined ? undefined : await inbox.get(id);
    if (!item?.chosen) {
      const to = await inbox.whereTo(id);
      return to ? { kind: 'putAway', state: await journal.state(to.incident), nr: to.nr } : { kind: 'gone' };
    }
    const result = await this.store(item, item.chosen);
    if (result.kind === 'rejected') {
      await inbox.unchoose(id, item.chosen);
      return result;
    }
    // For the others to see; whoever pressed need not wait for it.
    this.inBackground(id, () => this.putAway({ ...item, card: item.card ?? card }, result.state, result.fromNr));
    return { kind: 'putAway', state: result.state, nr: result.fromNr };
  }

  private async ask(id: string, incidents: readonly IncidentState[]): Promise<void> {
    const { inbox, messenger } = this.deps;
    const item = await inbox.get(id);
    if (!item || item.card !== undefined) return;
    await inbox.asked(id, await messenger.reply(item.place, { card: askingCard(item, incidents) }));
  }

  /** It is in the log: the card says where, and the row goes. */
  private async putAway(item: WaitingItem, state: IncidentState, nr: number): Promise<void> {
    const { inbox, messenger, logger } = this.deps;
    if (item.card !== undefined) {
      try {
        const card = { content: putAwayCard({ state, nr }), summary: `${mark(state)}Gemt i hændelse ${state.nr} som linje ${nr}` };
        await messenger.update(item.place, item.card, { card });
      } catch (error) {
        // A card that is gone needs no change; else the row stays, and the sweep tries again.
        if (!(error instanceof PostFailed) || error.outlook === 'later' || error.outlook === 'unknown') throw error;
        logger.warn({ item: item.id, cause: error }, 'inbox: the card that asked could not be changed');
      }
    }
    await inbox.remove(item.id, { incident: state.id, nr });
  }

  // ---- whose thread? ---------------------------------------------------------------------------------------------

  /**
   * Something that was written in a thread that is not known. While the card of an incident of its channel is being
   * posted, the thread may be that card's: then it waits here, and true is returned. Else it is somebody else's thread.
   */
  async hold(item: Omit<InboxItem, 'waitsFor'>): Promise<boolean> {
    const { inbox } = this.deps;
    if (!(await this.cardUnderWay(item.place.conversation))) return false;
    if (await inbox.put({ ...item, waitsFor: 'thread' })) this.inBackground(item.id, () => this.lookAgain(item.id)); // bound meanwhile?
    return true;
  }

  /** A thread has got its row: what waited for it goes into its log. */
  threadBound({ conversation }: ThreadRow): void {
    this.inBackground(conversation, async () => {
      const waiting = await this.deps.inbox.waiting();
      for (const item of waiting) if (item.waitsFor === 'thread' && item.place.conversation === conversation) await this.findThread(item);
    });
  }

  private async lookAgain(id: string): Promise<void> {
    const item = await this.deps.inbox.get(id);
    if (item?.waitsFor === 'thread') await this.findThread(item);
  }

  private async findThread(item: WaitingItem): Promise<void> {
    const { directory } = this.deps;
    const { conversation } = item.place;
    let thread = await directory.thread(conversation);
    if (!thread) {
      if (await this.cardUnderWay(conversation)) return;
      thread = await directory.thread(conversation); // bound between the two looks
    }
    return thread ? this.keep(item, thread.incident, thread.card) : this.notOurs(item);
  }

  /** A post has been begun that opens a thread in the channel, and nobody has written down yet that it stands there. */
  private async cardUnderWay(conversation: string): Promise<boolean> {
    const { directory, outbox } = this.deps;
    const [channel] = conversation.split(';messageid=');
    await directory.upToDate();
    const incidents = directory.open().filter((row) => row.channel.conversation === channel);
    const rows = await Promise.all(incidents.map(({ id }) => outbox.pending(id)));
    return rows.flat().some(({ effect, maybeSent }) => effect.kind === 'postCard' && maybeSent);
  }

  private async keep(item: WaitingItem, incident: string, card: string): Promise<void> {
    const { inbox, logger } = this.deps;
    const result = await this.store(item, incident, card === 'haendelse' ? undefined : card);
    if (result.kind === 'committed') return inbox.remove(item.id, { incident, nr: result.fromNr });
    if (item.samtale) logger.warn({ incident, item: item.id, code: result.code }, 'inbox: a reply was not kept');
    else await this.say(item, { text: mark(result.state) + escapeInline(result.sentence) });
    await inbox.remove(item.id);
  }

  /** Somebody else's thread. Talk there is none of ours; a `/log` there means what it would mean in the channel's root. */
  private async notOurs(item: WaitingItem): Promise<void> {
    const { inbox, routing, roster, logger } = this.deps;
    if (item.samtale) {
      logger.info({ item: item.id }, 'inbox: a reply in a thread of somebody else was let go');
      return inbox.remove(item.id);
    }
    const route = await routing.find(undefined);
    if (route.kind === 'one') return this.keep(item, route.incident, 'haendelse');
    const refused = route.kind === 'none' ? undefined : refusedEverywhere(route.incidents, actorById(roster.current(), writerOf(item)));
    if (route.kind === 'none' || refused) {
      await this.say(item, { text: refused?.sentence ?? `Ikke gemt. ${NO_INCIDENT}` });
      return inbox.remove(item.id);
    }
    const logged = await this.loggedIn(item.id, route.incidents);
    if (logged) return inbox.remove(item.id, logged);
    if (await inbox.askInstead(item.id)) await this.ask(item.id, route.incidents);
  }

  private async say(item: WaitingItem, message: OutgoingMessage): Promise<void> {
    await this.deps.messenger.reply(item.place, message);
  }

  // ---- the sweep -------------------------------------------------------------------------------------------------

  /** After every round of the sweep: what a crash, another process or a forgetful person left behind. */
  async swept(): Promise<void> {
    for (const item of await this.deps.inbox.waiting()) {
      try {
        await this.look(item);
      } catch (error) {
        this.deps.logger.warn({ item: item.id, cause: error }, 'inbox: not done; the next sweep tries again');
      }
    }
  }

  /** Waits for what is under way. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private async look(item: WaitingItem): Promise<void> {
    const { inbox, scenes, clock } = this.deps;
    if (item.waitsFor === 'thread') return this.findThread(item);
    if (item.chosen !== undefined) {
      const result = await this.store(item, item.chosen);
      return result.kind === 'committed' ? this.putAway(item, result.state, result.fromNr) : inbox.unchoose(item.id, item.chosen);
    }
    const due = Date.parse(item.at) + scenes.current().graenser.valgPaamindelseMinutter * 60_000;
    if (!item.reminded && clock.incident().getTime() >= due) await this.remind(item);
  }

  /** Once. Claimed first, so that no two processes do it; should this one die of it, another one does it after a while. */
  private async remind(item: WaitingItem): Promise<void> {
    const { inbox, roster, routing, messenger, clock, logger } = this.deps;
    const now = clock.real().getTime();
    if (!(await inbox.claimReminder(item.id, new Date(now).toISOString(), new Date(now + REMINDING_MS).toISOString()))) return;
    // Without a card (the bot died before it could ask) the reminder brings it.
    const card = item.card === undefined ? askingCard(item, await routing.openIncidents()) : undefined;
    const message = reminderMessage({ writer: writerOf(item), above: card === undefined, teamsIdOf: (id) => personById(roster.current(), id)?.teamsId });
    try {
      // Two messages: Teams takes text and card of one apart.
      await messenger.reply(item.place, message);
      if (card) await inbox.asked(item.id, await messenger.reply(item.place, { card }));
    } catch (error) {
      if (!(error instanceof PostFailed) || error.outlook === 'later' || error.outlook === 'unknown') throw error;
      logger.warn({ item: item.id, cause: error }, 'inbox: its writer could not be reminded');
    }
    await inbox.reminded(item.id);
  }

  // ---- both ------------------------------------------------------------------------------------------------------

  /** The line is the writer's, whoever chooses, and keeps the time at which it was written. */
  private async store(item: WaitingItem, incident: string, instruks?: string): Promise<Result> {
    const { journal, roster } = this.deps;
    const command = { id: item.id, incident, actor: actorById(roster.current(), writerOf(item)), now: item.at, kanal: item.kanal };
    if (item.samtale) return journal.execute({ ...command, body: { type: 'logReply', tekst: item.text, bilag: item.bilag, instruks } });
    const request = parseLog(item.text, item.at);
    if (request.kind !== 'write' && request.kind !== 'correct') throw new Error(`${item.id} is no line for the log`);
    const name = item.waitsFor === 'choice' ? incidentName(await journal.state(incident)) : undefined;
    const note = [name, request.note].filter(Boolean).join('\n\n') || undefined;
    return journal.execute({ ...command, body: logCommand(request, instruks, item.bilag) }, { place: item.place, note, showIn: item.targeted ? (instruks ?? 'haendelse') : undefined });
  }

  private async loggedIn(id: string, incidents: readonly IncidentState[]): Promise<{ incident: string; nr: number } | undefined> {
    const lines = await Promise.all(incidents.map(async (state) => ({ incident: state.id, nr: await this.deps.journal.lineOf(state.id, id) })));
    return lines.find((line): line is { incident: string; nr: number } => line.nr !== undefined);
  }

  private inBackground(item: string, work: () => Promise<void>): void {
    const run = work()
      .catch((error: unknown) => this.deps.logger.warn({ item, cause: error }, 'inbox: not done; the sweep tries again'))
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }
}

function writerOf({ personId, personName }: InboxItem) {
  return { id: personId, name: personName };
}

function askingCard({ id, text }: InboxItem, incidents: readonly IncidentState[]) {
  return { content: chooseIncidentCard({ indbakke: id, text, incidents }), summary: CHOOSE_SUMMARY };
}
