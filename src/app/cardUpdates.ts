import type { IncidentState } from '../domain/state';
import { cardVersion } from '../cards/cardVersion';
import type { CardBoard } from './cardBoard';
import type { CardKey } from './effects';
import type { Journal } from './journal';
import type { Logger } from './logger';
import { cardOf } from './outgoing';
import type { CardRow, Clock, Leases, Messenger } from './ports';
import { PostFailed } from './ports';
import type { Scenes } from './scenes';
import type { Timers } from './timers';

export interface CardUpdateDeps {
  readonly board: CardBoard;
  readonly journal: Journal;
  readonly scenes: Scenes;
  readonly leases: Leases;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly owner: string;
  readonly logger: Logger;
}

/** Real milliseconds. Twenty presses within a second make one or two updates. */
const QUIET_MS = 300;
const AT_LATEST_MS = 1000;
const LEASE_MS = 30_000;
const AGAIN_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

interface Waiting {
  readonly since: number;
  readonly cancel: () => void;
}

/**
 * Keeps the posted cards like the state. A press leaves no outbox row for this: what a card shows is compared with what
 * it should show, here after a commit and in the sweep after a crash.
 */
export class CardUpdates {
  private readonly waiting = new Map<string, Waiting>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly failures = new Map<string, number>();

  constructor(private readonly deps: CardUpdateDeps) {}

  /** Looks which posted cards no longer show the state and updates them soon. */
  async check(incident: string, state: IncidentState): Promise<void> {
    const { content } = this.deps.scenes.of(state);
    for (const row of await this.deps.board.cards(incident)) {
      if (cardVersion(state, content, row.card) !== row.shown) this.soon(incident, row.card);
    }
  }

  async idle(): Promise<void> {
    while (this.waiting.size > 0 || this.running.size > 0) {
      for (const [key, { cancel }] of this.waiting) {
        cancel();
        this.waiting.delete(key);
        const [incident, card] = parseKey(key);
        this.start(incident, card);
      }
      await Promise.all(this.running.values());
    }
  }

  private soon(incident: string, card: CardKey): void {
    const key = keyOf(incident, card);
    const now = this.deps.clock.real().getTime();
    const earlier = this.waiting.get(key);
    earlier?.cancel();
    const since = earlier?.since ?? now;
    this.later(incident, card, Math.min(QUIET_MS, Math.max(0, since + AT_LATEST_MS - now)), since);
  }

  private later(incident: string, card: CardKey, ms: number, since: number): void {
    const key = keyOf(incident, card);
    const cancel = this.deps.timers.after(ms, () => {
      this.waiting.delete(key);
      this.start(incident, card);
    });
    this.waiting.set(key, { since, cancel });
  }

  private start(incident: string, card: CardKey): void {
    const key = keyOf(incident, card);
    const before = this.running.get(key) ?? Promise.resolve();
    const run = before.then(() => this.update(incident, card)).finally(() => {
      if (this.running.get(key) === run) this.running.delete(key);
    });
    this.running.set(key, run);
  }

  private async update(incident: string, card: CardKey): Promise<void> {
    const key = keyOf(incident, card);
    const { leases, journal, scenes, board, messenger, clock, owner, logger } = this.deps;
    const lane = `kort:${card}`;
    try {
      const now = clock.real();
      const until = new Date(now.getTime() + LEASE_MS).toISOString();
      if (!(await leases.acquire(incident, lane, owner, now.toISOString(), until))) return this.retry(incident, card, AGAIN_MS);
      try {
        const row = await board.find(incident, card);
        if (!row) return;
        // Read under the lease, so that an older picture never replaces a newer one.
        const state = await journal.refreshed(incident);
        const scene = scenes.of(state);
        const shown = cardVersion(state, scene.content, card);
        await messenger.update(row.place, row.activityId, { card: cardOf(card, scene) });
        await board.shown(incident, { ...row, shown } satisfies CardRow);
        this.failures.delete(key);
      } finally {
        await leases.release(incident, lane, owner);
      }
    } catch (error) {
      const failures = (this.failures.get(key) ?? 0) + 1;
      this.failures.set(key, failures);
      logger.warn({ incident, card, failures, cause: error }, 'card update failed; the next change or sweep tries again');
      if (error instanceof PostFailed && (error.outlook === 'later' || error.outlook === 'unknown')) {
        this.retry(incident, card, error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, AGAIN_MS * 2 ** failures));
      }
    }
  }

  private retry(incident: string, card: CardKey, ms: number): void {
    if (!this.waiting.has(keyOf(incident, card))) this.later(incident, card, ms, this.deps.clock.real().getTime());
  }
}

function keyOf(incident: string, card: CardKey): string {
  return `${incident} ${card}`;
}

function parseKey(key: string): [string, CardKey] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}
