import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import type { Result } from '../app/journal';
import { refusalTo, refusalToTakePart } from '../app/rights';
import { pause } from '../app/timers';
import { crisisPeople, personById, ref } from '../app/roster';
import { dialogAnswerSchema, dialogRequestSchema, type DialogAnswer, type DialogRequest } from '../cards/actions';
import type { AlarmRequest } from '../cards/alarmActions';
import type { MailRequest } from '../cards/mailActions';
import { beslutDialog } from '../cards/dialogs/beslut';
import { lukDialog } from '../cards/dialogs/luk';
import { mereDialog } from '../cards/dialogs/mere';
import { sletLinjeDialog } from '../cards/dialogs/sletLinje';
import { rolleDialog } from '../cards/dialogs/rolle';
import { udfyldBeslutningDialog } from '../cards/dialogs/udfyldBeslutning';
import { statusCard } from '../cards/statusCard';
import { isMeetingDialog, type MeetingRequest } from '../cards/meetingActions';
import type { VoteRequest } from '../cards/voteActions';
import { endedWithout } from '../domain/activation/ended';
import { closedSentence } from '../domain/closing/closing';
import type { CommandBody } from '../domain/command';
import { findInstruks, findStep } from '../domain/instruks';
import type { PersonRef } from '../domain/person';
import { rejected, type Rejection } from '../domain/rejection';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import type { IncidentState } from '../domain/state';
import { answerAlarmForm, openAlarmForm } from './activation/alarm';
import { answerDraftForm, openDraftForm } from './activation/drafts';
import { flowCommand, flowForm } from './activation/flow';
import { answerVoteForm, openVoteForm } from './activation/voteForms';
import { answerContactForm, openContactForm } from './contactForm';
import { answerDialog, answerDialogSentence, closeDialog, type Dialog } from './invoke';
import { answerMeetingForm, openMeetingForm } from './meetings';
import { answerMyAlarm, mineDialog, pressMine } from './mine';
import { openIncident, openingForm } from './openingDialog';
import { answerRecipients, openRecipients } from './mailForms';
import type { Services } from './services';
import { readTurn, type Turn } from './turn';

const fetchSchema = z.object({ data: z.record(z.string(), z.unknown()) }).loose();
const GONE = 'Det findes ikke længere. Intet er ændret.';
/** Real milliseconds; a form has to be answered within 5 s. */
const READING_MS = 2_500;
const STILL_READING = 'Trådene bliver læst igennem, så intet mangler i loggen. Tryk igen om et øjeblik.';
const CPR_TAKEN_OUT = 'Gemt. Et CPR-nummer er taget ud, før teksten blev gemt.';
const UNREADABLE = 'Formularen kunne ikke læses. Intet er ændret. Luk den, og åbn den igen fra kortet.';

/** A button that opens a form (`task/fetch`). */
export async function handleDialogRequest(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const value = fetchSchema.safeParse(context.activity.value);
  const request = value.success ? dialogRequestSchema.safeParse(value.data.data) : value;
  if (!request.success) return answerDialogSentence(context, UNREADABLE);
  const wanted = request.data;
  if (wanted.dialog === 'aabnHaendelse') return answerDialog(context, openingForm({ nonce: services.newNonce(), values: { beskrivelse: wanted.beskrivelse ?? '' } }, turn, services));
  if (wanted.dialog === 'mine') return answerDialog(context, await mineDialog(turn, services));
  if (wanted.dialog === 'forslag' || wanted.dialog === 'ikkeEnig' || wanted.dialog === 'mundtligStemme') return openVoteForm(context, wanted, turn, services);
  if (wanted.dialog === 'ringekoe' || wanted.dialog === 'afblaes') return openAlarmForm(context, wanted, turn, services);
  if (wanted.dialog === 'retUdkast') return openDraftForm(context, wanted, turn, services);
  if (wanted.dialog === 'modtagere') return openRecipients(context, wanted, turn, services);
  if (wanted.dialog === 'kontaktperson') return openContactForm(context, wanted, turn, services);
  if (isMeetingDialog(wanted)) return openMeetingForm(context, wanted, turn, services);
  if (wanted.dialog === 'luk') await services.directory.upToDate(); // for its list of the others
  await openForm(context, wanted, turn, services);
}

async function openForm(context: TurnContext, wanted: Exclude<DialogRequest, { dialog: OwnWay }>, turn: Turn, services: Services): Promise<void> {
  const state = await stateOf(wanted.haendelse, services);
  if (state?.phase === 'lukket' && wanted.dialog !== 'status') return answerDialogSentence(context, closedSentence(state));
  // Numbers are for those who take part.
  const refused = state && wanted.dialog === 'ringTilStyregruppen' ? refusalToTakePart(turn.actor, state) : undefined;
  if (refused) return answerDialogSentence(context, refused.sentence);
  const dialog = state && form(wanted, state, turn, services);
  return dialog ? answerDialog(context, dialog) : answerDialogSentence(context, GONE);
}

