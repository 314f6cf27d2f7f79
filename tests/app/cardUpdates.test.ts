import { cardVersion } from '../../src/cards/cardVersion';
import { ANNA, BENT, CONTENT, EVA, FINN, GRY } from '../support/given';
import { House, later, never, notFound, type Process, settle, unknown } from './house';

let house: House;
let process: Process;
let incident: string;

/** Instruks 1 and 2 are under way, and their cards show it. */
beforeEach(async () => {
  house = await House.build();
  process = await house.process();
  incident = await house.open(process);
  await does(EVA.starts(1));
  await does(EVA.decides('1A.1', { valg: 'ja' }));
  await does(ANNA.starts(2));
  await house.time.pass(5000);
  forget();
});

const does = (act: Parameters<House['does']>[2], by = process) => house.does(by, incident, act);
const forget = () => {
  house.teams.posts.length = 0;
  house.teams.attempts.length = 0;
};
const updatesOf = (nummer: number) => house.teams.posts.filter((post) => post.kind === 'update' && post.card.startsWith(`Instruks ${nummer} `));
const triesOf = (nummer: number) => house.teams.attempts.filter((attempt) => attempt.kind === 'update' && attempt.card.startsWith(`Instruks ${nummer} `));

/** As the log is stored, whatever any process knows of it. */
async function state() {
  return (await house.process('læser')).journal.state(incident);
}

/** What the card shows, as it stands in its row, is what the log says. */
async function showsTheLog(card: string): Promise<boolean> {
  const row = (await house.store.cardRows.cards(incident)).find((candidate) => candidate.card === card);
  return row?.shown === cardVersion(await state(), CONTENT, card, house.time.incident().toISOString());
}

