import type { Content } from '../../content/schema';
import { findKnude } from '../../domain/activation/flow';
import { openingSentence } from '../../domain/activation/openingHours';
import type { IncidentState } from '../../domain/state';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './svar.json';

export interface SvarInput extends DialogInput<'svar'> {
  readonly state: IncidentState;
  readonly content: Content;
  readonly knude: string;
  readonly svar: string;
}

/** One answer to one node, with the reason that the content suggests: one more press sends it. Undefined: no such answer. */
export function svarDialog({ state, content, knude: knudeId, svar: svarId, nonce, values, error }: SvarInput): AdaptiveCard | undefined {
  const knude = findKnude(content.forloeb, knudeId);
  const svar = knude && 'svar' in knude ? knude.svar.find(({ id }) => id === svarId) : undefined;
  if (!knude || !svar) return undefined;
  const { aabning, modtagelse, openedAt } = state;
  const exception = knude.art === 'aabningstid';
  const { begrundelse = svar.begrundelse } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: { begrundelse },
    view: {
      nonce,
      haendelse: state.id,
      knude: knudeId,
      svar: svarId,
      titel: knude.titel,
      valgt: exception ? 'Gå videre som indenfor åbningstid' : svar.titel,
      aabning: exception && aabning ? openingSentence(aabning, modtagelse?.tidspunkt ?? openedAt) : '',
      knap: exception ? 'Gå videre alligevel' : `Gem: ${svar.titel}`,
    },
  });
}
