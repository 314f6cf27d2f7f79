import { whyClosed } from '../domain/closing/closing';
import type { Bounces } from './bounces';
import type { CardBoard } from './cardBoard';
import type { CardUpdates } from './cardUpdates';
import type { Directory } from './directory';
import type { Dispatcher } from './dispatcher';
import type { DraftDesk } from './draftDesk';
import type { InboxKeeper } from './inboxKeeper';
import type { Journal } from './journal';
import type { Logger } from './logger';
import type { Missed } from './missed';
import type { IncidentIndexRow } from './ports';
import type { RosterCache } from './rosterCache';
import type { Ticker } from './ticker';
import type { Timers } from './timers';

export interface SweepDeps {
  readonly directory: Directory;
  readonly roster: RosterCache;
  readonly journal: Journal;
  readonly ticker: Pick<Ticker, 'tick'>;
  readonly dispatcher: Dispatcher;
  readonly cardUpdates: CardUpdates;
  readonly board: CardBoard;
  readonly missed: Pick<Missed, 'swept' | 'failed'>;
  readonly keeper: Pick<InboxKeeper, 'swept'>;
  readonly bounces: Pick<Bounces, 'swept'>;
  readonly desk: Pick<DraftDesk, 'reload'>;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Real milliseconds between two looks. What a crash or another process left behind waits no longer than this. */
const EVERY_MS = 10_000;

/**
 * Looks regularly for what is left undone: outbox rows, cards that do not show the state, incidents and roster lines
 * that another process wrote. The first look is what brings a restarted process up to date.
 */
export class Sweep {
  private cancel: (() => void) | undefined;
  private under: Promise<void> = Promise.resolve();
  private done = false;

  constructor(private readonly deps: SweepDeps) {}

  /** True once every open incident has been loaded. */
  get ready(): boolean {
    return this.done;
  }

  start(): void {
    this.under = this.once().finally(() => {
      this.cancel = this.deps.timers.after(EVERY_MS, () => this.start());
    });
  }

  async stop(): Promise<void> {
    await this.under;
    this.cancel?.();
  }

  private async once(): Promise<void> {
    const { directory, roster, missed, keeper, bounces, logger } = this.deps;
    try {
      await roster.refresh();
      await directory.refresh();
      let all = true;
      for (const row of directory.open()) all = (await this.look(row)) && all;
      this.done ||= all;
      await keeper.swept();
      await bounces.swept(directory.open());
      await missed.swept(all);
    } catch (error) {
      missed.failed();
      logger.error({ cause: error }, 'sweep: the store did not answer; trying again');
    }
  }

  /** False when it failed; one incident that cannot be read does not keep the others waiting. */
  private async look(row: IncidentIndexRow): Promise<boolean> {
    const { directory, journal, ticker, dispatcher, cardUpdates, board, desk, logger } = this.deps;
    const incident = row.id;
    try {
      const { lukning, udkast } = await journal.refreshed(incident);
      await ticker.tick(incident);
      const delivered = await dispatcher.sweep(incident);
      await board.reload(incident);
      if (Object.values(udkast).some(({ godkendt }) => !godkendt)) await desk.reload(incident);
      const shown = await cardUpdates.check(incident);
      // Closed, and everybody has been told: it needs no more looking after.
      if (lukning && delivered && shown) await directory.closed(row, lukning.at, whyClosed(lukning));
      return true;
    } catch (error) {
      logger.error({ incident, cause: error }, 'sweep: an incident could not be looked at; trying again');
      return false;
    }
  }
}
