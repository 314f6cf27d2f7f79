import type { Timeline } from '../../src/app/ports';
import type { Timers } from '../../src/app/timers';

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** Real and incident time and everything that waits, moved on by the test. Nothing sleeps. */
export class FakeTime implements Timeline, Timers {
  private now = Date.parse('2026-11-21T13:00:00.000Z');
  private tasks: Task[] = [];

  real(): Date {
    return new Date(this.now);
  }

  incident(): Date {
    return new Date(this.now);
  }

  incidentAt(real: Date): Date {
    return real;
  }

  /** How many tasks wait. */
  get waiting(): number {
    return this.tasks.length;
  }

  after(ms: number, run: () => void): () => void {
    const task = { at: this.now + ms, run };
    this.tasks.push(task);
    return () => {
      this.tasks = this.tasks.filter((other) => other !== task);
    };
  }

  /** Lets `ms` go by: what falls due is run in order, each to its end. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (let next = this.next(end); next; next = this.next(end)) {
      this.tasks = this.tasks.filter((task) => task !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
      await settle();
    }
    this.now = end;
    await settle();
  }

  private next(end: number): Task | undefined {
    return this.tasks.filter((task) => task.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Until nothing is left to do but what waits for a timer: in these tests everything else is a promise that is kept at once. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
