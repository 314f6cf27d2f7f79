import { entriesOf, stepsOf } from '../../src/domain/checklist/mine';
import { activated, ANNA, BENT, CARLA, CONTENT, EVA, FINN, given, GRY, HANS, opened, type Given, type Person } from '../support/given';

const steps = (so: Given, who: Person) => stepsOf(who, so.state, CONTENT).map(({ trin }) => trin.nummer);
const lines = (so: Given, who: Person) => entriesOf(who, so.state).map(({ nr }) => nr);
const task = (ansvarlig: string) => BENT.logs({ entryType: 'handling', tekst: 'Ring til vagten', ansvarlig });

describe('my steps', () => {
  it('are the open ones of a role that I hold, when nothing locks them', () => {
    const started = given(opened(), EVA.starts(1));
    expect(steps(started, ANNA)).toEqual(steps(started, ANNA).filter((nummer) => nummer.startsWith('1A')));
    expect(steps(started.and(...activated().slice(1)), EVA)).toEqual(expect.arrayContaining(['1B.1']));
    expect(steps(started, HANS)).toEqual([]);
  });

  it('go when they are done or set aside, and come back when they are reopened', () => {
    const so = given(opened(), activated());
    expect(steps(so.and(EVA.completes('1B.1')), EVA)).not.toContain('1B.1');
    expect(steps(so.and(EVA.dismisses('1B.1')), EVA)).not.toContain('1B.1');
    expect(steps(so.and(EVA.completes('1B.1'), EVA.reopens('1B.1')), EVA)).toContain('1B.1');
  });

  it('are those that were given to me too, locked or not', () => {
    expect(steps(given(opened(), EVA.starts(1), EVA.gives('1B.1', HANS)), HANS)).toEqual(['1B.1']);
    expect(steps(given(opened(), EVA.starts(1), EVA.gives('1B.1', HANS), EVA.gives('1B.1', FINN)), HANS)).toEqual([]);
  });

  it('follow the role', () => {
    const so = given(opened(), EVA.starts(2));
    const hers = steps(so, CARLA);
    expect(hers.length).toBeGreaterThan(0);
    const after = so.and(CARLA.handsOver('procesansvarlig', HANS));
    expect(steps(after, HANS)).toEqual(hers);
    expect(steps(after, CARLA)).toEqual([]);
  });
});

describe('my entries', () => {
  it.each(['Gry Lund', 'gry lund', ' GRY  Lund ', 'Gry', 'gry'])('name me: "%s"', (written) => {
    expect(lines(given(opened(), task(written)), GRY)).toEqual([2]);
  });

  it.each(['Gry Lundgaard', 'Lund', 'Gry og Eva', ''])('do not name me: "%s"', (written) => {
    expect(lines(given(opened(), task(written)), GRY)).toEqual([]);
  });

  it('are those that count: not the ones that have been corrected', () => {
    expect(lines(given(opened(), task('Gry'), BENT.corrects(2, 'Ring til vagten nu', { ansvarlig: 'Gry Lund' })), GRY)).toEqual([3]);
    expect(lines(given(opened(), task('Gry'), BENT.corrects(2, 'Ring til vagten nu', { ansvarlig: 'Eva' })), GRY)).toEqual([]);
  });
});
