import * as fc from 'fast-check';
import { countedVotes, entitled, missingVoters } from '../../../src/domain/vote/counting';
import { nextVoteDue } from '../../../src/domain/vote/due';
import { closingAtDeadline, wouldDecide } from '../../../src/domain/vote/outcome';
import { hasQuorum, quorumLacks } from '../../../src/domain/vote/quorum';
import type { Answer, Electorate, VoteEvent, VoteRule, VoteState } from '../../../src/domain/vote/vote';
import {
  ACTIVATION,
  against,
  AGREED,
  changes,
  minute,
  opened,
  person,
  QUESTIONS,
  RAISE,
  RAISE_BY_SEATS,
  records,
  replay,
  ticks,
  votes,
  type Act,
  type Story,
} from './given';
import { atTheEnd, closes, judge, type Verdict } from './oracle';

// ---- what may happen -------------------------------------------------------------------------------------------

const someone = fc.constantFrom(...'abcdefgh').map(person);
const vacant = fc.constant(undefined);

/** Few people for many places, so that hats overlap; places without anybody; distinct members, as the roster has it. */
const electorates: fc.Arbitrary<Electorate> = fc.record({
  modtager: someone,
  kriseleder: fc.record({
    holder: fc.oneof({ weight: 3, arbitrary: someone }, { weight: 1, arbitrary: vacant }),
    deputies: fc.uniqueArray(someone, { maxLength: 3, selector: ({ id }) => id }),
  }),
  styregruppe: fc.uniqueArray(fc.record({ medlem: someone, suppleant: fc.oneof(someone, vacant) }), {
    maxLength: 6,
    selector: ({ medlem }) => medlem.id,
  }),
});

const rules: fc.Arbitrary<VoteRule> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(ACTIVATION) },
  { weight: 1, arbitrary: fc.constant(RAISE) },
  { weight: 1, arbitrary: fc.constant(RAISE_BY_SEATS) },
  {
    weight: 1,
    arbitrary: fc
      .record({ persons: fc.nat(4), seats: fc.nat(3), tie: fc.constantFrom('kriseleder', 'modtager', 'ingen') })
      .map(({ persons, seats, tie }) => ({
        ...RAISE_BY_SEATS,
        mindstPersoner: persons,
        kraever: [{ rolle: 'styregruppe', antal: seats }],
        stemmelighedAfgoeresAf: tie,
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ persons: fc.nat(5), seats: fc.nat(4), tie: fc.constantFrom('kriseleder', 'modtager', 'ingen') })
      .map(({ persons, seats, tie }) => ({
        ...ACTIVATION,
        mindstPersoner: persons,
        kraever: [...ACTIVATION.kraever.slice(0, 2), { rolle: 'styregruppe', antal: seats }],
        stemmelighedAfgoeresAf: tie,
      })),
  },
);

