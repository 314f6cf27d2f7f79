import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * One JSON file that is always whole: written beside, then renamed. Saves that arrive while one is under way share
 * the next one, since that one serialises everything they changed.
 */
export class StateFile<State> {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(
    private readonly path: string,
    private readonly snapshot: () => State,
  ) {
    mkdirSync(dirname(path), { recursive: true });
  }

  static read<State>(path: string): State | undefined {
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as State) : undefined;
  }

  save(): Promise<void> {
    if (!this.running) return (this.running = this.write());
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return (this.running = this.write());
      });
    return this.next;
  }

  private async write(): Promise<void> {
    try {
      const beside = `${this.path}.tmp`;
      const file = await open(beside, 'w');
      try {
        await file.writeFile(JSON.stringify(this.snapshot()));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, this.path);
    } finally {
      if (!this.next) this.running = undefined;
    }
  }
}
