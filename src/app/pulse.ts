import type { Directory } from './directory';
import type { Logger } from './logger';
import type { Ticker } from './ticker';
import type { Timers } from './timers';

export interface PulseDeps {
  readonly directory: Pick<Directory, 'open'>;
  readonly ticker: Pick<Ticker, 'tick'>;
  /** Every open incident has been loaded: from then on a look reads memory only. */
  readonly ready: () => boolean;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Real milliseconds. */
const EVERY_MS = 1_000;
/** After a failure; the sweep goes on trying meanwhile. */
const PAUSE_MS = 10_000;

/**
 * Notices within a second what has fallen due: a mail that can no longer be taken back, an alarm nobody answered. No timer
 * per deadline, so none can be lost; and the sweep finds the same, only later.
 */
export class Pulse {
  private cancel: (() => void) | undefined;
  private under: Promise<void> = Promise.resolve();

  constructor(private readonly deps: PulseDeps) {}

  start(): void {
    this.cancel = this.deps.timers.after(EVERY_MS, () => this.beat());
  }

  async stop(): Promise<void> {
    this.cancel?.();
    await this.under;
    this.cancel?.();
  }

  private beat(): void {
    this.under = this.once().then((ms) => {
      this.cancel = this.deps.timers.after(ms, () => this.beat());
    });
  }

  private async once(): Promise<number> {
    const { directory, ticker, ready, logger } = this.deps;
    if (!ready()) return EVERY_MS;
    let failed = false;
    for (const { id: incident } of directory.open()) {
      try {
        await ticker.tick(incident);
      } catch (error) {
        failed = true;
        logger.warn({ incident, cause: error }, 'pulse: what is due could not be done; the sweep tries again');
      }
    }
    return failed ? PAUSE_MS : EVERY_MS;
  }
}
