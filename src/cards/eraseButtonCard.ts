import type { IncidentState } from '../domain/state';
import template from './eraseButtonCard.json';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

/** Comes with `/log vis` for the two who may ask for a line to be erased. */
export function eraseButtonCard(state: IncidentState): AdaptiveCard {
  return withBodyStart(render(template, { haendelse: state.id }), topOf(state, {}));
}
