import type { TurnContext } from 'botbuilder';
import { electorateOf } from '../../app/electorate';
import { groupsOf, refusalTo } from '../../app/rights';
import { forslagDialog, isFull, suggestedReason, type ForslagInput } from '../../cards/dialogs/forslag';
import { GRUND_TEGN, type VoteAnswer } from '../../cards/voteActions';
import type { Proposal } from '../../domain/activation/activation';
import { openVoteOf } from '../../domain/activation/decide';
import { currentKnude } from '../../domain/activation/flow';
import { instantAt } from '../../domain/danishTime';
import { contactRef } from '../../domain/opening/opening';
import { rejected, type Rejection } from '../../domain/rejection';
import type { IncidentState } from '../../domain/state';
import { comingTime } from '../../domain/time';
import { answerDialog, answerDialogSentence, closeDialog } from '../invoke';
import type { Services } from '../services';
import type { Turn } from '../turn';

type Answer = Extract<VoteAnswer, { dialog: 'forslag' }>;

export async function openProposal(context: TurnContext, state: IncidentState, turn: Turn, services: Services): Promise<void> {
  const refused = refusalTo('putProposal', turn.actor, state) ?? nothingToPropose(state, services);
  if (refused) return answerDialogSentence(context, refused.sentence);
  await showForm(context, undefined, state, turn, services);
}

/** Stored as a proposal; a contact person whom the kriseleder names along with it is a line of its own. */
export async function sendProposal(context: TurnContext, answer: Answer, turn: Turn, services: Services): Promise<void> {
  const { journal, directory, roster, clock } = services;
  if (!(await directory.find(answer.haendelse))) return answerDialogSentence(context, 'Den hændelse findes ikke her. Intet er gemt.');
  const state = await journal.refreshed(answer.haendelse);
  const forslag = proposalOf(answer, state, services);
  if ('sentence' in forslag) return showForm(context, answer, state, turn, services, forslag.sentence);
  const from = { incident: state.id, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal };
  const vaelgere = electorateOf(state, roster.current());
  const result = await journal.execute({ ...from, id: `dialog:${answer.nonce}`, body: { type: 'putProposal', knude: answer.knude, forslag, version: answer.version || undefined, vaelgere } });
  if (result.kind === 'rejected' && result.code === 'forslag-aendret') {
    const newest = openVoteOf(result.state)?.version ?? 0;
    return showForm(context, { ...answer, version: newest }, result.state, turn, services, 'En anden har rettet forslaget imens; det står på kortet. Sender du igen, er det dit, der stemmes om.');
  }
  if (result.kind === 'rejected') return showForm(context, answer, result.state, turn, services, result.sentence);
  await nameContact(answer, result.state, turn, services);
  return result.masked ? answerDialogSentence(context, 'Forslaget er gemt. Et CPR-nummer er taget ud, før teksten blev gemt.') : closeDialog(context);
}

async function showForm(context: TurnContext, answer: Answer | undefined, state: IncidentState, turn: Turn, services: Services, error?: string): Promise<void> {
  const { content, now } = services.scenes.of(state);
  const knude = currentKnude(state, content.forloeb);
  if (knude.art !== 'afstemning') return answerDialogSentence(context, error ?? nothingToPropose(state, services)?.sentence ?? '');
  const open = openVoteOf(state);
  const vote = answer?.version === 0 ? undefined : open;
  const input: ForslagInput = { state, content, knude, vote, now, kanNavngive: mayName(state, turn), nonce: answer?.nonce ?? services.newNonce(), values: answer, error };
  await answerDialog(context, { title: vote ? 'Ret forslaget' : 'Læg forslag frem', card: forslagDialog(input) });
}

/** Before somebody fills in a form for nothing. The core says it again. */
function nothingToPropose(state: IncidentState, { scenes }: Services): Rejection | undefined {
  const { content, now } = scenes.of(state);
  const knude = currentKnude(state, content.forloeb);
  if (state.aktivering) return rejected('allerede-aktiveret', 'Krisestaben er allerede aktiveret.');
  if (knude.art !== 'afstemning') return rejected('foraeldet', `Her er intet at stemme om endnu. I er ved: ${knude.titel}`);
  const { venterTil } = state.forloeb;
  if (!venterTil || Date.parse(venterTil) <= Date.parse(now)) return undefined;
  return rejected('venter', `Sagen venter: ${comingTime(venterTil, now)}. Tryk på "Situationen er forværret", hvis den skal tages op nu.`);
}

function proposalOf(answer: Answer, state: IncidentState, { scenes }: Services): Proposal | Rejection {
  const { content } = scenes.of(state);
  const knude = currentKnude(state, content.forloeb);
  const { valg, begrundelse, niveau, niveauBegrundelse, opjuster, hvorMeget, opjusterBegrundelse, moedeBegrundelse } = answer;
  if (valg !== 'ja' && valg !== 'nej' && valg !== 'udsaet') return rejected('ufuldstaendig', 'Vælg, hvad du foreslår.');
  if (knude.art !== 'afstemning') return rejected('foraeldet', `Her er intet at stemme om. I er ved: ${knude.titel}`);
  if ([begrundelse, niveauBegrundelse, hvorMeget, opjusterBegrundelse, moedeBegrundelse].some((text) => text.length > GRUND_TEGN)) {
    return rejected('for-lang', `Skriv kortere: der er plads til ${GRUND_TEGN} tegn i hvert felt.`);
  }
  // What was filled in speaks for the choice that was filled in.
  if (valg !== 'ja' && begrundelse.trim() !== '' && begrundelse.trim() === suggestedReason({ state, knude })) {
    return rejected('mangler-begrundelse', 'Begrundelsen passer til et ja. Skriv kort, hvorfor I ikke skal aktivere nu.');
  }
  if (valg === 'ja' && opjuster === 'ja' && opjusterBegrundelse.trim() === content.aktivering.forslag.opjuster.begrundelse) {
    return rejected('mangler-begrundelse', 'Begrundelsen passer til et nej. Skriv kort, hvorfor vagtplanen skal opjusteres nu.');
  }
  const udsatTil = instantAt({ dato: answer.udsatDato, tid: answer.udsatTid });
  const aktivering = { niveau, niveauBegrundelse, opjuster: opjuster === 'ja', opjusterHvorMeget: hvorMeget, opjusterBegrundelse, moede: instantAt({ dato: answer.moedeDato, tid: answer.moedeTid }) ?? '', moedeBegrundelse };
  return { valg, begrundelse, udsatTil, ...(isFull(knude, content) ? { aktivering } : {}) };
}

function mayName(state: IncidentState, { actor }: Turn): boolean {
  return groupsOf(actor, state.roller).some((group) => group === 'kriseleder' || group === 'krStedfortraeder');
}

async function nameContact({ nonce, kontaktperson }: Answer, state: IncidentState, turn: Turn, { journal, contacts, clock }: Services): Promise<void> {
  const navn = kontaktperson.trim();
  const primary = state.myndigheder[0];
  if (!navn || !primary || primary.kontaktperson?.name === navn || !mayName(state, turn)) return;
  const ref = contactRef(primary.navn, navn);
  const result = await journal.execute({
    id: `dialog:${nonce}:kontaktperson`, incident: state.id, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal,
    body: { type: 'nameKontaktperson', myndighed: primary.navn, kontaktperson: ref },
  });
  if (result.kind === 'committed') await contacts.saveContact(state.id, { id: ref.id, name: ref.name, phone: '', email: '' });
}
