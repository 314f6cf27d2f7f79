import type { Effect } from '../../src/app/effects';
import { priority } from '../../src/app/effects';
import type { Outbox } from '../../src/app/ports';
import type { Store } from '../../src/adapters/tables/open';
import { activated, ANNA, BENT, EVA, FINN, GRY } from '../support/given';
import { CHANNEL, House, later, never, notFound, type Process, settle, THREAD, unknown } from './house';

let house: House;
let process: Process;
let incident: string;

/** An incident whose own card and thread are there; what was posted for that is forgotten. */
beforeEach(async () => {
  house = await House.build();
  process = await bot('en');
  incident = await house.open(process);
  house.teams.posts.length = 0;
  house.teams.attempts.length = 0;
});

/** A process that leaves the cards as they were posted: their updates are tested elsewhere. */
const bot = (owner: string, store: Partial<Store> = {}) => house.process(owner, { store, cards: false });
const does = (...args: Parameters<House['does']> extends [Process, string, ...infer Rest] ? Rest : never) => house.does(process, incident, ...args);
const log = (text: string, who = ANNA) => does(who.logs(text), { place: THREAD });
const deliveries = async () => (await house.log(incident)).filter((line) => line.type === 'DeliveryFailed').map((line) => line.event);
const isMention = ({ text }: { text: string }) => text.includes('Din tur');

describe('opening an incident', () => {
  it('posts its card, which opens its thread', async () => {
    const fresh = await House.build();
    const first = await fresh.process();
    const id = await fresh.open(first);
    expect(fresh.teams.said).toEqual(['thread Hændelse 1 · Viborg: Telefonerne er nede']);
    const thread = `${CHANNEL.conversation};messageid=101`;
    expect(await first.directory.thread(thread)).toEqual({ conversation: thread, incident: id, card: 'haendelse' });
    expect(await fresh.pending(id)).toEqual([]);
  });
});

describe('within a lane', () => {
  it('the card comes first, then what stands in its thread, in the order of the log', async () => {
    await does(EVA.starts(1));
    await does(EVA.gives('1A.1', FINN));
    await does(EVA.gives('1A.2', GRY));
    await house.time.pass(100);
    expect(house.teams.said).toEqual([
      'thread Instruks 1 · Aktivering af krisestaben · hændelse 1', 'reply Din tur: 1A Beslutning om aktivering',
      expect.stringContaining('reply Du har fået 1A.1'), expect.stringContaining('reply Du har fået 1A.2'),
    ]);
    expect(new Set(house.teams.posts.slice(1).map((post) => post.conversation))).toEqual(new Set([`${CHANNEL.conversation};messageid=102`]));
    expect(await house.pending(incident)).toEqual([]);
  });

  it('what matters more goes first: the card, who is called, a new holder, a receipt, a form', () => {
    const one = { card: 'instruks-1', calls: [], rolle: '', nummer: '', trintekst: '', til: ANNA.ref, af: EVA.ref, person: ANNA.ref, nr: 1, place: THREAD, gather: '' };
    const kinds = ['decisionCard', 'receipt', 'roleHandedOver', 'assign', 'mention', 'postCard'] as const;
    const sorted = kinds.map((kind): Effect => ({ kind, ...one })).sort((a, b) => priority(a) - priority(b)).map((effect) => effect.kind);
    expect(sorted).toEqual(['postCard', expect.stringMatching(/assign|mention/), expect.stringMatching(/assign|mention/), 'roleHandedOver', 'receipt', 'decisionCard']);
  });

  it('order is that of the log, whoever’s turn it is to post', async () => {
    house.teams.fail = () => later(1000);
    for (const [nummer, who] of [['1A.1', FINN], ['1A.2', GRY], ['1A.3', BENT]] as const) {
      if (nummer === '1A.1') await does(EVA.starts(1));
      await does(EVA.gives(nummer, who));
    }
    await settle();
    process.kill();
    house.teams.fail = () => undefined;
    await (await bot('to')).dispatcher.sweep(incident);
    await house.time.pass(60_000);
    expect(house.teams.texts('reply').map((text) => /1A\.\d|Din tur/.exec(text)?.[0])).toEqual(['Din tur', '1A.1', '1A.2', '1A.3']);
  });

  it('an instruks’ lane does not wait for another’s', async () => {
    house.teams.fail = ({ card }) => card.startsWith('Instruks 1') && later();
    await does(EVA.starts(1));
    await does(ANNA.starts(2));
    await settle();
    expect(house.teams.texts('thread')).toEqual(['Instruks 2 · Første møde for Krisestaben · hændelse 1']);
  });
});

