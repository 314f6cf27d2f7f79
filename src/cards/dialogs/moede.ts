import type { Content } from '../../content/schema';
import { dateAndTime } from '../../domain/danishTime';
import { findMoede } from '../../domain/meetings/meetings';
import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import { minutesAfter, type Instant } from '../../domain/time';
import { inertShort } from '../inert';
import { personValue } from '../meetingActions';
import { uniquePeople } from '../people';
import type { AdaptiveCard } from '../render';
import { asksContact } from './asksContact';
import { dialogCard, type DialogInput } from './dialog';
import template from './moede.json';

export interface MoedeInput extends DialogInput<'moede'> {
  readonly state: IncidentState;
  readonly content: Content;
  /** Empty: a new meeting, to which everybody is called who belongs in it. */
  readonly moede: string;
  /** Who may be chosen beside those who are called already. */
  readonly people: readonly PersonRef[];
  readonly now: Instant;
}

/** When a meeting is, how long, and who takes part. */
export function moedeDialog({ state, content, moede: id, people, now, nonce, values, error }: MoedeInput): AdaptiveCard {
  const moede = findMoede(state.moeder, id);
  const { varighedMinutter, naesteOmMinutter, instrukser } = content.moeder;
  const suggested = dateAndTime(moede?.start ?? minutesAfter(now, naesteOmMinutter));
  const everybody = uniquePeople([...(moede?.deltagere ?? []), ...state.myndigheder.flatMap(({ kontaktperson }) => kontaktperson ?? []), ...people]);
  return dialogCard(template, {
    state,
    error,
    texts: {},
    view: {
      nonce,
      haendelse: state.id,
      moede: id,
      // Shown again after somebody else has changed it: the newest is what is changed now.
      revision: moede?.revision ?? 0,
      nyt: moede ? [] : [{ instruks: values?.instruks || (instrukser[0]?.instruks ?? ''), valg: instrukser.map(({ instruks, titel }) => ({ title: titel, value: instruks })) }],
      dato: values?.dato || suggested.dato,
      tid: values?.tid || suggested.tid,
      minutter: Number(values?.minutter) || (moede?.minutter ?? varighedMinutter),
      kanFlyttes: moede?.status !== 'begyndt',
      spoerges: moede?.status === 'begyndt' ? '' : asksContact(state),
      rettes: moede
        ? [{ deltagere: values?.deltagere ?? moede.deltagere.map((person) => personValue(person.id)).join(','), valg: everybody.map((person) => ({ title: inertShort(person.name, 80), value: personValue(person.id) })) }]
        : [],
      knap: moede ? 'Gem, og giv besked' : 'Indkald',
    },
  });
}
