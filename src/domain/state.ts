import type { Attachment } from './conversation/conversation';
import type { ActivationState, Modtagelse, OekonomiState } from './activation/activation';
import { FLOW_START, type FlowState } from './activation/flow';
import type { OpeningStatus } from './activation/openingHours';
import type { AlarmState } from './alarm/alarm';
import type { Lukning } from './closing/closing';
import { NO_MEETINGS, type MeetingsState } from './meetings/meetings';
import type { Dispatches } from './mail/mail';
import type { Drafts } from './orientation/orientation';
import type { VoteState } from './vote/vote';
import type { PersonRef } from './person';
import type { Instant } from './time';
import type { Myndighed } from './opening/opening';
import type { KrisestabRole, RoleSeat } from './roles/roles';
import type { EntryType } from './logbook/logbook';

/** Everything that decisions and cards need to know of one incident: a fold over its events, nothing else. */
export interface IncidentState {
  readonly phase: 'none' | 'open' | 'lukket';
  readonly id: string;
  /** The number on every card, and X in `npm run log -- export --incident X`. */
  readonly nr: number;
  readonly kortNavn: string;
  readonly beskrivelse: string;
  readonly oevelse: boolean;
  readonly openedAt: Instant;
  readonly openedBy: PersonRef;
  /** Once it has been closed. */
  readonly lukning?: Lukning | undefined;
  readonly contentHash: string;
  readonly myndigheder: readonly Myndighed[];
  /** Ids of the incidents that were opened while this one was open. */
  readonly andreHaendelser: readonly string[];
  readonly roller: Readonly<Record<KrisestabRole | 'modtager', RoleSeat>>;
  readonly styregruppe: readonly PersonRef[];
  readonly modtagelse?: Modtagelse | undefined;
  readonly aabning?: OpeningStatus | undefined;
  readonly forloeb: FlowState;
  /** By id, in the order in which they were opened. */
  readonly afstemninger: Readonly<Record<string, VoteState>>;
  /** Once the krisestab has been activated. */
  readonly aktivering?: ActivationState | undefined;
  readonly alarm?: AlarmState | undefined;
  readonly udkast: Drafts;
  /** Mails on their way and sent. */
  readonly udsendelser: Dispatches;
  readonly moeder: MeetingsState;
  readonly oekonomi: readonly OekonomiState[];
  /** Started instrukser by id, in the order in which they were started. */
  readonly instrukser: Readonly<Record<string, InstruksState>>;
  /** Who has been called for which section: "instruks-1/A/kriseleder" → the ids of those called, joined by ",". */
  readonly called: Readonly<Record<string, string>>;
  readonly log: LogState;
  /** Incident time never runs backwards within a stream. */
  readonly lastIncidentTime: Instant;
}

export interface InstruksState {
  readonly startedAt: Instant;
  readonly startedBy: PersonRef;
  /** The number of the step (or "felt 7" of the forløb) that started it; absent: somebody did. */
  readonly foraarsagetAf?: string | undefined;
  readonly steps: Readonly<Record<string, StepState>>;
  /** Counts the events that changed what the card shows; a card row remembers which one it has shown. */
  readonly changes: number;
}

export type StepStatus =
  | { readonly kind: 'aaben' }
  | {
      readonly kind: 'udfoert';
      readonly by: PersonRef;
      readonly at: Instant;
      readonly paaVegneAf: readonly string[];
      readonly beslutning?: StepDecision | undefined;
      /** The log line that says so. */
      readonly nr: number;
      /** The line that did it, when it was not a press. */
      readonly henvisning?: number | undefined;
      /** What it lacks all the same. */
      readonly bemaerkning?: string | undefined;
    }
  | { readonly kind: 'ikkeRelevant'; readonly by: PersonRef; readonly at: Instant; readonly begrundelse: string };

export interface StepDecision {
  /** Id of one of the step's choices; absent where the decision is free text. */
  readonly valg?: string | undefined;
  readonly tekst: string;
  readonly beslutter: string;
  readonly begrundelse: string;
}

export interface StepState {
  /** Goes up with every change of status; a button carries the one it was drawn with. */
  readonly revision: number;
  readonly status: StepStatus;
  readonly latestComment?: { readonly by: PersonRef; readonly tekst: string } | undefined;
  readonly commentCount: number;
  readonly tildelt?: PersonRef | undefined;
}

export const UNTOUCHED_STEP: StepState = { revision: 0, status: { kind: 'aaben' }, commentCount: 0 };

