import type { Directory } from './directory';
import type { CardKey } from './effects';
import type { Journal } from './journal';
import type { ChatChoices } from './ports';
import type { IncidentState } from '../domain/state';

export type Route =
  | { readonly kind: 'one'; readonly incident: string; readonly card?: CardKey | undefined }
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
    const only = chat === undefined ? await this.onlyOne() : undefined;
    if (only) return { kind: 'one', incident: only.id };
    const [open, choice] = await Promise.all([this.openIncidents(), chat === undefined ? undefined : this.choices.find(chat)]);
    const chosen = open.find(({ id }) => id === choice?.incident);
    if (!chosen || !choice) return byDefault(open);
    // Whoever took part in an exercise has to say so once more when it gets serious.
    const serious = chosen.oevelse && open.some(({ oevelse, openedAt }) => !oevelse && Date.parse(openedAt) > Date.parse(choice.at));
    return serious ? { kind: 'several', incidents: open } : { kind: 'one', incident: chosen.id };
  }

  /** As they are now, also those that another process has just opened or closed. By number. */
  async openIncidents(): Promise<readonly IncidentState[]> {
    // At the same time: which there are, and how those look that are known already.
    const known = this.directory.open().map(({ id }) => this.journal.refreshed(id));
    await Promise.all([this.directory.upToDate(), ...known]);
    return this.remembered();
  }

  /**
   * One real incident in memory, and the index as it was: no other has been opened. Should this one have been closed by
   * another process, the stream refuses what is written to it, so that it need not be read first.
   */
  private async onlyOne(): Promise<IncidentState | undefined> {
    const only = onlyReal(await this.remembered());
    return only && (await this.directory.upToDate()) ? only : undefined;
  }

  private async remembered(): Promise<readonly IncidentState[]> {
    const states = await Promise.all(this.directory.open().map(({ id }) => this.journal.state(id)));
    return states.filter((state) => state.phase === 'open');
  }
}

function byDefault(open: readonly IncidentState[]): Route {
  if (open.length === 0) return { kind: 'none' };
  const only = onlyReal(open);
  return only ? { kind: 'one', incident: only.id } : { kind: 'several', incidents: open };
}

function onlyReal(open: readonly IncidentState[]): IncidentState | undefined {
  const [only, ...others] = open.filter((state) => !state.oevelse);
  return others.length === 0 ? only : undefined;
}
