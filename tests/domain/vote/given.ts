import type { PersonRef } from '../../../src/domain/person';
import type { Decision } from '../../../src/domain/rejection';
import type { Instant } from '../../../src/domain/time';
import { castVote, recordOralVote } from '../../../src/domain/vote/decide';
import { dueVoteEvents } from '../../../src/domain/vote/due';
import { evolveVote } from '../../../src/domain/vote/evolve';
import { changeProposal, openVote } from '../../../src/domain/vote/proposal';
import type { Answer, Electorate, Question, VoteEvent, VoteRule, VoteState } from '../../../src/domain/vote/vote';

/** A line of the log, as far as a vote is concerned. */
export interface Line {
  readonly nr: number;
  readonly actor: PersonRef;
  readonly at: Instant;
  readonly commandId: string;
  readonly event: VoteEvent;
}

export const replay = (lines: readonly Line[]) => lines.reduce<VoteState | undefined>((vote, line) => evolveVote(vote, line.event, line), undefined);

export const person = (id: string): PersonRef => ({ id, name: id.charAt(0).toUpperCase() + id.slice(1) });
/** Minutes after the vote was opened. */
export const minute = (minutes: number): Instant => new Date(Date.UTC(2026, 10, 21, 13, minutes)).toISOString();

/** Two questions: the one that decides, and another. */
export const QUESTIONS: readonly Question[] = [
  { id: 'aktiver', titel: 'Aktivering', valg: 'ja', forslag: 'Ja, krisestaben aktiveres', begrundelse: 'Telefonerne er nede' },
  { id: 'niveau', titel: 'Niveau', valg: 'ddh-beredskab', forslag: 'DDH Beredskab', begrundelse: 'Én kommune er ramt' },
];

export const ACTIVATION: VoteRule = {
  id: 'aktivering',
  titel: 'Aktivering af krisestaben',
  mindstPersoner: 4,
  kraever: [
    { rolle: 'modtager', antal: 1 },
    { rolle: 'kriseleder', antal: 1 },
    { rolle: 'styregruppe', antal: 2 },
  ],
  stemmelighedAfgoeresAf: 'kriseleder',
  fristMinutter: 30,
  paamindelseMinutter: 10,
};

export const RAISE: VoteRule = {
  ...ACTIVATION,
  id: 'opjustering',
  titel: 'Opjustering',
  mindstPersoner: 3,
  kraever: [{ rolle: 'styregruppe', antal: 3 }],
};

/** As the content has it for instruks 3C: the majority is of the styregruppe's votes. */
export const RAISE_BY_SEATS: VoteRule = { ...RAISE, taeller: 'styregruppe' };

/** What somebody does, at some minute, to the vote as it is. */
export interface Act {
  readonly by: PersonRef;
  readonly minutes: number;
  readonly on: (vote: VoteState, now: Instant) => Decision<VoteEvent>;
}

interface How {
  readonly at?: number;
  readonly confirmed?: boolean;
  readonly version?: number;
}

export const AGREED: Answer = { enig: true };
export const against = (...ids: string[]): Answer => ({ enig: false, uenig: ids.map((spoergsmaal) => ({ spoergsmaal, hvorfor: 'For tidligt' })) });

export function votes(by: PersonRef, svar: Answer, { at = 1, confirmed = false, version }: How = {}): Act {
  const body = { type: 'castVote', svar, bekraeftet: confirmed } as const;
  return {
    by,
    minutes: at,
    on: (vote, now) => castVote({ actor: by, now, body: { ...body, afstemning: vote.id, version: version ?? vote.version } }, vote),
  };
}

export const agrees = (by: PersonRef, how?: How) => votes(by, AGREED, how);
export const disagrees = (by: PersonRef, how?: How) => votes(by, against('aktiver'), how);

export interface Hearing extends How {
  readonly hoertAf?: string;
  readonly tidspunkt?: Instant;
}

export function records(
  by: PersonRef,
  voter: PersonRef,
  svar: Answer,
  { at = 1, confirmed = false, version, hoertAf = 'Lis', tidspunkt = minute(at) }: Hearing = {},
): Act {
  const body = { type: 'recordOralVote', person: voter, svar, bekraeftet: confirmed, tidspunkt, hoertAf } as const;
  return {
    by,
    minutes: at,
    on: (vote, now) => recordOralVote({ actor: by, now, body: { ...body, afstemning: vote.id, version: version ?? vote.version } }, vote),
  };
}

export function changes(by: PersonRef, spoergsmaal: readonly Question[], { at = 1, version }: How = {}): Act {
  const body = { type: 'changeProposal', spoergsmaal } as const;
  return {
    by,
    minutes: at,
    on: (vote, now) => changeProposal({ actor: by, now, body: { ...body, afstemning: vote.id, version: version ?? vote.version } }, vote),
  };
}

export const ticks = (at: number): Act => ({
  by: person('bot'),
  minutes: at,
  on: (vote, now) => ({ kind: 'accepted', events: dueVoteEvents(vote, now) }),
});

/** A vote and the lines that made it. */
export class Story {
  readonly vote: VoteState;

  constructor(readonly lines: readonly Line[]) {
    this.vote = replay(lines)!;
  }

  get events(): readonly VoteEvent[] {
    return this.lines.map((line) => line.event);
  }

  attempt({ minutes, on }: Act): Decision<VoteEvent> {
    return on(this.vote, minute(minutes));
  }

  /** What must be accepted. */
  and(...acts: readonly Act[]): Story {
    return acts.reduce<Story>((story, act) => {
      const decision = story.attempt(act);
      if (decision.kind === 'rejected') throw new Error(`refused: ${decision.code}: ${decision.sentence}`);
      return story.with(act, decision.events);
    }, this);
  }

  with({ by, minutes }: Act, events: readonly VoteEvent[]): Story {
    return new Story([
      ...this.lines,
      ...events.map((event, index) => ({ nr: this.lines.length + index + 1, actor: by, at: minute(minutes), commandId: `k${this.lines.length + 1}`, event })),
    ]);
  }

  thenRefused(act: Act, code: string, sentence?: string): void {
    expect(this.attempt(act)).toEqual({ kind: 'rejected', code, sentence: sentence ?? expect.stringMatching(/^[A-ZÆØÅ]/) });
  }
}

export function opened(vaelgere: Electorate, regel: VoteRule = ACTIVATION): Story {
  const decision = openVote(
    { actor: vaelgere.modtager, now: minute(0), body: { type: 'openVote', regel: regel.id, spoergsmaal: QUESTIONS } },
    { regel, vaelgere, afgoerende: 'aktiver' },
    [],
  );
  if (decision.kind === 'rejected') throw new Error(decision.sentence);
  return new Story([]).with({ by: vaelgere.modtager, minutes: 0, on: () => decision }, decision.events);
}
