import type { InstruksStarted } from '../checklist/checklist';
import type { IncidentContent } from '../instruks';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import type { ForloebAnswered } from './activation';
import { findKnude, type Knude, type Svar } from './flow';

export type ArrivalEvent = ForloebAnswered | InstruksStarted;

interface Reason {
  readonly svar: string;
  readonly svartekst: string;
  readonly begrundelse: string;
  readonly venterTil?: Instant | undefined;
  readonly undtagelse?: boolean;
}

/** Takes one edge, and whatever follows from arriving: nodes that answer themselves, and instrukser that begin. */
export function takeEdge(from: Knude, til: string, reason: Reason, state: IncidentState, content: IncidentContent): readonly ArrivalEvent[] {
  const next = findKnude(content.forloeb, til);
  if (!next) throw new Error(`the flow has no node ${til}`); // the content's own check finds it at start
  const { venterTil, ...rest } = reason;
  const taken: ForloebAnswered = {
    type: 'ForloebAnswered', knude: from.id, felt: from.felt, titel: from.titel, ...rest, til: next.id, tilFelt: next.felt, tilTitel: next.titel, ...(venterTil ? { venterTil } : {}),
  };
  return [taken, ...(venterTil ? [] : arrive(next, state, content))];
}

/** What happens at a node by itself. An instruks that is under way already is left alone. */
export function arrive(knude: Knude, state: IncidentState, content: IncidentContent): readonly ArrivalEvent[] {
  if (knude.art === 'aabningstid') {
    const svar = byOpeningHours(knude, state);
    return takeEdge(knude, svar.til, { svar: svar.id, svartekst: svar.titel, begrundelse: state.aabning?.aarsag ?? '' }, state, content);
  }
  return (knude.starter ?? []).filter((id) => !state.instrukser[id]).map((id) => ({ type: 'InstruksStarted', instruks: id, foraarsagetAf: `felt ${knude.felt}` }));
}

/** As they were when the request was received; an incident of before that was asked counts as inside. */
function byOpeningHours(knude: Extract<Knude, { art: 'aabningstid' }>, { aabning }: IncidentState): Svar {
  const inside = aabning?.aaben ?? true;
  const found = knude.svar.find((svar) => (svar.id === knude.undtagelse) === inside);
  if (!found) throw new Error(`node ${knude.id} has no answer for ${inside ? 'open' : 'closed'}`);
  return found;
}
