import type { Directory } from './directory';
import type { CardKey } from './effects';
import type { Journal } from './journal';
import type { ChatChoices } from './ports';
import type { IncidentState } from '../domain/state';

export type Route =
  /** `alone`: taken for the only one, which what is written to it has to say (see `Command.alene`). */
  | { readonly kind: 'one'; readonly incident: string; readonly card?: CardKey | undefined; readonly alone?: number | undefined }
  /** More than one could be meant: ask, never guess. */
  | { readonly kind: 'several'; readonly incidents: readonly IncidentState[] }
  | { readonly kind: 'none' };

/**
 * Which incident is meant? The thread decides; in a personal chat the one last chosen there; elsewhere the only open real
 * one. An exercise is never the default.
 */
export class Routing {
  constructor(
    private readonly directory: Directory,
    private readonly journal: Journal,
    private readonly choices: ChatChoices,
  ) {}

  /** `thread` undefined: said in a channel's root or in a chat, where no thread can decide. `chat`: a personal one. */
  async find(thread: string | undefined, chat?: string): Promise<Route> {
    const bound = thread === undefined ? undefined : await this.directory.thread(thread);
    if (bound) return { kind: 'one', incident: bound.incident, card: bound.card };
    const [open, choice] = await Promise.all([this.openIncidents(), chat === undefined ? undefined : this.choices.find(chat)]);
    const chosen = open.find(({ id }) => id === choice?.incident);
    if (!chosen || !choice) return byDefault(open);
    // Whoever took part in an exercise has to say so once more when it gets serious.
    const serious = chosen.oevelse && open.some(({ oevelse, openedAt }) => !oevelse && Date.parse(openedAt) > Date.parse(choice.at));
    return serious ? { kind: 'several', incidents: open } : { kind: 'one', incident: chosen.id };
  }

  /**
   * The same for a line that is written, with nothing read for it: should another incident have been opened, the log that it
   * is written to knows, and refuses it.
   */
  async findToWrite(thread: string | undefined, chat?: string): Promise<Route> {
    const id = thread === undefined && chat === undefined ? this.directory.onlyOne() : undefined;
    const only = id === undefined ? undefined : await this.journal.state(id);
    // Another one that was opened later, and closed since.
    const alone = only?.phase === 'open' && only.andreHaendelser.every((other) => this.directory.isClosed(other));
    return only && alone ? { kind: 'one', incident: only.id, alone: only.andreHaendelser.length } : this.find(thread, chat);
  }

  /** As they are now, also those that another process has just opened or closed. By number. */
  async openIncidents(): Promise<readonly IncidentState[]> {
    // At the same time: which there are, and how those look that are known already.
    const known = this.directory.open().map(({ id }) => this.journal.refreshed(id));
    await Promise.all([this.directory.upToDate(), ...known]);
    return this.remembered();
  }

  private async remembered(): Promise<readonly IncidentState[]> {
    const states = await Promise.all(this.directory.open().map(({ id }) => this.journal.state(id)));
    return states.filter((state) => state.phase === 'open');
  }
}

function byDefault(open: readonly IncidentState[]): Route {
  if (open.length === 0) return { kind: 'none' };
  const [only, ...others] = open.filter((state) => !state.oevelse);
  return only && others.length === 0 ? { kind: 'one', incident: only.id } : { kind: 'several', incidents: open };
}
