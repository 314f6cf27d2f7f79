import { moedeCardKey, referatCardKey, ALARM_CARD, draftCardKey, draftOfKey, isCopy, voteCardKey } from '../cards/cardKeys';
import { cardVersion } from '../cards/cardVersion';
import { DRAFTS } from '../domain/orientation/orientation';
import type { IncidentState } from '../domain/state';
import type { CardBoard } from './cardBoard';
import type { DraftDesk } from './draftDesk';
import type { CardKey } from './effects';
import { holding } from './holding';
import type { Journal } from './journal';
import type { Logger } from './logger';
import { cardOf } from './outgoing';
import type { Clock, Leases } from './ports';
import type { Messenger } from './messenger';
import { PostFailed } from './messenger';
import type { Scenes } from './scenes';
import type { Timers } from './timers';

export interface CardUpdateDeps {
  readonly board: CardBoard;
  readonly journal: Journal;
  readonly scenes: Scenes;
  readonly desk: Pick<DraftDesk, 'reload'>;
  readonly leases: Leases;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly owner: string;
  readonly logger: Logger;
}

/** Real milliseconds. Twenty presses within a second make one or two updates. */
const QUIET_MS = 300;
const AT_LATEST_MS = 1000;
const AGAIN_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** What somebody has to read and answer a question. */
const QUESTION_MS = 20_000;

interface Waiting {
  readonly since: number;
  readonly cancel: () => void;
}

interface Question {
  readonly incident: string;
  readonly picture: number;
  readonly cancel: () => void;
}

/**
 * Keeps the posted cards like the state. A press leaves no outbox row for this: what a card shows is compared with what
 * it should show, here soon after a commit and in the sweep after a crash.
 */
export class CardUpdates {
  /** Incidents that have changed. */
  private readonly changes = new Map<string, Waiting>();
  /** Cards whose update is to be tried again. */
  private readonly retries = new Map<string, () => void>();
  /** Cards in whose place somebody is asked something, and the picture that the question was put on. */
  private readonly questions = new Map<string, Question>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly failures = new Map<string, number>();

  constructor(private readonly deps: CardUpdateDeps) {}

  /** Something was committed: looks at the cards once it is quiet, or after a second at the latest. */
  changed(incident: string): void {
    const { clock, timers } = this.deps;
    const now = clock.real().getTime();
    const earlier = this.changes.get(incident);
    earlier?.cancel();
    const since = earlier?.since ?? now;
    const cancel = timers.after(Math.min(QUIET_MS, Math.max(0, since + AT_LATEST_MS - now)), () => this.look(incident));
    this.changes.set(incident, { since, cancel });
  }

  /**
   * Somebody is asked something in this card's place, where nobody else sees it: an update would take the question away
   * from under their finger. So the picture that it was put on waits a while, and no longer when it is put again; a newer one
   * does not wait, since it may change the answer. Only this process knows.
   */
  asked(state: IncidentState, card: CardKey): void {
    const key = keyOf(state.id, card);
    const picture = this.versionOf(card, state);
    if (this.questions.get(key)?.picture === picture) return;
    this.drop(key);
    const cancel = this.deps.timers.after(QUESTION_MS, () => this.answered(state.id, card));
    this.questions.set(key, { incident: state.id, picture, cancel });
  }

  /** Whoever was asked has gone back. */
  answered(incident: string, card: CardKey): void {
    this.drop(keyOf(incident, card));
    this.look(incident);
  }

  /** Updates every posted card that no longer shows the state. True when there is none. */
  async check(incident: string): Promise<boolean> {
    const { board, journal } = this.deps;
    const state = await journal.state(incident);
    const rows = await board.cards(incident, cardsOf(state));
    const outdated = rows.filter((row) => this.versionOf(row.card, state) !== row.shown);
    for (const { card } of outdated) if (!this.retries.has(keyOf(incident, card))) this.start(incident, card);
    return outdated.length === 0;
  }

