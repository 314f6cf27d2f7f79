import fc from 'fast-check';
import { callKey } from '../../src/domain/checklist/calls';
import type { RecordedEvent } from '../../src/domain/event';
import { evolve, handle, replay } from '../../src/domain/incident';
import type { IncidentState } from '../../src/domain/state';
import { holders, stepState } from '../../src/domain/state';
import { Act, ANNA, BENT, CARLA, CONTENT, DAN, EVA, FINN, given, GRY, HANS, INCIDENT, instant, NOTHING, opened, RECORDED_AT, type Person } from '../support/given';

describe('every line', () => {
  it('says who, when by both clocks, where and by which command', () => {
    const [line] = given(opened()).when(ANNA.logs('Hej').at('14.05').as('besked:1')).lines;
    expect(line).toMatchObject({
      nr: 2, actor: { id: 'anna', name: 'Anna Holm' }, at: '2026-11-21T13:05:00.000Z', recordedAt: RECORDED_AT, commandId: 'besked:1', kanal: 'Teams-tråd',
    });
  });

  it('keeps of a person the id and the name, nothing else', () => {
    const [line] = given(opened()).when(EVA.logs('Hej')).lines;
    expect(Object.keys(line?.actor ?? {})).toEqual(['id', 'name']);
  });

  it('of one command is numbered on from the last', () => {
    const { lines } = given(opened(), ANNA.starts(2), ANNA.logs('Hej')).when(ANNA.decides('2C.1', { valg: 'ja' }));
    expect(lines.map((line) => line.nr)).toEqual([4, 5]);
  });
});

describe('incident time', () => {
  it('never decreases, whatever a server’s clock says', () => {
    const so = given(opened(), ANNA.logs('Senest').at('14.30'));
    expect(so.when(BENT.logs('Bagud').at('14.10')).lines[0]?.at).toBe(instant('14.30'));
    expect(so.when(BENT.logs('Fremad').at('14.31')).lines[0]?.at).toBe(instant('14.31'));
    expect(so.and(BENT.logs('Bagud').at('14.10')).state.lastIncidentTime).toBe(instant('14.30'));
  });
});

// ---- whatever happens ----------------------------------------------------------------------------------------

const PEOPLE: readonly Person[] = [ANNA, BENT, CARLA, DAN, EVA, FINN, GRY, HANS];
const STEPS = CONTENT.instrukser.flatMap((instruks) => instruks.afsnit.flatMap((afsnit) => afsnit.trin));
/** requirements.md §3, by number: which step waits for which, and for which choice. */
const WAITS: Readonly<Record<string, readonly { on: string; valg?: string }[]>> = Object.fromEntries([
  ...['1B.1', '1B.2', '1B.3', '1C.1', '1C.2'].map((nr) => [nr, [{ on: '1A.1', valg: 'ja' }]]),
  ...['2F.1', '2F.2', '2F.3'].map((nr) => [nr, [{ on: '2A.3' }, { on: '2D.2' }, { on: '2E.2' }]]),
  ['3C.2', [{ on: '3C.1', valg: 'godkendt' }]],
  ...['3D.1', '3D.2', '3D.3'].map((nr) => [nr, [{ on: '3C.2' }]]),
]);

const person = fc.constantFrom(...PEOPLE);
const anyStep = fc.constantFrom(...STEPS);
/** Instruks 1 and 3 have the locks; pressing around in few places makes more happen there. */
const busyStep = fc.constantFrom(...STEPS.filter((trin) => /^[13][ABC]/.test(trin.nummer)));
const nummer = fc.oneof(anyStep, { arbitrary: busyStep, weight: 2 }).map((trin) => trin.nummer);
const revision = fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, fc.nat(4));
const words = fc.constantFrom('', 'Noget', 'Noget andet');
const rolle = fc.constantFrom('kriseleder' as const, 'logfoerer' as const, 'procesansvarlig' as const, 'bemandingsansvarlig' as const, 'modtager' as const);

