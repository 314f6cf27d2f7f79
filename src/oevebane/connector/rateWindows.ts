export interface RateWindow {
  limit: number;
  milliseconds: number;
}

const perSecond = (limit: number, seconds: number): RateWindow => ({ limit, milliseconds: seconds * 1000 });

/** As documented by Microsoft, per bot and thread; an update counts as a send. */
export const sendWindows: readonly RateWindow[] = [perSecond(7, 1), perSecond(8, 2), perSecond(60, 30), perSecond(1800, 3600)];
export const readWindows: readonly RateWindow[] = [perSecond(14, 1), perSecond(16, 2), perSecond(120, 30), perSecond(3600, 3600)];
/** Per app and tenant. */
export const tenantWindows: readonly RateWindow[] = [perSecond(50, 1)];

/** Sliding windows per key. A refused request does not count against the next one. */
export class RateWindows {
  private readonly takenAt = new Map<string, number[]>();

  constructor(
    private readonly windows: readonly RateWindow[],
    private readonly now: () => number,
  ) {}

  /** Undefined when there was room; otherwise the milliseconds to wait. */
  take(key: string): number | undefined {
    const now = this.now();
    const longest = Math.max(...this.windows.map((window) => window.milliseconds));
    const taken = (this.takenAt.get(key) ?? []).filter((at) => at > now - longest);
    this.takenAt.set(key, taken);

    const waits = this.windows.map(({ limit, milliseconds }) => {
      const blocking = taken[taken.length - limit];
      return blocking === undefined ? 0 : blocking + milliseconds - now;
    });
    const wait = Math.max(...waits);
    if (wait > 0) return wait;
    taken.push(now);
    return undefined;
  }
}