describe('a mention', () => {
  it('waits until its thread is there, goes out then at once, and does not claim to be a repetition', async () => {
    house.teams.fail = ({ kind }) => kind === 'thread' && later(4000);
    await does(EVA.starts(1));
    await house.time.pass(3999);
    expect(house.teams.posts).toEqual([]);
    house.teams.fail = () => undefined;
    await house.time.pass(1);
    await house.time.pass(1);
    expect(house.teams.said).toEqual(['thread Instruks 1 · Aktivering af krisestaben · hændelse 1', 'reply Din tur: 1A Beslutning om aktivering']);
  });

  it('is not tried in vain while the thread cannot be opened for long', async () => {
    house.teams.fail = ({ kind }) => kind === 'thread' && later();
    const claimed: string[] = [];
    const claim: Outbox['claim'] = (row, notBefore) => {
      claimed.push(row.effect.kind);
      return house.store.outbox.claim(row, notBefore);
    };
    const patient = await bot('to', { outbox: { ...house.store.outbox, claim } });
    await house.does(patient, incident, EVA.starts(1));
    await house.time.pass(10 * 60_000);
    expect(new Set(claimed)).toEqual(new Set(['postCard']));
    house.teams.fail = () => undefined;
    await house.time.pass(61_000);
    const [thread, mention] = house.teams.posts;
    expect([thread?.kind, mention?.text.split('\n')[0]]).toEqual(['thread', 'Din tur: 1A Beslutning om aktivering']);
    expect((mention?.at ?? 0) - (thread?.at ?? 0)).toBeLessThan(10);
  });

  it('names those who held the role when it was called', async () => {
    await does(EVA.starts(1));
    await settle();
    expect(house.teams.posts[1]?.text).toContain('<at>Eva Skov</at>: 1A.1, 1A.2, 1A.3');
  });
});

