import type { TurnContext } from 'botbuilder';
import { refusalTo } from '../app/rights';
import { personById } from '../app/roster';
import { modtagereDialog } from '../cards/dialogs/modtagere';
import type { MailDialogAnswer, MailRequest } from '../cards/mailActions';
import { closedSentence } from '../domain/closing/closing';
import type { CommandBody } from '../domain/command';
import { modtagerOf, type DispatchState } from '../domain/mail/mail';
import type { PersonRef } from '../domain/person';
import { rejected, type Rejection } from '../domain/rejection';
import type { IncidentState } from '../domain/state';
import { answerDialog, answerDialogSentence, type Dialog } from './invoke';
import type { Services } from './services';
import type { Turn } from './turn';

type Request = Extract<MailRequest, { dialog: 'modtagere' }>;
type Answer = Extract<MailDialogAnswer, { dialog: 'modtagere' }>;
type Shown = { readonly error?: string; readonly values?: Answer };

const NO_MAIL = 'Den mail findes ikke. Intet er ændret.';

/** Who has a mail, who has answered, and what somebody knows of one of them by telephone. */
export async function openRecipients(context: TurnContext, { haendelse, udsendelse }: Request, turn: Turn, services: Services): Promise<void> {
  const state = await read(haendelse, services);
  const dispatch = state && dispatchIn(state, udsendelse);
  if (!dispatch) return answerDialogSentence(context, NO_MAIL);
  if (state.phase === 'lukket') return answerDialogSentence(context, closedSentence(state));
  const refused = refusalTo('markNotArrived', turn.actor, state);
  if (refused) return answerDialogSentence(context, refused.sentence);
  return answerDialog(context, await form(state, dispatch, services));
}

/** What was said is stored, and the list stays open: there may be more to ring. */
export async function answerRecipients(context: TurnContext, answer: Answer, turn: Turn, services: Services): Promise<void> {
  const { haendelse, udsendelse, nonce } = answer;
  const state = await read(haendelse, services);
  const dispatch = state && dispatchIn(state, udsendelse);
  if (!dispatch) return answerDialogSentence(context, NO_MAIL);
  // Whoever may not write it down sees no numbers either.
  const refused = refusalTo('markNotArrived', turn.actor, state);
  if (refused) return answerDialogSentence(context, refused.sentence);
  const body = commandOf(answer, dispatch);
  if ('kind' in body) return answerDialog(context, await form(state, dispatch, services, { error: body.sentence, values: answer }));
  const result = await services.journal.execute({
    id: `dialog:${nonce}`,
    incident: haendelse,
    actor: turn.actor,
    now: services.clock.incident().toISOString(),
    kanal: turn.kanal,
    body,
  });
  const now = dispatchIn(result.state, udsendelse) ?? dispatch;
  return answerDialog(context, await form(result.state, now, services, result.kind === 'rejected' ? { error: result.sentence, values: answer } : {}));
}

function commandOf({ udsendelse, person, handling, bemaerkning }: Answer, dispatch: DispatchState): CommandBody | Rejection {
  if (handling === 'send-igen') return { type: 'retryMail', udsendelse, forsoeg: dispatch.forsoeg };
  const one = modtagerOf(dispatch, person);
  if (!one) return rejected('ufuldstaendig', 'Vælg en modtager.');
  const who: PersonRef = { id: one.id, name: one.name };
  const about = { udsendelse, person: who };
  if (handling.startsWith('svar:')) return { type: 'recordSvarByPhone', ...about, svar: handling.slice('svar:'.length), bemaerkning };
  if (handling === 'kom-ikke-frem') return { type: 'markNotArrived', ...about };
  if (handling === 'tilbagekald') return { type: 'revokeSvarlink', ...about };
  return rejected('ufuldstaendig', 'Vælg, hvad der er sket.');
}

/** Numbers come from the roster and the contact rows into this dialog only. */
async function form(
  state: IncidentState,
  dispatch: DispatchState,
  { scenes, contacts, newNonce }: Services,
  { error, values }: Shown = {},
): Promise<Dialog> {
  const { content, roster, now } = scenes.of(state);
  const own = await contacts.contacts(state.id);
  const phoneOf = ({ id }: PersonRef) => personById(roster, id)?.phones.work ?? (own.find((contact) => contact.id === id)?.phone || undefined);
  const nonce = values?.nonce ?? newNonce();
  return { title: 'Modtagere', card: modtagereDialog({ state, content, dispatch, now, phoneOf, nonce, values, error }) };
}

function dispatchIn({ udsendelser }: IncidentState, id: string): DispatchState | undefined {
  return Object.hasOwn(udsendelser, id) ? udsendelser[id] : undefined;
}

/** As the store has it now: answers come in through other processes too. */
async function read(incident: string, { directory, journal }: Services): Promise<IncidentState | undefined> {
  return (await directory.find(incident)) ? journal.refreshed(incident) : undefined;
}
