import type { Clock } from '../app/ports';
import type { Timers } from '../app/timers';
import { pause } from '../app/timers';

/** So many sends and updates to one conversation within so many real milliseconds. */
export interface RateWindow {
  readonly ms: number;
  readonly sends: number;
}

/** Per bot and thread, as Teams documents them. */
export const TEAMS_WINDOWS: readonly RateWindow[] = [
  { ms: 1_000, sends: 7 },
  { ms: 2_000, sends: 8 },
  { ms: 30_000, sends: 60 },
  { ms: 3_600_000, sends: 1_800 },
];
const LONGEST_MS = 3_600_000;

/** `at` is undefined while it is under way: Teams may count it at any moment until it has answered. */
interface Sending {
  at: number | undefined;
}

/** Lets a request to a conversation go when Teams will take it. One queue per conversation, first come first served. */
export class RateGovernor {
  private readonly sent = new Map<string, Sending[]>();
  private readonly blockedUntil = new Map<string, number>();
  private readonly queues = new Map<string, Promise<void>>();

  constructor(
    private readonly clock: Pick<Clock, 'real'>,
    private readonly timers: Timers,
    private readonly windows: readonly RateWindow[] = TEAMS_WINDOWS,
  ) {}

  async send<T>(conversation: string, request: () => Promise<T>): Promise<T> {
    const sending = await this.slot(conversation);
    try {
      return await request();
    } finally {
      sending.at = this.clock.real().getTime();
    }
  }

  private slot(conversation: string): Promise<Sending> {
    const turn = (this.queues.get(conversation) ?? Promise.resolve()).then(() => this.wait(conversation));
    const queue = turn.then(() => undefined);
    this.queues.set(conversation, queue);
    void queue.then(() => {
      if (this.queues.get(conversation) === queue) this.queues.delete(conversation);
    });
    return turn;
  }

  /** Teams said 429: nothing more to this conversation before `ms` have passed. */
  blocked(conversation: string, ms: number): void {
    this.blockedUntil.set(conversation, this.clock.real().getTime() + ms);
  }

  private async wait(conversation: string): Promise<Sending> {
    for (;;) {
      const now = this.clock.real().getTime();
      const recent = (this.sent.get(conversation) ?? []).filter(({ at = now }) => now - at < LONGEST_MS);
      const ms = Math.max(0, (this.blockedUntil.get(conversation) ?? 0) - now, ...this.windows.map((window) => untilFree(recent, window, now)));
      if (ms === 0) {
        const sending: Sending = { at: undefined };
        this.sent.set(conversation, [...recent, sending]);
        return sending;
      }
      await pause(this.timers, ms);
    }
  }
}

function untilFree(recent: readonly Sending[], window: RateWindow, now: number): number {
  const at = recent.map((sending) => sending.at ?? now).sort((a, b) => a - b);
  const oldest = at[at.length - window.sends];
  return oldest === undefined ? 0 : Math.max(0, oldest + window.ms - now);
}
