import { countedVotes, missingVoters, standingVotes } from '../domain/vote/counting';
import { quorumSentence } from '../domain/vote/quorum';
import { decisionInWords, tieInWords } from '../domain/vote/words';
import type { CastVote, Question, VoteOutcome, VoteState } from '../domain/vote/vote';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { clockTime, type Instant } from '../domain/time';
import { inertShort } from './inert';
import { NAVN_TEGN } from './people';
import { drawFitting, render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';
import template from './voteCard.json';

export interface VoteCardInput {
  readonly state: IncidentState;
  readonly afstemning: string;
  readonly now: Instant;
  readonly notice?: string | undefined;
}

/** How much of people's text there is room for, in code points. No reason at all: the card points to the log. */
interface Room {
  readonly forslag: number;
  readonly hvorfor: number;
  readonly navn: number;
}

const ROOM: Room = { forslag: 500, hvorfor: 160, navn: NAVN_TEGN };
const TIGHTER_ROOMS: readonly Room[] = [
  { forslag: 300, hvorfor: 60, navn: 30 },
  { forslag: 160, hvorfor: 0, navn: 20 },
  { forslag: 60, hvorfor: 0, navn: 12 },
];

/** One proposal of the styregruppe's, who has voted what, and what is still needed. */
export function voteCard(input: VoteCardInput): AdaptiveCard {
  const top = topOf(input.state, { notice: input.notice });
  const tighter = TIGHTER_ROOMS.map((room) => () => voteView(input, room));
  return drawFitting(voteView(input), tighter, (view) => withBodyStart(render(template, view), top));
}

export function voteView({ state, afstemning }: Pick<VoteCardInput, 'state' | 'afstemning'>, room: Room = ROOM): object {
  const vote = state.afstemninger[afstemning];
  if (!vote) throw new Error(`no card of ${afstemning}: there is no such vote`);
  const { udfald } = vote;
  const open = state.phase === 'open';
  return {
    haendelse: state.id,
    afstemning,
    version: vote.version,
    overskrift: `Afstemning: ${inertShort(vote.regel.titel, 80)}`,
    ...(udfald ? outcome(udfald, vote) : { status: `○ Stem senest ${clockTime(vote.frist)}`, farve: 'Accent' }),
    aendret: !udfald && vote.version > 1 ? `Forslaget er ændret – stem igen (udgave ${vote.version})` : '',
    lagtFremAf: `Lagt frem af ${inertShort(vote.aabnetAf.name, room.navn)} ${clockTime(vote.aabnet)}`,
    punkter: vote.spoergsmaal.map((question) => ({
      titel: inertShort(question.titel, 80),
      forslag: inertShort(question.forslag, room.forslag),
      begrundelse: inertShort(question.begrundelse, room.forslag),
      ...result(question, vote),
    })),
    stemmer: ballots(vote, room),
    mangler: missing(udfald?.ikkeStemt ?? missingVoters(vote), room),
    // Decided before the time was up, nobody was late.
    manglerTitel: !udfald ? 'Mangler' : udfald.grund === 'fristen' ? 'Stemte ikke i tide' : 'Nåede ikke at stemme',
    kvorum: udfald ? '' : quorumSentence(vote),
    aaben: open && !udfald,
    sluttet: open && udfald !== undefined,
    nytForslag: open && udfald !== undefined && udfald.resultat !== 'vedtaget' && isLatest(vote, state),
  };
}

/** A state is a word and an icon. What was adopted is said, since a proposal may be not to do something. */
function outcome(udfald: VoteOutcome, vote: VoteState): { readonly status: string; readonly farve: string } {
  const decided = inertShort(decisionInWords(udfald, vote), 160);
  const how = [`${GROUNDS[udfald.grund]} ${clockTime(udfald.at)}`, tieInWords(udfald)].filter(Boolean).join(' · ');
  switch (udfald.resultat) {
    case 'vedtaget': return { status: `✔ ${decided} · ${how}`, farve: 'Good' };
    case 'forkastet': return { status: `✖ ${decided} · ${how}`, farve: 'Attention' };
    case 'ikke-beslutningsdygtig': return { status: `⚠ Ingen beslutning: for få stemmer · ${how}. Ring til dem, der mangler.`, farve: 'Warning' };
  }
}

const GROUNDS = { reglen: 'afgjort', 'alle-har-stemt': 'alle har stemt', fristen: 'fristen nået' } as const;

function result({ id }: Question, { udfald, afgoerende }: VoteState): { readonly resultat: string; readonly farve: string } {
  const found = udfald?.spoergsmaal.find((question) => question.id === id);
  if (!found) return { resultat: '', farve: 'Default' };
  const counts = `${found.for} for, ${found.imod} imod`;
  // Without a decision to act, what the others say of it decides nothing.
  const decided = udfald?.resultat === 'vedtaget' || (udfald?.resultat === 'forkastet' && id === afgoerende);
  if (!decided) return { resultat: `— ${counts}`, farve: 'Default' };
  return found.vedtaget ? { resultat: `✔ Vedtaget (${counts})`, farve: 'Good' } : { resultat: `✖ Ikke vedtaget (${counts})`, farve: 'Attention' };
}

/** One line for each person, in the order in which they voted. */
function ballots(vote: VoteState, room: Room): readonly object[] {
  const counted = new Set(countedVotes(vote).map(({ person }) => person.id));
  const inTime = standingVotes(vote.stemmer).map((ballot) => line(ballot, vote, room, counted.has(ballot.person.id) ? '' : ' · tæller ikke med'));
  const late = standingVotes(vote.senere).map((ballot) => line(ballot, vote, room, ' · efter lukning, ændrer intet'));
  return [...inTime, ...late];
}

function line({ person, uenig, repraesenterer, mundtlig }: CastVote, vote: VoteState, room: Room, remark: string): object {
  const behalf = repraesenterer ? ` (for ${inertShort(repraesenterer.name, room.navn)})` : '';
  const heard = mundtlig ? ` · mundtligt ${clockTime(mundtlig.tidspunkt)}, hørt af ${inertShort(mundtlig.hoertAf, room.navn)}` : '';
  const against = uenig.map(({ spoergsmaal, hvorfor }) => {
    const titel = inertShort(vote.spoergsmaal.find(({ id }) => id === spoergsmaal)?.titel ?? spoergsmaal, 40);
    return room.hvorfor === 0 ? titel : `${titel}: ${inertShort(hvorfor, room.hvorfor)}`;
  });
  const agreed = uenig.length === 0;
  return {
    ikon: agreed ? '✔' : '✖',
    farve: agreed ? 'Good' : 'Attention',
    navn: inertShort(person.name, room.navn) + behalf,
    tekst: `${agreed ? ' enig' : ` ikke enig i ${against.join(' · ')}${room.hvorfor === 0 ? ' (hvorfor: se loggen)' : ''}`}${heard}${remark}`,
  };
}

function missing(people: readonly PersonRef[], room: Room): string {
  return people.map(({ name }) => inertShort(name, room.navn)).join(', ');
}

function isLatest(vote: VoteState, { afstemninger }: IncidentState): boolean {
  return Object.values(afstemninger).at(-1)?.id === vote.id;
}