describe('when Teams does not take it', () => {
  beforeEach(async () => {
    await does(EVA.starts(1));
    await settle();
    house.teams.posts.length = 0;
    house.teams.attempts.length = 0;
  });

  it('a message is tried again after a pause that grows', async () => {
    house.teams.fail = (_, nth) => nth < 70 && later();
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(7 * 60_000);
    const at = house.teams.attempts.map((attempt) => attempt.at);
    const pauses = at.slice(1).map((time, index) => (time - (at[index] ?? 0)) / 1000);
    expect(pauses.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 60, 60]);
  });

  it('Retry-After is honoured, to the millisecond', async () => {
    house.teams.fail = (_, nth) => nth === 1 && later(7500);
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(7499);
    expect(house.teams.attempts).toHaveLength(1);
    await house.time.pass(1);
    expect(house.teams.texts('reply')).toEqual([expect.stringMatching(/^Du har fået 1A\.1/)]);
  });

  it('order is kept while it is Teams that is away', async () => {
    house.teams.fail = (_, nth) => nth <= 3 && unknown();
    await does(EVA.gives('1A.1', FINN));
    await does(EVA.gives('1A.2', GRY));
    await house.time.pass(60_000);
    expect(house.teams.texts('reply')).toEqual([expect.stringContaining('Du har fået 1A.1'), expect.stringContaining('Du har fået 1A.2')]);
  });

  it('a message that goes on failing steps aside, and the others go out', async () => {
    house.teams.fail = ({ text }) => text.includes('1A.1') && unknown();
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(1);
    await does(EVA.gives('1A.2', GRY));
    await house.time.pass(3 * 60_000);
    expect(house.teams.texts('reply')).toEqual([expect.stringContaining('Du har fået 1A.2')]);
    expect(await house.pending(incident)).toEqual(['assign']);
    house.teams.fail = () => undefined;
    await house.time.pass(60_000);
    expect(house.teams.texts('reply')[1]).toContain('Du har fået 1A.1');
  });

  it('“may have come through” is repeated with a mark; “was not taken” is not', async () => {
    house.teams.fail = (_, nth) => nth === 1 && unknown();
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(5000);
    house.teams.fail = (_, nth) => nth === 3 && later();
    await does(EVA.gives('1A.2', FINN));
    await house.time.pass(5000);
    expect(house.teams.texts('reply')).toEqual([expect.stringMatching(/^\(gentaget\) Du har fået 1A\.1/), expect.stringMatching(/^Du har fået 1A\.2/)]);
  });

  it('the mark stays when a refusal follows the unknown', async () => {
    house.teams.fail = (_, nth) => (nth === 1 && unknown()) || (nth === 2 && later());
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(20_000);
    expect(house.teams.texts('reply')).toEqual([expect.stringMatching(/^\(gentaget\) Du har fået 1A\.1/)]);
  });

  it('“never” is a line in the log, in Danish, and the row is gone', async () => {
    house.teams.fail = ({ text }) => text.startsWith('Du har fået') && never();
    await does(EVA.gives('1A.1', FINN));
    await settle();
    expect(await deliveries()).toEqual([{ type: 'DeliveryFailed', hvad: 'Beskeden til Finn Aa om 1A.1', hvorfor: expect.any(String) }]);
    expect(await house.pending(incident)).toEqual([]);
    await house.time.pass(10 * 60_000);
    expect(house.teams.attempts).toHaveLength(1);
    expect((await house.log(incident)).at(-1)).toMatchObject({ actorId: 'bot' });
  });

  it('“not found” is believed the third time', async () => {
    house.teams.fail = ({ kind }) => kind === 'reply' && notFound();
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(5999);
    expect(house.teams.attempts).toHaveLength(2);
    expect(await deliveries()).toEqual([]);
    await house.time.pass(1);
    expect(house.teams.attempts).toHaveLength(3);
    expect(await deliveries()).toHaveLength(1);
    expect(await house.pending(incident)).toEqual([]);
  });

  it('“not found” now and then is no harm', async () => {
    house.teams.fail = (_, nth) => nth <= 2 && notFound();
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(10_000);
    expect(house.teams.posts).toHaveLength(1);
    expect(await deliveries()).toEqual([]);
  });

  it('after more than an hour it is given up, and the log says so once', async () => {
    house.teams.fail = ({ kind }) => kind === 'reply' && later();
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(60 * 60_000);
    expect(await deliveries()).toEqual([]);
    await house.time.pass(30 * 60_000);
    expect(await deliveries()).toHaveLength(1);
    expect(await house.pending(incident)).toEqual([]);
  });
});

