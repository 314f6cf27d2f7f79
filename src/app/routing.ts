import type { Directory } from './directory';
import type { CardKey } from './effects';
import type { Journal } from './journal';
import type { IncidentState } from '../domain/state';

export type Route =
  | { readonly kind: 'one'; readonly incident: string; readonly card?: CardKey | undefined }
  /** More than one could be meant: ask, never guess. */
  | { readonly kind: 'several'; readonly incidents: readonly IncidentState[] }
  | { readonly kind: 'none' };

/** Which incident is meant? The thread decides; elsewhere the only open real one. An exercise is never the default. */
export class Routing {
  constructor(
    private readonly directory: Directory,
    private readonly journal: Journal,
  ) {}

  /** `thread` undefined: said in a channel's root or in a chat, where no thread can decide. */
  async find(thread: string | undefined): Promise<Route> {
    const bound = thread === undefined ? undefined : await this.directory.thread(thread);
    if (bound) return { kind: 'one', incident: bound.incident, card: bound.card };
    return this.open();
  }

  /** As they are now, also those that another process has just opened or closed. By number. */
  async openIncidents(): Promise<readonly IncidentState[]> {
    // At the same time: which there are, and how those look that are known already.
    const known = this.directory.open().map(({ id }) => this.journal.refreshed(id));
    await Promise.all([this.directory.upToDate(), ...known]);
    const states = await Promise.all(this.directory.open().map(({ id }) => this.journal.state(id)));
    return states.filter((state) => state.phase === 'open');
  }

  private async open(): Promise<Route> {
    const open = await this.openIncidents();
    if (open.length === 0) return { kind: 'none' };
    const real = open.filter((state) => !state.oevelse);
    const [only, ...others] = real;
    return only && others.length === 0 ? { kind: 'one', incident: only.id } : { kind: 'several', incidents: open };
  }
}
