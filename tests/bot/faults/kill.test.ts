import { storeKind, teamsKind } from '../../support/faults/kinds';
import { Rig } from '../../support/faults/rig';
import { Spine } from '../../support/faults/spine';

/**
 * The plug is pulled (SIGKILL) at every step of command → outbox → post. A first run notes every outside request that
 * the scenario (see `Spine`) makes: to the store, through the proxy, and to Teams. Then, for each distinct kind of
 * request (operation + kinds of rows, the commit of each command being a kind of its own; or route + message), the
 * scenario runs anew twice: the bot dies just before the request is carried out, and after it was carried out but before
 * its answer arrives. The bot is started again, people repeat what was not acknowledged (Teams delivers the same
 * activity), and in the end every line is in the log exactly once and everything that had to be posted stands in Teams.
 *
 * Covered is the first request of each kind. A read changes nothing outside, so that before and after are the same to
 * everybody: one of them is run. The start's own requests (tables, roster) are not part of it. Another incident is open
 * beside it, which has to be told of it. Several worlds (store, Teams, bot) go on at once, since most of the time is spent
 * waiting for the dead bot's leases to run out.
 */
const WORLDS = Number(process.env.KILL_WORLDS ?? 14);

afterAll(async () => Rig.closeAll());

const isRead = (kind: string) => /^(get|list) /.test(kind);

type When = 'before' | 'after';
interface Point {
  readonly kind: string;
  readonly when: When;
}

it('a bot that is killed at any request loses nothing, doubles nothing and posts what was pending', async () => {
  const rig = await Rig.start();
  const open = new Map([[rig, await new Spine(rig).opened()]]);
  const kinds = await recorded(rig, open.get(rig));
  expect(kinds.filter((kind) => kind.startsWith('batch')).length).toBeGreaterThanOrEqual(SMALLEST.batches);
  expect(kinds.filter((kind) => kind.startsWith('teams')).length).toBeGreaterThanOrEqual(SMALLEST.posts);

  const points = kinds.flatMap((kind): Point[] => (isRead(kind) ? [{ kind, when: 'before' }] : [{ kind, when: 'before' }, { kind, when: 'after' }]));
  const failures: string[] = [];
  const missed: Point[] = [];
  const work = async (world: Rig) => {
    for (let point = points.pop(); point; point = points.pop()) {
      const { faults, reached } = await killedAt(world, point, open.get(world));
      if (!reached) missed.push(point);
      failures.push(...faults.map((fault) => `killed ${point?.when} "${point?.kind}": ${fault}`));
    }
    await world.close();
  };
  const others = Array.from({ length: WORLDS - 1 }, async () => {
    const world = await Rig.start();
    open.set(world, await new Spine(world).opened());
    await work(world);
  });
  await Promise.all([work(rig), ...others]);
  expect(failures).toEqual([]);
  // Reads that depend on how fast things happen may not come a second time; all that changes something has to.
  expect(missed.filter(({ kind }) => !isRead(kind))).toEqual([]);
  expect(missed.length).toBeLessThanOrEqual(4);
}, 600_000);

/** The scenario makes at least so many kinds of transactions and posts: a guard against a classification that sees nothing. */
const SMALLEST = { batches: 10, posts: 9 };

/** The distinct kinds of requests of an undisturbed run, in order of their first appearance. */
async function recorded(rig: Rig, beside: string | undefined): Promise<readonly string[]> {
  const kinds = new Set<string>();
  rig.proxy.decide((request) => { kinds.add(storeKind(request)); return undefined; });
  rig.onTeams = (request) => { kinds.add(teamsKind(request)); return undefined; };
  const spine = new Spine(rig, beside);
  for (const { activity, posts } of spine.steps) {
    expect((await rig.deliver(await activity())).kind).toBe('acknowledged');
    await rig.staff.until(() => spine.has(posts));
  }
  await rig.settled(spine.incident);
  expect(await spine.faults()).toEqual([]);
  expect(Object.values(spine.posts()).every((count) => count === 1)).toBe(true);
  rig.proxy.decide(undefined);
  rig.onTeams = undefined;
  return [...kinds].filter((kind) => !kind.endsWith('@roster') && !kind.includes('LIVSTEGN'));
}

async function killedAt(rig: Rig, { kind, when }: Point, beside: string | undefined): Promise<{ faults: readonly string[]; reached: boolean }> {
  let restarted: Promise<unknown> | undefined;
  let told: () => void = () => {};
  const killed = new Promise<void>((resolve) => { told = resolve; });
  /** Whether the request is still to be carried out; undefined when it is not the one. */
  const pullPlug = async (seen: string): Promise<'forward' | 'break' | undefined> => {
    if (seen !== kind || restarted) return undefined;
    const dying = rig.staff.bot!.kill();
    restarted = dying.then(() => rig.startBot());
    restarted.catch(() => undefined); // whoever waits for it is told
    await dying;
    told();
    return when === 'after' ? 'forward' : 'break';
  };
  rig.proxy.decide((request) => pullPlug(storeKind(request)));
  rig.onTeams = async (request) => ((await pullPlug(teamsKind(request))) === 'break' ? { kind: 'dropRequest' } : undefined);

  const spine = new Spine(rig, beside);
  const faults: string[] = [];
  for (const { activity, posts } of spine.steps) {
    const said = await activity();
    let answer = await rig.deliver(said);
    for (let again = 0; again < 4 && answer.kind !== 'acknowledged'; again += 1) {
      await restarted;
      answer = await rig.deliver(said);
    }
    if (answer.kind !== 'acknowledged') faults.push(`answered: ${JSON.stringify(answer)}`);
    await Promise.race([killed, rig.staff.until(() => spine.has(posts))]);
  }
  await rig.settled(spine.incident);
  await restarted;
  rig.proxy.decide(undefined);
  rig.onTeams = undefined;
  return { faults: [...faults, ...(await spine.faults())], reached: restarted !== undefined };
}
