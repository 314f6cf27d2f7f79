import type { TurnContext } from 'botbuilder';
import type { Result } from '../../app/journal';
import { refusalTo } from '../../app/rights';
import { bekraeftStemmeDialog } from '../../cards/dialogs/bekraeftStemme';
import { ikkeEnigDialog } from '../../cards/dialogs/ikkeEnig';
import { mundtligStemmeDialog } from '../../cards/dialogs/mundtligStemme';
import { disagreementsIn, typedFrom } from '../../cards/dialogs/reasons';
import { decidingWords } from '../../cards/decidingWords';
import { GRUND_TEGN, REASONS, type VoteAnswer, type VoteRequest } from '../../cards/voteActions';
import { closedSentence } from '../../domain/closing/closing';
import type { Command } from '../../domain/command';
import { instantAt } from '../../domain/danishTime';
import { rejected, type Rejection } from '../../domain/rejection';
import type { IncidentState } from '../../domain/state';
import { entitled, standingVotes } from '../../domain/vote/counting';
import { whoMayVote } from '../../domain/vote/decide';
import { electors } from '../../domain/vote/electorate';
import type { PressVote, RecordOralVote, VoteState } from '../../domain/vote/vote';
import { answerDialog, answerDialogSentence, closeDialog } from '../invoke';
import type { Services } from '../services';
import type { Turn } from '../turn';
import { openProposal, sendProposal } from './proposalForm';
import { foreseen, NO_SUCH_VOTE, voteOf } from './votes';

/** The forms of a vote. Read as the store has it now: another process may have taken votes, or changed the proposal. */
export async function openVoteForm(context: TurnContext, wanted: VoteRequest, turn: Turn, services: Services): Promise<void> {
  const state = await read(wanted.haendelse, services);
  if (!state) return answerDialogSentence(context, NO_SUCH_VOTE);
  if (state.phase === 'lukket') return answerDialogSentence(context, closedSentence(state));
  if (wanted.dialog === 'forslag') return openProposal(context, state, turn, services);
  const vote = voteOf(wanted.afstemning, state);
  if (!vote) return answerDialogSentence(context, NO_SUCH_VOTE);
  const refused = refusalToOpen(wanted.dialog, vote, state, turn);
  if (refused) return answerDialogSentence(context, refused.sentence);
  await showForm(context, wanted.dialog, undefined, { state, vote, turn, services });
}

export async function answerVoteForm(context: TurnContext, answer: VoteAnswer, turn: Turn, services: Services): Promise<void> {
  if (answer.dialog === 'forslag') return sendProposal(context, answer, turn, services);
  const state = await read(answer.haendelse, services);
  const vote = state && voteOf(answer.afstemning, state);
  if (!vote) return answerDialogSentence(context, NO_SUCH_VOTE);
  const scene = { state, vote, turn, services };
  if (answer.side === 'tilbage') return showForm(context, answer.dialog, answer, scene);
  const command = commandOf(answer, scene);
  if ('sentence' in command) return showForm(context, answer.dialog, answer, scene, command.sentence);
  const result = await services.journal.execute(command);
  if (result.kind === 'rejected' && result.code === 'bekraeft') {
    const whose = command.body.type === 'castVote' ? 'Din stemme' : `Stemmen fra ${command.body.person.name}`;
    return answerDialog(context, { title: 'Bekræft', card: bekraeftStemmeDialog({ state: result.state, answer, deciding: decidingWords(whose, foreseen(command, result.state, services)) }) });
  }
  if (result.kind === 'rejected') return showForm(context, answer.dialog, answer, { ...scene, state: result.state, vote: voteOf(vote.id, result.state) ?? vote }, result.sentence);
  return stored(context, result, command);
}

interface Scene {
  readonly state: IncidentState;
  readonly vote: VoteState;
  readonly turn: Turn;
  readonly services: Services;
}

type BallotAnswer = Exclude<VoteAnswer, { dialog: 'forslag' }>;