describe('receipts', () => {
  it('the first comes at once; those that follow are added to it', async () => {
    await log('Et');
    await settle();
    expect(house.teams.said).toEqual(['reply Gemt: 2 · Anna Holm']);
    await log('To');
    await log('Tre');
    await house.time.pass(2000);
    expect(house.teams.said).toEqual(['reply Gemt: 2 · Anna Holm', 'update Gemt: 2–4 · Anna Holm']);
    expect(house.teams.posts[1]?.activityId).toBe(house.teams.posts[0]?.activityId);
    expect(await house.pending(incident)).toEqual([]);
  });

  it('of many lines at once are one or two messages', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, nr) => log(`Linje ${nr}`)));
    await house.time.pass(2000);
    expect(house.teams.posts.length).toBeLessThanOrEqual(3);
    expect(house.teams.texts('reply')).toHaveLength(1);
    expect(house.teams.said.at(-1)).toContain('Gemt: 2–31 · Anna Holm');
    expect(await house.pending(incident)).toEqual([]);
  });

  it('are one per person', async () => {
    await log('Et');
    await log('To', BENT);
    await house.time.pass(2000);
    expect(house.teams.texts('reply').sort()).toEqual(['Gemt: 2 · Anna Holm', 'Gemt: 3 · Bent Krogh']);
  });

  it('leave out the numbers that are somebody else’s', async () => {
    await log('Et');
    await log('Min', BENT);
    await log('To');
    await house.time.pass(2000);
    expect(house.teams.said.some((said) => said.endsWith('Gemt: 2, 4 · Anna Holm'))).toBe(true);
  });

  it('from several posts in the channel’s root are gathered', async () => {
    const root = (nr: number) => ({ place: { ...THREAD, conversation: `${CHANNEL.conversation};messageid=${nr}` }, gather: CHANNEL.conversation });
    await does(ANNA.logs('Et'), root(501));
    await house.time.pass(1000);
    await does(ANNA.logs('To'), root(502));
    await house.time.pass(1000);
    expect(house.teams.said).toEqual(['reply Gemt: 2 · Anna Holm', 'update Gemt: 2–3 · Anna Holm']);
    expect(new Set(house.teams.posts.map((post) => post.conversation))).toEqual(new Set([root(501).place.conversation]));
  });

  it('begin anew after a while, so that they are seen', async () => {
    await log('Et');
    await house.time.pass(10 * 60_000);
    await log('To');
    await house.time.pass(1000);
    expect(house.teams.texts('reply')).toEqual(['Gemt: 2 · Anna Holm', 'Gemt: 3 · Anna Holm']);
  });

  it('are gathered on by another process', async () => {
    await log('Et');
    await house.time.pass(1000);
    const other = await bot('to');
    await house.does(other, incident, ANNA.logs('To'), { place: THREAD });
    await house.time.pass(1000);
    expect(house.teams.said).toEqual(['reply Gemt: 2 · Anna Holm', 'update Gemt: 2–3 · Anna Holm']);
  });

  it('whose message somebody deleted are written anew', async () => {
    await log('Et');
    await house.time.pass(1000);
    house.teams.fail = ({ kind }) => kind === 'update' && notFound();
    await log('To');
    await house.time.pass(1000);
    expect(house.teams.texts('reply')).toEqual(['Gemt: 2 · Anna Holm', 'Gemt: 2–3 · Anna Holm']);
    expect(await deliveries()).toEqual([]);
  });

  it('that Teams does not take come later, with all the lines, and are no news in the log', async () => {
    house.teams.fail = (_, nth) => nth <= 2 && later();
    await log('Et');
    await log('To');
    await house.time.pass(10_000);
    expect(house.teams.said.at(-1)).toContain('Gemt: 2–3 · Anna Holm');
    expect(await house.pending(incident)).toEqual([]);
    expect(await deliveries()).toEqual([]);
  });

  it('say what there is to say about a line', async () => {
    await does(ANNA.logs('Et'), { place: THREAD, note: 'Klokkeslættet kl. 18 er ikke gemt.' });
    await settle();
    expect(house.teams.posts[0]?.text).toBe('Gemt: 2 · Anna Holm\n\nKlokkeslættet kl. 18 er ikke gemt.');
  });
});

