import type { Calendar } from '../../src/app/calendar';
import { CardBoard } from '../../src/app/cardBoard';
import { CardUpdates } from '../../src/app/cardUpdates';
import { Directory } from '../../src/app/directory';
import { DraftDesk } from '../../src/app/draftDesk';
import { Dispatcher } from '../../src/app/dispatcher';
import type { Place } from '../../src/app/effects';
import { InboxKeeper } from '../../src/app/inboxKeeper';
import { Journal } from '../../src/app/journal';
import { Bounces } from '../../src/app/bounces';
import type { Mailbox } from '../../src/app/mailbox';
import { MailWork } from '../../src/app/mailWork';
import { MeetingWork } from '../../src/app/meetingWork';
import { outsideOf } from '../../src/app/outside';
import { Missed } from '../../src/app/missed';
import { Opening, type OpeningRequest } from '../../src/app/opening';
import type { Messenger, OutgoingMessage } from '../../src/app/messenger';
import type { ThreadHistory } from '../../src/app/threadHistory';
import { PostFailed } from '../../src/app/messenger';
import type { Origin } from '../../src/app/reactions';
import type { Roster } from '../../src/app/roster';
import { actorById } from '../../src/app/roster';
import { RosterCache } from '../../src/app/rosterCache';
import { Routing } from '../../src/app/routing';
import { Scenes } from '../../src/app/scenes';
import { Sweep } from '../../src/app/sweep';
import { Ticker } from '../../src/app/ticker';
import type { Timers } from '../../src/app/timers';
import type { Store } from '../../src/adapters/tables/open';
import type { ContentLibrary } from '../../src/content/loader';
import type { Command } from '../../src/domain/command';
import { readCommand } from '../../src/teams/commands';
import type { Act } from '../support/given';
import { ANNA, BENT, CARLA, CONTENT, DAN, EVA, FINN, GRY, HANS } from '../support/given';
import { memoryStore, type MemoryStore } from '../support/store/memory';
import { FakeTime, settle } from '../support/time';

export const CHANNEL: Place = { conversation: '19:krisestab@thread.tacv2', serviceUrl: 'http://teams' };
/** A thread that has nothing to do with any card: where somebody writes `/log`. */
export const THREAD: Place = { conversation: `${CHANNEL.conversation};messageid=900`, serviceUrl: 'http://teams' };

export const ROSTER: Roster = {
  people: [ANNA, BENT, CARLA, DAN, EVA, FINN, GRY, HANS].map(({ id, name }) => ({ id, name, teamsId: `aad-${id}`, phones: {}, guest: false })),
  roles: {
    kriseleder: { holder: 'anna', deputies: ['gry'] }, logfoerer: { holder: 'bent', deputies: [] },
    procesansvarlig: { holder: 'carla', deputies: [] }, bemandingsansvarlig: { holder: 'dan', deputies: [] },
  },
  styregruppe: [{ person: 'eva', formand: true }, { person: 'finn', formand: false }, { person: 'gry', formand: false }],
  repraesentantskab: [], kommunekontakter: [], adresser: {},
};

const LIBRARY: ContentLibrary = { current: CONTENT, byHash: (hash) => (hash === CONTENT.hash ? CONTENT : undefined) };

// ---- Teams ---------------------------------------------------------------------------------------------------

export interface Post {
  readonly kind: 'thread' | 'reply' | 'update';
  readonly conversation: string;
  readonly activityId: string;
  readonly text: string;
  readonly card: string;
  readonly at: number;
}

type Attempt = Pick<Post, 'kind' | 'conversation' | 'text' | 'card'>;

/** Teams with its moods: `fail` decides, for each attempt, what goes wrong. What was posted is in `posts`. */
export class FakeTeams implements Messenger {
  readonly posts: Post[] = [];
  readonly attempts: (Attempt & { readonly at: number })[] = [];
  fail: (attempt: Attempt, nth: number) => PostFailed | undefined | false | Promise<undefined> = () => undefined;
  /** Happens when a message stands in Teams, before the bot hears of it. */
  posted: (attempt: Attempt) => void = () => undefined;
  private ids = 100;

  constructor(private readonly time: FakeTime) {}

  async openThread(channel: Place, message: OutgoingMessage): Promise<{ place: Place; activityId: string }> {
    const activityId = await this.post('thread', channel.conversation, message);
    return { place: { ...channel, conversation: `${channel.conversation};messageid=${activityId}` }, activityId };
  }

  async openPersonal(teamsId: string, serviceUrl: string): Promise<Place> {
    return { conversation: `personlig:${teamsId}`, serviceUrl };
  }

