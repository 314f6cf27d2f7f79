import type { Instant } from '../domain/time';
import type { IncidentAbout, IncidentIndex, IncidentIndexRow, EventStore, ThreadRow, Threads } from './ports';
import { StoreUnavailable } from './ports';

/** Which incidents there are, and which thread belongs to which, kept in memory: threads never change, incidents seldom. */
export class Directory {
  private readonly incidents = new Map<string, IncidentIndexRow>();
  private readonly threads = new Map<string, ThreadRow>();
  private onBound: (row: ThreadRow) => void = () => undefined;
  /** Of the index, when it was last read. */
  private version: string | undefined;
  private onlyReal: string | undefined;

  constructor(
    private readonly index: IncidentIndex,
    private readonly threadRows: Threads,
    private readonly store: Pick<EventStore, 'readHead'>,
  ) {}

  /** Reads the index; a reserved number whose stream does exist (the process died in between) is marked open. */
  async refresh(): Promise<void> {
    const version = await this.index.version(); // before the rows: what is changed meanwhile is read again
    const rows = await this.index.all();
    const real = rows.filter(({ status, oevelse }) => status !== 'lukket' && !oevelse);
    this.onlyReal = real.length === 1 && real[0]!.status === 'open' ? real[0]!.id : undefined;
    for (const row of rows) {
      if (row.status === 'reserved' && (await this.store.readHead(row.id))) {
        await this.index.markOpen(row.id);
        this.incidents.set(row.id, { ...row, status: 'open' });
      } else if (row.status !== 'reserved') {
        this.incidents.set(row.id, row);
      }
    }
    this.version = version;
  }

  /** Reads the index again if another process has changed it: one small request tells. True when nobody has. */
  async upToDate(): Promise<boolean> {
    const same = (await this.index.version()) === this.version;
    if (!same) await this.refresh();
    return same;
  }

  /**
   * The only real incident, when the index was last read. It stays true until the incident's own log says otherwise: whoever
   * opens another takes a number first, then reads the index, then tells those that are open, and only then opens. One that
   * has a number and no stream yet would not be told, so beside it none is the only one.
   */
  onlyOne(): string | undefined {
    return this.onlyReal;
  }

  isClosed(id: string): boolean {
    return this.incidents.get(id)?.status === 'lukket';
  }

  /** Those that are looked after. One that has just been closed is among them until all is done for it. */
  open(): readonly IncidentIndexRow[] {
    return this.all().filter((row) => row.status === 'open');
  }

  /** Open and closed ones, by number. */
  all(): readonly IncidentIndexRow[] {
    return [...this.incidents.values()].sort((a, b) => a.nr - b.nr);
  }

  async find(id: string): Promise<IncidentIndexRow | undefined> {
    if (!this.incidents.has(id)) await this.refresh();
    return this.incidents.get(id);
  }

  async reserve(id: string, about: IncidentAbout): Promise<IncidentIndexRow> {
    return this.index.reserve(id, about);
  }

  async closed(row: IncidentIndexRow, lukket: Instant, lukketHvorfor: string): Promise<void> {
    await this.index.markClosed(row.id, lukket, lukketHvorfor);
    this.incidents.set(row.id, { ...row, status: 'lukket', lukket, lukketHvorfor });
  }

  /** The stream is what counts: a mark that the store does not take now is set at the next refresh. */
  async opened(row: IncidentIndexRow): Promise<void> {
    if (!row.oevelse) this.onlyReal = undefined;
    this.incidents.set(row.id, { ...row, status: 'open' });
    try {
      await this.index.markOpen(row.id);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  /** Called whenever this process has bound a thread. */
  whenBound(listener: (row: ThreadRow) => void): void {
    this.onBound = listener;
  }

  async bindThread(row: ThreadRow): Promise<void> {
    await this.threadRows.bind(row);
    this.threads.set(row.conversation, row);
    this.onBound(row);
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
