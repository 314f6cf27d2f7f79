import { BOT } from '../domain/person';
import type { IncidentState } from '../domain/state';
import type { IncidentContent } from '../domain/instruks';
import { nextDue } from '../domain/tick';
import type { Journal } from './journal';
import type { Clock } from './ports';

/** Things that can fall due at one moment in one incident; more than this is a mistake, not a reason to go on for ever. */
const AT_ONCE = 20;

/**
 * Asks an incident what has fallen due: reminders, deadlines, unanswered alarms. Any process may do it at any time; what
 * another one has done already is no longer due when this one decides.
 */
export class Ticker {
  constructor(
    private readonly journal: Pick<Journal, 'state' | 'execute'>,
    private readonly clock: Clock,
    private readonly owner: string,
    private readonly contentOf: (state: IncidentState) => IncidentContent,
  ) {}

  /** @throws StoreUnavailable */
  async tick(incident: string): Promise<void> {
    for (let round = 0; round < AT_ONCE; round++) {
      const now = this.clock.incident().toISOString();
      const state = await this.journal.state(incident);
      const due = nextDue(state, this.contentOf(state));
      if (due === undefined || Date.parse(due) > Date.parse(now)) return;
      const result = await this.journal.execute({ id: `tick:${this.owner}:${now}:${round}`, incident, actor: BOT, now, kanal: '', body: { type: 'tick' } });
      if (result.kind === 'rejected') return;
    }
  }
}
