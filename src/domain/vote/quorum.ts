import type { PersonRef } from '../person';
import { countedVotes, type Tally, votesAtTie } from './counting';
import { sitsOn } from './electorate';
import type { Ballot, RoleCount, VoteRule } from './vote';

/** What is still needed before anything can be decided. No roles and no persons = the quorum is there. */
export interface QuorumLacks {
  readonly roller: readonly RoleCount[];
  /** Distinct persons. */
  readonly personer: number;
  /** There is nobody who could vote as the kriseleder. */
  readonly udenKriseleder: boolean;
}

export function quorumLacks(vote: Tally): QuorumLacks {
  return best(vote).lacks;
}

export function hasQuorum(vote: Tally): boolean {
  const { roller, personer } = quorumLacks(vote);
  return roller.length === 0 && personer === 0;
}

/** The vote of the person who fills the kriseleder's place: the holder before a deputy. */
export function kriselederVote(vote: Tally): Ballot | undefined {
  const { kriseleder } = best(vote);
  return votesAtTie(vote).find((ballot) => ballot.person.id === kriseleder?.id);
}

/** "Der mangler: modtageren og 1 fra styregruppen." */
export function quorumSentence(vote: Tally): string {
  const { roller, personer, udenKriseleder } = quorumLacks(vote);
  if (udenKriseleder)
    return 'Der er hverken en kriseleder eller en stedfortræder, så der kan ikke besluttes noget. Udpeg en kriseleder, og start afstemningen igen.';
  if (roller.length === 0 && personer === 0) return 'Nok har stemt til, at der kan besluttes.';
  const atLeast = `Mindst ${vote.regel.mindstPersoner} forskellige personer skal stemme, så ${personer} mere mangler.`;
  if (roller.length === 0) return atLeast;
  const roles = `Der mangler: ${new Intl.ListFormat('da').format(roller.map(inWords))}.`;
  return personer > sum(roller) ? `${roles} ${atLeast}` : roles;
}

interface Filling {
  readonly kriseleder: PersonRef | undefined;
  readonly lacks: QuorumLacks;
}

/** Of those who can fill the kriseleder's place, the first in call order with whom least is lacking. */
function best(vote: Tally): Filling {
  const { holder, deputies } = vote.vaelgere.kriseleder;
  const voted = new Set(votesAtTie(vote).map((ballot) => ballot.person.id));
  const candidates = holder && voted.has(holder.id) ? [holder] : deputies.filter((deputy) => voted.has(deputy.id));
  const fillings = (candidates.length > 0 ? candidates : [undefined]).map((kriseleder) => ({ kriseleder, lacks: lacksWith(kriseleder, vote) }));
  return fillings.reduce((least, other) => (sum(other.lacks.roller) < sum(least.lacks.roller) ? other : least));
}

function lacksWith(kriseleder: PersonRef | undefined, { regel, vaelgere, stemmer }: Tally): QuorumLacks {
  const counted = countedVotes({ regel, vaelgere, stemmer }).map((ballot) => ballot.person);
  const voted = new Set(stemmer.map((ballot) => ballot.person.id));
  const modtager = counted.find((person) => person.id === vaelgere.modtager.id);
  const fillers = [...(requires('modtager', regel) ? [modtager] : []), ...(requires('kriseleder', regel) ? [kriseleder] : [])];
  const others = counted.filter((person) => !fillers.some((filler) => filler?.id === person.id));
  const onSeats = others.filter((person) => vaelgere.styregruppe.some((seat) => sitsOn(seat, person, voted)));
  const lacking = ({ rolle, antal }: RoleCount): number => {
    if (rolle === 'modtager') return modtager ? 0 : 1;
    if (rolle === 'kriseleder') return kriseleder ? 0 : 1;
    return rolle === 'styregruppe' ? antal - onSeats.length : antal;
  };
  return {
    roller: regel.kraever.map((needed) => ({ rolle: needed.rolle, antal: lacking(needed) })).filter(({ antal }) => antal > 0),
    personer: Math.max(0, regel.mindstPersoner - counted.length),
    udenKriseleder: requires('kriseleder', regel) && !vaelgere.kriseleder.holder && vaelgere.kriseleder.deputies.length === 0,
  };
}

function requires(rolle: string, regel: VoteRule): boolean {
  return regel.kraever.some((needed) => needed.rolle === rolle);
}

function inWords({ rolle, antal }: RoleCount): string {
  if (rolle === 'modtager') return 'modtageren';
  if (rolle === 'kriseleder') return 'kriselederen eller en stedfortræder';
  return `${antal} fra ${rolle === 'styregruppe' ? 'styregruppen' : rolle}`;
}

function sum(roller: readonly RoleCount[]): number {
  return roller.reduce((total, { antal }) => total + antal, 0);
}
