import type { Content } from '../../content/schema';
import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import { NAVN_TEGN } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './betaling.json';

export interface BetalingInput extends DialogInput<'betaling'> {
  readonly state: IncidentState;
  readonly content: Content;
}

/** Who pays, by the rule for members or others. Recorded only: nothing waits for it. */
export function betalingDialog({ state, content, nonce, values, error }: BetalingInput): AdaptiveCard {
  const { myndigheder, oekonomi } = state;
  const accepted = (navn: string) => oekonomi.findLast(({ myndighed }) => myndighed === navn);
  const first = myndigheder.find(({ navn }) => !accepted(navn)) ?? myndigheder[0];
  const { myndighed = first?.navn ?? '', accepteretAf = first?.kontaktperson?.name ?? '', bemaerkning = '' } = values ?? {};
  const { medlem, ikkeMedlem } = content.aktivering.oekonomi;
  return dialogCard(template, {
    state,
    error,
    texts: { accepteretAf, bemaerkning },
    view: {
      nonce,
      haendelse: state.id,
      myndighed,
      regler: myndigheder
        .slice(0, 12)
        .map(({ navn, medlem: member }) => ({ foer: `${inertShort(navn, NAVN_TEGN)}: `, tekst: member === false ? ikkeMedlem : medlem })),
      myndigheder: myndigheder.map(({ navn }) => {
        const by = accepted(navn);
        return { title: inertShort(navn, NAVN_TEGN) + (by ? ` (✔ ${inertShort(by.accepteretAf, NAVN_TEGN)})` : ''), value: navn };
      }),
    },
  });
}
