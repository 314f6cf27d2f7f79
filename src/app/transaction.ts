import type { Command } from '../domain/command';
import type { RecordedEvent } from '../domain/event';
import { handle } from '../domain/incident';
import type { IncidentContent } from '../domain/instruks';
import type { Rejection } from '../domain/rejection';
import type { IncidentState } from '../domain/state';
import { GENESIS, seal, type SealedLine } from './chain';
import type { Clock, CommandCommit, Head } from './ports';
import { effectsOf, maskingEffects, type Origin } from './reactions';
import { refusal } from './rights';

/** Rows of one transaction, well below the limit of 100. */
const BATCH_ROWS = 80;

export interface Given {
  readonly command: Command;
  readonly origin: Origin;
}

/** An incident as it was last read, and where its stream ended then. */
export interface Known {
  readonly state: IncidentState;
  readonly head: Head | undefined;
}

/** What commands come to: decided, sealed, with what follows from them. Nothing of it is written yet. */
export interface Transaction<G extends Given> {
  /** As the commands that were taken leave it. */
  readonly state: IncidentState;
  readonly commits: readonly CommandCommit[];
  readonly taken: readonly { readonly waiting: G; readonly lines: readonly RecordedEvent[]; readonly masked: boolean }[];
  readonly refused: readonly { readonly waiting: G; readonly rejection: Rejection }[];
  /** For the next one. */
  readonly left: readonly G[];
}

export interface Deciding {
  readonly clock: Clock;
  /** Content by hash: an incident is judged by the set it was opened with. Throws when the set is gone. */
  readonly contentFor: (hash: string) => IncidentContent;
  readonly newSalt: () => string;
}

/** Decides as many of the commands as fit into one transaction, each on the state that the one before it leaves. */
export function transactionOf<G extends Given>(open: readonly G[], known: Known, erasable: ReadonlyMap<number, SealedLine>, deps: Deciding): Transaction<G> {
  let { state } = known;
  let lastHash = known.head?.hash ?? GENESIS;
  const commits: CommandCommit[] = [];
  const taken: Transaction<G>['taken'][number][] = [];
  const refused: Transaction<G>['refused'][number][] = [];
  let rows = 1;
  for (const [index, waiting] of open.entries()) {
    const { command, origin } = waiting;
    const content = contentOf(command, state, deps);
    const outcome = refusal(command.body, command.actor, state) ?? handle(command, state, content, deps.clock.real().toISOString());
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
    if (rows > BATCH_ROWS && commits.length > 0) return { state, commits, taken, refused, left: open.slice(index) };
    const lines = outcome.recorded.map((line) => {
      const sealed = seal(line, lastHash, deps.newSalt());
      lastHash = sealed.hash;
      return sealed;
    });
    commits.push({ commandId: command.id, lines, effects, ...(erase.length > 0 ? { erase } : {}) });
    taken.push({ waiting, lines: outcome.recorded, masked: outcome.masked });
    state = outcome.state;
  }
  return { state, commits, taken, refused, left: [] };
}

/** Undefined before the incident exists: nothing is pinned then. */
function contentOf({ body }: Command, state: IncidentState, { contentFor }: Deciding): IncidentContent | undefined {
  const hash = body.type === 'openHaendelse' ? body.contentHash : state.contentHash;
  return hash ? contentFor(hash) : undefined;
}
