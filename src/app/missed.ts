import { Attendance } from './attendance';
import type { Directory } from './directory';
import { holding } from './holding';
import type { Heartbeat, Leases } from './ports';
import { ThreadComparison, FRESH_MS, type Compared, type ThreadComparisonDeps } from './threadComparison';
import { pause, type Timers } from './timers';

export interface MissedDeps extends ThreadComparisonDeps {
  readonly directory: Directory;
  readonly heartbeat: Heartbeat;
  readonly leases: Leases;
  readonly timers: Timers;
  /** Names this process in leases. */
  readonly owner: string;
}

/** Real milliseconds. */
const EVERY_MS = 3_600_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 900_000;
/** How often, a second apart, the last comparison asks for a lease that another process holds. */
const LEASE_ATTEMPTS = 20;
const LANE = 'samtale i Teams';

interface Plan {
  /** Real ms; looked at by the sweep. */
  readonly dueAt: number;
  readonly thorough: boolean;
  readonly failures: number;
}

/** `busy`: another process is at it. */
export type Outcome = Compared['outcome'] | 'busy';

/**
 * What arrived while nobody could take it is found again: the threads of every open incident are compared with its log
 * at start, after an outage, hourly, and before closing. In the background, by one process at a time.
 */
export class Missed {
  private readonly plans = new Map<string, Plan>();
  private readonly running = new Map<string, Promise<Outcome>>();
  private readonly ending = new AbortController();
  private readonly attendance: Attendance;
  private readonly comparison: ThreadComparison;
  /** The store has failed since the last comparison: people may have been told that nothing was stored. */
  private troubled = false;
  private begun = false;

  constructor(private readonly deps: MissedDeps) {
    this.attendance = new Attendance(deps);
    this.comparison = new ThreadComparison(deps);
  }

  /** After every round of the sweep in which the store answered; `allWell`: it did so for every incident. */
  async swept(allWell: boolean): Promise<void> {
    const incidents = this.deps.directory.open().map(({ id }) => id);
    const away = await this.attendance.sign(incidents);
    const outage = this.troubled && allWell;
    this.troubled = !allWell;
    for (const incident of this.plans.keys()) if (!incidents.includes(incident)) this.plans.delete(incident);
    for (const incident of incidents) {
      const known = this.plans.get(incident);
      if (!known && this.begun) this.plan(incident, this.inMs(EVERY_MS)); // opened meanwhile: nothing can have been missed yet
      else if (!known || away || outage) this.plan(incident, { dueAt: 0, thorough: true, failures: 0 });
    }
    this.begun = true;
    const now = this.deps.clock.real().getTime();
    for (const [incident, plan] of this.plans) if (plan.dueAt <= now && !this.running.has(incident)) this.start(incident, plan);
  }

  /** The store did not answer. */
  failed(): void {
    this.troubled = true;
  }

  /**
   * The last comparison of an incident: to be awaited before its closing is committed, since a closed log takes no more
   * lines. Absences that Graph cannot explain are told as such; whether to close then is for the caller to decide.
   */
  async beforeClosing(incident: string): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      await this.running.get(incident);
      const outcome = await this.track(incident, this.compare(incident, { thorough: true, final: true }).then((compared) => compared?.outcome ?? 'busy'));
      if (outcome !== 'busy' || attempt === LEASE_ATTEMPTS) return outcome;
      await pause(this.deps.timers, 1000);
    }
  }

  /** Waits for what is under way, which ends at its next step. */
  async stop(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled(this.running.values());
  }

  private start(incident: string, plan: Plan): void {
    if (this.ending.signal.aborted) return;
    const run = async (): Promise<Outcome> => {
      let next: Plan = this.again(plan, undefined);
      try {
        const compared = await this.compare(incident, { thorough: plan.thorough, final: false });
        if (!compared) return 'busy'; // should that process die of it, it is our turn soon
        if (compared.outcome === 'unavailable') next = this.again(plan, compared.retryAfterMs);
        else next = this.inMs(compared.fresh ? FRESH_MS : EVERY_MS);
        return compared.outcome;
      } catch (error) {
        this.deps.logger.error({ incident, cause: error }, 'threads were not compared with the log; trying again');
        return 'unavailable';
      } finally {
        if (this.plans.get(incident) === plan) this.plan(incident, next); // else it has been planned anew meanwhile
      }
    };
    void this.track(incident, run());
  }

  private track(incident: string, run: Promise<Outcome>): Promise<Outcome> {
    const tracked = run.finally(() => {
      if (this.running.get(incident) === tracked) this.running.delete(incident);
    });
    this.running.set(incident, tracked);
    return tracked;
  }

  /** Undefined: another process is at it. */
  private async compare(incident: string, how: { readonly thorough: boolean; readonly final: boolean }): Promise<Compared | undefined> {
    const { history, comparisons } = this.deps;
    // Nothing to read and nothing to tell: not worth a lease.
    if (!history && (await comparisons.absences(incident)).length === 0) return { outcome: 'notPermitted', fresh: false };
    let compared: Compared | undefined;
    await holding(this.deps, incident, LANE, async (goOn) => {
      compared = await this.comparison.run(incident, { ...how, goOn, signal: this.ending.signal });
    });
    return compared;
  }

  private plan(incident: string, plan: Plan): void {
    this.plans.set(incident, plan);
  }

  private inMs(ms: number): Plan {
    return { dueAt: this.deps.clock.real().getTime() + ms, thorough: false, failures: 0 };
  }

  private again(plan: Plan, retryAfterMs: number | undefined): Plan {
    const ms = retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** plan.failures);
    return { ...plan, dueAt: this.deps.clock.real().getTime() + ms, failures: plan.failures + 1 };
  }
}
