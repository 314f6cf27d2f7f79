import type { Clock, Comparisons, Heartbeat } from './ports';

export interface AttendanceDeps {
  readonly heartbeat: Heartbeat;
  readonly comparisons: Pick<Comparisons, 'addAbsence'>;
  readonly clock: Pick<Clock, 'real'>;
}

/** Real milliseconds: one small write a minute for each process. */
const BEAT_MS = 60_000;
/** Without a sign of life for so long, nobody was there for at least a minute. */
export const AWAY_MS = 2 * BEAT_MS;

/** Keeps the sign of life that all processes share, and notices when there was none. */
export class Attendance {
  private signedAt = -Infinity;

  constructor(private readonly deps: AttendanceDeps) {}

  /** True when nobody was there: the absence stands beside each of these incidents, until its log tells of it. */
  async sign(incidents: readonly string[]): Promise<boolean> {
    const { heartbeat, comparisons, clock } = this.deps;
    const now = clock.real();
    if (now.getTime() - this.signedAt < BEAT_MS) return false;
    const fra = await heartbeat.last();
    const away = fra !== undefined && now.getTime() - Date.parse(fra) > AWAY_MS;
    // Before the sign is renewed: after a crash in between, the absence is noticed again.
    if (away) for (const incident of incidents) await comparisons.addAbsence(incident, { fra, til: now.toISOString() });
    await heartbeat.beat(now.toISOString());
    this.signedAt = now.getTime();
    return away;
  }
}
