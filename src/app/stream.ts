import type { Command } from '../domain/command';
import type { RecordedEvent } from '../domain/event';
import { evolve, handle, replay } from '../domain/incident';
import type { IncidentContent } from '../domain/instruks';
import type { Rejection } from '../domain/rejection';
import type { IncidentState } from '../domain/state';
import { initialState } from '../domain/state';
import { GENESIS, seal, unseal, type SealedLine } from './chain';
import type { Logger } from './logger';
import type { Clock, CommandCommit, EventStore, Head, OutboxRow } from './ports';
import { StoreUnavailable } from './ports';
import { effectsOf, maskingEffects, type Origin } from './reactions';
import { outsideRequests } from './request';
import { refusal } from './rights';

export interface StreamDeps {
  readonly store: EventStore;
  readonly clock: Clock;
  /** Content by hash: an incident is judged by the set it was opened with. Throws when the set is gone. */
  readonly contentFor: (hash: string) => IncidentContent;
  readonly newSalt: () => string;
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

/** Rows of one transaction, well below the limit of 100. */
const BATCH_ROWS = 80;
const ATTEMPTS = 8;
const REMEMBERED_COMMANDS = 1000;

interface Waiting {
  readonly command: Command;
  readonly origin: Origin;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Known {
  readonly state: IncidentState;
  readonly head: Head | undefined;
}

interface Draft {
  readonly state: IncidentState;
  readonly commits: readonly CommandCommit[];
  readonly lastHash: string;
  readonly taken: readonly { readonly waiting: Waiting; readonly lines: readonly RecordedEvent[]; readonly masked: boolean }[];
  readonly refused: readonly { readonly waiting: Waiting; readonly rejection: Rejection }[];
  readonly left: readonly Waiting[];
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
      const draft = this.draft(open, known, await this.linesToErase(open));
      if (draft.commits.length === 0) return this.answerRefusals(draft.refused, known);
      const result = await this.append(known, draft, lost);
      if (result === 'appended') {
        await this.answerRefusals(draft.refused, undefined);
        open = draft.left;
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

  /** Decides as many of the commands as fit into one transaction, each on the state that the one before it leaves. */
  private draft(open: readonly Waiting[], known: Known, erasable: ReadonlyMap<number, SealedLine>): Draft {
    let { state } = known;
    let lastHash = known.head?.hash ?? GENESIS;
    const commits: CommandCommit[] = [];
    const taken: { waiting: Waiting; lines: readonly RecordedEvent[]; masked: boolean }[] = [];
    const refused: { waiting: Waiting; rejection: Rejection }[] = [];
    let rows = 1;
    for (const [index, waiting] of open.entries()) {
      const { command, origin } = waiting;
      const content = this.contentOf(command, state);
      const outcome = refusal(command.body, command.actor, state) ?? handle(command, state, content, this.deps.clock.real().toISOString());
      if (outcome.kind === 'rejected') {
        refused.push({ waiting, rejection: outcome });
        continue;
      }
      const effects = [
        ...outcome.recorded.flatMap((line) => (content ? effectsOf(line, outcome.state, content, origin) : [])),
        ...maskingEffects(outcome.masked, command.actor, origin),
      ];
      const erase = outcome.recorded.flatMap(({ event }) => (event.type === 'LineErased' ? (erasable.get(event.retter) ?? []) : []));
      rows += outcome.recorded.length + effects.length + erase.length + 1;
      if (rows > BATCH_ROWS && commits.length > 0) return { state, commits, lastHash, taken, refused, left: open.slice(index) };
      const lines = outcome.recorded.map((line) => {
        const sealed = seal(line, lastHash, this.deps.newSalt());
        lastHash = sealed.hash;
        return sealed;
      });
      commits.push({ commandId: command.id, lines, effects, ...(erase.length > 0 ? { erase } : {}) });
      taken.push({ waiting, lines: outcome.recorded, masked: outcome.masked });
      state = outcome.state;
    }
    return { state, commits, lastHash, taken, refused, left: [] };
  }

  /** Undefined before the incident exists: nothing is pinned then. */
  private contentOf({ body }: Command, state: IncidentState): IncidentContent | undefined {
    const hash = body.type === 'openHaendelse' ? body.contentHash : state.contentHash;
    return hash ? this.deps.contentFor(hash) : undefined;
  }

  private async append(known: Known, draft: Draft, lostBefore: boolean): Promise<'appended' | 'conflict' | 'duplicate' | 'lost'> {
    try {
      const appending = this.deps.store.append(this.incident, known.head, draft.commits);
      this.prepareAnswers(draft);
      const result = await appending;
      if (result.kind !== 'appended') {
        this.stale = true;
        return result.kind;
      }
      this.known = { state: draft.state, head: result.head };
      this.forget = this.stale = draft.commits.some((commit) => commit.erase);
      for (const { waiting, lines, masked } of draft.taken) {
        const span = { fromNr: lines[0]!.nr, toNr: lines[lines.length - 1]!.nr };
        this.remember(waiting.command.id, span);
        waiting.resolve({ kind: 'committed', state: draft.state, ...span, again: false, masked });
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
  private prepareAnswers(draft: Draft): void {
    setImmediate(() => {
      for (const { waiting } of draft.taken) {
        try {
          waiting.origin.prepare?.(draft.state);
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
  private async answerRefusals(refused: Draft['refused'], known: Known | undefined): Promise<void> {
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
