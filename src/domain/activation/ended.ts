import type { IncidentContent } from '../instruks';
import type { IncidentState } from '../state';
import { openVoteOf } from './decide';
import { currentKnude } from './flow';

/**
 * How the flow ended without a krisestab, in words: in normal drift, or voted down. Nothing is waited for, and
 * "Situationen er forværret" takes it up again; so the incident stays open until somebody closes it.
 */
export function endedWithout(state: IncidentState, content: IncidentContent): string | undefined {
  const { sti, venterTil, genoptaget } = state.forloeb;
  const last = sti.at(-1);
  if (state.aktivering || venterTil || !last || genoptaget === sti.length || openVoteOf(state)) return undefined;
  const current = currentKnude(state, content.forloeb);
  if (current.art === 'slut') return current.titel;
  // A no that leads back to where it was asked; one that waited for the opening leads on, and a deferral is taken up again.
  return last.svar === 'nej' && last.til === last.knude ? last.svartekst : undefined;
}