describe('several processes', () => {
  it('one that finds the lane taken waits, and takes over when the lease runs out', async () => {
    const now = house.time.real();
    await house.store.leases.acquire(incident, `${incident} instruks-1`, 'en død', now.toISOString(), new Date(now.getTime() + 9500).toISOString());
    await does(EVA.starts(1));
    await house.time.pass(9400);
    expect(house.teams.attempts).toEqual([]);
    await house.time.pass(1600);
    expect(house.teams.texts('thread')).toHaveLength(1);
    expect(house.teams.texts('reply')).toHaveLength(1);
  });

  it('that all sweep the same rows post each once', async () => {
    house.teams.fail = () => later(1000);
    await does(EVA.starts(1));
    await does(EVA.gives('1A.1', FINN));
    await log('Hej');
    await settle();
    house.teams.fail = () => undefined;
    const others = await Promise.all(['to', 'tre'].map((name) => bot(name)));
    for (const other of others) await other.dispatcher.sweep(incident);
    await house.time.pass(60_000);
    // A receipt may be updated to what it says already.
    expect(house.teams.said.filter((said) => !said.startsWith('update')).sort()).toEqual([
      'reply Din tur: 1A Beslutning om aktivering', expect.stringContaining('reply Du har fået 1A.1'), 'reply Gemt: 4 · Anna Holm',
      'thread Instruks 1 · Aktivering af krisestaben · hændelse 1',
    ]);
  });

  it('the post of one that takes long is not made by another meanwhile', async () => {
    await does(EVA.starts(1));
    await settle();
    house.teams.posts.length = 0;
    let release = () => undefined as void;
    house.teams.fail = () => new Promise<undefined>((resolve) => { release = () => resolve(undefined); });
    await does(EVA.gives('1A.1', FINN));
    await settle();
    const other = await bot('to');
    for (let seconds = 0; seconds < 60; seconds += 10) {
      await other.dispatcher.sweep(incident);
      await house.time.pass(10_000);
    }
    expect(house.teams.attempts.filter((attempt) => attempt.text.includes('Du har fået'))).toHaveLength(1);
    house.teams.fail = () => undefined;
    release();
    await house.time.pass(60_000);
    expect(house.teams.texts('reply')).toHaveLength(1);
  });
});

describe('after a crash', () => {
  it('before anything was posted, another process posts it, unmarked', async () => {
    const doomed = await bot('dødsdømt');
    doomed.dispatcher.wake = () => undefined;
    await house.does(doomed, incident, EVA.starts(1));
    doomed.kill();
    await process.dispatcher.sweep(incident);
    await house.time.pass(1000);
    expect(house.teams.said).toEqual(['thread Instruks 1 · Aktivering af krisestaben · hændelse 1', 'reply Din tur: 1A Beslutning om aktivering']);
  });

  it('between posting and writing it down, a mention is posted again and says so', async () => {
    const doomed = await bot('dødsdømt');
    house.teams.posted = (post) => void (isMention(post) && doomed.kill());
    await house.does(doomed, incident, EVA.starts(1));
    await settle();
    expect(await house.pending(incident)).toEqual(['mention']);
    house.teams.posted = () => undefined;
    await process.dispatcher.sweep(incident);
    await house.time.pass(9000);
    expect(house.teams.texts('reply')).toHaveLength(1);
    await house.time.pass(5000);
    expect(house.teams.texts('reply')).toEqual(['Din tur: 1A Beslutning om aktivering', '(gentaget) Din tur: 1A Beslutning om aktivering']);
    expect(await house.pending(incident)).toEqual([]);
  });

  it('between posting a card and writing it down, there is a second card, and it is the one that counts', async () => {
    const doomed = await bot('dødsdømt');
    house.teams.posted = ({ kind }) => void (kind === 'thread' && doomed.kill());
    await house.does(doomed, incident, EVA.starts(1));
    await settle();
    house.teams.posted = () => undefined;
    await process.dispatcher.sweep(incident);
    await house.time.pass(15_000);
    expect(house.teams.texts('thread')).toHaveLength(2);
    const second = house.teams.posts.filter((post) => post.kind === 'thread')[1];
    expect((await process.board.find(incident, 'instruks-1'))?.activityId).toBe(second?.activityId);
    expect(house.teams.posts.find(isMention)?.conversation).toBe(`${CHANNEL.conversation};messageid=${second?.activityId}`);
  });

  it('nothing that was finished is posted again', async () => {
    await does(EVA.starts(1));
    await log('Hej');
    await house.time.pass(5000);
    process.kill();
    const before = house.teams.posts.length;
    const next = await bot('to');
    await next.dispatcher.sweep(incident);
    await house.time.pass(60_000);
    expect(house.teams.posts).toHaveLength(before);
  });
});

