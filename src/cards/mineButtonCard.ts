import template from './mineButtonCard.json';
import { render, type AdaptiveCard } from './render';

/** The answer to /mine where others read along: a button to a dialog, which only the one who presses sees. */
export function mineButtonCard(): AdaptiveCard {
  return render(template, {});
}