  reply(place: Place, message: OutgoingMessage): Promise<string> {
    return this.post('reply', place.conversation, message);
  }

  async update(place: Place, activityId: string, message: OutgoingMessage): Promise<void> {
    await this.post('update', place.conversation, message, activityId);
  }

  /** What people read, as "thread Hændelse 1 · …", "reply Gemt: 2". */
  get said(): string[] {
    return this.posts.map((post) => `${post.kind} ${firstLine(post)}`);
  }

  texts(kind: Post['kind']): string[] {
    return this.posts.filter((post) => post.kind === kind).map(firstLine);
  }

  private async post(kind: Post['kind'], conversation: string, message: OutgoingMessage, activityId?: string): Promise<string> {
    const attempt = { kind, conversation, text: message.text ?? '', card: message.card?.summary ?? '' };
    this.attempts.push({ ...attempt, at: this.time.real().getTime() });
    const failure = await this.fail(attempt, this.attempts.length);
    if (failure) throw failure;
    const id = activityId ?? String((this.ids += 1));
    this.posts.push({ ...attempt, activityId: id, at: this.time.real().getTime() });
    this.posted(attempt);
    return id;
  }
}

function firstLine({ text, card }: Attempt): string {
  return (text || card).split('\n')[0] ?? '';
}

export const later = (retryAfterMs?: number) => new PostFailed('later', retryAfterMs, 'Teams answered 429');
export const unknown = () => new PostFailed('unknown', undefined, 'Teams answered nothing');
export const notFound = () => new PostFailed('notFound', undefined, 'Teams answered 404');
export const never = () => new PostFailed('never', undefined, 'Teams answered 403');

// ---- the house -----------------------------------------------------------------------------------------------

/** One process of the bot, put together as in main.ts. */
export class Process {
  private dead = false;
  readonly journal: Journal;
  readonly directory: Directory;
  readonly board: CardBoard;
  readonly dispatcher: Dispatcher;
  readonly cardUpdates: CardUpdates;
  readonly sweep: Sweep;
  readonly missed: Missed;
  readonly opening: Opening;
  readonly routing: Routing;
  readonly keeper: InboxKeeper;
  readonly roster: RosterCache;
  readonly scenes: Scenes;
  readonly desk: DraftDesk;
  readonly complaints: string[] = [];

  constructor(private readonly owner: string, ports: Store, time: FakeTime, messenger: Messenger, cards: boolean, history?: ThreadHistory, mailbox?: Mailbox, calendar?: Calendar) {
    const store = this.mortalStore(ports);
    const teams = this.mortal(messenger);
    const timers: Timers = { after: (ms, task) => time.after(ms, () => this.dead || task()) };
    const complain = (_: unknown, message: string) => void this.complaints.push(message);
    const logger = { info: complain, warn: complain, error: complain };
    let salts = 0;
    this.roster = new RosterCache(store.roster);
    this.desk = new DraftDesk(store.editors, time);
    const { desk } = this;
    const scenes = new Scenes(LIBRARY, this.roster, time, undefined, desk);
    this.scenes = scenes;
    this.journal = new Journal({
      store: store.events, clock: time, logger, contentFor: (hash) => scenes.contentFor(hash), newSalt: () => `${owner}-${(salts += 1)}`, pause: () => Promise.resolve(),
    });
    this.directory = new Directory(store.index, store.threads, store.events);
    this.board = new CardBoard(store.cardRows);
    const shared = { board: this.board, desk, journal: this.journal, scenes, leases: store.leases, messenger: teams, clock: time, timers, owner, logger };
    this.dispatcher = new Dispatcher({ ...shared, outbox: store.outbox, cardRows: store.cardRows, directory: this.directory, outside: outsideOf({ calendar: new MeetingWork({ calendar: calendar && this.mortal(calendar), journal: this.journal, scenes, contacts: store.contacts, clock: time }), mail: this.mailWork(store, scenes, time, mailbox) }) });
    this.cardUpdates = new CardUpdates(shared);
    this.missed = new Missed({ ...shared, directory: this.directory, roster: this.roster, comparisons: store.comparisons, heartbeat: store.heartbeat, history: history && this.mortal(history), read: readCommand });
    this.routing = new Routing(this.directory, this.journal, store.chatChoices);
    this.keeper = new InboxKeeper({ ...shared, inbox: store.inbox, outbox: store.outbox, directory: this.directory, routing: this.routing, roster: this.roster });
    this.directory.whenBound((row) => this.keeper.threadBound(row));
    this.sweep = new Sweep({ ...shared, ticker: new Ticker(this.journal, time, owner, (state) => scenes.of(state).content), keeper: this.keeper, missed: this.missed, bounces: new Bounces({ ...shared, mails: store.mails, mailbox }), directory: this.directory, roster: this.roster, dispatcher: this.dispatcher, cardUpdates: this.cardUpdates });
    this.opening = new Opening({ journal: this.journal, directory: this.directory, contacts: store.contacts, roster: this.roster, scenes, clock: time, logger });
    if (cards) desk.onChange((incident) => this.cardUpdates.changed(incident));
    this.journal.onCommit((incident, rows) => {
      this.dispatcher.wake(incident, rows);
      if (cards) this.cardUpdates.changed(incident);
    });
  }

