import type { Content } from '../content/schema';
import { rolleTitel } from '../domain/instruks';
import type { PersonRef } from '../domain/person';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import type { IncidentState } from '../domain/state';
import { inertShort } from './inert';
import { contactText, NAVN_TEGN, VACANT } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import template from './rollerCard.json';
import { topOf } from './top';

const NAVNE = 14;

/** The answer to /roller. */
export function rollerCard({ state, content }: { readonly state: IncidentState; readonly content: Content }): AdaptiveCard {
  const seats = [...KRISESTAB_ROLES, 'modtager' as const].map((rolle) => {
    const { holder, deputies } = state.roller[rolle];
    return {
      titel: rolleTitel(content, rolle),
      hvem: holder ? inertShort(holder.name, NAVN_TEGN) : VACANT,
      stedfortraedere: deputies.length > 0 ? `Stedfortræder: ${names(deputies)}` : '',
    };
  });
  const others = [
    { titel: rolleTitel(content, 'kontaktperson'), hvem: contactText(state), stedfortraedere: '' },
    { titel: rolleTitel(content, 'styregruppe'), hvem: names(state.styregruppe) || VACANT, stedfortraedere: '' },
  ];
  return withBodyStart(render(template, { haendelse: state.id, roller: [...seats, ...others] }), topOf(state, {}));
}

function names(people: readonly PersonRef[]): string {
  const shown = people
    .slice(0, NAVNE)
    .map((person) => inertShort(person.name, NAVN_TEGN))
    .join(', ');
  return people.length > NAVNE ? `${shown} og ${people.length - NAVNE} mere` : shown;
}
