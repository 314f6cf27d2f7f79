import type { TurnContext } from 'botbuilder';
import type { Result } from '../../app/journal';
import { cardOf } from '../../app/outgoing';
import { refusalTo } from '../../app/rights';
import { personById } from '../../app/roster';
import type { AlarmDialogAnswer, AlarmPress, AlarmRequest } from '../../cards/alarmActions';
import { ALARM_CARD } from '../../cards/cardKeys';
import { afblaesDialog } from '../../cards/dialogs/afblaes';
import { ringekoeDialog } from '../../cards/dialogs/ringekoe';
import type { Besked } from '../../cards/top';
import type { AlarmAnswer, CallOutcome } from '../../domain/alarm/alarm';
import { closedSentence } from '../../domain/closing/closing';
import type { CommandBody } from '../../domain/command';
import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import { answerCard, answerDialog, answerDialogSentence, answerSentence, closeDialog, type Dialog } from '../invoke';
import type { Services } from '../services';
import type { Turn } from '../turn';

type Press = Extract<AlarmPress, { verb: 'alarmPaaVej' | 'alarmKanIkke' }>;
type Request = Extract<AlarmRequest, { dialog: 'ringekoe' | 'afblaes' }>;
type Answer = Extract<AlarmDialogAnswer, { dialog: 'ringekoe' | 'afblaes' }>;

const NO_ALARM = 'Der er ikke slået alarm i denne hændelse.';

/** Whatever card or dialog it comes from: the same answer counts once. */
export function answerAlarmOnce(turn: Turn, { verb, haendelse, revision }: Press, { journal, clock }: Services): Promise<Result> {
  const svar = answerOf(verb);
  return journal.execute({
    id: `knap:alarm:${svar}:${turn.actor.id}:${revision}`, incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body: { type: 'answerAlarm', svar },
  });
}

function answerOf(verb: Press['verb']): AlarmAnswer {
  return verb === 'alarmPaaVej' ? 'paa-vej' : 'kan-ikke';
}

/** "Modtaget – jeg er på vej" and "Jeg kan ikke", in the channel or on one's own copy: the card comes back as it is now. */
export async function pressAlarm(context: TurnContext, turn: Turn, press: Press, services: Services): Promise<void> {
  const svar = answerOf(press.verb);
  const result = await answerAlarmOnce(turn, press, services);
  const { state } = result;
  if (!state.alarm) return answerSentence(context, result.kind === 'rejected' ? result.sentence : NO_ALARM);
  // A press that was delivered again has been overtaken by what they have said since.
  const stands = state.alarm.alarmerede.some((one) => one.person.id === turn.actor.id && one.svar?.svar === svar);
  const notice = result.kind === 'rejected' ? result.sentence : stands ? SAVED[svar] : undefined;
  return answerCard(context, cardOf(ALARM_CARD, services.scenes.of(state), notice).content);
}

const SAVED: Readonly<Record<AlarmAnswer, string>> = { 'paa-vej': 'Gemt: du er på vej.', 'kan-ikke': 'Gemt: du kan ikke komme. Din stedfortræder får besked.' };

export async function openAlarmForm(context: TurnContext, { dialog, haendelse }: Request, turn: Turn, services: Services): Promise<void> {
  const state = await read(haendelse, services);
  if (!state?.alarm) return answerDialogSentence(context, NO_ALARM);
  if (state.phase === 'lukket') return answerDialogSentence(context, closedSentence(state));
  const refused = refusalTo(dialog === 'ringekoe' ? 'startCall' : 'callOffAlarm', turn.actor, state);
  if (refused) return answerDialogSentence(context, refused.sentence);
  if (dialog === 'ringekoe') return answerDialog(context, callQueueForm(state, {}, turn, services));
  if (state.alarm.afblaest) return answerDialogSentence(context, `Alarmen er allerede afblæst af ${state.alarm.afblaest.by.name}.`);
  return answerDialog(context, { title: 'Afblæs alarm', card: afblaesDialog({ state, nonce: services.newNonce() }) });
}

export async function answerAlarmForm(context: TurnContext, answer: Answer, turn: Turn, services: Services): Promise<void> {
  if (!(await read(answer.haendelse, services))?.alarm) return answerDialogSentence(context, NO_ALARM);
  if (answer.dialog === 'ringekoe') return recordInQueue(context, answer, turn, services);
  const result = await execute(answer, { type: 'callOffAlarm', begrundelse: answer.begrundelse }, turn, services);
  if (result.kind !== 'rejected') return closeDialog(context);
  return answerDialog(context, { title: 'Afblæs alarm', card: afblaesDialog({ state: result.state, nonce: answer.nonce, values: answer, error: result.sentence }) });
}

/** What came of the call is stored, and the next one is shown in the same dialog. */
async function recordInQueue(context: TurnContext, answer: Extract<Answer, { dialog: 'ringekoe' }>, turn: Turn, services: Services): Promise<void> {
  const person = personOf(answer.person, services);
  if (!person) return answerDialogSentence(context, 'Den person står ikke på listen længere. Intet er ændret.');
  const { handling } = answer;
  const result = await execute(answer, handling === 'start' ? { type: 'startCall', person } : { type: 'recordCall', person, udfald: handling }, turn, services);
  // Whoever may not ring sees no numbers either.
  const refused = refusalTo('startCall', turn.actor, result.state);
  if (refused) return answerDialogSentence(context, refused.sentence);
  const besked = result.kind === 'rejected' ? { error: result.sentence } : handling === 'start' ? {} : { notice: `Gemt: ${person.name} ${CAME[handling]}.` };
  return answerDialog(context, callQueueForm(result.state, besked, turn, services));
}

const CAME: Readonly<Record<CallOutcome, string>> = { 'paa-vej': 'kommer', 'kan-ikke': 'kan ikke komme', 'intet-svar': 'svarede ikke' };

/** The numbers come from the roster into this dialog only: no event and no posted card has them. */
function callQueueForm(state: IncidentState, besked: Besked, turn: Turn, { scenes, newNonce }: Services): Dialog {
  const { content, roster, now } = scenes.of(state);
  const known = ({ id }: PersonRef) => personById(roster, id);
  const card = ringekoeDialog({
    state, content, now, besked, nonce: newNonce(), caller: turn.actor,
    phonesOf: (person) => known(person)?.phones ?? {}, inTeams: (person) => known(person)?.teamsId !== undefined,
  });
  return { title: 'Ring', card };
}

/** A dialog with several buttons: each of them counts once. */
function execute({ nonce, haendelse, ...answer }: Answer, body: CommandBody, turn: Turn, { journal, clock }: Services) {
  const button = 'handling' in answer ? `:${answer.handling}` : '';
  return journal.execute({ id: `dialog:${nonce}${button}`, incident: haendelse, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body });
}

function personOf(id: string, { roster }: Services): PersonRef | undefined {
  const person = personById(roster.current(), id);
  return person && { id: person.id, name: person.name };
}

/** As the store has it now: another process may have taken answers. */
async function read(incident: string, { directory, journal }: Services): Promise<IncidentState | undefined> {
  return (await directory.find(incident)) ? journal.refreshed(incident) : undefined;
}