  /** Brings out at once what still waits, and waits for what is under way. */
  async idle(): Promise<void> {
    for (const [key, { incident }] of this.questions) {
      this.drop(key);
      this.look(incident);
    }
    for (const incident of this.changes.keys()) this.look(incident);
    for (const cancel of this.retries.values()) cancel();
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  private drop(question: string): void {
    this.questions.get(question)?.cancel();
    this.questions.delete(question);
  }

  private look(incident: string): void {
    this.changes.get(incident)?.cancel();
    this.changes.delete(incident);
    this.track(`${incident} *`, async () => {
      try {
        await this.check(incident);
      } catch (error) {
        this.deps.logger.error({ incident, cause: error }, 'card check failed; the sweep tries again');
      }
    });
  }

  private start(incident: string, card: CardKey): void {
    this.track(keyOf(incident, card), () => this.update(incident, card));
  }

  /** One after the other for the same key. */
  private track(key: string, task: () => Promise<void>): void {
    const run = (this.running.get(key) ?? Promise.resolve()).then(task).finally(() => {
      if (this.running.get(key) === run) this.running.delete(key);
    });
    this.running.set(key, run);
  }

  private async update(incident: string, card: CardKey): Promise<void> {
    const key = keyOf(incident, card);
    const { journal, scenes, desk, board, messenger, logger } = this.deps;
    try {
      const ours = await holding(this.deps, incident, `kort:${card}`, async () => {
        const row = await board.find(incident, card);
        if (!row) return;
        // Read under the lease, so that an older picture never replaces a newer one.
        const state = await journal.refreshed(incident);
        if (draftOfKey(card)) await desk.reload(incident);
        const scene = scenes.of(state);
        const shown = this.versionOf(card, state);
        // It was this process that was behind.
        if (shown === row.shown || shown === this.questions.get(key)?.picture) return;
        this.drop(key); // gone with this update
        await messenger.update(row.place, row.activityId, { card: cardOf(card, scene) });
        await board.shown(incident, { ...row, shown });
        this.failures.delete(key);
      });
      if (!ours) this.retry(incident, card, AGAIN_MS);
    } catch (error) {
      const failures = (this.failures.get(key) ?? 0) + 1;
      this.failures.set(key, failures);
      logger.warn({ incident, card, failures, cause: error }, 'card update failed; the next change or sweep tries again');
      if (!(error instanceof PostFailed)) return;
      if (isCopy(card) && isGone(error, failures)) await this.leave(incident, card);
      else this.retry(incident, card, error.retryAfterMs ?? pauseAfter(error, failures));
    }
  }

  /** The chat is closed to us. A copy is extra: it is left as it is until the next change, and keeps nothing waiting. */
  private async leave(incident: string, card: CardKey): Promise<void> {
    const { journal, board, logger } = this.deps;
    this.failures.delete(keyOf(incident, card));
    try {
      const row = await board.find(incident, card);
      const state = await journal.state(incident);
      if (row) await board.shown(incident, { ...row, shown: this.versionOf(card, state) });
    } catch (error) {
      logger.warn({ incident, card, cause: error }, 'a card that is given up was not written down; the sweep tries again');
    }
  }

  private versionOf(card: CardKey, state: IncidentState): number {
    const { content, now, redigeres } = this.deps.scenes.of(state);
    return cardVersion(state, content, card, now, redigeres);
  }

  private retry(incident: string, card: CardKey, ms: number): void {
    const key = keyOf(incident, card);
    if (this.retries.has(key)) return;
    this.retries.set(key, this.deps.timers.after(ms, () => {
      this.retries.delete(key);
      this.start(incident, card);
    }));
  }
}

/** A card that Teams will not change (it was deleted, say) is still tried now and then, but not at every sweep. */
function pauseAfter({ outlook }: PostFailed, failures: number): number {
  return outlook === 'never' ? LONGEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, AGAIN_MS * 2 ** failures);
}

/** Teams now and then reports a conversation as unknown that is there. */
const NOT_FOUND_ATTEMPTS = 3;

function isGone({ outlook }: PostFailed, failures: number): boolean {
  return outlook === 'never' || (outlook === 'notFound' && failures >= NOT_FOUND_ATTEMPTS);
}

function keyOf(incident: string, card: CardKey): string {
  return `${incident} ${card}`;
}

/** The cards that stand in the channels for as long as the incident lives. Copies in personal chats are found in their rows. */
function cardsOf({ instrukser, afstemninger, alarm, udkast, moeder: { moeder } }: IncidentState): readonly CardKey[] {
  return [
    'haendelse', ...Object.keys(instrukser), ...Object.keys(afstemninger).map(voteCardKey), ...(alarm ? [ALARM_CARD] : []),
    ...DRAFTS.filter((id) => udkast[id]).map(draftCardKey),
    ...moeder.map(({ id }) => moedeCardKey(id)), ...moeder.filter(({ status }) => status === 'slut').map(({ id }) => referatCardKey(id)),
  ];
}