  private mailWork(store: Store, scenes: Scenes, time: FakeTime, mailbox: Mailbox | undefined): MailWork {
    let tokens = 0;
    return new MailWork({
      journal: this.journal, scenes, clock: time, contacts: store.contacts, mails: store.mails, svarlinks: store.svarlinks, mailbox: mailbox && this.mortal(mailbox),
      publicUrl: () => 'https://bot.example.org', newToken: () => `${this.owner.length}${String((tokens += 1)).padStart(42, '0')}`,
    });
  }

  /** From now on it does nothing and hears nothing: what is under way never comes back to it. */
  kill(): void {
    this.dead = true;
  }

  private mortalStore(store: Store): Store {
    const ports = Object.entries(store).map(([name, port]) => [name, typeof port === 'object' ? this.mortal(port as object) : port]);
    return Object.fromEntries(ports) as unknown as Store;
  }

  private mortal<T extends object>(port: T): T {
    const life = <R>(answer: R): R | Promise<never> => (this.dead ? new Promise<never>(() => undefined) : answer);
    return new Proxy(port, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as unknown;
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          await life(undefined);
          return (method.apply(target, args) as Promise<unknown>).then(life, async (error: unknown) => {
            await life(undefined);
            throw error;
          });
        };
      },
    });
  }
}

/** A store, Teams and time, and as many processes of the bot as a test wants. */
export class House {
  readonly time = new FakeTime();
  readonly teams = new FakeTeams(this.time);
  private commands = 0;

  private constructor(readonly store: MemoryStore) {}

  static async build(): Promise<House> {
    const store = memoryStore();
    await store.roster.save(ROSTER);
    return new House(store);
  }

  /** A process that knows the roster; its store can be changed, and its cards be left as they were posted. */
  async process(owner = 'en', { store = {}, cards = true, history, mailbox, calendar }: { store?: Partial<Store>; cards?: boolean; history?: ThreadHistory; mailbox?: Mailbox; calendar?: Calendar } = {}): Promise<Process> {
    const process = new Process(owner, { ...this.store, ...store }, this.time, this.teams, cards, history, mailbox, calendar);
    await process.roster.refresh();
    return process;
  }

  /** Opens an incident and waits until its card stands in the channel. */
  async open(process: Process, particulars: Partial<OpeningRequest> = {}): Promise<string> {
    const result = await process.opening.open({ ...request(), ...particulars });
    if (result.kind !== 'committed') throw new Error(result.kind === 'rejected' ? result.sentence : 'already opened');
    await settle();
    return result.state.id;
  }

  /** Gives a command with an id of its own, unless the act has one. */
  does(process: Process, incident: string, act: Pick<Act, 'actor' | 'body' | 'id'> & Pick<Command, 'alene'>, origin: Origin = {}) {
    const { actor, body, alene } = act;
    const id = act.id ?? `kommando-${(this.commands += 1)}`;
    return process.journal.execute({ id, incident, actor: actorById(ROSTER, actor), now: this.time.incident().toISOString(), kanal: 'Teams-tråd', alene, body }, origin);
  }

  /** The log as it is stored. */
  async log(incident: string) {
    return (await this.store.events.readLines(incident, 0)).map(({ envelope, payload }) => ({ ...envelope, event: (JSON.parse(payload ?? '{}') as { event: { type: string } }).event }));
  }

  async pending(incident: string): Promise<string[]> {
    return (await this.store.outbox.pending(incident)).map((row) => row.effect.kind);
  }
}

export function request(): OpeningRequest {
  return {
    nonce: 'dialog-1', actor: actorById(ROSTER, EVA), beskrivelse: 'Telefonerne er nede', myndigheder: ['Viborg'],
    medlem: 'ja', modtager: EVA, modtagelse: { fra: '', tidspunkt: '2026-11-21T12:00:00.000Z' },
    kontaktperson: { navn: '', telefon: '', email: '' }, oevelse: false, channel: CHANNEL, alligevel: true,
  };
}

export { settle };
