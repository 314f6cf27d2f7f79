import type { PersonRef } from '../person';
import type { IncidentState } from '../state';
import type { Instant } from '../time';

/**
 * The drawing of Bilag 1 (seed 002) as content: nodes ("knuder") and the answers that lead from one to the next. The
 * core follows whatever graph the content holds; only the kinds of node are its own.
 */
export interface Svar {
  readonly id: string;
  readonly titel: string;
  /** The node that comes next. */
  readonly til: string;
  /** What is suggested as the reason; whoever answers can change it. */
  readonly begrundelse: string;
  /** The next node waits until the contact centre opens. */
  readonly vent?: 'naeste-aabning' | undefined;
}

/** An answer that is voted on, and how its outcome reads. */
export interface VotedSvar extends Svar {
  readonly vedtaget: string;
  readonly forkastet: string;
}

interface KnudeBase {
  readonly id: string;
  /** Its number in requirements.md §2. */
  readonly felt: number;
  readonly titel: string;
  /** Instrukser that start when the flow arrives here. */
  readonly starter?: readonly string[] | undefined;
  /** Where "Situationen er forværret" leads from here. */
  readonly forvaerret?: string | undefined;
}

export type Knude =
  /** A person answers, with a reason. */
  | (KnudeBase & { readonly art: 'spoergsmaal'; readonly svar: readonly Svar[] })
  /** A person says that it is done. */
  | (KnudeBase & {
      readonly art: 'handling';
      readonly knap: string;
      readonly til: string;
      /** Whom to ring, in call order, is shown here. */
      readonly kontaktliste?: 'styregruppe' | undefined;
      /** Doing it is the bot's post to them. */
      readonly orienterer?: 'styregruppe' | undefined;
    })
  /** The opening hours when the request was received answer: "indenfor" or "udenfor". */
  | (KnudeBase & { readonly art: 'aabningstid'; readonly svar: readonly Svar[]; readonly undtagelse: string })
  /** A vote answers. */
  | (KnudeBase & { readonly art: 'afstemning'; readonly regel: string; readonly svar: readonly VotedSvar[] })
  | (KnudeBase & { readonly art: 'slut' });

export interface Forloeb {
  readonly start: string;
  /** Instrukser that nothing but the flow starts. */
  readonly kunHerfra: readonly string[];
  readonly knuder: readonly Knude[];
}

/** One step along the graph, as it was taken. */
export interface TakenEdge {
  readonly knude: string;
  readonly svar: string;
  readonly svartekst: string;
  readonly begrundelse: string;
  readonly til: string;
  readonly by: PersonRef;
  readonly at: Instant;
  readonly nr: number;
}

export interface FlowState {
  /** Absent: at the start. */
  readonly knude?: string | undefined;
  readonly sti: readonly TakenEdge[];
  /** The current node is to be taken up again at this time: the next opening, or what a deferral named. */
  readonly venterTil?: Instant | undefined;
  /** It was taken up again when the path had so many edges: until the next one, there is nothing to take up. */
  readonly genoptaget?: number | undefined;
}

export const FLOW_START: FlowState = { sti: [] };

export function findKnude(forloeb: Forloeb, id: string): Knude | undefined {
  return forloeb.knuder.find((knude) => knude.id === id);
}

/** Where the incident stands in the flow. @throws when the content lacks the node: an incident keeps its content. */
export function currentKnude(state: Pick<IncidentState, 'forloeb'>, forloeb: Forloeb): Knude {
  const id = state.forloeb.knude ?? forloeb.start;
  const knude = findKnude(forloeb, id);
  if (!knude) throw new Error(`the flow has no node ${id}`);
  return knude;
}

/** The flow has led to this instruks at some time: only then may it be started by hand (criterion 5). A node that still waits has not been reached. */
export function flowHasReached(instruks: string, state: Pick<IncidentState, 'forloeb'>, forloeb: Forloeb): boolean {
  const { sti, venterTil } = state.forloeb;
  const arrived = venterTil === undefined ? sti : sti.slice(0, -1);
  const visited = [forloeb.start, ...arrived.map((edge) => edge.til)];
  return forloeb.knuder.some((knude) => visited.includes(knude.id) && (knude.starter ?? []).includes(instruks));
}
