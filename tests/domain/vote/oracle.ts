import type { Ballot, Electorate, VoteRule } from '../../../src/domain/vote/vote';

/**
 * The rules once more, written another way and without regard to speed: a table of hats, and every way to place those who
 * voted on the places that the rule requires. Shares no code with the engine.
 */
export interface Verdict {
  readonly counted: readonly string[];
  readonly quorum: boolean;
  readonly for: number;
  readonly against: number;
  /** Nobody is left who would add to those that count, and a receiver who is required has voted in person. */
  readonly allVoted: boolean;
  /** What the one voted who decides a tie; undefined: did not vote. */
  readonly tieFor: boolean | undefined;
}

type Hat =
  | { kind: 'modtager' }
  | { kind: 'holder' }
  | { kind: 'deputy'; rank: number }
  | { kind: 'medlem'; seat: number }
  | { kind: 'suppleant'; seat: number };

export function judge(ballots: readonly Ballot[], vaelgere: Electorate, regel: VoteRule, question: string): Verdict {
  const hats = hatsOf(vaelgere);
  const everyone = [...hats.keys()];
  const voters = everyone.filter((id) => ballots.some((ballot) => ballot.person.id === id));
  const countedOf = (ids: readonly string[]) =>
    regel.taeller === 'styregruppe' ? ids.filter((id) => hats.get(id)!.some((hat) => seatedAs(hat, ids, hats))) : countedAmong(ids, hats);
  const counted = countedOf(voters);
  const isFor = (id: string) => !theirs(id, ballots).uenig.some((one) => one.spoergsmaal === question);
  // Where only seats count, a tie is decided by whoever voted as the kriseleder or receiver, counted or not.
  const atTie = regel.taeller === 'styregruppe' ? voters : counted;
  const leaders = fillersOfKriseleder(atTie, hats);
  const working = leaders.filter((leader) => counted.length >= regel.mindstPersoner && placeable(regel, counted, leader, voters, hats));
  const leader = working[0] ?? leaders[0];
  const receiver = atTie.find((id) => id === vaelgere.modtager.id);
  const receiverNeeded = regel.kraever.some((one) => one.rolle === 'modtager');
  const breaker = { kriseleder: leader, modtager: receiver }[regel.stemmelighedAfgoeresAf];
  return {
    counted,
    quorum: working.length > 0,
    for: counted.filter(isFor).length,
    against: counted.filter((id) => !isFor(id)).length,
    allVoted:
      (regel.taeller !== 'styregruppe' || breaker !== undefined || !everyone.some((id) => hats.get(id)!.some((hat) => breaks(hat, regel)))) &&
      everyone.every(
        (id) => voters.includes(id) || (!(receiverNeeded && id === vaelgere.modtager.id) && countedOf([...voters, id]).length <= counted.length),
      ),
    tieFor: breaker === undefined ? undefined : isFor(breaker),
  };
}

function breaks({ kind }: Hat, { stemmelighedAfgoeresAf: by }: VoteRule): boolean {
  return by === 'kriseleder' ? kind === 'holder' || kind === 'deputy' : by === 'modtager' && kind === 'modtager';
}

/** What the vote that has just been added leads to, if anything. */
export function closes(verdict: Verdict): 'vedtaget' | 'forkastet' | 'ikke-beslutningsdygtig' | undefined {
  if (verdict.quorum && verdict.for > verdict.against) return 'vedtaget';
  return verdict.allVoted ? atTheEnd(verdict) : undefined;
}

export function atTheEnd(verdict: Verdict): 'vedtaget' | 'forkastet' | 'ikke-beslutningsdygtig' {
  if (!verdict.quorum) return 'ikke-beslutningsdygtig';
  if (verdict.for === verdict.against) return verdict.tieFor ? 'vedtaget' : 'forkastet';
  return verdict.for > verdict.against ? 'vedtaget' : 'forkastet';
}

