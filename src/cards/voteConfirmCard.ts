import type { IncidentState } from '../domain/state';
import type { VoteState } from '../domain/vote/vote';
import type { Deciding } from './decidingWords';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';
import template from './voteConfirmCard.json';

/** Shown to the one whose press would decide, and to nobody else; nothing has been stored. */
export function voteConfirmCard({ state, vote, deciding }: { readonly state: IncidentState; readonly vote: VoteState; readonly deciding: Deciding }): AdaptiveCard {
  const view = {
    haendelse: state.id,
    afstemning: vote.id,
    version: vote.version,
    afgoer: deciding.afgoer,
    foelger: deciding.foelger.map((tekst) => ({ tekst })),
  };
  return withBodyStart(render(template, view), topOf(state, {}));
}
