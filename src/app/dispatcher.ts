import { BOT } from '../domain/person';
import { GraphFailed } from './calendar';
import type { Effect } from './effects';
import { isOutside, lane, priority } from './effects';
import type { Logger } from './logger';
import { holding, LEASE_MS } from './holding';
import { effectInWords } from './outgoing';
import type { Outside } from './outside';
import type { Leases, Outbox, OutboxRow } from './ports';
import { PostFailed } from './messenger';
import { StoreUnavailable } from './ports';
import { Sender, type Kept, type SenderDeps } from './sender';
import type { Timers } from './timers';
import { pause } from './timers';

export interface DispatcherDeps extends SenderDeps {
  readonly outbox: Outbox;
  readonly outside: Outside;
  readonly leases: Leases;
  readonly timers: Timers;
  /** Names this process in leases. */
  readonly owner: string;
  readonly logger: Logger;
}

/** Real milliseconds. While the process lives the lease keeps others away; after its end the claim need not outlast it. */
const CLAIM_MS = LEASE_MS;
const LEASE_TAKEN_MS = 1000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** With the longest pause that is over an hour; after that the log says that it was not delivered. */
const ATTEMPTS = 70;
/** About ten minutes: a meeting or a mail that does not go out is told of while there is time to do it in another way. */
const OUTSIDE_ATTEMPTS = 14;
/** Exchange takes thirty mails a minute, and says so: a dispatch that is told to wait is getting on. */
const BUSY_MAIL_ATTEMPTS = 40;
/** So often a row that fails for a passing reason keeps its lane waiting: it is Teams that is away, and order is kept. */
const IN_ORDER_ATTEMPTS = 5;
/** Teams now and then reports a conversation as unknown that is there. */
const NOT_FOUND_ATTEMPTS = 3;
/** The first receipt goes out at once; a person who goes on typing gets it updated at most twice a second. */
const RECEIPT_PAUSE_MS = 500;
/** Rows that are finished in one transaction. */
const RECEIPTS_AT_ONCE = 80;

/**
 * Carries out what committed events ask for. Rows are in the outbox until they are done, so a crash anywhere only
 * delays them. One lease per lane and process; order is kept within a lane; a row that fails steps aside.
 */
export class Dispatcher {
  private readonly rows = new Map<string, OutboxRow>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly wakeUps = new Map<string, { readonly at: number; readonly cancel: () => void }>();
  /** Lanes in which nothing is tried for a while (real ms). */
  private readonly heldUntil = new Map<string, number>();
  /** When a lane's last receipt went out (real ms). */
  private readonly receiptAt = new Map<string, number>();
  private readonly sender: Sender;
  private stopped = false;

  constructor(private readonly deps: DispatcherDeps) {
    this.sender = new Sender(deps);
  }

  /** Something was committed; `rows` undefined: what it left is only known to the store. */
  wake(incident: string, rows: readonly OutboxRow[] | undefined): void {
    if (rows) return this.take(rows);
    this.sweep(incident).catch((error: unknown) => this.deps.logger.warn({ incident, cause: error }, 'outbox: not read; the next sweep does it'));
  }

  /** Rows left behind by a crash, a failure or another process. True when there are none. */
  async sweep(incident: string): Promise<boolean> {
    const rows = await this.deps.outbox.pending(incident);
    if (rows.length === 0) return true;
    await this.deps.journal.refreshed(incident); // a message is drawn from a state that knows the row's line
    this.take(rows);
    return false;
  }

  /** Waits until nothing is under way; rows that wait for a later attempt stay in the outbox. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const { cancel } of this.wakeUps.values()) cancel();
    await Promise.all(this.running.values());
  }

  private take(rows: readonly OutboxRow[]): void {
    for (const row of rows) this.rows.set(keyOf(row), row);
    for (const place of new Set(rows.filter((row) => !this.waitsAnyway(row)).map(laneOf))) this.start(place);
  }

  /** A receipt whose lane wakes up shortly goes out with the others then: somebody who types fast costs no look each time. */
  private waitsAnyway(row: OutboxRow): boolean {
    const planned = this.wakeUps.get(laneOf(row));
    return row.effect.kind === 'receipt' && planned !== undefined && planned.at <= this.deps.clock.real().getTime() + RECEIPT_PAUSE_MS;
  }

  private start(place: string): void {
    if (this.stopped || this.running.has(place)) return;
    if (this.due(place).length === 0) return this.wakeForNext(place);
    const run = this.runLane(place).finally(() => {
      this.running.delete(place);
      this.wakeForNext(place);
    });
    this.running.set(place, run);
  }