export interface LogState {
  /** Number of the last line. */
  readonly count: number;
  /** Entries written by people with `/log`: what `ret` and the completion of a decision need to know. */
  readonly entries: readonly LogEntryState[];
  /** What people wrote in the threads. */
  readonly replies: readonly ReplyState[];
  /** Messages that were deleted before they came. */
  readonly unseenDeletions: readonly UnseenDeletion[];
  /** The latest of each person and type on each of the bot's posts. */
  readonly reactions: readonly ReactionState[];
  /** Lines whose text may be erased, by number. */
  readonly erasable: readonly number[];
  /** Who has asked for which line to be erased. */
  readonly erasures: Readonly<Record<number, { readonly by: PersonRef; readonly begrundelse: string }>>;
}

export interface UnseenDeletion {
  readonly besked: string;
  /** As with a reply that was found again. */
  readonly skrevet?: Instant | undefined;
}

export interface ReactionState {
  readonly besked: string;
  readonly person: string;
  /** `reactionSign` of its type. */
  readonly sign: string;
  readonly fjernet: boolean;
  /** Real time. */
  readonly recordedAt: Instant;
  /** It was found again: when it was set. */
  readonly skrevet?: Instant | undefined;
}

export interface ReplyState {
  readonly nr: number;
  /** Of the message. */
  readonly commandId: string;
  readonly af: string;
  /** As it reads now. */
  readonly tekst: string;
  readonly bilag: readonly Attachment[];
  readonly skrevet: Instant;
  readonly slettet: boolean;
  /** Teams' time of the change that this state comes from. */
  readonly aendret?: Instant | undefined;
  /** It did not reach the bot when it was written. */
  readonly fundetIgen: boolean;
  /** The line of the entry that it was made. */
  readonly logpost?: number | undefined;
}

export interface LogEntryState {
  readonly nr: number;
  /** Of the message in which it was typed. */
  readonly commandId: string;
  readonly by: string;
  readonly entryType: EntryType;
  readonly tekst: string;
  readonly beslutter?: string | undefined;
  readonly begrundelse?: string | undefined;
  readonly ansvarlig?: string | undefined;
  readonly frist?: string | undefined;
  readonly haendelsestid?: Instant | undefined;
  /** When it was typed, where that is not when it was entered: it was found again. */
  readonly skrevet?: Instant | undefined;
  /** It was deleted in Teams; the log still has it. */
  readonly slettet?: boolean | undefined;
  /** What a decision still lacks before it is one (criterion 31). */
  readonly mangler: readonly DecisionPart[];
  /** Of the line that was first written, where this one corrects or completes it. */
  readonly foersteNr?: number | undefined;
  /** A later line says it better: a correction, or the decision made complete. */
  readonly afloest: boolean;
}

export type DecisionPart = 'beslutter' | 'begrundelse';

export function stepState(instruks: InstruksState, stepId: string): StepState {
  return instruks.steps[stepId] ?? UNTOUCHED_STEP;
}

const VACANT: RoleSeat = { deputies: [] };

export function initialState(id: string): IncidentState {
  return {
    phase: 'none', id, nr: 0, kortNavn: '', beskrivelse: '', oevelse: false, openedAt: '', openedBy: { id: '', name: '' }, contentHash: '', myndigheder: [], andreHaendelser: [],
    roller: { kriseleder: VACANT, logfoerer: VACANT, procesansvarlig: VACANT, bemandingsansvarlig: VACANT, modtager: VACANT },
    styregruppe: [], forloeb: FLOW_START, afstemninger: {}, udkast: {}, udsendelser: {}, moeder: NO_MEETINGS, oekonomi: [], instrukser: {}, called: {}, log: { count: 0, entries: [], replies: [], unseenDeletions: [], reactions: [], erasable: [], erasures: {} }, lastIncidentTime: '',
  };
}

/** The people who hold a role in this incident now. Roles that the incident does not keep (repræsentantskab …) have none. */
export function holders(state: IncidentState, rolleId: string): readonly PersonRef[] {
  if (rolleId === 'kontaktperson') {
    return state.myndigheder.flatMap((myndighed) => (myndighed.kontaktperson ? [myndighed.kontaktperson] : []));
  }
  if (rolleId === 'styregruppe') return state.styregruppe;
  const seat = (state.roller as Readonly<Record<string, RoleSeat | undefined>>)[rolleId];
  return seat?.holder ? [seat.holder] : [];
}