const act: fc.Arbitrary<Act> = fc
  .oneof(
    fc.tuple(person, fc.integer({ min: 1, max: 5 })).map(([who, nr]) => who.starts(nr)),
    { arbitrary: fc.tuple(person, nummer, revision).map(([who, nr, rev]) => who.completes(nr, rev)), weight: 5 },
    {
      arbitrary: fc.tuple(person, nummer, fc.nat(3), words).map(([who, nr, choice, tekst]) => {
        const valg = STEPS.find((trin) => trin.nummer === nr)?.valg?.[choice]?.id;
        return who.decides(nr, { valg, tekst });
      }),
      weight: 5,
    },
    fc.tuple(person, nummer, words).map(([who, nr, tekst]) => who.dismisses(nr, tekst)),
    { arbitrary: fc.tuple(person, nummer, revision).map(([who, nr, rev]) => who.undoes(nr, rev)), weight: 3 },
    fc.tuple(person, nummer, words).map(([who, nr, tekst]) => who.reopens(nr, tekst)),
    fc.tuple(person, nummer, words).map(([who, nr, tekst]) => who.comments(nr, tekst)),
    fc.tuple(person, nummer, person).map(([who, nr, til]) => who.gives(nr, til)),
    { arbitrary: fc.tuple(person, rolle, person).map(([who, role, til]) => who.handsOver(role, til)), weight: 2 },
    fc.tuple(person, words).map(([who, navn]) => who.namesContact(navn)),
    fc.tuple(person, words, fc.boolean()).map(([who, tekst, decided]) => who.logs({ entryType: decided ? 'beslutning' : 'information', tekst })),
    fc.tuple(person, fc.option(fc.nat(30), { nil: undefined }), words).map(([who, nr, tekst]) => who.corrects(nr, tekst)),
    fc.tuple(person, fc.nat(30), words, words).map(([who, nr, beslutter, why]) => who.completesDecision(nr, beslutter, why)),
    fc.constant(EVA.opens()),
  )
  .chain((something) => fc.integer({ min: 0, max: 90 }).map((minutes) => new Act(something.actor, something.body, later(minutes))));

/** Clocks of several servers: not always ahead. */
function later(minutes: number): string {
  return new Date(Date.parse(instant('14.00')) + minutes * 60_000).toISOString();
}

interface Story {
  readonly state: IncidentState;
  readonly lines: readonly RecordedEvent[];
  /** Per accepted command: the state before it and the lines that it led to. */
  readonly turns: readonly { readonly before: IncidentState; readonly lines: readonly RecordedEvent[] }[];
}

function told(acts: readonly Act[]): Story {
  let state = NOTHING;
  const turns: { before: IncidentState; lines: readonly RecordedEvent[] }[] = [];
  for (const [index, { actor, body, now }] of [opened(), EVA.starts(1), EVA.starts(3), ...acts].entries()) {
    const outcome = handle({ id: `c${index}`, incident: INCIDENT, actor, now, kanal: '', body }, state, CONTENT, RECORDED_AT);
    if (outcome.kind === 'rejected') continue;
    turns.push({ before: state, lines: outcome.recorded });
    state = outcome.state;
  }
  return { state, turns, lines: turns.flatMap((turn) => turn.lines) };
}

/** Whatever people press and write, in whatever order, right or wrong. */
function always(check: (story: Story) => void): void {
  fc.assert(fc.property(fc.array(act, { maxLength: 60 }), (acts) => check(told(acts))), { numRuns: 200 });
}

function statusOf(state: IncidentState, nr: string) {
  const trin = STEPS.find((candidate) => candidate.nummer === nr);
  const started = state.instrukser[`instruks-${nr.charAt(0)}`];
  return trin && started ? stepState(started, trin.id).status : { kind: 'aaben' as const };
}

