import type { Instant } from '../time';
import { countedVotes, missingVoters, votesAtTie } from './counting';
import { hasQuorum, kriselederVote } from './quorum';
import type { AfstemningClosed, Ballot, QuestionResult, VoteResult, VoteState } from './vote';

/** What a vote would lead to, if it closes the voting; nothing if voting goes on (or is over already). */
export function wouldDecide(vote: VoteState, ballot: Ballot): VoteResult | undefined {
  return closingBy(vote, ballot)?.resultat;
}

/** How one more vote closes it: the rule is met, or nobody is left whose vote could be added. */
export function closingBy(vote: VoteState, ballot: Ballot): AfstemningClosed | undefined {
  if (vote.udfald) return undefined;
  const after = { ...vote, stemmer: [...vote.stemmer, ballot] };
  if (hasQuorum(after) && majorityFor(vote.afgoerende, countedVotes(after)) > 0) return closed(after, 'reglen');
  return missingVoters(after).length === 0 ? closed(after, 'alle-har-stemt') : undefined;
}

/** How it closes when the time is up. */
export function closingAtDeadline(vote: VoteState): AfstemningClosed {
  return closed(vote, 'fristen');
}

export function deadlinePassed(vote: VoteState, now: Instant): boolean {
  return Date.parse(now) >= Date.parse(vote.frist);
}

type Counted = Omit<VoteState, 'stemmer'> & { readonly stemmer: readonly Ballot[] };

function closed(vote: Counted, grund: AfstemningClosed['grund']): AfstemningClosed {
  const quorum = hasQuorum(vote);
  const stemmer = countedVotes(vote).map(ballotOf);
  const spoergsmaal = vote.spoergsmaal.map(({ id }) => resultOf(id, vote, stemmer, quorum));
  const adopted = spoergsmaal.some(({ id, vedtaget }) => id === vote.afgoerende && vedtaget);
  const resultat = adopted ? 'vedtaget' : quorum ? 'forkastet' : 'ikke-beslutningsdygtig';
  const words = quorum ? vote.spoergsmaal.find(({ id }) => id === vote.afgoerende)?.udfald : undefined;
  const tied = quorum && majorityFor(vote.afgoerende, stemmer) === 0;
  return {
    type: 'AfstemningClosed', afstemning: vote.id, resultat, grund,
    ...(words ? { beslutning: adopted ? words.vedtaget : words.forkastet } : {}),
    ...(tied && decidingVote(vote) ? { stemmelighedAfgjortAf: vote.regel.stemmelighedAfgoeresAf } : {}),
    spoergsmaal, stemmer, ikkeStemt: missingVoters(vote),
  };
}

function resultOf(id: string, vote: Counted, stemmer: readonly Ballot[], quorum: boolean): QuestionResult {
  const imod = stemmer.filter((ballot) => isAgainst(id, ballot)).length;
  const majority = majorityFor(id, stemmer);
  return { id, vedtaget: quorum && (majority > 0 || (majority === 0 && tieIsFor(id, vote))), for: stemmer.length - imod, imod };
}

/** How many more are for than against. */
function majorityFor(id: string, stemmer: readonly Ballot[]): number {
  return stemmer.reduce((total, ballot) => total + (isAgainst(id, ballot) ? -1 : 1), 0);
}

/** Without the vote that decides a tie, there is no majority for. */
function tieIsFor(id: string, vote: Counted): boolean {
  const deciding = decidingVote(vote);
  return deciding !== undefined && !isAgainst(id, deciding);
}

function decidingVote(vote: Counted): Ballot | undefined {
  return vote.regel.stemmelighedAfgoeresAf === 'kriseleder' ? kriselederVote(vote) : receiversVote(vote);
}

function receiversVote(vote: Counted): Ballot | undefined {
  if (vote.regel.stemmelighedAfgoeresAf !== 'modtager') return undefined;
  return votesAtTie(vote).find((ballot) => ballot.person.id === vote.vaelgere.modtager.id);
}

function isAgainst(id: string, ballot: Ballot): boolean {
  return ballot.uenig.some((disagreement) => disagreement.spoergsmaal === id);
}

/** A vote without its place in the log: the one that closes has none yet. */
function ballotOf({ person, uenig, repraesenterer, mundtlig }: Ballot): Ballot {
  return { person, uenig, ...(repraesenterer ? { repraesenterer } : {}), ...(mundtlig ? { mundtlig } : {}) };
}