  private wakeForNext(place: string): void {
    const next = this.inLane(place).map((row) => this.dueAt(row)).sort((a, b) => a - b)[0];
    if (next === undefined || this.stopped) return;
    this.wakeUps.get(place)?.cancel();
    const now = this.deps.clock.real().getTime();
    const cancel = this.deps.timers.after(Math.max(1, next - now), () => {
      this.wakeUps.delete(place);
      this.start(place);
    });
    this.wakeUps.set(place, { at: next, cancel });
  }

  private async runLane(place: string): Promise<void> {
    const incident = this.inLane(place)[0]?.incident;
    if (!incident) return;
    try {
      const ours = await holding(this.deps, incident, place, async (stillOurs) => {
        for (let due = this.due(place); due.length > 0 && !this.stopped && stillOurs(); due = this.due(place)) await this.carryOut(due, () => !this.stopped && stillOurs());
      });
      // Another process is at it, perhaps with these very rows: look again what is left when it is our turn.
      if (!ours) this.holdBack(place, LEASE_TAKEN_MS);
    } catch (error) {
      this.deps.logger.error({ incident, cause: error }, 'outbox: the store did not answer; trying again');
      this.holdBack(place, FIRST_PAUSE_MS * 5);
    }
  }

  private inLane(place: string): OutboxRow[] {
    return [...this.rows.values()].filter((row) => laneOf(row) === place);
  }

  private due(place: string): readonly OutboxRow[] {
    const now = this.deps.clock.real().getTime();
    return this.inLane(place)
      .filter((row) => this.dueAt(row) <= now)
      .sort((a, b) => priority(a.effect) - priority(b.effect) || a.id.localeCompare(b.id));
  }

  private dueAt(row: OutboxRow): number {
    const own = Math.max(Date.parse(row.notBefore), this.threadDueAt(row), this.heldUntil.get(laneOf(row)) ?? 0);
    return row.effect.kind === 'receipt' ? Math.max(own, (this.receiptAt.get(laneOf(row)) ?? 0) + RECEIPT_PAUSE_MS) : own;
  }

  /** What is to stand in a thread waits for the card that opens it. */
  private threadDueAt(row: OutboxRow): number {
    if (row.effect.kind === 'postCard' || row.effect.kind === 'receipt') return 0;
    const opening = this.inLane(laneOf(row)).find((other) => other.effect.kind === 'postCard');
    return opening ? Date.parse(opening.notBefore) : 0;
  }

  /** Also for the rows that are still to come: they do not overtake. */
  private holdBack(place: string, ms: number): void {
    this.heldUntil.set(place, this.deps.clock.real().getTime() + ms);
  }

  /** The first due row, together with the other receipts for the same person when it is one. */
  private async carryOut(due: readonly OutboxRow[], stillOurs: () => boolean): Promise<void> {
    const first = due[0]!;
    const claimed = first.effect.kind === 'receipt' ? this.receiptsLike(first, due) : await this.claim(first);
    if (claimed.length === 0) return;
    let kept: Kept;
    try {
      kept = await this.send(claimed, first.maybeSent, stillOurs);
    } catch (error) {
      if (!(error instanceof PostFailed)) throw error;
      // Receipts are not claimed, so their attempt is counted here.
      for (const row of claimed) await this.failed(row.effect.kind === 'receipt' ? { ...row, attempts: row.attempts + 1 } : row, error, first.maybeSent);
      return;
    }
    await this.writeDown(first.incident, claimed, kept);
    claimed.forEach((row) => this.rows.delete(keyOf(row)));
    if (kept.card) await this.deps.board.posted(first.incident, kept.card);
  }

  private async send(rows: readonly OutboxRow[], maybeSent: boolean, stillOurs: () => boolean): Promise<Kept> {
    const { effect, incident } = rows[0]!;
    if (!isOutside(effect)) return this.sender.send(rows, maybeSent);
    await this.deps.outside.carryOut(incident, effect, stillOurs);
    return {};
  }

