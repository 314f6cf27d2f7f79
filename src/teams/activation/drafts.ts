import type { TurnContext } from 'botbuilder';
import { cardOf } from '../../app/outgoing';
import { refusalTo } from '../../app/rights';
import type { AlarmDialogAnswer, AlarmPress, AlarmRequest } from '../../cards/alarmActions';
import { draftCardKey } from '../../cards/cardKeys';
import { retUdkastDialog } from '../../cards/dialogs/retUdkast';
import { closedSentence } from '../../domain/closing/closing';
import type { CommandBody } from '../../domain/command';
import { answerCard, answerDialog, answerDialogSentence, answerSentence, closeDialog } from '../invoke';
import type { Services } from '../services';
import type { Turn } from '../turn';

type Press = Extract<AlarmPress, { verb: 'godkendUdkast' | 'fortrydGodkendelse' }>;
type Request = Extract<AlarmRequest, { dialog: 'retUdkast' }>;
type Answer = Extract<AlarmDialogAnswer, { dialog: 'retUdkast' }>;

const NO_DRAFT = 'Teksten findes ikke længere. Intet er ændret.';

/** "Godkend" and "Fortryd": the draft's card comes back as it is now. The revision goes up when an approval is taken back. */
export async function pressDraft(context: TurnContext, turn: Turn, { verb, haendelse, udkast, revision }: Press, { journal, clock, scenes }: Services): Promise<void> {
  const body: CommandBody = verb === 'godkendUdkast' ? { type: 'approveDraft', udkast, revision } : { type: 'undoApproval', udkast };
  const result = await journal.execute({
    id: `knap:${verb}:${udkast}:${turn.actor.id}:${revision}`, incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body,
  });
  const notice = result.kind === 'rejected' ? result.sentence : verb === 'godkendUdkast' ? 'Godkendt. Teksten er ikke sendt.' : 'Godkendelsen er fortrudt.';
  if (!result.state.udkast[udkast]) return answerSentence(context, result.kind === 'rejected' ? result.sentence : NO_DRAFT);
  return answerCard(context, cardOf(draftCardKey(udkast), scenes.of(result.state), notice).content);
}

export async function openDraftForm(context: TurnContext, { haendelse, udkast }: Request, turn: Turn, { directory, journal, newNonce }: Services): Promise<void> {
  const state = (await directory.find(haendelse)) ? await journal.refreshed(haendelse) : undefined;
  if (!state?.udkast[udkast]) return answerDialogSentence(context, NO_DRAFT);
  if (state.phase === 'lukket') return answerDialogSentence(context, closedSentence(state));
  const refused = refusalTo('editDraft', turn.actor, state);
  if (refused) return answerDialogSentence(context, refused.sentence);
  return answerDialog(context, { title: 'Ret teksten', card: retUdkastDialog({ state, udkast, nonce: newNonce() }) });
}

export async function answerDraftForm(context: TurnContext, answer: Answer, turn: Turn, { directory, journal, clock }: Services): Promise<void> {
  const { nonce, haendelse, udkast, emne, tekst } = answer;
  if (!(await directory.find(haendelse))) return answerDialogSentence(context, NO_DRAFT);
  const result = await journal.execute({
    id: `dialog:${nonce}`, incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body: { type: 'editDraft', udkast, emne, tekst },
  });
  if (result.kind !== 'rejected') return result.masked ? answerDialogSentence(context, 'Gemt. Et CPR-nummer er taget ud, før teksten blev gemt.') : closeDialog(context);
  return answerDialog(context, { title: 'Ret teksten', card: retUdkastDialog({ state: result.state, udkast, nonce, values: answer, error: result.sentence }) });
}