/** A form that was sent (`task/submit`). Incomplete: it is shown again with what was typed and a sentence. */
export async function handleDialogAnswer(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const value = fetchSchema.safeParse(context.activity.value);
  const parsed = value.success ? dialogAnswerSchema.safeParse(value.data.data) : value;
  if (!parsed.success) return answerDialogSentence(context, UNREADABLE);
  const answer = parsed.data;
  if (answer.dialog === 'aabnHaendelse') return openIncident(context, answer, turn, services);
  if (answer.dialog === 'mine') return goOn(context, answer, turn, services);
  if (answer.dialog === 'forslag' || answer.dialog === 'ikkeEnig' || answer.dialog === 'mundtligStemme') return answerVoteForm(context, answer, turn, services);
  if (answer.dialog === 'ringekoe' || answer.dialog === 'afblaes') return answerAlarmForm(context, answer, turn, services);
  if (answer.dialog === 'retUdkast') return answerDraftForm(context, answer, turn, services);
  if (answer.dialog === 'modtagere') return answerRecipients(context, answer, turn, services);
  if (isMeetingDialog(answer)) return answerMeetingForm(context, answer, turn, services);
  if (answer.dialog === 'kontaktperson') return answerContactForm(context, answer, turn, services);
  const state = await stateOf(answer.haendelse, services);
  const command = state && commandOf(answer, services);
  if (!state || !command) return answerDialogSentence(context, GONE);
  // Who may not has nothing to fill in either.
  if ('kind' in command) return again(context, answer, state, turn, services, (refusalToTakePart(turn.actor, state) ?? command).sentence);
  if (answer.dialog === 'luk' && !(await threadsAreRead(state.id, services))) return again(context, answer, state, turn, services, STILL_READING);
  const result = await execute(answer, command, turn, services);
  if (result.kind === 'rejected') return again(context, answer, result.state, turn, services, result.sentence);
  return result.kind === 'committed' && result.masked ? answerDialogSentence(context, CPR_TAKEN_OUT) : closeDialog(context);
}

/** A closed log takes no more lines, so the threads are compared with it first. False while that is still under way. */
async function threadsAreRead(incident: string, { missed, timers }: Services): Promise<boolean> {
  const outcome = await Promise.race([missed.beforeClosing(incident), pause(timers, READING_MS)]);
  return outcome !== undefined && outcome !== 'busy';
}

/** A button in the dialog of one's own tasks: the dialog stays, or becomes the form of the decision. */
async function goOn(context: TurnContext, { tryk }: Extract<DialogAnswer, { dialog: 'mine' }>, turn: Turn, services: Services): Promise<void> {
  if (!(await stateOf(tryk.haendelse, services))) return answerDialogSentence(context, GONE);
  if (tryk.verb === 'udfoert') return answerDialog(context, await pressMine(tryk, turn, services));
  if (tryk.verb !== 'beslut') return answerDialog(context, await answerMyAlarm(tryk, turn, services));
  await openForm(context, { ...tryk, dialog: 'beslut' }, turn, services);
}

async function again(context: TurnContext, answer: FormAnswer, state: IncidentState, turn: Turn, services: Services, error: string): Promise<void> {
  const dialog = form(answer, state, turn, services, error);
  return dialog ? answerDialog(context, dialog) : answerDialogSentence(context, error);
}

async function stateOf(incident: string, { directory, journal }: Services): Promise<IncidentState | undefined> {
  return (await directory.find(incident)) ? journal.state(incident) : undefined;
}

function execute(answer: FormAnswer, body: CommandBody, turn: Turn, { journal, clock }: Services): Promise<Result> {
  const origin = body.type === 'completeLogDecision' ? { place: turn.place } : {};
  return journal.execute({ id: `dialog:${answer.nonce}`, incident: answer.haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body }, origin);
}

// ---- the forms -----------------------------------------------------------------------------------------------

/** Forms with a way of their own; the others are one form and one command. */
type OwnWay = 'aabnHaendelse' | 'mine' | 'kontaktperson' | VoteRequest['dialog'] | AlarmRequest['dialog'] | MailRequest['dialog'] | MeetingRequest['dialog'];
type FormAnswer = Exclude<DialogAnswer, { dialog: OwnWay }>;
type Form = Exclude<DialogRequest, { dialog: OwnWay }> | FormAnswer;

