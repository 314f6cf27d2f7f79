const WINDOW_MS = 60_000;
/** Keys that are remembered; beyond that the oldest windows are forgotten. */
const KEPT = 10_000;

/** So many a minute for each key. In memory: it spares the store, and guessing 256 bits is hopeless anyway. */
export class RateLimit {
  private readonly windows = new Map<string, { readonly since: number; readonly count: number }>();

  constructor(
    private readonly most: number,
    private readonly now: () => number,
  ) {}

  /** Counts it; true when it is one too many. */
  exceeded(key: string): boolean {
    const now = this.now();
    const known = this.windows.get(key);
    const going = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
    if (!known && this.windows.size >= KEPT) this.windows.delete(this.windows.keys().next().value ?? key);
    this.windows.set(key, { ...going, count: going.count + 1 });
    return going.count >= this.most;
  }
}