async function showForm(context: TurnContext, dialog: BallotAnswer['dialog'], answer: BallotAnswer | undefined, { state, vote, turn, services }: Scene, error?: string): Promise<void> {
  const nonce = answer?.nonce ?? services.newNonce();
  if (dialog === 'ikkeEnig') {
    const mine = standingVotes([...vote.stemmer, ...vote.senere]).find(({ person }) => person.id === turn.actor.id);
    const values = answer?.dialog === 'ikkeEnig' ? answer : typedFrom(vote, mine?.uenig ?? []);
    return answerDialog(context, { title: 'Ikke enig', card: ikkeEnigDialog({ state, vote, nonce, values, error }) });
  }
  const values = answer?.dialog === 'mundtligStemme' ? answer : undefined;
  const { now } = services.scenes.of(state);
  await answerDialog(context, { title: 'Mundtlig stemme', card: mundtligStemmeDialog({ state, vote, now, me: turn.actor, nonce, values, error }) });
}

/** Said before anything is typed; the core and the rights judge again when it is sent. */
function refusalToOpen(dialog: BallotAnswer['dialog'], vote: VoteState, state: IncidentState, { actor }: Turn): Rejection | undefined {
  if (dialog === 'mundtligStemme') return refusalTo('recordOralVote', actor, state);
  return refusalTo('castVote', actor, state) ?? (entitled(actor, vote) ? undefined : rejected('ingen-stemmeret', `Du kan ikke stemme her. ${whoMayVote(vote)}`));
}

type VoteCommand = Command<PressVote | RecordOralVote>;

function commandOf(answer: BallotAnswer, { state, vote, turn, services }: Scene): VoteCommand | Rejection {
  if (REASONS.some((id) => answer[id].length > GRUND_TEGN)) return rejected('for-lang', `Skriv kortere: der er plads til ${GRUND_TEGN} tegn ved hvert punkt.`);
  const about = { afstemning: vote.id, version: answer.version, bekraeftet: answer.side === 'bekraeft' };
  const from = { id: `dialog:${answer.nonce}`, incident: state.id, actor: turn.actor, now: services.clock.incident().toISOString(), kanal: turn.kanal };
  const uenig = disagreementsIn(vote, answer);
  if (answer.dialog === 'ikkeEnig') return { ...from, body: { type: 'castVote', ...about, svar: uenig } };
  const person = electors(vote).find(({ id }) => id === answer.person);
  if (!person) return rejected('ufuldstaendig', 'Vælg, hvem der har stemt.');
  if (answer.enig !== 'ja' && answer.enig !== 'nej') return rejected('ufuldstaendig', 'Vælg, hvad stemmen var.');
  if (answer.enig === 'ja' && uenig.uenig.length > 0) return rejected('selvmodsigende', 'Der står både "Enig i det hele" og en begrundelse imod. Vælg "Ikke enig", eller slet begrundelsen.');
  const svar = answer.enig === 'ja' ? ({ enig: true } as const) : uenig;
  return { ...from, body: { type: 'recordOralVote', ...about, svar, person, tidspunkt: instantAt(answer) ?? '', hoertAf: answer.hoertAf } };
}

/** What shows on the card needs no words. */
async function stored(context: TurnContext, result: Extract<Result, { kind: 'committed' }>, { body }: VoteCommand): Promise<void> {
  const late = voteOf(body.afstemning, result.state)?.senere.some(({ nr }) => nr >= result.fromNr && nr <= result.toNr);
  if (late) return answerDialogSentence(context, 'Afstemningen er slut. Stemmen står i loggen som "efter lukning" og ændrer ikke udfaldet.');
  return result.masked ? answerDialogSentence(context, 'Stemmen er gemt. Et CPR-nummer er taget ud, før teksten blev gemt.') : closeDialog(context);
}

async function read(incident: string, { directory, journal }: Services): Promise<IncidentState | undefined> {
  return (await directory.find(incident)) ? journal.refreshed(incident) : undefined;
}