describe('a press', () => {
  it('is on the card soon after, without a row in the outbox', async () => {
    await does(EVA.completes('1B.1'));
    expect(await house.pending(incident)).toEqual([]);
    expect(updatesOf(1)).toEqual([]);
    await house.time.pass(400);
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('updates the card where it stands', async () => {
    const row = await process.board.find(incident, 'instruks-1');
    await does(EVA.completes('1B.1'));
    await house.time.pass(1000);
    expect(updatesOf(1)[0]).toMatchObject({ activityId: row?.activityId, conversation: row?.place.conversation });
  });

  it('leaves the cards alone that it does not change', async () => {
    await does(EVA.completes('1B.1'));
    await house.time.pass(5000);
    expect(updatesOf(2)).toEqual([]);
  });

  it('changes the cards of other instrukser whose locks it opens, and of whoever’s role changes hands', async () => {
    await does(GRY.handsOver('kriseleder', GRY));
    await house.time.pass(5000);
    expect(house.teams.posts.filter((post) => post.kind === 'update').map((post) => post.card).sort()).toContain('Hændelse 1 · Viborg: Telefonerne er nede');
    expect(await showsTheLog('haendelse')).toBe(true);
  });
});

describe('a line in the log that no card shows', () => {
  it('updates no card', async () => {
    await house.time.pass(20_000);
    forget();
    await does(ANNA.logs('Strømmen er gået'));
    await house.time.pass(5000);
    expect(house.teams.texts('update').filter((text) => text.startsWith('Instruks'))).toEqual([]);
  });
});

describe('a question that somebody is asked in the card\'s place', () => {
  const asked = async () => process.cardUpdates.asked(await process.journal.state(incident), 'instruks-1');

  it('is not taken away by what was known when it was asked, for twenty seconds', async () => {
    await does(EVA.completes('1B.1'));
    await asked();
    await house.time.pass(19_000);
    expect(updatesOf(1)).toEqual([]);
    await house.time.pass(2_000);
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('gives way to anything newer that the card shows', async () => {
    await does(EVA.completes('1B.1'));
    await asked();
    await does(GRY.completes('1B.2'));
    await house.time.pass(1_000);
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('is not disturbed by what other cards show, nor keeps them', async () => {
    await does(EVA.completes('1B.1'));
    await does(ANNA.completes('2A.1'));
    await asked();
    await house.time.pass(1_000);
    expect(updatesOf(1)).toEqual([]);
    expect(updatesOf(2)).toHaveLength(1);
  });

  it('keeps nothing back when the process stops', async () => {
    await does(EVA.completes('1B.1'));
    await asked();
    await house.time.pass(1_000);
    await process.cardUpdates.idle();
    expect(updatesOf(1)).toHaveLength(1);
  });

  it('keeps the others waiting no longer when it is asked again and again', async () => {
    await does(EVA.completes('1B.1'));
    await asked();
    await house.time.pass(15_000);
    await asked();
    await house.time.pass(6_000);
    expect(updatesOf(1)).toHaveLength(1);
  });

  it('keeps nobody waiting once whoever was asked has gone back', async () => {
    await does(EVA.completes('1B.1'));
    await asked();
    await house.time.pass(1_000);
    process.cardUpdates.answered(incident, 'instruks-1');
    await settle();
    expect(updatesOf(1)).toHaveLength(1);
  });

  it('that a newer picture has taken away keeps nothing back, not even what it was put on', async () => {
    await does(EVA.completes('1B.1'));
    await asked();
    await does(EVA.completes('1B.2'));
    await house.time.pass(1_000);
    await does(EVA.undoes('1B.2'));
    await house.time.pass(1_000);
    expect(updatesOf(1)).toHaveLength(2);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });
});

describe('twenty presses within a second', () => {
  it('are one or two updates, and the last one shows them all', async () => {
    for (let press = 0; press < 20; press += 1) {
      await does(press % 2 === 0 ? EVA.completes('1B.1') : EVA.undoes('1B.1'));
      await house.time.pass(50);
    }
    await house.time.pass(5000);
    expect(updatesOf(1).length).toBeGreaterThanOrEqual(1);
    expect(updatesOf(1).length).toBeLessThanOrEqual(2);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('are shown after a second at the latest, though people go on pressing', async () => {
    for (let press = 0; press < 30; press += 1) {
      await does(EVA.comments('1B.1', `Nr. ${press}`));
      await house.time.pass(100);
    }
    const first = updatesOf(1)[0]?.at ?? Infinity;
    expect(first - (house.time.real().getTime() - 3000)).toBeLessThanOrEqual(1000);
    expect(updatesOf(1).length).toBeGreaterThanOrEqual(2);
    expect(updatesOf(1).length).toBeLessThanOrEqual(4);
  });
});

describe('an update that fails', () => {
  it.each([['not taken', later], ['unknown', unknown]])('(%s) is tried again until the card shows the log', async (_, failure) => {
    house.teams.fail = (__, nth) => nth <= 3 && failure();
    await does(EVA.completes('1B.1'));
    await house.time.pass(60_000);
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('waits as long as Teams asks, though somebody presses meanwhile', async () => {
    house.teams.fail = ({ card }, nth) => card.startsWith('Instruks 1') && nth === 1 && later(20_000);
    await does(EVA.completes('1B.1'));
    await house.time.pass(1000);
    expect(triesOf(1)).toHaveLength(1);
    await does(EVA.completes('1B.2'));
    await house.time.pass(18_000);
    expect(triesOf(1)).toHaveLength(1);
    await house.time.pass(2000);
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it.each([['never', never, 11], ['not found', notFound, 15]])('(%s) is not tried all the time', async (_, failure, most) => {
    house.teams.fail = ({ card }) => card.startsWith('Instruks 1') && failure();
    await does(EVA.completes('1B.1'));
    for (let minute = 0; minute < 10; minute += 1) {
      await process.cardUpdates.check(incident);
      await house.time.pass(60_000);
    }
    expect(triesOf(1).length).toBeGreaterThan(1);
    expect(triesOf(1).length).toBeLessThanOrEqual(most);
  });

  it('of one card does not keep another from being updated', async () => {
    house.teams.fail = ({ card }) => card.startsWith('Instruks 1') && later();
    await does(EVA.completes('1B.1'));
    await does(ANNA.completes('2A.1'));
    await house.time.pass(2000);
    expect(updatesOf(2)).toHaveLength(1);
    expect(await showsTheLog('instruks-2')).toBe(true);
  });
});

describe('an older picture never replaces a newer one', () => {
  it('when an update takes long and more is pressed meanwhile', async () => {
    let release = () => undefined as void;
    house.teams.fail = ({ card }, nth) => card.startsWith('Instruks 1') && nth === 1 && new Promise<undefined>((resolve) => { release = () => resolve(undefined); });
    await does(EVA.completes('1B.1'));
    await house.time.pass(500);
    await does(EVA.completes('1B.2'));
    await house.time.pass(5000);
    expect(triesOf(1)).toHaveLength(1); // the second waits for the first
    release();
    await house.time.pass(5000);
    expect(updatesOf(1)).toHaveLength(2);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('when another process, which has not read the latest, thinks that it is to be updated', async () => {
    const other = await house.process('to');
    await other.journal.state(incident);
    await does(EVA.completes('1B.1'));
    await house.time.pass(1000);
    await other.board.reload(incident);
    await other.cardUpdates.check(incident);
    await settle();
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('when two processes are pressed at once', async () => {
    const other = await house.process('to');
    await other.journal.state(incident);
    await does(EVA.completes('1B.1'));
    await does(FINN.comments('1B.2', 'Ringer'), other);
    await does(EVA.completes('1B.3'));
    await house.time.pass(10_000);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('when another process holds the card, it waits its turn', async () => {
    const now = house.time.real();
    await house.store.leases.acquire(incident, 'kort:instruks-1', 'en anden', now.toISOString(), new Date(now.getTime() + 5000).toISOString());
    await does(EVA.completes('1B.1'));
    await house.time.pass(4900);
    expect(updatesOf(1)).toEqual([]);
    await house.time.pass(2000);
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });
});

describe('a change', () => {
  it('while the card was being posted is shown afterwards', async () => {
    house.teams.fail = ({ kind }) => kind === 'thread' && later(3000);
    await does(BENT.starts(4));
    await does(BENT.completes('4B.1'));
    await house.time.pass(500);
    house.teams.fail = () => undefined;
    await house.time.pass(10_000);
    await process.cardUpdates.check(incident);
    await settle();
    expect(await showsTheLog('instruks-4')).toBe(true);
  });

  it('that a crash left unshown is shown by the next check', async () => {
    await does(EVA.completes('1B.1'));
    process.kill();
    const next = await house.process('to');
    await next.cardUpdates.check(incident);
    await settle();
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });

  it('is brought out before the process stops', async () => {
    await does(EVA.completes('1B.1'));
    await process.cardUpdates.idle();
    expect(updatesOf(1)).toHaveLength(1);
    expect(await showsTheLog('instruks-1')).toBe(true);
  });
});
