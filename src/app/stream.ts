import type { Command } from '../domain/command';
import { evolve, replay } from '../domain/incident';
import type { Rejection } from '../domain/rejection';
import type { IncidentState } from '../domain/state';
import { initialState } from '../domain/state';
import { unseal, type SealedLine } from './chain';
import type { Logger } from './logger';
import type { EventStore, OutboxRow } from './ports';
import { StoreUnavailable } from './ports';
import type { Origin } from './reactions';
import { outsideRequests } from './request';
import { transactionOf, type Deciding, type Given, type Known, type Transaction } from './transaction';

export interface StreamDeps extends Deciding {
  readonly store: EventStore;
  /** Real milliseconds to wait before another attempt after a conflict, with jitter. */
  readonly pause: (attempt: number) => Promise<void>;
  readonly logger: Logger;
}

export interface Committed {
  readonly kind: 'committed';
  readonly state: IncidentState;
  readonly fromNr: number;
  readonly toNr: number;
  /** The command had been stored before; nothing new was written. */
  readonly again: boolean;
  /** Something that looked like a CPR number was not stored: the writer is to be told. */
  readonly masked: boolean;
}

export type Result = Committed | (Rejection & { readonly state: IncidentState });

const ATTEMPTS = 8;
const REMEMBERED_COMMANDS = 1000;

interface Waiting extends Given {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** One incident's commands, one after the other: decided on the cached state, committed together. */
export class Stream {
  private known: Known | undefined;
  /** The last write's fate is unknown: read before deciding anything. */
  private stale = false;
  /** A line was erased: what it said is in the cached state and must go from there too. */
  private forget = false;
  private queue: Waiting[] = [];
  private running = false;
  private readonly remembered = new Map<string, { fromNr: number; toNr: number }>();

  constructor(
    private readonly incident: string,
    private readonly deps: StreamDeps,
    private readonly committed: (outbox: readonly OutboxRow[] | undefined) => void,
  ) {}

