import type { Logger } from './logger';
import type { Clock, Leases } from './ports';
import type { Timers } from './timers';

export interface HoldingDeps {
  readonly leases: Leases;
  readonly clock: Pick<Clock, 'real'>;
  readonly timers: Timers;
  /** Names this process in leases. */
  readonly owner: string;
  readonly logger: Logger;
}

/** Real milliseconds. Short, since what a killed process held waits so long; work that takes longer renews it. */
export const LEASE_MS = 10_000;
const RENEW_MS = 3_000;

/**
 * Does `work` while this process holds the lane; false (and nothing done) when another one holds it. `stillOurs` turns
 * false when the lease could not be renewed: what has not been begun by then is the other one's.
 */
export async function holding(deps: HoldingDeps, incident: string, lane: string, work: (stillOurs: () => boolean) => Promise<void>): Promise<boolean> {
  const { leases, clock, timers, owner, logger } = deps;
  let heldUntil = 0;
  const acquire = async () => {
    const now = clock.real().getTime();
    const until = now + LEASE_MS;
    const ours = await leases.acquire(incident, lane, owner, new Date(now).toISOString(), new Date(until).toISOString());
    heldUntil = ours ? until : 0;
    return ours;
  };
  if (!(await acquire())) return false;

  let over = false;
  let cancel = () => {};
  let renewing: Promise<void> = Promise.resolve();
  const renewLater = () => {
    if (over) return;
    cancel = timers.after(RENEW_MS, () => {
      renewing = acquire()
        .catch((error: unknown) => logger.warn({ incident, cause: error }, 'a lease was not renewed'))
        .then(renewLater);
    });
  };
  renewLater();
  try {
    await work(() => clock.real().getTime() < heldUntil);
  } finally {
    over = true;
    cancel();
    await renewing; // or it would take the lease again after it was given back
    await leases
      .release(incident, lane, owner)
      .catch((error: unknown) => logger.warn({ incident, cause: error }, 'a lease was not given back; it runs out by itself'));
  }
  return true;
}
