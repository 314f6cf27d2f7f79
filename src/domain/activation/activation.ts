import type { PersonRef } from '../person';
import type { Instant } from '../time';
import type { Electorate, PressVote, Question, RecordOralVote } from '../vote/vote';

/** Who got the request, from whom and when. What the opening hours were then is frozen with it. */
export interface Modtagelse {
  /** Who rang or wrote, in words: "Vagtchefen i Viborg Kommune". */
  readonly fra: string;
  readonly tidspunkt: Instant;
}

// ---- commands ------------------------------------------------------------------------------------------------

/** An answer to the node that is current. For a node of kind "handling" the answer is `UDFOERT`. */
export interface AnswerForloeb {
  readonly type: 'answerForloeb';
  readonly knude: string;
  readonly svar: string;
  readonly begrundelse: string;
}

export const UDFOERT = 'udfoert';

/** What the styregruppe is to agree to, as it was filled in. */
export interface Proposal {
  readonly valg: 'ja' | 'nej' | 'udsaet';
  readonly begrundelse: string;
  /** With "udsaet": until when. */
  readonly udsatTil?: Instant | undefined;
  /** Undefined where the vote is only about the acute need (node 6). */
  readonly aktivering?: ActivationProposal | undefined;
}

export interface ActivationProposal {
  readonly niveau: string;
  readonly niveauBegrundelse: string;
  readonly opjuster: boolean;
  /** By how much, in words. */
  readonly opjusterHvorMeget: string;
  readonly opjusterBegrundelse: string;
  readonly moede: Instant;
  readonly moedeBegrundelse: string;
}

/** Puts the proposal of the current node to the vote, or changes the one that is being voted on. */
export interface PutProposal {
  readonly type: 'putProposal';
  readonly knude: string;
  readonly forslag: Proposal;
  /** Of the proposal that is changed; absent for a new one. */
  readonly version?: number | undefined;
  /** From the roster: frozen when the vote opens. */
  readonly vaelgere: Electorate;
}

/** "Situationen er forværret": a case that was ended, deferred or rejected is taken up again. */
export interface WorsenSituation {
  readonly type: 'worsenSituation';
}

export interface ChangeNiveau {
  readonly type: 'changeNiveau';
  readonly niveau: string;
  readonly begrundelse: string;
}

/** Who pays, put to the kriseleder after activation; the acceptance is recorded and blocks nothing. */
export interface RecordOekonomi {
  readonly type: 'recordOekonomi';
  readonly myndighed: string;
  readonly accepteretAf: string;
  readonly bemaerkning: string;
}

export type ActivationCommand = AnswerForloeb | PutProposal | PressVote | RecordOralVote | WorsenSituation | ChangeNiveau | RecordOekonomi;

// ---- events --------------------------------------------------------------------------------------------------

export interface ForloebAnswered {
  readonly type: 'ForloebAnswered';
  readonly knude: string;
  readonly felt: number;
  readonly titel: string;
  readonly svar: string;
  readonly svartekst: string;
  readonly begrundelse: string;
  readonly til: string;
  readonly tilFelt: number;
  readonly tilTitel: string;
  readonly venterTil?: Instant | undefined;
  /** Against what the opening hours say (criterion 5). */
  readonly undtagelse?: boolean | undefined;
}

/** The time for which a case was put off has come. */
export interface ForloebReminded {
  readonly type: 'ForloebReminded';
  readonly knude: string;
  readonly felt: number;
  readonly titel: string;
}

export interface SituationWorsened {
  readonly type: 'SituationWorsened';
  readonly fra: string;
  readonly til: string;
  readonly tilTitel: string;
}

export interface KrisestabActivated {
  readonly type: 'KrisestabActivated';
  readonly niveau: string;
  readonly niveauTitel: string;
  readonly moede: Instant;
  readonly sted: string;
  /** Criterion 12: activated all the same, and flagged. */
  readonly kontaktpersonMangler: boolean;
  readonly afstemning: string;
}

export interface NiveauChanged {
  readonly type: 'NiveauChanged';
  readonly fra?: string | undefined;
  readonly niveau: string;
  readonly niveauTitel: string;
  readonly begrundelse: string;
}

export interface OekonomiAccepted {
  readonly type: 'OekonomiAccepted';
  readonly myndighed: string;
  readonly regel: string;
  readonly accepteretAf: string;
  readonly bemaerkning: string;
}

export type ActivationEvent = ForloebAnswered | ForloebReminded | SituationWorsened | KrisestabActivated | NiveauChanged | OekonomiAccepted;

// ---- state ---------------------------------------------------------------------------------------------------

export interface ActivationState {
  readonly niveau: string;
  readonly niveauTitel: string;
  readonly moede: Instant;
  readonly sted: string;
  readonly by: PersonRef;
  readonly at: Instant;
  readonly nr: number;
  /** How the niveau was changed since. */
  readonly skift: readonly { readonly nr: number; readonly niveauTitel: string; readonly by: PersonRef; readonly begrundelse: string }[];
}

export interface OekonomiState {
  readonly myndighed: string;
  readonly accepteretAf: string;
  readonly nr: number;
}

/** Ids of the proposal's questions. */
export const QUESTIONS = { aktiver: 'aktiver', niveau: 'niveau', opjuster: 'opjuster', moede: 'moede' } as const;

export function questionOf(questions: readonly Question[], id: string): Question | undefined {
  return questions.find((question) => question.id === id);
}
