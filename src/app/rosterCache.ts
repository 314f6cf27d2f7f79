import type { Roster, RosterStore } from './roster';
import { EMPTY_ROSTER } from './roster';

/** The roster as this process last read it, so that a press needs no look-up. Refreshed by the sweep. */
export class RosterCache {
  private roster: Roster = EMPTY_ROSTER;

  constructor(private readonly store: RosterStore) {}

  current(): Roster {
    return this.roster;
  }

  async refresh(): Promise<void> {
    this.roster = (await this.store.load()) ?? EMPTY_ROSTER;
  }
}
