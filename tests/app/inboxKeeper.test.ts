import type { InboxItem, ThreadRow } from '../../src/app/ports';
import { CARLA, EVA, HANS } from '../support/given';
import { CHANNEL, House, later, never, type Process, settle, THREAD, unknown } from './house';

let house: House;
let process: Process;
beforeEach(async () => {
  house = await House.build();
  process = await house.process();
});

const MINUTE = 60_000;
type Written = Omit<InboxItem, 'waitsFor'>;
let messages = 0;
const said = (text: string, conversation = THREAD.conversation): Written => ({
  id: `besked-${(messages += 1)}`, personId: CARLA.id, personName: CARLA.name, text, at: house.time.incident().toISOString(), kanal: 'Teams-tråd',
  place: { ...THREAD, conversation }, samtale: false, bilag: [],
});
const talk = (text: string, conversation?: string): Written => ({ ...said(text, conversation), personId: HANS.id, personName: HANS.name, samtale: true });
const waiting = async () => (await house.store.inbox.waiting()).map(({ text }) => text);
const lines = async (incident: string) => (await house.log(incident)).map(({ event }) => event as { type: string; tekst?: string; instruks?: string; entry?: { tekst: string } });
const texts = async (incident: string) => (await lines(incident)).map(({ tekst, entry }) => tekst ?? entry?.tekst).filter(Boolean);
const sweeps = async (which: Process) => {
  which.sweep.start();
  await settle();
};

// ---- threads ---------------------------------------------------------------------------------------------------

/** Instruks 1 is posted, and its thread is not written down until `bound` is called: its conversation. */
async function cardBeingPosted(incident: string, by = process): Promise<{ conversation: string; bound: () => Promise<void> }> {
  const { bind } = house.store.threads;
  let open = () => undefined as void;
  const gate = new Promise<void>((resolve) => { open = resolve; });
  house.store.threads.bind = async (row: ThreadRow) => {
    await gate;
    return bind(row);
  };
  await house.does(by, incident, EVA.starts(1));
  await settle();
  const root = house.teams.posts.findLast(({ kind }) => kind === 'thread')!;
  const bound = async () => {
    house.store.threads.bind = bind;
    open();
    await settle();
  };
  return { conversation: `${CHANNEL.conversation};messageid=${root.activityId}`, bound };
}

describe('a reply under a card whose thread is not written down yet', () => {
  it('waits, and becomes samtale of that instruks once it is, also when another process took it in', async () => {
    const incident = await house.open(process);
    const { conversation, bound } = await cardBeingPosted(incident);
    const other = await house.process('to');
    const reply = talk('Vi er på vej', conversation);
    expect(await other.keeper.hold(reply)).toBe(true);
    expect(await other.keeper.hold(reply)).toBe(true); // delivered twice
    await settle();
    expect([await waiting(), await texts(incident)]).toEqual([['Vi er på vej'], []]);
    await bound();
    expect((await lines(incident)).at(-1)).toMatchObject({ type: 'ReplyLogged', tekst: 'Vi er på vej', instruks: 'instruks-1' });
    expect(await waiting()).toEqual([]);
    expect(await other.keeper.hold(reply)).toBe(false); // delivered late: its thread is known now
    await sweeps(other);
    expect(await texts(incident)).toEqual(['Vi er på vej']);
  });

  it('as /log becomes an entry, and the writer gets the receipt', async () => {
    const incident = await house.open(process);
    const { conversation, bound } = await cardBeingPosted(incident);
    expect(await process.keeper.hold(said('h: ringede til Viborg', conversation))).toBe(true);
    await bound();
    await house.time.pass(1000);
    expect((await lines(incident)).at(-1)).toMatchObject({ type: 'LogEntryWritten', instruks: 'instruks-1', entry: { entryType: 'handling', tekst: 'ringede til Viborg' } });
    expect(house.teams.posts.filter((post) => post.kind === 'reply' && post.conversation === conversation && post.text.startsWith('Gemt: 3'))).toHaveLength(1);
  });

  it('is not lost when the process dies that has just written the thread down', async () => {
    const incident = await house.open(process);
    const { conversation, bound } = await cardBeingPosted(incident);
    await process.keeper.hold(talk('Nogen hjemme?', conversation));
    await settle();
    const { waiting: list } = house.store.inbox;
    house.store.inbox.waiting = () => new Promise(() => undefined); // it dies before it can look
    await bound();
    process.kill();
    house.store.inbox.waiting = list;
    expect(await waiting()).toEqual(['Nogen hjemme?']);
    await sweeps(await house.process('to'));
    expect([await waiting(), await texts(incident)]).toEqual([[], ['Nogen hjemme?']]);
  });

  it('that is taken in at the very moment at which the thread is written down is found at once', async () => {
    const incident = await house.open(process);
    const { conversation, bound } = await cardBeingPosted(incident);
    const { put } = house.store.inbox;
    house.store.inbox.put = async (item) => {
      await bound();
      return put(item);
    };
    await process.keeper.hold(talk('I sidste øjeblik', conversation));
    await settle();
    expect([await waiting(), await texts(incident)]).toEqual([[], ['I sidste øjeblik']]);
  });

  it('stays out of a log that has been closed meanwhile; whoever wrote /log is told', async () => {
    const incident = await house.open(process);
    const { conversation, bound } = await cardBeingPosted(incident);
    await process.keeper.hold(talk('For sent', conversation));
    await process.keeper.hold(said('h: også for sent', conversation));
    await house.does(process, incident, EVA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'prøve' }));
    await bound();
    expect([await waiting(), await texts(incident)]).toEqual([[], []]);
    expect(house.teams.posts.some((post) => post.conversation === conversation && post.text === 'Hændelse 1 er lukket (oprettet ved fejl). Intet er ændret.')).toBe(true);
  });
});

