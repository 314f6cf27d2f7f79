import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import { clockTime } from '../time';
import { deadlines } from './due';
import { deadlinePassed } from './outcome';
import type { AfstemningOpened, ChangeProposal, ForslagChanged, OpenVote, Question, VoteCommand, VoteRule, VoteState } from './vote';

/** What content and roster say of a vote at the moment it opens. */
export type VoteTerms = Pick<VoteState, 'regel' | 'vaelgere' | 'afgoerende'>;

/** `earlier` are the votes under the same rule: a new round takes that they are over. */
export function openVote({ now, body }: VoteCommand<OpenVote>, terms: VoteTerms, earlier: readonly VoteState[]): Decision<AfstemningOpened> {
  const { regel, vaelgere, afgoerende } = terms;
  if (earlier.some((vote) => !vote.udfald)) {
    return rejected('allerede-aaben', `Der stemmes allerede om: ${regel.titel}. Ret forslaget i stedet for at stille et nyt.`);
  }
  const spoergsmaal = body.spoergsmaal.map(trimmed);
  const refusal = incomplete(spoergsmaal, afgoerende);
  if (refusal) return refusal;
  const afstemning = `${regel.id}-${earlier.length + 1}`;
  return accepted({ type: 'AfstemningOpened', afstemning, regel: frozen(regel), vaelgere, afgoerende, spoergsmaal, ...deadlines(regel, now) });
}

export function changeProposal({ now, body }: VoteCommand<ChangeProposal>, vote: VoteState): Decision<ForslagChanged> {
  if (vote.udfald) return rejected('lukket', `Afstemningen sluttede ${clockTime(vote.udfald.at)}, så forslaget kan ikke ændres. Stil et nyt.`);
  if (deadlinePassed(vote, now)) return rejected('lukket', `Fristen var ${clockTime(vote.frist)}, så forslaget kan ikke ændres. Stil et nyt.`);
  if (body.version !== vote.version) return rejected('forslag-aendret', 'Forslaget er ændret, siden du åbnede det. Læs det nye, og ret i det.');
  const spoergsmaal = body.spoergsmaal.map(trimmed);
  const refusal = incomplete(spoergsmaal, vote.afgoerende);
  if (refusal) return refusal;
  if (sameProposal(spoergsmaal, vote.spoergsmaal)) return rejected('intet-aendret', 'Forslaget er det samme som før. Intet er ændret.');
  return accepted({ type: 'ForslagChanged', afstemning: vote.id, version: vote.version + 1, spoergsmaal, ...deadlines(vote.regel, now) });
}

function incomplete(spoergsmaal: readonly Question[], afgoerende: string): Rejection | undefined {
  const ids = spoergsmaal.map((question) => question.id);
  if (!ids.includes(afgoerende) || new Set(ids).size < ids.length) {
    return rejected('ukendt-spoergsmaal', 'Forslaget passer ikke til afstemningen. Åbn det igen.');
  }
  const unproposed = spoergsmaal.find((question) => !question.forslag);
  if (unproposed) return rejected('mangler-forslag', `Skriv eller vælg, hvad du foreslår: ${unproposed.titel}`);
  const unreasoned = spoergsmaal.find((question) => !question.begrundelse);
  return unreasoned && rejected('mangler-begrundelse', `Skriv en kort begrundelse: ${unreasoned.titel}`);
}

function trimmed({ id, titel, valg, forslag, begrundelse, udfald }: Question): Question {
  return { id, titel, ...(valg === undefined ? {} : { valg }), forslag: forslag.trim(), begrundelse: begrundelse.trim(), ...(udfald ? { udfald } : {}) };
}

function sameProposal(some: readonly Question[], others: readonly Question[]): boolean {
  return JSON.stringify(some.map(trimmed)) === JSON.stringify(others.map(trimmed));
}

/** The content's rule says more than the vote needs. */
function frozen({ id, titel, mindstPersoner, kraever, taeller, stemmelighedAfgoeresAf, fristMinutter, paamindelseMinutter, eskaleresTil }: VoteRule): VoteRule {
  return { id, titel, mindstPersoner, kraever, ...(taeller ? { taeller } : {}), stemmelighedAfgoeresAf, fristMinutter, paamindelseMinutter, ...(eskaleresTil ? { eskaleresTil } : {}) };
}
