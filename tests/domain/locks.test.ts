import { lockSentence, shutLocks } from '../../src/domain/checklist/locks';
import { findInstruks } from '../../src/domain/instruks';
import { activated, ANNA, BENT, CARLA, CONTENT, DAN, EVA, FINN, given, type Given, opened } from '../support/given';

const SAID_YES = 'Låst: 1A.1 skal være besluttet: Ja, krisestaben aktiveres.';

/** The numbers of the steps of an instruks that are locked. */
function lockedIn(nummer: number, so: Given): string[] {
  const steps = findInstruks(CONTENT, `instruks-${nummer}`)?.afsnit.flatMap((afsnit) => afsnit.trin) ?? [];
  return steps.filter((trin) => shutLocks(trin, so.state, CONTENT).length > 0).map((trin) => trin.nummer);
}

describe('1B and 1C wait for the decision to activate (1A.1)', () => {
  const begun = given(opened(), EVA.starts(1));

  it('are locked at first', () => {
    expect(lockedIn(1, begun)).toEqual(['1B.1', '1B.2', '1B.3', '1C.1', '1C.2']);
    begun.when(EVA.completes('1B.1')).thenRejected('laast', `1B.1 kan ikke udføres endnu. ${SAID_YES}`);
  });

  it('open when it is yes', () => {
    expect(lockedIn(1, begun.and(EVA.decides('1A.1', { valg: 'ja' })))).toEqual([]);
  });

  it.each(['nej', 'udsaet'])('stay locked when it is %s', (valg) => {
    begun.and(EVA.decides('1A.1', { valg })).when(EVA.completes('1C.1')).thenRejected('laast', `1C.1 kan ikke udføres endnu. ${SAID_YES}`);
  });

  it('stay locked when the decision is set aside: nobody said yes', () => {
    begun.and(EVA.dismisses('1A.1')).when(EVA.completes('1B.1')).thenRejected('laast', `1B.1 kan ikke udføres endnu. ${SAID_YES}`);
  });

  it('are locked again when the decision is reopened; what is done stays done', () => {
    const reopened = begun.and(EVA.decides('1A.1', { valg: 'ja' }), EVA.completes('1B.1'), ANNA.reopens('1A.1'));
    expect(reopened.step('1B.1').status.kind).toBe('udfoert');
    reopened.when(EVA.completes('1B.2')).thenRejected('laast', `1B.2 kan ikke udføres endnu. ${SAID_YES}`);
  });

  it('open when no becomes yes', () => {
    const changed = begun.and(EVA.decides('1A.1', { valg: 'nej' }), EVA.undoes('1A.1'), EVA.decides('1A.1', { valg: 'ja' }));
    changed.when(EVA.completes('1B.1')).then({ type: 'StepCompleted' });
  });
});

describe('2F waits for the situationsbillede (2A.3), the guide (2D.2) and both being at hand for the agents (2E.2)', () => {
  const begun = given(opened(), ANNA.starts(2));
  const keys = [BENT.completes('2A.3'), CARLA.completes('2D.2'), CARLA.completes('2E.2')];

  it('names all that is missing, in the order of the content', () => {
    begun
      .when(ANNA.completes('2F.1'))
      .thenRejected('laast', '2F.1 kan ikke udføres endnu. Låst: 2A.3, 2D.2 og 2E.2 skal være udført.');
  });

  it.each([0, 1, 2])('stays locked while one of them is missing (%i)', (missing) => {
    const some = begun.and(keys.filter((_, index) => index !== missing));
    expect(lockedIn(2, some)).toEqual(['2F.1', '2F.2', '2F.3']);
  });

  it('opens when all three are done', () => {
    begun.and(keys).when(ANNA.completes('2F.1')).then({ type: 'StepCompleted', nummer: '2F.1' });
    expect(lockedIn(2, begun.and(keys))).toEqual([]);
  });

  it('counts one that was set aside as met: the authority may have no access to the guide', () => {
    const without = begun.and(BENT.completes('2A.3'), CARLA.dismisses('2D.2', 'Ingen adgang'), CARLA.completes('2E.2'));
    without.when(ANNA.completes('2F.1')).then({ type: 'StepCompleted', nummer: '2F.1' });
  });

  it('holds for steps that are completed for somebody else as well', () => {
    begun.when(FINN.completes('2F.2')).thenRejected('laast', '2F.2 kan ikke udføres endnu. Låst: 2A.3, 2D.2 og 2E.2 skal være udført.');
  });
});

describe('3C.1 → 3C.2 → 3D', () => {
  const begun = given(opened(), ANNA.starts(3));

  it('no shifts before the styregruppe has approved', () => {
    const sentence = '3C.2 kan ikke udføres endnu. Låst: 3C.1 skal være besluttet: Opjusteringen godkendes.';
    begun.when(DAN.completes('3C.2')).thenRejected('laast', sentence);
    begun.and(FINN.decides('3C.1', { valg: 'ikke-godkendt' })).when(DAN.completes('3C.2')).thenRejected('laast', sentence);
  });

  it('no request for cover before the shifts are there', () => {
    const approved = begun.and(FINN.decides('3C.1', { valg: 'godkendt' }));
    expect(lockedIn(3, begun)).toEqual(['3C.2', '3D.1', '3D.2', '3D.3']);
    expect(lockedIn(3, approved)).toEqual(['3D.1', '3D.2', '3D.3']);
    approved.when(FINN.completes('3D.1')).thenRejected('laast', '3D.1 kan ikke udføres endnu. Låst: 3C.2 skal være udført.');
    approved.and(DAN.completes('3C.2')).when(FINN.completes('3D.1')).then({ type: 'StepCompleted', nummer: '3D.1' });
  });
});

describe('a lock', () => {
  it('may be held by a step of an instruks that nobody has started', () => {
    const lock = { trin: 'godkend-opjustering', valg: ['godkendt'] };
    const trin = { ...someStep(), laastAf: [lock] };
    expect(shutLocks(trin, given(opened(), activated()).state, CONTENT)).toEqual([lock]);
    expect(shutLocks(trin, given(opened(), ANNA.starts(3), FINN.decides('3C.1', { valg: 'godkendt' })).state, CONTENT)).toEqual([]);
  });

  it('with several choices opens by any of them, and names them all', () => {
    const lock = { trin: 'vurder-vagtplan', valg: ['fasthold', 'normal-drift'] };
    const trin = { ...someStep(), laastAf: [lock] };
    const done = (valg: string) => given(opened(), ANNA.starts(3), ANNA.decides('3E.3', { valg })).state;
    expect(shutLocks(trin, done('fasthold'), CONTENT)).toEqual([]);
    expect(shutLocks(trin, done('normal-drift'), CONTENT)).toEqual([]);
    expect(shutLocks(trin, done('opskaler'), CONTENT)).toEqual([lock]);
    expect(lockSentence([lock], CONTENT)).toBe('Låst: 3E.3 skal være besluttet: Vagtplanen fastholdes eller Vagtplanen går i normal drift');
  });
});

function someStep() {
  const trin = findInstruks(CONTENT, 'instruks-4')?.afsnit[0]?.trin[0];
  if (!trin) throw new Error('instruks 4 is empty');
  return trin;
}