describe('a reply in a thread of somebody else', () => {
  const FOREIGN = `${CHANNEL.conversation};messageid=555`;

  it('is not taken in while nothing is being posted to the channel', async () => {
    await house.open(process);
    expect(await process.keeper.hold(talk('Frokost?', FOREIGN))).toBe(false);
    expect(await waiting()).toEqual([]);
  });

  it('is not taken in while a card is only about to be posted', async () => {
    const incident = await house.open(process);
    house.teams.fail = ({ kind }) => kind === 'thread' && later(MINUTE);
    await house.does(process, incident, EVA.starts(1));
    await settle();
    expect(await process.keeper.hold(talk('Frokost?', FOREIGN))).toBe(false);
  });

  it('is not taken in while something is posted to another channel', async () => {
    await cardBeingPosted(await house.open(process));
    expect(await process.keeper.hold(talk('Frokost?', '19:styregruppe@thread.tacv2;messageid=555'))).toBe(false);
  });

  it('is let go as soon as nothing is being posted any more, and leaves nothing behind', async () => {
    const incident = await house.open(process);
    const { bound } = await cardBeingPosted(incident);
    expect(await process.keeper.hold(talk('Frokost?', FOREIGN))).toBe(true);
    await sweeps(process);
    expect(await waiting()).toEqual(['Frokost?']); // it still might be the card's
    await bound();
    await house.time.pass(10_000);
    expect([await waiting(), await texts(incident)]).toEqual([[], []]);
    expect(process.complaints).toContain('inbox: a reply in a thread of somebody else was let go');
  });

  it('as /log goes to the only open incident then, like one in the channel’s root', async () => {
    const incident = await house.open(process);
    const { bound } = await cardBeingPosted(incident);
    await process.keeper.hold(said('h: ringede', FOREIGN));
    await bound();
    await sweeps(process);
    expect([await waiting(), await texts(incident)]).toEqual([[], ['ringede']]);
  });

  it('as /log is asked about then when several are open, once, though two processes look', async () => {
    const incident = await house.open(process);
    await house.open(process, { nonce: 'b' });
    const { bound } = await cardBeingPosted(incident);
    await process.keeper.hold(said('h: hvorhen', FOREIGN));
    await bound();
    const other = await house.process('to');
    await Promise.all([sweeps(process), sweeps(other)]);
    expect(house.teams.posts.filter(({ card }) => card === 'Hvilken hændelse hører linjen til?')).toHaveLength(1);
    expect((await house.store.inbox.waiting()).map(({ waitsFor, card }) => [waitsFor, card !== undefined])).toEqual([['choice', true]]);
  });
});

