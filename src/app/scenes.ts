import type { ContentLibrary } from '../content/loader';
import type { Content } from '../content/schema';
import type { IncidentState } from '../domain/state';
import type { DraftDesk } from './draftDesk';
import type { Scene } from './outgoing';
import type { Clock } from './ports';
import type { RosterCache } from './rosterCache';
import { FromNewerBuild } from './fromNewerBuild';

/** Puts together what a card or a message is drawn from, right now. */
export class Scenes {
  constructor(
    private readonly library: ContentLibrary,
    private readonly roster: RosterCache,
    private readonly clock: Clock,
    private readonly moedelink?: string,
    private readonly desk?: Pick<DraftDesk, 'of'>,
  ) {}

  of(state: IncidentState): Scene {
    return { state, content: this.contentFor(state.contentHash), roster: this.roster.current(), now: this.clock.incident().toISOString(), moedelink: this.moedelink, redigeres: this.desk?.of(state.id) };
  }

  current(): Content {
    return this.library.current;
  }

  /** The set that the incident was opened with; never a newer one. */
  contentFor(hash: string): Content {
    const content = this.library.byHash(hash);
    if (!content) throw new FromNewerBuild(`the content set ${hash} of an incident`);
    return content;
  }
}