  /** It went out. However long the store is away, that is written down before anything else, or it would go out again. */
  private async writeDown(incident: string, rows: readonly OutboxRow[], { card, thread, receipt }: Kept): Promise<void> {
    const { outbox, directory, timers, logger } = this.deps;
    for (;;) {
      try {
        if (thread) await directory.bindThread(thread);
        return await outbox.finish(incident, rows, { card, receipt });
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || this.stopped) throw error;
        logger.warn({ incident, cause: error }, 'outbox: sent, but not written down; trying again');
        await pause(timers, FIRST_PAUSE_MS);
      }
    }
  }

  /** Not claimed one by one: the lease is enough, and a receipt that is sent twice says the same. */
  private receiptsLike(first: OutboxRow, due: readonly OutboxRow[]): readonly OutboxRow[] {
    this.receiptAt.set(laneOf(first), this.deps.clock.real().getTime());
    return due.filter((row) => sameReceipt(row.effect, first.effect)).slice(0, RECEIPTS_AT_ONCE);
  }

  private async claim(row: OutboxRow): Promise<readonly OutboxRow[]> {
    const mine = await this.deps.outbox.claim(row, this.in(CLAIM_MS));
    if (mine) return [mine];
    this.rows.delete(keyOf(row)); // somebody else has done it or is doing it; the sweep brings it back if not
    return [];
  }

  /** `maybeSent`: an attempt before this one may have come through. */
  private async failed(row: OutboxRow, error: PostFailed, maybeSent: boolean): Promise<void> {
    const { outbox, logger } = this.deps;
    const hopeless =
      error.outlook === 'never' || (error.outlook === 'notFound' && row.attempts >= NOT_FOUND_ATTEMPTS) || isPatienceOver(row, error);
    const facts = { incident: row.incident, row: row.id, effect: row.effect.kind, attempts: row.attempts, outlook: error.outlook, cause: error };
    logger.warn(facts, 'outbox: not delivered');
    if (hopeless) {
      // What was left out on purpose wakes no administrator each time; people are told on the card.
      const leftOut = error instanceof GraphFailed && (error.trouble === 'slaaetFra' || error.trouble === 'lukket');
      if (!leftOut) logger.error(facts, 'outbox: given up');
      await this.giveUp(row, error);
      await outbox.finish(row.incident, [row], {});
      this.rows.delete(keyOf(row));
      return;
    }
    const notBefore = this.in(error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(row.attempts, 10)));
    const postponed = await outbox.postpone(row, notBefore, maybeSent || error.outlook === 'unknown');
    if (postponed) this.rows.set(keyOf(row), postponed);
    else this.rows.delete(keyOf(row));
    if (row.attempts <= IN_ORDER_ATTEMPTS) this.heldUntil.set(laneOf(row), Date.parse(notBefore));
  }

  /** A final failure is a line in the log: somebody may not have been told. */
  private async giveUp(row: OutboxRow, error: PostFailed): Promise<void> {
    const { journal, scenes, clock, outside } = this.deps;
    const { effect } = row;
    if (isOutside(effect)) return outside.givenUp(row.incident, effect, error);
    const { content } = scenes.of(await journal.state(row.incident));
    await journal.execute({
      id: `ikke-leveret:${row.id}`, incident: row.incident, actor: BOT, now: clock.incident().toISOString(), kanal: '',
      body: effect.kind === 'personal' || effect.kind === 'personalCard'
        ? { type: 'recordAlarmNotReached', person: effect.person }
        : { type: 'recordDeliveryFailure', hvad: effectInWords(effect, content), hvorfor: inWords(error) },
    });
  }

  private in(ms: number): string {
    return new Date(this.deps.clock.real().getTime() + ms).toISOString();
  }
}

/** For the log: what anybody can read, the rest is in the technical log. */
function inWords({ outlook }: PostFailed): string {
  switch (outlook) {
    case 'never': return 'Teams tog ikke imod den';
    case 'notFound': return 'Teams kan ikke finde stedet';
    case 'later': case 'unknown': return 'Teams har ikke svaret i over en time';
  }
}

/** Asked to wait for a day, nobody does: what all the attempts would take together is the limit. */
function isPatienceOver(row: OutboxRow, error: PostFailed): boolean {
  const most = attemptsAt(row, error);
  return row.attempts >= most || row.attempts * (error.retryAfterMs ?? 0) > most * LONGEST_PAUSE_MS;
}

function attemptsAt({ effect }: OutboxRow, error: PostFailed): number {
  if (!isOutside(effect)) return ATTEMPTS;
  return effect.kind === 'mail' && error instanceof GraphFailed && error.trouble === 'forMange' ? BUSY_MAIL_ATTEMPTS : OUTSIDE_ATTEMPTS;
}

function keyOf(row: OutboxRow): string {
  return `${row.incident} ${row.id}`;
}

function laneOf(row: OutboxRow): string {
  return `${row.incident} ${lane(row.effect)}`;
}

function sameReceipt(a: Effect, b: Effect): boolean {
  return a.kind === 'receipt' && b.kind === 'receipt' && a.person.id === b.person.id && a.gather === b.gather;
}