describe('a card that was posted twice, since the process died before it could write the first down', () => {
  it('has one thread that is known: under the other one talk is let go, and /log goes by the channel’s rule', async () => {
    const incident = await house.open(process);
    const { bind } = house.store.threads;
    const { conversation } = await cardBeingPosted(incident);
    process.kill();
    const next = await house.process('to');
    expect(await next.keeper.hold(talk('Under den første', conversation))).toBe(true);
    expect(await next.keeper.hold(said('h: også under den første', conversation))).toBe(true);
    house.store.threads.bind = bind;
    await sweeps(next);
    await house.time.pass(MINUTE);
    expect(house.teams.texts('thread').filter((text) => text.startsWith('Instruks 1'))).toHaveLength(2);
    expect([await waiting(), await texts(incident)]).toEqual([[], ['også under den første']]);
  });
});

// ---- choices ---------------------------------------------------------------------------------------------------

const PICTURE = { navn: 'kaj.jpg', link: 'https://filer.example/kaj.jpg' };

async function askedAbout(text = 'h: hvorhen'): Promise<{ item: Written; one: string; two: string }> {
  const one = await house.open(process, { nonce: 'a' });
  const two = await house.open(process, { nonce: 'b' });
  const item = { ...said(text), bilag: [PICTURE] };
  await process.keeper.storeAndAsk(item, await process.routing.openIncidents());
  return { item, one, two };
}

const asks = () => house.teams.posts.filter(({ kind, card }) => kind === 'reply' && card === 'Hvilken hændelse hører linjen til?');
const placed = () => house.teams.posts.filter(({ kind, card }) => kind === 'update' && card.includes('Gemt i hændelse'));
const reminders = () => house.teams.posts.filter(({ text }) => text.startsWith('⚠ Din linje er ikke i nogen log endnu'));

describe('a line that is in the log of one of them already, from when that was the only one open', () => {
  async function loggedInOne(conversation?: string): Promise<{ item: Written; incident: string }> {
    const incident = await house.open(process, { nonce: 'a' });
    const item = said('h: ringede', conversation);
    await house.does(process, incident, CARLA.logs({ entryType: 'handling', tekst: 'ringede' }).as(item.id));
    await house.open(process, { nonce: 'b' });
    return { item, incident };
  }

  it('is neither kept nor asked about when it is delivered again, whichever process gets it', async () => {
    const { item, incident } = await loggedInOne();
    for (const which of [process, await house.process('to')]) {
      expect(await which.keeper.storeAndAsk(item, await which.routing.openIncidents())).toBe(false);
    }
    expect([await waiting(), asks(), await texts(incident)]).toEqual([[], [], ['ringede']]);
  });

  it('is not asked about either when it was taken in below a card that is being posted', async () => {
    const { item, incident } = await loggedInOne(`${CHANNEL.conversation};messageid=555`);
    const { bound } = await cardBeingPosted(incident);
    await process.keeper.hold(item);
    await bound();
    await sweeps(process);
    expect([await waiting(), asks(), await texts(incident)]).toEqual([[], [], ['ringede']]);
  });
});

describe('a line that somebody has chosen an incident for', () => {
  it('goes there with its files, and its card says so', async () => {
    const { item, two } = await askedAbout();
    expect(await process.keeper.choose(item.id, two, undefined)).toMatchObject({ kind: 'putAway', nr: 2, state: { nr: 2 } });
    await settle();
    expect(placed().map(({ activityId, card }) => [activityId, card])).toEqual([[asks()[0]?.activityId, 'Gemt i hændelse 2 som linje 2']]);
    expect([await waiting(), await texts(two)]).toEqual([[], ['hvorhen']]);
    expect((await lines(two)).at(-1)).toMatchObject({ bilag: [PICTURE] });
  });

  it('gets there though the process dies right after the choice', async () => {
    const { item, two } = await askedAbout();
    const { append } = house.store.events;
    house.store.events.append = () => new Promise(() => undefined);
    void process.keeper.choose(item.id, two, undefined);
    await settle();
    process.kill();
    house.store.events.append = append;
    await sweeps(await house.process('to'));
    expect([await waiting(), await texts(two), placed().length]).toEqual([[], ['hvorhen'], 1]);
  });

  it('has its card changed later when Teams does not take the change now, or the process dies of it', async () => {
    const { item, two } = await askedAbout();
    house.teams.fail = ({ kind }) => kind === 'update' && later();
    await process.keeper.choose(item.id, two, undefined);
    await settle();
    expect([placed().length, await waiting()]).toEqual([0, ['h: hvorhen']]);
    process.kill();
    house.teams.fail = () => undefined;
    await sweeps(await house.process('to'));
    expect([placed().length, await waiting(), await texts(two)]).toEqual([1, [], ['hvorhen']]);
  });

  it('whose card is gone is done all the same', async () => {
    const { item, two } = await askedAbout();
    house.teams.fail = ({ kind }) => kind === 'update' && never();
    await process.keeper.choose(item.id, two, undefined);
    await settle();
    expect([await waiting(), await texts(two)]).toEqual([[], ['hvorhen']]);
  });

  it('which has been closed when a dead process is seen through waits for another choice', async () => {
    const { item, one, two } = await askedAbout();
    await house.store.inbox.choose(item.id, two);
    await house.does(process, two, EVA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'prøve' }));
    await sweeps(process);
    expect(await process.keeper.choose(item.id, one, undefined)).toMatchObject({ kind: 'putAway', state: { nr: 1 } });
    expect([await texts(one), await texts(two)]).toEqual([['hvorhen'], []]);
  });
});