const answers: fc.Arbitrary<Answer> = fc.constantFrom(AGREED, AGREED, against('aktiver'), against('niveau'), against('niveau', 'aktiver'));
const voters = fc.oneof({ weight: 12, arbitrary: someone }, { weight: 1, arbitrary: fc.constant(person('fremmed')) });
const press = fc.record({
  kind: fc.constant('press' as const),
  who: voters,
  svar: answers,
  confirmed: fc.boolean(),
  stale: fc.nat(9).map((n) => n === 0),
  after: fc.nat(3),
});
const step = fc.oneof(
  { weight: 8, arbitrary: press },
  { weight: 3, arbitrary: press.map((one) => ({ ...one, kind: 'oral' as const })) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change' as const), forslag: fc.constantFrom('A', 'B'), after: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const), after: fc.nat(40) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const runs = fc.record({ vaelgere: electorates, regel: rules, steps: fc.array(step, { maxLength: 25 }) });

function actOf(one: Step, at: number, version: number): Act {
  switch (one.kind) {
    case 'press':
      return votes(one.who, one.svar, { at, confirmed: one.confirmed, version: one.stale ? version - 1 : version });
    case 'oral':
      return records(person('logfoerer'), one.who, one.svar, { at, confirmed: one.confirmed, version: one.stale ? version - 1 : version });
    case 'change':
      return changes(
        person('a'),
        QUESTIONS.map((question) => ({ ...question, forslag: one.forslag })),
        { at },
      );
    case 'tick':
      return ticks(at);
  }
}

/** Plays a run and looks at every decision on the way, the last being a tick long after the deadline. */
function play(
  { vaelgere, regel, steps }: { vaelgere: Electorate; regel: VoteRule; steps: readonly Step[] },
  look: (before: Story, act: Act, one: Step, after: Story) => void = () => {},
): Story {
  let story = opened(vaelgere, regel);
  let at = 0;
  for (const one of [...steps, { kind: 'tick' as const, after: 100 }]) {
    at += one.after;
    const act = actOf(one, at, story.vote.version);
    const decision = story.attempt(act);
    const next = decision.kind === 'accepted' ? story.with(act, decision.events) : story;
    look(story, act, one, next);
    story = next;
  }
  return story;
}

const verdictOn = (vote: VoteState, question = vote.afgoerende): Verdict => judge(vote.stemmer, vote.vaelgere, vote.regel, question);
const closings = (events: readonly VoteEvent[]) => events.filter((event) => event.type === 'AfstemningClosed');
const check = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void, numRuns = 200) =>
  fc.assert(fc.property(arbitrary, property), { numRuns });

const ORAL = { registreretAf: person('logfoerer'), tidspunkt: minute(0), hoertAf: 'Lis' };

// ---- what always holds -----------------------------------------------------------------------------------------

describe('whatever people press, say and change, and however late', () => {
  it('the vote is a function of the log: the stored lines give the same state', () => {
    check(runs, (run) => {
      const { lines, vote } = play(run);
      expect(JSON.parse(JSON.stringify(replay(JSON.parse(JSON.stringify(lines)))))).toEqual(JSON.parse(JSON.stringify(vote)));
    });
  });

  it('there is exactly one outcome, and nothing that comes later changes it', () => {
    check(runs, (run) => {
      const story = play(run, (before, _, __, after) => {
        if (before.vote.udfald) expect(after.vote).toEqual({ ...before.vote, senere: after.vote.senere });
      });
      expect(closings(story.events)).toHaveLength(1);
      const { type: _, afstemning: __, ...closing } = closings(story.events)[0]!;
      expect(story.vote.udfald).toMatchObject(closing);
    });
  });

  it('nothing is adopted without a quorum, nothing is rejected without one, as another reading of the rule has it', () => {
    check(runs, (run) => {
      const { vote } = play(run);
      expect(vote.udfald!.resultat).toBe(atTheEnd(verdictOn(vote)));
      for (const { id, ...result } of vote.udfald!.spoergsmaal) {
        const verdict = verdictOn(vote, id);
        expect(result).toEqual({ vedtaget: atTheEnd(verdict) === 'vedtaget', for: verdict.for, imod: verdict.against });
      }
    });
  });

  it('nobody is counted twice, and every vote that counts has a place of its own: one seat, one vote', () => {
    check(runs, (run) => {
      play(run, (_, __, ___, { vote }) => {
        const counted = countedVotes(vote).map((ballot) => ballot.person.id);
        expect(new Set(counted).size).toBe(counted.length);
        expect(counted.toSorted()).toEqual([...verdictOn(vote).counted].sort());
        expect(haveEachTheirPlace(counted, placesIn(vote.vaelgere))).toBe(true);
        expect(vote.udfald?.stemmer ?? countedVotes(vote)).toHaveLength(counted.length);
      });
    });
  });

  it('where only the styregruppe counts, no other vote does: neither the kriseleder’s nor the receiver’s without a seat', () => {
    check(runs, ({ vaelgere, regel, steps }) => {
      const { vote } = play({ vaelgere, regel: { ...RAISE_BY_SEATS, stemmelighedAfgoeresAf: regel.stemmelighedAfgoeresAf }, steps });
      const seats = vaelgere.styregruppe.map((seat) => [seat.medlem.id, seat.suppleant?.id]);
      const ids = vote.udfald!.stemmer.map((ballot) => ballot.person.id);
      expect(haveEachTheirPlace(ids, seats)).toBe(true);
      if (vote.udfald!.resultat !== 'ikke-beslutningsdygtig') expect(ids.length).toBeGreaterThanOrEqual(3);
    });
  });

  it('a vote that would close it is stored only when it is confirmed, and then the outcome stands beside it', () => {
    check(runs, (run) => {
      play(run, (before, act, one, after) => {
        if ((one.kind !== 'press' && one.kind !== 'oral') || before.vote.udfald || minute(act.minutes) >= before.vote.frist) return;
        const ballot = {
          person: one.who,
          uenig: one.svar.enig ? [] : one.svar.uenig,
          ...(one.kind === 'oral' ? { mundtlig: ORAL } : {}),
        };
        const expected = closes(judge([...before.vote.stemmer, ballot], before.vote.vaelgere, before.vote.regel, before.vote.afgoerende));
        const decision = before.attempt(act);
        if (decision.kind === 'rejected' && decision.code !== 'bekraeft') return;
        expect(decision.kind).toBe(expected && !one.confirmed ? 'rejected' : 'accepted');
        expect(after.vote.udfald?.resultat).toBe(one.confirmed ? expected : undefined);
        expect(wouldDecide(before.vote, ballot)).toBe(expected);
      });
    });
  });

  it('an open vote is never already decided, lacks somebody or a quorum, and always waits for a time to come', () => {
    check(runs, (run) => {
      play(run, (_, { minutes }, one, { vote }) => {
        expect(nextVoteDue(vote) === undefined).toBe(vote.udfald !== undefined);
        if (one.kind === 'tick' && !vote.udfald) expect(nextVoteDue(vote)! > minute(minutes)).toBe(true);
        if (vote.udfald || vote.stemmer.length === 0) return;
        expect(missingVoters(vote).length).toBeGreaterThan(0);
        const { roller, personer } = quorumLacks(vote);
        expect(roller.length === 0 && personer === 0).toBe(verdictOn(vote).quorum);
        if (verdictOn(vote).quorum) expect(verdictOn(vote).for).toBeLessThanOrEqual(verdictOn(vote).against);
      });
    });
  });

  it('only those who were in the vote when it opened have a vote in it, and strangers are told so', () => {
    check(runs, (run) => {
      const { vote, lines } = play(run, (before, act, one) => {
        if (!('who' in one) || entitled(one.who, before.vote)) return;
        expect(before.attempt(act)).toMatchObject({ kind: 'rejected', code: 'ingen-stemmeret' });
      });
      const everybody = [
        run.vaelgere.modtager,
        run.vaelgere.kriseleder.holder,
        ...run.vaelgere.kriseleder.deputies,
        ...run.vaelgere.styregruppe.flatMap((seat) => [seat.medlem, seat.suppleant]),
      ];
      const voted = lines.flatMap(({ event }) => (event.type === 'StemmeCast' ? [event.person.id] : []));
      expect(voted.every((id) => everybody.some((one) => one?.id === id))).toBe(true);
      expect([...vote.udfald!.stemmer.map((ballot) => ballot.person), ...vote.udfald!.ikkeStemt].every((one) => entitled(one, vote))).toBe(true);
    });
  });

  it('who counts, what is lacking, who is missing and what the deadline brings are as another reading of the rule has it', () => {
    const ballots = fc.array(fc.record({ who: someone, svar: answers, oral: fc.boolean() }), { minLength: 3, maxLength: 10 });
    check(
      fc.record({ vaelgere: electorates, regel: rules, ballots }),
      (given) => {
        const { vaelgere, regel } = given;
        const stemmer = given.ballots.map(({ who, svar, oral }, nr) => ({
          person: who,
          uenig: svar.enig ? [] : svar.uenig,
          ...(oral ? { mundtlig: ORAL } : {}),
          at: minute(0),
          nr,
        }));
        const vote = { ...opened(vaelgere, regel).vote, stemmer: stemmer.filter((ballot) => entitled(ballot.person, { regel, vaelgere })) };
        const verdict = verdictOn(vote);
        expect(
          countedVotes(vote)
            .map((ballot) => ballot.person.id)
            .sort(),
        ).toEqual(verdict.counted.toSorted());
        expect(hasQuorum(vote)).toBe(verdict.quorum);
        expect(missingVoters(vote).length === 0).toBe(verdict.allVoted);
        expect(closingAtDeadline(vote).resultat).toBe(atTheEnd(verdict));
      },
      2000,
    );
  });

  it('the order of different people’s presses makes no difference to what counts', () => {
    const presses = fc.uniqueArray(fc.record({ who: someone, svar: answers }), { selector: ({ who }) => who.id });
    const shuffled = presses.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));
    check(fc.record({ vaelgere: electorates, regel: rules, orders: shuffled }), ({ vaelgere, regel, orders }) => {
      const [one, other] = orders.map((order) => {
        const stemmer = order.map(({ who, svar }) => ({ person: who, uenig: svar.enig ? [] : svar.uenig }));
        const ids = countedVotes({ regel, vaelgere, stemmer })
          .map((ballot) => ballot.person.id)
          .sort();
        return { ids, lacks: quorumLacks({ regel, vaelgere, stemmer }), missing: missingVoters({ regel, vaelgere, stemmer }) };
      });
      expect(one).toEqual(other);
    });
  });

  it('the runs above do reach every outcome, late votes, oral votes, suppleants and changes', () => {
    const seen = new Set<string>();
    for (const run of fc.sample(runs, { numRuns: 1000, seed: 1 })) {
      const { vote, events } = play(run);
      seen.add(`${vote.udfald!.resultat}, ${vote.udfald!.grund}`);
      for (const event of events) {
        if (event.type !== 'StemmeCast') continue;
        if (event.efterLukning) seen.add('efter lukning');
        if (event.mundtlig) seen.add('mundtlig');
        if (event.repraesenterer) seen.add('suppleant');
        if (event.version > 1) seen.add('ændret');
      }
    }
    const outcomes = [
      'vedtaget, reglen',
      'vedtaget, fristen',
      'forkastet, alle-har-stemt',
      'forkastet, fristen',
      'vedtaget, alle-har-stemt',
      'ikke-beslutningsdygtig, alle-har-stemt',
      'ikke-beslutningsdygtig, fristen',
    ];
    expect([...seen]).toEqual(expect.arrayContaining([...outcomes, 'efter lukning', 'mundtlig', 'suppleant', 'ændret']));
  });
});

function placesIn({ modtager, kriseleder, styregruppe }: Electorate): readonly (readonly (string | undefined)[])[] {
  const leaders = [kriseleder.holder, ...kriseleder.deputies];
  return [[modtager], leaders, ...styregruppe.map((seat) => [seat.medlem, seat.suppleant])].map((people) => people.map((one) => one?.id));
}

function haveEachTheirPlace([first, ...others]: readonly string[], places: readonly (readonly (string | undefined)[])[]): boolean {
  if (first === undefined) return true;
  return places.some((place, index) => place.includes(first) && haveEachTheirPlace(others, places.toSpliced(index, 1)));
}
