import type { IncidentState } from '../../domain/state';
import type { Deciding } from '../decidingWords';
import { render, withBodyStart, type AdaptiveCard } from '../render';
import { topOf } from '../top';
import type { VoteAnswer } from '../voteActions';
import template from './bekraeftStemme.json';

/** The second page of a form whose vote would decide: what was typed is carried along, and "Tilbage" shows it again. */
export function bekraeftStemmeDialog({ state, answer, deciding }: { readonly state: IncidentState; readonly answer: Exclude<VoteAnswer, { dialog: 'forslag' }>; readonly deciding: Deciding }): AdaptiveCard {
  const card = render(template, {
    afgoer: deciding.afgoer,
    linjer: deciding.foelger.map((tekst) => ({ tekst })),
    bekraeft: answer.dialog === 'ikkeEnig' ? 'Bekræft min stemme' : 'Bekræft stemmen',
    videre: { ...answer, side: 'bekraeft' },
    tilbage: { ...answer, side: 'tilbage' },
  });
  return withBodyStart(card, topOf(state, {}));
}