describe('a line that nobody chooses an incident for', () => {
  it('is reminded of after five minutes, once, in the same place, by one of two processes', async () => {
    await askedAbout();
    const other = await house.process('to');
    for (const each of [process, other]) await sweeps(each);
    await house.time.pass(5 * MINUTE - 1000);
    expect(reminders()).toEqual([]);
    await house.time.pass(15_000);
    expect(reminders().map(({ conversation, text }) => [conversation, text])).toEqual([
      [THREAD.conversation, '⚠ Din linje er ikke i nogen log endnu: <at>Carla Berg</at>\n\nVælg hændelsen på kortet ovenfor.'],
    ]);
    await house.time.pass(60 * MINUTE);
    expect(reminders()).toHaveLength(1);
    expect(await waiting()).toEqual(['h: hvorhen']); // it still waits
  });

  it('is reminded of though everything was down when it fell due', async () => {
    await askedAbout();
    process.kill();
    await house.time.pass(60 * MINUTE);
    await sweeps(await house.process('to'));
    expect(reminders()).toHaveLength(1);
  });

  it('is reminded of by the next process when one dies while it does', async () => {
    await askedAbout();
    await house.time.pass(5 * MINUTE);
    house.teams.fail = () => new Promise<undefined>(() => undefined);
    await sweeps(process);
    process.kill();
    house.teams.fail = () => undefined;
    await sweeps(await house.process('to'));
    expect(reminders()).toEqual([]); // it may still be at it
    await house.time.pass(70_000);
    expect(reminders()).toHaveLength(1);
  });

  it.each([['is throttled', later], ['says nothing', unknown]])('is reminded of later when Teams %s', async (_, failure) => {
    await askedAbout();
    await sweeps(process);
    house.teams.fail = ({ text }) => text.startsWith('⚠') && failure();
    await house.time.pass(6 * MINUTE);
    house.teams.fail = () => undefined;
    await house.time.pass(2 * MINUTE);
    expect(reminders()).toHaveLength(1);
  });

  it('is not tried again where Teams will not take it', async () => {
    await askedAbout();
    await sweeps(process);
    house.teams.fail = ({ text }) => text.startsWith('⚠') && never();
    await house.time.pass(6 * MINUTE);
    const tried = house.teams.attempts.length;
    await house.time.pass(10 * MINUTE);
    expect(house.teams.attempts).toHaveLength(tried);
  });

  it('is asked about with the reminder when the process died before it could ask', async () => {
    await house.open(process, { nonce: 'a' });
    await house.open(process, { nonce: 'b' });
    await house.store.inbox.put({ ...said('h: uden kort'), waitsFor: 'choice' });
    await sweeps(process);
    await house.time.pass(6 * MINUTE);
    expect(reminders().map(({ text }) => text.split('\n\n')[1])).toEqual(['Vælg hændelsen på kortet her.']);
    expect([asks().length, (await house.store.inbox.waiting())[0]?.card]).toEqual([1, asks()[0]?.activityId]);
  });

  it('is not reminded of after the choice', async () => {
    const { item, two } = await askedAbout();
    await process.keeper.choose(item.id, two, undefined);
    await sweeps(process);
    await house.time.pass(60 * MINUTE);
    expect(reminders()).toEqual([]);
  });
});
