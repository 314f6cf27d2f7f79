import type { Command } from '../domain/command';
import type { IncidentState } from '../domain/state';
import type { OutboxRow } from './ports';
import type { Origin } from './reactions';
import { requestFacts } from './request';
import { Stream, type Result, type StreamDeps } from './stream';

export type { Committed, Result } from './stream';

/** `outbox` undefined: something was committed, but the rows it left are only known to the store. */
export type CommitListener = (incident: string, outbox: readonly OutboxRow[] | undefined) => void;

/**
 * The one command loop: every command of every capability goes through here. Per incident, commands queue up, are
 * decided one after the other against the cached state, and are committed together in one transaction.
 */
export class Journal {
  private readonly streams = new Map<string, Stream>();
  private listeners: CommitListener[] = [];

  constructor(private readonly deps: StreamDeps) {}

  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /** @throws StoreUnavailable: it is then not known to be stored, and the user has to be told so. */
  async execute(command: Command, origin: Origin = {}): Promise<Result> {
    const request = requestFacts();
    if (request) request.incident = command.incident;
    const result = await this.stream(command.incident).execute(command, origin);
    if (request && result.kind === 'committed') request.line = result.toNr;
    return result;
  }

  /** The state as far as this process knows it; reads the stream the first time. */
  state(incident: string): Promise<IncidentState> {
    return this.stream(incident).current();
  }

  /** The state with everything that other processes have added. */
  refreshed(incident: string): Promise<IncidentState> {
    return this.stream(incident).refresh();
  }

  /** The line that a command led to, if it was stored. */
  lineOf(incident: string, commandId: string): Promise<number | undefined> {
    return this.stream(incident).lineOf(commandId);
  }

  private stream(incident: string): Stream {
    let stream = this.streams.get(incident);
    if (!stream) {
      stream = new Stream(incident, this.deps, (outbox) => this.listeners.forEach((listener) => listener(incident, outbox)));
      this.streams.set(incident, stream);
    }
    return stream;
  }
}