/** The form as it is opened, or as it is shown again with what was typed. Undefined when what it is about is not there. */
function form(wanted: Form, state: IncidentState, turn: Turn, services: Services, error?: string): Dialog | undefined {
  const { content, roster, now } = services.scenes.of(state);
  const people = crisisPeople(roster);
  const nonce = 'nonce' in wanted ? wanted.nonce : services.newNonce();
  switch (wanted.dialog) {
    case 'beslut': {
      const instruks = findInstruks(content, wanted.instruks);
      const step = instruks && findStep(instruks, wanted.trin);
      if (!step || !state.instrukser[wanted.instruks]) return undefined;
      return { title: `${step.trin.nummer} Beslut`, card: beslutDialog({ state, content, instruksId: wanted.instruks, trinId: wanted.trin, people, nonce, values: given(wanted), error }) };
    }
    case 'mere': {
      const instruks = findInstruks(content, wanted.instruks);
      if (!instruks || !state.instrukser[wanted.instruks]) return undefined;
      return { title: `Instruks ${instruks.nummer} – mere`, card: mereDialog({ state, content, instruksId: wanted.instruks, people, nonce, values: given(wanted), error }) };
    }
    case 'rolle':
      return { title: 'Overtag eller giv videre', card: rolleDialog({ state, content, me: turn.actor, people, nonce, values: given(wanted), error }) };
    case 'sletLinje':
      return { title: 'Slet en linje', card: sletLinjeDialog({ state, nonce, values: given(wanted), error }) };
    case 'luk':
      return { title: 'Luk hændelsen', card: lukDialog({ state, haendelser: services.directory.all(), udenAktivering: !refusalTo('closeHaendelse', turn.actor, state) && endedWithout(state, content) !== undefined, nonce, values: given(wanted), error }) };
    case 'svar':
    case 'forloeb':
    case 'ringTilStyregruppen':
    case 'niveau':
    case 'betaling':
      return flowForm(wanted, state, nonce, services, error);
    case 'status':
      return { title: 'Status', card: statusCard({ state, content, now }) };
    case 'udfyldBeslutning':
      if (!state.log.entries.some((entry) => entry.nr === wanted.nr)) return undefined;
      return { title: `Linje ${wanted.nr} – gør beslutningen færdig`, card: udfyldBeslutningDialog({ state, nr: wanted.nr, people, nonce, values: given(wanted), error }) };
  }
}

/** What was typed, when the form comes back; a request has nothing typed yet. */
function given<F extends Form>(wanted: F): Extract<F, { nonce: string }> | undefined {
  return 'nonce' in wanted ? (wanted as Extract<F, { nonce: string }>) : undefined;
}

/** The command that a form stands for; a refusal when something was not chosen, undefined when it names what is not there. */
function commandOf(answer: FormAnswer, services: Services): CommandBody | Rejection | undefined {
  switch (answer.dialog) {
    case 'beslut': {
      const { instruks, trin, valg, tekst, beslutter, begrundelse } = answer;
      return { type: 'decideStep', instruks, trin, valg: valg || undefined, tekst, beslutter, begrundelse };
    }
    case 'mere': {
      const { instruks, trin, handling, tekst } = answer;
      if (!trin) return rejected('ufuldstaendig', 'Vælg, hvilket trin det er.');
      switch (handling) {
        case '': return rejected('ufuldstaendig', 'Vælg, hvad du vil gøre med trinnet.');
        case 'ikkeRelevant': return { type: 'markStepNotRelevant', instruks, trin, begrundelse: tekst };
        case 'genaabn': return { type: 'reopenStep', instruks, trin, begrundelse: tekst };
        case 'bemaerk': return { type: 'commentStep', instruks, trin, tekst };
        case 'giv': {
          const til = personOf(answer.person, services);
          return til ? { type: 'assignStep', instruks, trin, til } : rejected('ufuldstaendig', 'Vælg den person, der skal have trinnet.');
        }
      }
      return undefined;
    }
    case 'rolle': {
      const til = personOf(answer.person, services);
      const rolle = [...KRISESTAB_ROLES, 'modtager' as const].find((id) => id === answer.rolle);
      return til && rolle ? { type: 'handOverRole', rolle, til } : rejected('ufuldstaendig', 'Vælg både rollen og den, der skal have den.');
    }
    case 'sletLinje': {
      const nr = Number(answer.linje);
      return Number.isInteger(nr) && nr > 0 ? { type: 'askErasure', nr, begrundelse: answer.begrundelse } : rejected('ufuldstaendig', 'Skriv linjens nummer, for eksempel 12.');
    }
    case 'luk': {
      const { grund, dubletAf, begrundelse } = answer;
      if (grund === 'uden-aktivering') return { type: 'closeHaendelse', grund, begrundelse };
      return grund ? { type: 'closeAsMistake', grund, dubletAf: Number(dubletAf) || undefined, begrundelse } : rejected('ufuldstaendig', 'Vælg, hvorfor hændelsen lukkes.');
    }
    case 'svar':
    case 'niveau':
    case 'betaling':
      return flowCommand(answer);
    case 'udfyldBeslutning': {
      const { nr, beslutter, begrundelse } = answer;
      return { type: 'completeLogDecision', nr, beslutter, begrundelse };
    }
  }
}

function personOf(id: string, { roster }: Services): PersonRef | undefined {
  const person = personById(roster.current(), id);
  return person && ref(person);
}
