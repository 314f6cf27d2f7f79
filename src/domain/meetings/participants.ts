import type { IncidentContent } from '../instruks';
import { rolleTitel } from '../instruks';
import type { PersonRef } from '../person';
import { KRISESTAB_ROLES } from '../roles/roles';
import type { IncidentState } from '../state';
import type { MoedeEnded, MoedeState } from './meetings';
import type { MeetingKind, ParticipantGroup } from './settings';

export interface Invited {
  readonly deltagere: readonly PersonRef[];
  /** Criterion 21: in words, one for each unfilled role and each missing kontaktperson. */
  readonly advarsler: readonly string[];
}

/** Who belongs in a meeting as things stand now, each once; where a role has no holder, its first deputy comes. */
export function whoTakesPart({ deltagere: groups }: MeetingKind, state: IncidentState, content: IncidentContent): Invited {
  const parts = groups.map((group) => ofGroup(group, state, content));
  const people = parts.flatMap(({ deltagere }) => deltagere);
  return { deltagere: [...new Map(people.map((person) => [person.id, person])).values()], advarsler: parts.flatMap(({ advarsler }) => advarsler) };
}

function ofGroup(group: ParticipantGroup, state: IncidentState, content: IncidentContent): Invited {
  switch (group) {
    case 'krisestab':
      return ofKrisestab(state, content);
    case 'styregruppe':
      return { deltagere: state.styregruppe, advarsler: [] };
    case 'kontaktperson':
      return {
        deltagere: state.myndigheder.flatMap(({ kontaktperson }) => (kontaktperson ? [kontaktperson] : [])),
        advarsler: state.myndigheder.flatMap(({ navn, kontaktperson }) => (kontaktperson ? [] : [`Kontaktperson for ${navn} mangler`])),
      };
  }
}

function ofKrisestab({ roller }: IncidentState, content: IncidentContent): Invited {
  const seats = KRISESTAB_ROLES.map((rolle) => ({ titel: rolleTitel(content, rolle), ...roller[rolle] }));
  return {
    deltagere: seats.flatMap(({ holder, deputies }) => holder ?? deputies[0] ?? []),
    advarsler: seats.flatMap(({ titel, holder, deputies }) => {
      if (holder) return [];
      return [`${titel} er ubesat${deputies[0] ? ` – stedfortræder ${deputies[0].name} er indkaldt` : ''}`];
    }),
  };
}

/** Everybody is there who is not said to be away: those of them whom no roll-call has named were not looked for. */
export function whoIsThere(moede: MoedeState): Pick<MoedeEnded, 'tilStede' | 'fravaerende' | 'ikkeRaabtOp'> {
  const { deltagere, fravaerende } = moede;
  return { tilStede: deltagere.filter(({ id }) => !fravaerende.some((person) => person.id === id)), fravaerende, ikkeRaabtOp: notCalledOut(moede) };
}

export function notCalledOut({ deltagere, raabtOp = [] }: MoedeState): readonly PersonRef[] {
  return deltagere.filter(({ id }) => !raabtOp.includes(id));
}
