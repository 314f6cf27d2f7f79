import type { IncidentState } from '../domain/state';
import template from './putAwayCard.json';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

/** What the card that asked for the incident becomes: where the line went. Not what it said, which may be erased some day. */
export function putAwayCard({ state, nr }: { readonly state: IncidentState; readonly nr: number }): AdaptiveCard {
  return withBodyStart(render(template, { nr }), topOf(state, {}));
}
