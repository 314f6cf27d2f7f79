import type { Place } from './effects';
import type { IncidentIndex, IncidentIndexRow, EventStore, ThreadRow, Threads } from './ports';
import { StoreUnavailable } from './ports';

/** Which incidents there are, and which thread belongs to which: read once, then kept in memory (neither ever changes its mind). */
export class Directory {
  private readonly incidents = new Map<string, IncidentIndexRow>();
  private readonly threads = new Map<string, ThreadRow>();

  constructor(
    private readonly index: IncidentIndex,
    private readonly threadRows: Threads,
    private readonly store: Pick<EventStore, 'readHead'>,
  ) {}

  /** Reads the index; a reserved number whose stream does exist (the process died in between) is marked open. */
  async refresh(): Promise<void> {
    for (const row of await this.index.all()) {
      if (row.status === 'reserved' && (await this.store.readHead(row.id))) {
        await this.index.markOpen(row.id);
        this.incidents.set(row.id, { ...row, status: 'open' });
      } else if (row.status === 'open') {
        this.incidents.set(row.id, row);
      }
    }
  }

  open(): readonly IncidentIndexRow[] {
    return [...this.incidents.values()].filter((row) => row.status === 'open').sort((a, b) => a.nr - b.nr);
  }

  async find(id: string): Promise<IncidentIndexRow | undefined> {
    if (!this.incidents.has(id)) await this.refresh();
    return this.incidents.get(id);
  }

  async reserve(id: string, kortNavn: string, channel: Place): Promise<IncidentIndexRow> {
    return this.index.reserve(id, kortNavn, channel);
  }

  /** The stream is what counts: a mark that the store does not take now is set at the next refresh. */
  async opened(row: IncidentIndexRow): Promise<void> {
    this.incidents.set(row.id, { ...row, status: 'open' });
    try {
      await this.index.markOpen(row.id);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  async bindThread(row: ThreadRow): Promise<void> {
    await this.threadRows.bind(row);
    this.threads.set(row.conversation, row);
  }

  /** The incident whose thread this conversation is; undefined for a channel's root, a foreign thread or a personal chat. */
  async thread(conversation: string): Promise<ThreadRow | undefined> {
    const known = this.threads.get(conversation);
    if (known) return known;
    const row = await this.threadRows.find(conversation);
    if (row) this.threads.set(conversation, row);
    return row;
  }
}
