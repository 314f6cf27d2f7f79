import { BOT } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { holding, type HoldingDeps } from './holding';
import type { Journal } from './journal';
import type { BouncedMail, Mailbox } from './mailbox';
import type { MailRows } from './mailRows';
import { PostFailed } from './messenger';
import type { Clock, IncidentIndexRow } from './ports';

export interface BouncesDeps extends HoldingDeps {
  readonly mailbox: Mailbox | undefined;
  readonly mails: MailRows;
  readonly journal: Pick<Journal, 'state' | 'execute'>;
  readonly clock: Clock;
}

/** Real milliseconds. */
const EVERY_MS = 60_000;
/** A mail server may try for a day before it gives a mail up. */
const BACK_MS = 24 * 60 * 60_000;
/** The mailbox is nobody's incident; its lease has to stand somewhere. */
const POSTKASSE = 'postkasse';

/** Looks now and then whether mails have come back, as long as an open incident has sent any. */
export class Bounces {
  private lookedAt = 0;
  /** The mailbox does not let us look. */
  private refused = false;

  constructor(private readonly deps: BouncesDeps) {}

  async swept(open: readonly IncidentIndexRow[]): Promise<void> {
    const { mailbox, clock, journal, logger } = this.deps;
    const now = clock.real().getTime();
    if (!mailbox || now - this.lookedAt < EVERY_MS) return;
    const states = await Promise.all(open.map(({ id }) => journal.state(id)));
    const sending = states.filter(({ udsendelser }) => Object.keys(udsendelser).length > 0);
    if (sending.length === 0) return;
    this.lookedAt = now;
    try {
      await holding(this.deps, POSTKASSE, 'bounces', async () => {
        const back = await mailbox.bounces(new Date(now - BACK_MS).toISOString());
        if (this.refused) logger.info({}, 'the mailbox is read for bounces again');
        this.refused = false;
        if (back.length > 0) for (const state of sending) await this.record(state, back);
      });
    } catch (error) {
      if (!(error instanceof PostFailed)) throw error;
      this.notRead(error);
    }
  }

  /** What passes by itself is a remark each time; what an administrator has to mend is said once, loudly. */
  private notRead(error: PostFailed): void {
    const { logger } = this.deps;
    if (error.outlook !== 'never') return logger.warn({ cause: error }, 'the mailbox was not read for bounces; the next look does it');
    if (!this.refused) logger.error({ cause: error }, 'the mailbox may not be read for bounces: nobody hears of mails that come back until it may');
    this.refused = true;
  }

  private async record({ id: incident, udsendelser }: IncidentState, back: readonly BouncedMail[]): Promise<void> {
    const { mails, journal, clock } = this.deps;
    for (const { id: udsendelse, modtagere } of Object.values(udsendelser)) {
      const rows = await mails.mails(incident, udsendelse);
      for (const row of rows.filter(({ traad }) => traad !== undefined && back.some((bounce) => bounce.traad === traad))) {
        const one = modtagere.find(({ id }) => id === row.person);
        // What went to an address that was corrected since may come back; it says nothing of the new one.
        if (!one || one.komIkkeFrem || row.forsoeg < (one.fraForsoeg ?? 0)) continue;
        await journal.execute({
          id: `retur:${udsendelse}:${row.person}:${row.forsoeg}`,
          incident,
          actor: BOT,
          now: clock.incident().toISOString(),
          kanal: 'mail',
          body: { type: 'recordBounce', udsendelse, person: { id: one.id, name: one.name } },
        });
      }
    }
  }
}
