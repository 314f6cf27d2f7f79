import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import { inertShort } from '../inert';
import { NAVN_TEGN } from '../people';
import { phoneLinks, type Phones } from '../phoneLinks';
import { render, withBodyStart, type AdaptiveCard } from '../render';
import { topOf } from '../top';
import template from './ringTilStyregruppen.json';

export interface RingInput {
  readonly state: IncidentState;
  readonly phonesOf: (person: PersonRef) => Phones;
}

const INGEN_NUMRE = [{ link: '⚠ Intet nummer på listen' }];

/** Criterion 2: the styregruppe in call order, and the kriseleder, with numbers that ring at one press. Only for those who take part. */
export function ringTilStyregruppenDialog({ state, phonesOf }: RingInput): AdaptiveCard {
  const { kriseleder } = state.roller;
  const personer = [
    ...state.styregruppe.map((person, index) => ({ foer: `${index + 1}. `, person })),
    ...(kriseleder.holder ? [{ foer: 'Kriseleder: ', person: kriseleder.holder }] : []),
    ...kriseleder.deputies.slice(0, 1).map((person) => ({ foer: 'Kriselederens stedfortræder: ', person })),
  ].map(({ foer, person }) => {
    const numre = phoneLinks(phonesOf(person));
    return { navn: foer + inertShort(person.name, NAVN_TEGN), numre: numre.length > 0 ? numre : INGEN_NUMRE };
  });
  return withBodyStart(render(template, { personer }), topOf(state, {}));
}
