import type { PersonRef } from '../person';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { Instant } from '../time';
import { standingVotes } from './counting';
import { dueVoteEvents } from './due';
import { electors, onlySeats, representedBy } from './electorate';
import { closingBy, deadlinePassed } from './outcome';
import type { Answer, Ballot, Disagreement, PressVote, RecordOralVote, StemmeCast, VoteCommand, VoteEvent, VoteState } from './vote';

export function whoMayVote({ regel }: Pick<VoteState, 'regel'>): string {
  if (!onlySeats(regel)) return 'Det kan modtageren, kriselederen og styregruppen samt deres stedfortrædere og suppleanter.';
  const { stemmelighedAfgoeresAf: breaker } = regel;
  const tie = breaker === 'kriseleder' || breaker === 'modtager' ? ` Ved stemmelighed afgør ${breaker}en det.` : '';
  return `Det kan styregruppen og dens suppleanter.${tie}`;
}

export function castVote({ actor, now, body }: VoteCommand<PressVote>, vote: VoteState): Decision<VoteEvent> {
  const person = elector(actor, vote);
  if (!person) return rejected('ingen-stemmeret', `Du kan ikke stemme her. ${whoMayVote(vote)}`);
  const uenig = disagreements(body.version, body.svar, vote);
  if ('kind' in uenig) return uenig;
  const earlier = standing(person, vote);
  // An own press that says the same as an oral record is not the same: it confirms it.
  if (earlier && !earlier.mundtlig && sameAnswer(earlier.uenig, uenig))
    return rejected('allerede-stemt', `Du har allerede stemt: ${inWords(uenig, vote)}.`);
  return cast({ person, uenig, ...standingIn(person, vote) }, { now, ...body }, 'Din stemme afgør det.', vote);
}

export function recordOralVote({ actor, now, body }: VoteCommand<RecordOralVote>, vote: VoteState): Decision<VoteEvent> {
  const { tidspunkt } = body;
  const person = elector(body.person, vote);
  if (!person) return rejected('ingen-stemmeret', `${body.person.name} kan ikke stemme her. ${whoMayVote(vote)}`);
  const hoertAf = body.hoertAf.trim();
  if (!hoertAf) return rejected('mangler-hoert-af', 'Skriv, hvem der hørte stemmen.');
  if (Number.isNaN(Date.parse(tidspunkt))) return rejected('mangler-tidspunkt', 'Skriv, hvornår stemmen blev afgivet.');
  if (Date.parse(tidspunkt) > Date.parse(now)) return rejected('i-fremtiden', 'Tidspunktet ligger i fremtiden. Skriv, hvornår stemmen blev afgivet.');
  const uenig = disagreements(body.version, body.svar, vote);
  if ('kind' in uenig) return uenig;
  const earlier = standing(person, vote);
  if (earlier && sameAnswer(earlier.uenig, uenig)) return rejected('allerede-stemt', `${person.name} har allerede stemt: ${inWords(uenig, vote)}.`);
  const mundtlig = { registreretAf: { id: actor.id, name: actor.name }, tidspunkt, hoertAf };
  return cast({ person, uenig, ...standingIn(person, vote), mundtlig }, { now, ...body }, `Stemmen fra ${person.name} afgør det.`, vote);
}

interface Given {
  readonly now: Instant;
  readonly bekraeftet: boolean;
}

/** A vote and what follows from it, in one: there is never a vote that is decided and still open. */
function cast(ballot: Ballot, { now, bekraeftet }: Given, decides: string, vote: VoteState): Decision<VoteEvent> {
  const stored = (efterLukning: boolean): StemmeCast => ({ type: 'StemmeCast', afstemning: vote.id, version: vote.version, ...ballot, efterLukning });
  if (vote.udfald) return accepted(stored(true));
  // The time was up before the press came, though nothing had said so yet.
  if (deadlinePassed(vote, now)) return accepted<VoteEvent>(...dueVoteEvents(vote, now), stored(true));
  const closing = closingBy(vote, ballot);
  if (!closing) return accepted(stored(false));
  return bekraeftet ? accepted<VoteEvent>(stored(false), closing) : rejected('bekraeft', decides);
}

/** In the order of the questions, so that the same vote always reads the same. */
function disagreements(version: number, svar: Answer, vote: VoteState): readonly Disagreement[] | Rejection {
  if (version !== vote.version) return rejected('forslag-aendret', 'Forslaget er ændret, efter at du fik det vist. Læs det nye, og stem om det.');
  if (svar.enig) return [];
  const { uenig } = svar;
  const ids = uenig.map((one) => one.spoergsmaal);
  if (ids.length === 0) return rejected('mangler-spoergsmaal', 'Vælg, hvad du ikke er enig i.');
  const known = vote.spoergsmaal.map((question) => question.id);
  if (ids.some((id) => !known.includes(id))) return rejected('ukendt-spoergsmaal', 'Det spørgsmål er ikke en del af forslaget.');
  if (new Set(ids).size < ids.length) return rejected('spoergsmaal-to-gange', 'Skriv én begrundelse for hvert spørgsmål.');
  if (uenig.some((one) => !one.hvorfor.trim())) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor du ikke er enig.');
  const inOrder = uenig.toSorted((a, b) => known.indexOf(a.spoergsmaal) - known.indexOf(b.spoergsmaal));
  return inOrder.map(({ spoergsmaal, hvorfor }) => ({ spoergsmaal, hvorfor: hvorfor.trim() }));
}

/** With the name that was frozen when the vote opened. */
function elector({ id }: PersonRef, vote: VoteState): PersonRef | undefined {
  return electors(vote).find((one) => one.id === id);
}

function standingIn(person: PersonRef, { stemmer, ...terms }: VoteState): Pick<Ballot, 'repraesenterer'> {
  const repraesenterer = representedBy(person, terms, new Set(stemmer.map((earlier) => earlier.person.id)));
  return repraesenterer ? { repraesenterer } : {};
}

function standing(person: PersonRef, { stemmer, senere }: VoteState): Ballot | undefined {
  return standingVotes([...stemmer, ...senere]).find((ballot) => ballot.person.id === person.id);
}

function sameAnswer(some: readonly Disagreement[], others: readonly Disagreement[]): boolean {
  const words = (uenig: readonly Disagreement[]) => JSON.stringify(uenig.map(({ spoergsmaal, hvorfor }) => [spoergsmaal, hvorfor]));
  return words(some) === words(others);
}

function inWords(uenig: readonly Disagreement[], vote: VoteState): string {
  if (uenig.length === 0) return 'enig i det hele';
  const against = vote.spoergsmaal.filter(({ id }) => uenig.some((one) => one.spoergsmaal === id));
  return `ikke enig i ${new Intl.ListFormat('da').format(against.map(({ titel }) => titel))}`;
}