describe('when the store is away', () => {
  it('a message that went out is written down as soon as the store is back, and not sent again', async () => {
    await does(EVA.starts(1));
    await settle();
    house.teams.posts.length = 0;
    house.teams.posted = () => house.store.faults.down();
    await does(EVA.gives('1A.1', FINN));
    await house.time.pass(20_000);
    house.teams.posted = () => undefined;
    house.store.faults.heal();
    await house.time.pass(60_000);
    expect(house.teams.texts('reply')).toHaveLength(1);
    expect(await house.pending(incident)).toEqual([]);
  });

  it('before a message could be claimed, it goes out when the store is back', async () => {
    await does(EVA.starts(1));
    await settle();
    house.teams.posts.length = 0;
    let claims = 0;
    const claim: Outbox['claim'] = (...args) => {
      claims += 1;
      if (claims === 1) house.store.faults.down();
      return house.store.outbox.claim(...args);
    };
    const shaky = await bot('to', { outbox: { ...house.store.outbox, claim } });
    await house.does(shaky, incident, EVA.gives('1A.1', FINN));
    await house.time.pass(1000);
    expect(house.teams.posts).toEqual([]);
    house.store.faults.heal();
    await house.time.pass(60_000);
    expect(house.teams.texts('reply')).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('waits for what is under way, begins nothing new, and leaves the rest in the outbox', async () => {
    await does(EVA.starts(1));
    await settle();
    house.teams.posts.length = 0;
    let release = () => undefined as void;
    house.teams.fail = () => new Promise<undefined>((resolve) => { release = () => resolve(undefined); });
    await does(EVA.gives('1A.1', FINN));
    await does(EVA.gives('1A.2', GRY));
    await settle();
    let stopped = false;
    void process.dispatcher.stop().then(() => { stopped = true; });
    await settle();
    expect(stopped).toBe(false);
    house.teams.fail = () => undefined;
    release();
    await house.time.pass(60_000);
    expect(stopped).toBe(true);
    expect(house.teams.texts('reply')).toEqual([expect.stringContaining('Du har fået 1A.1')]);
    expect(await house.pending(incident)).toEqual(['assign']);
  });
});

it('every kind of effect can be put into words for the log', async () => {
  house.teams.fail = () => never();
  const kinds: Effect['kind'][] = ['postCard', 'mention', 'assign', 'roleHandedOver', 'receipt', 'decisionCard'];
  for (const act of [...activated(), EVA.gives('1B.1', FINN), GRY.handsOver('kriseleder', GRY)]) await does(act);
  await does(ANNA.logs({ entryType: 'beslutning', tekst: 'Vi lukker' }), { place: THREAD });
  await house.time.pass(2 * 60 * 60_000);
  const words = (await deliveries()).map((event) => (event as unknown as { hvad: string }).hvad);
  expect([...new Set(words)]).toEqual(expect.arrayContaining([
    'Kortet til instruks 1', expect.stringMatching(/^Kaldet .*i tråden til instruks 1$/), 'Beskeden til Finn Aa om 1B.1', 'Beskeden om, at Gry Lund har fået en rolle',
    expect.stringMatching(/^Kvitteringen til Anna Holm for linje \d+$/), expect.stringMatching(/^Kortet til den ufuldstændige beslutning i linje \d+$/),
  ]));
  expect(kinds).toHaveLength(6);
  expect(await house.pending(incident)).toEqual([]);
});