  execute(command: Command, origin: Origin): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.queue.push({ command, origin, resolve, reject });
      outsideRequests(() => void this.run()); // it goes on with what others ask for
    });
  }

  async current(): Promise<IncidentState> {
    return (this.known && !this.stale ? this.known : await this.readTail()).state;
  }

  async lineOf(commandId: string): Promise<number | undefined> {
    return (this.remembered.get(commandId) ?? (await this.deps.store.findCommand(this.incident, commandId)))?.fromNr;
  }

  async refresh(): Promise<IncidentState> {
    return (await this.readTail()).state;
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    while (this.queue.length > 0) {
      const batch = this.queue;
      this.queue = [];
      try {
        await this.commitAll(batch);
      } catch (error) {
        batch.forEach((waiting) => waiting.reject(error)); // those already answered are not affected
      }
    }
    this.running = false;
  }

  private async commitAll(batch: readonly Waiting[]): Promise<void> {
    let open = this.withoutRepeats(batch);
    let lost = false;
    for (let attempt = 0; open.length > 0; attempt++) {
      const known = this.known && !this.stale ? this.known : await this.readTail();
      const transaction = transactionOf(open, known, await this.linesToErase(open), this.deps);
      if (transaction.commits.length === 0) return this.answerRefusals(transaction.refused, known);
      const result = await this.append(known, transaction, lost);
      if (result === 'appended') {
        await this.answerRefusals(transaction.refused, undefined);
        open = transaction.left;
        attempt = -1;
        lost = false;
      } else {
        lost ||= result === 'lost';
        open = result === 'conflict' ? open : await this.answerDuplicates(open);
        if (attempt >= ATTEMPTS) throw new StoreUnavailable('append after repeated conflicts', undefined);
        await this.deps.pause(attempt);
      }
    }
  }

  /** A line that may be erased, as it is stored: the transaction writes it again without its text. */
  private async linesToErase(open: readonly Waiting[]): Promise<ReadonlyMap<number, SealedLine>> {
    const nrs = open.flatMap(({ command: { body } }) => (body.type === 'confirmErasure' ? [body.nr] : []));
    const lines = await Promise.all(nrs.map((nr) => this.deps.store.readLine(this.incident, nr)));
    return new Map(lines.flatMap((line) => (line ? [[line.envelope.nr, line] as const] : [])));
  }

  /** The same command twice in one batch: the second gets the first one's answer. */
  private withoutRepeats(batch: readonly Waiting[]): readonly Waiting[] {
    const first = new Map<string, Waiting>();
    for (const waiting of batch) {
      const earlier = first.get(waiting.command.id);
      if (!earlier) first.set(waiting.command.id, waiting);
      else {
        first.set(waiting.command.id, {
          ...earlier,
          resolve: (result) => { earlier.resolve(result); waiting.resolve(asRepeat(result)); },
          reject: (error) => { earlier.reject(error); waiting.reject(error); },
        });
      }
    }
    return [...first.values()];
  }

  private async append(known: Known, transaction: Transaction<Waiting>, lostBefore: boolean): Promise<'appended' | 'conflict' | 'duplicate' | 'lost'> {
    try {
      const appending = this.deps.store.append(this.incident, known.head, transaction.commits);
      this.prepareAnswers(transaction);
      const result = await appending;
      if (result.kind !== 'appended') {
        this.stale = true;
        return result.kind;
      }
      this.known = { state: transaction.state, head: result.head };
      this.forget = this.stale = transaction.commits.some((commit) => commit.erase);
      for (const { waiting, lines, masked } of transaction.taken) {
        const span = { fromNr: lines[0]!.nr, toNr: lines[lines.length - 1]!.nr };
        this.remember(waiting.command.id, span);
        waiting.resolve({ kind: 'committed', state: transaction.state, ...span, again: false, masked });
      }
      this.committed(result.outbox);
      return 'appended';
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // The answer is lost, the work may be done: read what is there, and answer from that. A second loss is told to the user.
      this.stale = true;
      if (lostBefore) throw error;
      this.deps.logger.warn({ incident: this.incident, cause: error }, 'append: outcome unknown, reading back');
      return 'lost';
    }
  }

  /** Once the request is on its way, the waiting is used. Whoever asked looks whether what was prepared is what came of it. */
  private prepareAnswers(transaction: Transaction<Waiting>): void {
    setImmediate(() => {
      for (const { waiting } of transaction.taken) {
        try {
          waiting.origin.prepare?.(transaction.state);
        } catch (error) {
          this.deps.logger.warn({ incident: this.incident, cause: error }, 'an answer could not be prepared; it is made afterwards');
        }
      }
    });
  }

  /** Answers those commands that are in the stream already; returns the others. */
  private async answerDuplicates(open: readonly Waiting[]): Promise<readonly Waiting[]> {
    const found = await Promise.all(open.map(({ command }) => this.deps.store.findCommand(this.incident, command.id)));
    if (found.some((span) => span !== undefined)) {
      await this.readTail();
      this.committed(undefined);
    }
    return open.filter((waiting, index) => {
      const span = found[index];
      if (span) this.answerAgain(waiting, span);
      return !span;
    });
  }

  /**
   * A refusal holds only for what is in the store now, and not at all when the command is there already (the same press
   * delivered twice). `known` undefined: the head was just confirmed by a commit.
   */
  private async answerRefusals(refused: Transaction<Waiting>['refused'], known: Known | undefined): Promise<void> {
    const unknown = refused.filter(({ waiting }) => {
      const span = this.remembered.get(waiting.command.id);
      if (span) this.answerAgain(waiting, span);
      return !span;
    });
    if (unknown.length === 0) return;
    const [head, spans] = await Promise.all([
      known ? this.deps.store.readHead(this.incident) : this.known?.head,
      Promise.all(unknown.map(({ waiting }) => this.deps.store.findCommand(this.incident, waiting.command.id))),
    ]);
    const moved = known !== undefined && head?.etag !== known.head?.etag;
    if (moved || spans.some((span) => span)) await this.readTail();
    const again: Waiting[] = [];
    unknown.forEach(({ waiting, rejection }, index) => {
      const span = spans[index];
      if (span) this.answerAgain(waiting, span);
      else if (moved) again.push(waiting);
      else waiting.resolve({ ...rejection, state: this.known?.state ?? initialState(this.incident) });
    });
    if (again.length > 0) await this.commitAll(again);
  }

  private answerAgain(waiting: Waiting, span: { fromNr: number; toNr: number }): void {
    this.remember(waiting.command.id, span);
    waiting.resolve({ kind: 'committed', state: this.known?.state ?? initialState(this.incident), ...span, again: true, masked: false });
  }

  private async readTail(): Promise<Known> {
    const before = this.forget ? undefined : this.known;
    const head = await this.deps.store.readHead(this.incident);
    if (before?.head && head?.etag === before.head.etag) {
      this.stale = false;
      return before;
    }
    const from = before?.head?.nr ?? 0;
    const sealed = head ? await this.deps.store.readLines(this.incident, from) : [];
    const lines = sealed.filter((line) => line.envelope.nr <= (head?.nr ?? 0)).map(unseal);
    if (head && from + lines.length !== head.nr) throw new StoreUnavailable(`read lines ${from + 1} to ${head.nr}, got ${lines.length}`, undefined);
    if (before && lines.some((line) => line.event.type === 'LineErased')) {
      this.forget = true;
      return this.readTail();
    }
    const state = before ? lines.reduce(evolve, before.state) : replay(this.incident, lines);
    // Another read may have finished meanwhile and seen more.
    if ((this.known?.head?.nr ?? 0) <= (head?.nr ?? 0)) this.known = { state, head };
    this.stale = this.forget = false;
    return this.known ?? { state, head };
  }

  private remember(commandId: string, span: { fromNr: number; toNr: number }): void {
    this.remembered.set(commandId, span);
    if (this.remembered.size > REMEMBERED_COMMANDS) this.remembered.delete(this.remembered.keys().next().value!);
  }
}

function asRepeat(result: Result): Result {
  return result.kind === 'committed' ? { ...result, again: true } : result;
}
