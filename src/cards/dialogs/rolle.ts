import type { Content } from '../../content/schema';
import { rolleTitel } from '../../domain/instruks';
import type { PersonRef } from '../../domain/person';
import { KRISESTAB_ROLES } from '../../domain/roles/roles';
import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import { choicesById, NAVN_TEGN } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './rolle.json';

export interface RolleInput extends DialogInput<'rolle'> {
  readonly state: IncidentState;
  readonly content: Content;
  /** Whoever opened the dialog: first in the list and chosen, since taking over is what it is mostly for. */
  readonly me: PersonRef;
  readonly people: readonly PersonRef[];
}

export function rolleDialog({ state, content, me, people, nonce, values, error }: RolleInput): AdaptiveCard {
  const { rolle = '', person = me.id } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: {},
    view: {
      nonce,
      haendelse: state.id,
      rolle,
      person,
      roller: [...KRISESTAB_ROLES, 'modtager' as const].map((id) => {
        const { holder } = state.roller[id];
        return { title: `${rolleTitel(content, id)} (${holder ? `nu: ${inertShort(holder.name, NAVN_TEGN)}` : 'ledig'})`, value: id };
      }),
      personer: choicesById(people, me),
    },
  });
}
