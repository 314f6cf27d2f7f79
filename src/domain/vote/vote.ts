import type { PersonRef } from '../person';
import type { Instant } from '../time';

/**
 * One proposal with several questions, put to a fixed set of people under a fixed rule. Which questions, who, and how
 * many are needed, is content and roster; both are frozen into the event that opens the vote, so that a replay needs
 * neither. Who may put, change or record is a right, judged before the command gets here.
 */

// ---- rule and electorate ---------------------------------------------------------------------------------------

/** What the content says of one kind of decision; a part of its `Beslutningsregel`. */
export interface VoteRule {
  readonly id: string;
  readonly titel: string;
  /** Distinct persons among those whose vote counts, whatever hats they wear. */
  readonly mindstPersoner: number;
  readonly kraever: readonly RoleCount[];
  /** Whose votes make the majority and the quorum: everybody's in the electorate, or the seats of the styregruppe alone. Absent in older votes: everybody's. */
  readonly taeller?: 'alle' | 'styregruppe' | undefined;
  /** The role whose vote decides when as many are for as against. */
  readonly stemmelighedAfgoeresAf: string;
  /** From the moment the proposal is put or changed. */
  readonly fristMinutter: number;
  readonly paamindelseMinutter: number;
  /** Roles that are told who is missing, at the reminder and at a deadline without a quorum. */
  readonly eskaleresTil?: readonly string[] | undefined;
}

export interface RoleCount {
  readonly rolle: string;
  readonly antal: number;
}

/** A place in the styregruppe: one vote, the member's own before the suppleant's. */
export interface Seat {
  readonly medlem: PersonRef;
  readonly suppleant?: PersonRef | undefined;
}

export interface Electorate {
  readonly modtager: PersonRef;
  readonly kriseleder: {
    readonly holder?: PersonRef | undefined;
    /** In call order. */
    readonly deputies: readonly PersonRef[];
  };
  readonly styregruppe: readonly Seat[];
}

/** One question of the proposal; `forslag` is what is proposed, in words; `valg` an id where the question has choices. */
export interface Question {
  readonly id: string;
  readonly titel: string;
  readonly valg?: string | undefined;
  readonly forslag: string;
  readonly begrundelse: string;
  /** What it means when the proposal is adopted, and when it is voted down, as sentences without a full stop. */
  readonly udfald?: { readonly vedtaget: string; readonly forkastet: string } | undefined;
}

// ---- votes -----------------------------------------------------------------------------------------------------

export interface Disagreement {
  readonly spoergsmaal: string;
  readonly hvorfor: string;
}

/** Said by phone or across a table, and written down by somebody else. */
export interface OralRecord {
  readonly registreretAf: PersonRef;
  /** When it was said. */
  readonly tidspunkt: Instant;
  readonly hoertAf: string;
}

/** What one person votes. No disagreement = enig i det hele; a question that is not named is voted for. */
export interface Ballot {
  readonly person: PersonRef;
  readonly uenig: readonly Disagreement[];
  /** The member whose seat it is, when a suppleant votes. */
  readonly repraesenterer?: PersonRef | undefined;
  readonly mundtlig?: OralRecord | undefined;
}

export interface CastVote extends Ballot {
  readonly at: Instant;
  readonly nr: number;
}

export type VoteResult = 'vedtaget' | 'forkastet' | 'ikke-beslutningsdygtig';

export interface QuestionResult {
  readonly id: string;
  readonly vedtaget: boolean;
  readonly for: number;
  readonly imod: number;
}

interface Closing {
  readonly resultat: VoteResult;
  readonly grund: 'reglen' | 'alle-har-stemt' | 'fristen';
  /** What was decided, in words. */
  readonly beslutning?: string | undefined;
  /** As many for as against: the role whose vote decided it. */
  readonly stemmelighedAfgjortAf?: string | undefined;
  readonly spoergsmaal: readonly QuestionResult[];
  /** The votes that counted, one for each person. */
  readonly stemmer: readonly Ballot[];
  /** Whose vote could still have been added. */
  readonly ikkeStemt: readonly PersonRef[];
}

export interface VoteOutcome extends Closing {
  readonly at: Instant;
  readonly nr: number;
  /** Whatever else this command did, the outcome did. */
  readonly commandId: string;
}

export interface VoteState {
  /** The rule's id and the round: "aktivering-1". */
  readonly id: string;
  readonly regel: VoteRule;
  readonly vaelgere: Electorate;
  /** The id of the question that decides closing. */
  readonly afgoerende: string;
  readonly spoergsmaal: readonly Question[];
  /** Counts the changes of the proposal; a button carries the one it was drawn with. */
  readonly version: number;
  readonly aabnetAf: PersonRef;
  readonly aabnet: Instant;
  readonly frist: Instant;
  readonly paamindes: Instant;
  readonly paamindet: boolean;
  /** Of the current version, every one in order, counting or not. */
  readonly stemmer: readonly CastVote[];
  /** After closing ("efter lukning"): kept, without effect. */
  readonly senere: readonly CastVote[];
  readonly udfald?: VoteOutcome | undefined;
}

// ---- commands --------------------------------------------------------------------------------------------------

/** The parts of a `Command` that a vote needs. */
export interface VoteCommand<B> {
  readonly actor: PersonRef;
  readonly now: Instant;
  readonly body: B;
}

export interface OpenVote {
  readonly type: 'openVote';
  /** The id of the rule. */
  readonly regel: string;
  readonly spoergsmaal: readonly Question[];
}

interface OnVote {
  readonly afstemning: string;
  /** The version of the proposal that was seen. */
  readonly version: number;
}

export interface ChangeProposal extends OnVote {
  readonly type: 'changeProposal';
  readonly spoergsmaal: readonly Question[];
}

/** "Enig i det hele", or "Ikke enig…" with which questions and why. Told apart, so that an empty "Ikke enig" is never a yes. */
export type Answer = { readonly enig: true } | { readonly enig: false; readonly uenig: readonly Disagreement[] };

interface Voting extends OnVote {
  readonly svar: Answer;
  /** Given on a card that says that this vote decides. */
  readonly bekraeftet: boolean;
}

export interface PressVote extends Voting {
  readonly type: 'castVote';
}

export interface RecordOralVote extends Voting {
  readonly type: 'recordOralVote';
  readonly person: PersonRef;
  readonly tidspunkt: Instant;
  readonly hoertAf: string;
}

// ---- events ----------------------------------------------------------------------------------------------------

export interface AfstemningOpened {
  readonly type: 'AfstemningOpened';
  readonly afstemning: string;
  readonly regel: VoteRule;
  readonly vaelgere: Electorate;
  readonly afgoerende: string;
  readonly spoergsmaal: readonly Question[];
  readonly frist: Instant;
  readonly paamindes: Instant;
}

/** Resets the votes and starts the time anew. */
export interface ForslagChanged {
  readonly type: 'ForslagChanged';
  readonly afstemning: string;
  readonly version: number;
  readonly spoergsmaal: readonly Question[];
  readonly frist: Instant;
  readonly paamindes: Instant;
}

export interface StemmeCast extends Ballot {
  readonly type: 'StemmeCast';
  readonly afstemning: string;
  readonly version: number;
  readonly efterLukning: boolean;
}

export interface AfstemningReminded {
  readonly type: 'AfstemningReminded';
  readonly afstemning: string;
  readonly mangler: readonly PersonRef[];
}

export interface AfstemningClosed extends Closing {
  readonly type: 'AfstemningClosed';
  readonly afstemning: string;
}

export type VoteEvent = AfstemningOpened | ForslagChanged | StemmeCast | AfstemningReminded | AfstemningClosed;
