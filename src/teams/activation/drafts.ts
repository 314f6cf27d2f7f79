import type { TurnContext } from 'botbuilder';
import { cardOf, mailableTo, mailCardOf } from '../../app/outgoing';
import { recipientsOf } from '../../app/recipients';
import { refusalTo } from '../../app/rights';
import { draftCardKey } from '../../cards/cardKeys';
import { retUdkastDialog, type RetUdkastInput } from '../../cards/dialogs/retUdkast';
import type { MailDialogAnswer, MailPress, MailRequest } from '../../cards/mailActions';
import { closedSentence } from '../../domain/closing/closing';
import type { CommandBody } from '../../domain/command';
import type { IncidentState } from '../../domain/state';
import { clockTime } from '../../domain/time';
import { answerCard, answerDialog, answerDialogSentence, answerSentence, closeDialog } from '../invoke';
import type { Services } from '../services';
import type { Turn } from '../turn';

type Request = Extract<MailRequest, { dialog: 'retUdkast' }>;
type Answer = Extract<MailDialogAnswer, { dialog: 'retUdkast' }>;

const NO_DRAFT = 'Teksten findes ikke længere. Intet er ændret.';

/** "Send til …", "Fortryd" and "Prøv igen": the mail's card comes back as it is now. The revision goes up when an approval is taken back. */
export async function pressDraft(context: TurnContext, turn: Turn, press: MailPress, services: Services): Promise<void> {
  const { journal, clock, scenes } = services;
  const { haendelse, udkast } = press;
  const editing = press.verb === 'godkendUdkast' && !press.alligevel ? await services.desk.elseThan(turn.actor, haendelse, udkast) : undefined;
  if (editing) return answerCard(context, await askFirst(press, editing, services));
  const others = press.verb === 'godkendUdkast' ? await otherNumber(press, services) : undefined;
  if (others) return answerCard(context, others);
  const result = await journal.execute({
    id: idOf(press, turn), incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body: await commandOf(press, services),
  });
  const notice = result.kind === 'rejected' ? result.sentence : noticeOf(press, scenes.of(result.state).content.aktivering.fortrydSekunder);
  if (!result.state.udkast[udkast]) return answerSentence(context, result.kind === 'rejected' ? result.sentence : NO_DRAFT);
  return answerCard(context, cardOf(draftCardKey(udkast), scenes.of(result.state), notice).content);
}

/** A text that somebody is changing is not sent by a press that knew nothing of it. */
async function askFirst({ haendelse, udkast }: MailPress, { person, siden }: NonNullable<RetUdkastInput['rettesAf']>, services: Services): Promise<object> {
  const notice = `Ikke sendt: ${person.name} er ved at rette teksten (siden ${clockTime(siden)}). Tal sammen, eller send den, som den er.`;
  const state = await services.journal.refreshed(haendelse);
  await asked(state, udkast, services);
  return mailCardOf(udkast, services.scenes.of(state), notice, true);
}

/** "Send til 41" sends to 41: the roster may have been changed since the card was drawn. */
async function otherNumber({ haendelse, udkast, revision, antal, alligevel }: Extract<MailPress, { verb: 'godkendUdkast' }>, services: Services): Promise<object | undefined> {
  const scene = services.scenes.of(await services.journal.refreshed(haendelse));
  const draft = scene.state.udkast[udkast];
  if (antal === undefined || !draft || draft.godkendt || draft.revision !== revision || scene.state.phase !== 'open') return undefined;
  const now = mailableTo(udkast, scene).antal;
  if (now === antal) return undefined;
  await asked(scene.state, udkast, services);
  return mailCardOf(udkast, scene, `Ikke sendt: der er nu ${now} modtagere, og ikke ${antal}. Tryk igen, hvis det er rigtigt.`, alligevel);
}

/** With who is editing as the store has it, since that is part of the picture. */
async function asked(state: IncidentState, udkast: MailPress['udkast'], { desk, cardUpdates }: Services): Promise<void> {
  await desk.reload(state.id);
  cardUpdates.asked(state, draftCardKey(udkast));
}

function idOf(press: MailPress, turn: Turn): string {
  const count = press.verb === 'sendMailIgen' ? `${press.udsendelse}:${press.forsoeg}` : press.revision;
  return `knap:${press.verb}:${press.udkast}:${turn.actor.id}:${count}`;
}

/** Whom the mail is for is looked up when it is approved, so that the log says for whom that was. */
async function commandOf(press: MailPress, { journal, contacts, scenes }: Services): Promise<CommandBody> {
  const { haendelse, udkast } = press;
  switch (press.verb) {
    case 'godkendUdkast': {
      const state = await journal.refreshed(haendelse);
      const { content, roster } = scenes.of(state);
      const expanded = recipientsOf(udkast, content.breve[udkast].til, state, { roster, contacts: await contacts.contacts(haendelse) });
      return { type: 'approveDraft', udkast, revision: press.revision, ...expanded };
    }
    case 'fortrydGodkendelse':
      return { type: 'undoApproval', udkast };
    case 'sendMailIgen':
      return { type: 'retryMail', udsendelse: press.udsendelse, forsoeg: press.forsoeg, nyAdresse: press.nyAdresse };
  }
}

function noticeOf(press: MailPress, seconds: number): string {
  switch (press.verb) {
    case 'godkendUdkast': return `Godkendt. Du kan fortryde i ${seconds} sekunder. Derefter bliver mailen sendt.`;
    case 'fortrydGodkendelse': return 'Godkendelsen er fortrudt. Intet er sendt.';
    case 'sendMailIgen': return press.nyAdresse ? 'Mailen sendes til den nye adresse.' : 'Prøver igen. Kun de, der mangler mailen, får den.';
  }
}

export async function openDraftForm(context: TurnContext, { haendelse, udkast }: Request, turn: Turn, services: Services): Promise<void> {
  const { directory, journal, desk, newNonce } = services;
  const state = (await directory.find(haendelse)) ? await journal.refreshed(haendelse) : undefined;
  if (!state?.udkast[udkast]) return answerDialogSentence(context, NO_DRAFT);
  if (state.phase === 'lukket') return answerDialogSentence(context, closedSentence(state));
  const refused = refusalTo('editDraft', turn.actor, state);
  if (refused) return answerDialogSentence(context, refused.sentence);
  const rettesAf = await desk.elseThan(turn.actor, haendelse, udkast);
  if (!rettesAf) await desk.begin(turn.actor, haendelse, udkast);
  return answerDialog(context, { title: 'Ret teksten', card: retUdkastDialog({ state, udkast, nonce: newNonce(), rettesAf }) });
}

export async function answerDraftForm(context: TurnContext, answer: Answer, turn: Turn, { directory, journal, clock, desk }: Services): Promise<void> {
  const { nonce, haendelse, udkast, revision, emne, tekst } = answer;
  if (!(await directory.find(haendelse))) return answerDialogSentence(context, NO_DRAFT);
  // What is sent again after a refusal is another try.
  const result = await journal.execute({
    id: `dialog:${nonce}:${revision}`, incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body: { type: 'editDraft', udkast, revision, emne, tekst },
  });
  if (result.kind === 'rejected') return answerDialog(context, { title: 'Ret teksten', card: retUdkastDialog({ state: result.state, udkast, nonce, values: answer, error: result.sentence }) });
  await desk.end(turn.actor, haendelse, udkast);
  return result.masked ? answerDialogSentence(context, 'Gemt. Et CPR-nummer er taget ud, før teksten blev gemt.') : closeDialog(context);
}