describe('whatever people do', () => {
  it('the log read again gives the same state', () => {
    always(({ state, lines }) => expect(replay(INCIDENT, lines)).toEqual(state));
  });

  it('the log survives being stored', () => {
    always(({ state, lines }) => expect(replay(INCIDENT, JSON.parse(JSON.stringify(lines)) as RecordedEvent[])).toEqual(state));
  });

  it('lines are numbered 1, 2, 3 …, and time never runs back', () => {
    always(({ state, lines }) => {
      expect(lines.map((line) => line.nr)).toEqual(lines.map((_, index) => index + 1));
      expect(state.log.count).toBe(lines.length);
      expect(lines.map((line) => line.at)).toEqual(lines.map((line) => line.at).sort());
    });
  });

  it('a step’s revision never decreases, and its status never changes without it', () => {
    always(({ turns, state }) => {
      const states = [...turns.map((turn) => turn.before), state];
      states.slice(1).forEach((after, index) => {
        for (const [id, started] of Object.entries(states[index]?.instrukser ?? {})) {
          for (const [trin, earlier] of Object.entries(started.steps)) {
            const now = stepState(after.instrukser[id] ?? started, trin);
            expect(now.revision).toBeGreaterThanOrEqual(earlier.revision);
            if (now.revision === earlier.revision) expect(now.status).toEqual(earlier.status);
          }
        }
      });
    });
  });

  it('no step is done twice without having been taken back or reopened between', () => {
    always(({ lines }) => {
      const done = new Set<string>();
      for (const { event } of lines) {
        if (event.type === 'StepCompleted' || event.type === 'StepDecided' || event.type === 'StepMarkedNotRelevant') {
          expect(done).not.toContain(event.nummer);
          done.add(event.nummer);
        }
        if (event.type === 'StepUndone' || event.type === 'StepReopened') {
          expect(done).toContain(event.nummer);
          done.delete(event.nummer);
        }
      }
    });
  });

  it('no step is done while what it waits for is not', () => {
    always(({ turns }) => {
      for (const { before, lines } of turns) {
        const [first] = lines;
        if (first?.event.type !== 'StepCompleted' && first?.event.type !== 'StepDecided') continue;
        for (const { on, valg } of WAITS[first.event.nummer] ?? []) {
          const status = statusOf(before, on);
          if (valg) expect(status).toMatchObject({ kind: 'udfoert', beslutning: { valg } });
          else expect(status.kind).not.toBe('aaben');
        }
      }
    });
  });

  it('nobody takes back what somebody else has done', () => {
    always(({ lines }) => {
      for (const { event, actor } of lines) {
        if (event.type === 'StepUndone') expect(lines[event.retter - 1]).toMatchObject({ actor, event: { trin: event.trin } });
      }
    });
  });

  it('an instruks is started once', () => {
    always(({ lines }) => {
      const started = lines.flatMap(({ event }) => (event.type === 'InstruksStarted' ? [event.instruks] : []));
      expect(new Set(started).size).toBe(started.length);
    });
  });

  it('a role is called again to a section only when its people have changed, and only to open, unlocked steps of its own', () => {
    always(({ lines }) => {
      const called = new Map<string, string>();
      let state = NOTHING;
      for (const line of lines) {
        state = evolve(state, line);
        for (const call of line.calls) {
          const people = JSON.stringify(call.personer);
          expect(called.get(callKey(call))).not.toBe(people);
          called.set(callKey(call), people);
          expect(call.personer).toEqual(holders(state, call.rolle));
          expect(call.trin.length).toBeGreaterThan(0);
          for (const id of call.trin) {
            const trin = STEPS.find((candidate) => candidate.id === id);
            expect(trin?.roller).toContain(call.rolle);
            expect(statusOf(state, trin?.nummer ?? '').kind).toBe('aaben');
          }
        }
      }
    });
  });

  it('calls stand in a command’s last line only', () => {
    always(({ turns }) => {
      for (const { lines } of turns) expect(lines.slice(0, -1).every((line) => line.calls.length === 0)).toBe(true);
    });
  });

  it('the same story told twice is the same log', () => {
    fc.assert(fc.property(fc.array(act, { maxLength: 20 }), (acts) => expect(told(acts).lines).toEqual(told(acts).lines)), { numRuns: 20 });
  });
});

it('the stories do get somewhere: steps are done, taken back, locked and unlocked', () => {
  const events = fc.sample(fc.array(act, { minLength: 60, maxLength: 60 }), { numRuns: 100, seed: 1 }).flatMap((acts) => told(acts).lines.map((line) => line.event));
  const seen = new Set(events.map((event) => event.type));
  for (const type of ['StepCompleted', 'StepDecided', 'StepUndone', 'StepReopened', 'StepMarkedNotRelevant', 'RoleHandedOver', 'LogDecisionCompleted', 'LogEntryCorrected'] as const) {
    expect(seen).toContain(type);
  }
  const done = new Set(events.flatMap((event) => (event.type === 'StepCompleted' ? [event.nummer] : [])));
  expect([...done]).toEqual(expect.arrayContaining(['1B.1', '1C.2', '3C.2']));
});