function theirs(id: string, ballots: readonly Ballot[]): Ballot {
  const all = ballots.filter((ballot) => ballot.person.id === id);
  const own = all.filter((ballot) => ballot.mundtlig === undefined);
  return (own.length > 0 ? own : all).at(-1)!;
}

function hatsOf({ modtager, kriseleder, styregruppe }: Electorate): Map<string, Hat[]> {
  const hats = new Map<string, Hat[]>();
  const put = (id: string | undefined, hat: Hat) => id !== undefined && hats.set(id, [...(hats.get(id) ?? []), hat]);
  put(modtager.id, { kind: 'modtager' });
  put(kriseleder.holder?.id, { kind: 'holder' });
  kriseleder.deputies.forEach(({ id }, rank) => put(id, { kind: 'deputy', rank }));
  styregruppe.forEach((place, seat) => {
    put(place.medlem.id, { kind: 'medlem', seat });
    put(place.suppleant?.id, { kind: 'suppleant', seat });
  });
  return hats;
}

function wearers(hats: Map<string, Hat[]>, is: (hat: Hat) => boolean): string[] {
  return [...hats].filter(([, worn]) => worn.some(is)).map(([id]) => id);
}

function seatedAs(hat: Hat, voters: readonly string[], hats: Map<string, Hat[]>): boolean {
  if (hat.kind === 'medlem') return true;
  return hat.kind === 'suppleant' && !wearers(hats, (other) => other.kind === 'medlem' && other.seat === hat.seat).some((id) => voters.includes(id));
}

function countedAmong(voters: readonly string[], hats: Map<string, Hat[]>): string[] {
  const worn = (id: string) => hats.get(id)!;
  const firm = voters.filter((id) => worn(id).some((hat) => hat.kind === 'modtager' || hat.kind === 'holder' || seatedAs(hat, voters, hats)));
  if (wearers(hats, (hat) => hat.kind === 'holder').some((id) => voters.includes(id))) return firm;
  const rank = (id: string) => Math.min(...worn(id).map((hat) => (hat.kind === 'deputy' ? hat.rank : Infinity)));
  const spare = voters.filter((id) => !firm.includes(id) && rank(id) < Infinity).sort((a, b) => rank(a) - rank(b));
  return [...firm, ...spare.slice(0, 1)];
}

function fillersOfKriseleder(counted: readonly string[], hats: Map<string, Hat[]>): (string | undefined)[] {
  const holder = counted.filter((id) => hats.get(id)!.some((hat) => hat.kind === 'holder'));
  if (holder.length > 0) return holder;
  const rank = (id: string) => hats.get(id)!.reduce((least, hat) => (hat.kind === 'deputy' ? Math.min(least, hat.rank) : least), Infinity);
  const deputies = counted.filter((id) => rank(id) < Infinity).sort((a, b) => rank(a) - rank(b));
  return deputies.length > 0 ? deputies : [undefined];
}

/** Whether there is a set of people for the styregruppe's places beside the receiver and this leader: all sets are tried. */
function placeable(
  regel: VoteRule,
  counted: readonly string[],
  leader: string | undefined,
  voters: readonly string[],
  hats: Map<string, Hat[]>,
): boolean {
  const needs = (rolle: string) => regel.kraever.find((one) => one.rolle === rolle)?.antal ?? 0;
  const receiver = counted.find((id) => hats.get(id)!.some((hat) => hat.kind === 'modtager'));
  if (needs('modtager') > 0 && receiver === undefined) return false;
  if (needs('kriseleder') > 0 && leader === undefined) return false;
  for (let set = 0; set < 1 << counted.length; set++) {
    const chosen = counted.filter((_, index) => set & (1 << index));
    const allSeated = chosen.every((id) => hats.get(id)!.some((hat) => seatedAs(hat, voters, hats)));
    const taken = chosen.some((id) => (needs('modtager') > 0 && id === receiver) || (needs('kriseleder') > 0 && id === leader));
    if (chosen.length === needs('styregruppe') && allSeated && !taken) return true;
  }
  return false;
}
