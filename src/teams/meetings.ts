import type { TurnContext } from 'botbuilder';
import type { Result } from '../app/journal';
import { cardOf } from '../app/outgoing';
import { refusalTo, type Verb } from '../app/rights';
import { crisisPeople } from '../app/roster';
import { moedeCardKey, referatCardKey } from '../cards/cardKeys';
import { aflysMoedeDialog } from '../cards/dialogs/aflysMoede';
import { fremmoedeDialog } from '../cards/dialogs/fremmoede';
import { kadenceDialog } from '../cards/dialogs/kadence';
import { moedeDialog } from '../cards/dialogs/moede';
import { moedeSlutDialog } from '../cards/dialogs/moedeSlut';
import { opdateringDialog } from '../cards/dialogs/opdatering';
import { chosenIds, type MeetingAnswer, type MeetingPress, type MeetingRequest } from '../cards/meetingActions';
import { closedSentence } from '../domain/closing/closing';
import type { CommandBody } from '../domain/command';
import { dateAndTime, instantAt, isSkipped, type DateAndTime } from '../domain/danishTime';
import { findMoede, type Kadence, type MoedeState } from '../domain/meetings/meetings';
import { whoTakesPart } from '../domain/meetings/participants';
import { kindOf } from '../domain/meetings/plan';
import type { PersonRef } from '../domain/person';
import { rejected, type Rejection } from '../domain/rejection';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { answerCard, answerDialog, answerDialogSentence, answerSentence, closeDialog, type Dialog } from './invoke';
import type { Services } from './services';
import type { Turn } from './turn';

const NO_MEETING = 'Det møde findes ikke. Intet er ændret.';
const CPR_TAKEN_OUT = 'Gemt. Et CPR-nummer er taget ud, før teksten blev gemt.';

/** The buttons on a meeting's card and on what it decided. */
export async function pressMeeting(context: TurnContext, turn: Turn, press: MeetingPress, services: Services): Promise<void> {
  const { moede, haendelse } = press;
  const result = await execute(idOf(press, turn), haendelse, commandOf(press), turn, services);
  if (!findMoede(result.state.moeder, moede)) return answerSentence(context, NO_MEETING);
  const card = press.verb === 'godkendReferat' ? referatCardKey(moede) : moedeCardKey(moede);
  return answerCard(context, cardOf(card, services.scenes.of(result.state), result.kind === 'rejected' ? result.sentence : undefined).content);
}

function idOf(press: MeetingPress, { actor }: Turn): string {
  switch (press.verb) {
    case 'sendMoedemailIgen': return `knap:${press.verb}:${press.udsendelse}:${actor.id}:${press.revision}`;
    case 'moedeBegynder':
    case 'proevIndkaldelseIgen':
    case 'godkendReferat': return `knap:${press.verb}:${press.moede}:${actor.id}:${press.revision}`;
  }
}

function commandOf(press: MeetingPress): CommandBody {
  const { moede } = press;
  switch (press.verb) {
    case 'moedeBegynder': return { type: 'beginMoede', moede };
    case 'proevIndkaldelseIgen': return { type: 'retryInvitation', moede };
    case 'godkendReferat': return { type: 'approveReferat', moede, stand: press.revision };
    case 'sendMoedemailIgen': return { type: 'retryMail', udsendelse: press.udsendelse, forsoeg: press.revision };
  }
}

/** Which right a form needs: said before anything is typed. */
function verbOf({ dialog, moede }: { readonly dialog: MeetingRequest['dialog']; readonly moede?: string }): Verb {
  switch (dialog) {
    case 'moede': return moede ? 'changeMoede' : 'scheduleMoede';
    case 'aflysMoede': return 'cancelMoede';
    case 'fremmoede': return 'noteAttendance';
    case 'moedeSlut': return 'endMoede';
    case 'opdatering': return 'recordOpdatering';
    case 'kadence': return 'agreeKadence';
  }
}

export async function openMeetingForm(context: TurnContext, wanted: MeetingRequest, turn: Turn, services: Services): Promise<void> {
  const state = (await services.directory.find(wanted.haendelse)) ? await services.journal.refreshed(wanted.haendelse) : undefined;
  if (!state) return answerDialogSentence(context, NO_MEETING);
  if (state.phase === 'lukket') return answerDialogSentence(context, closedSentence(state));
  const refused = refusalTo(verbOf(wanted), turn.actor, state);
  if (refused) return answerDialogSentence(context, refused.sentence);
  const dialog = form(wanted, state, services);
  return dialog ? answerDialog(context, dialog) : answerDialogSentence(context, NO_MEETING);
}

export async function answerMeetingForm(context: TurnContext, answer: MeetingAnswer, turn: Turn, services: Services): Promise<void> {
  const state = (await services.directory.find(answer.haendelse)) ? await services.journal.refreshed(answer.haendelse) : undefined;
  if (!state) return answerDialogSentence(context, NO_MEETING);
  const body = bodyOf(answer, state, services);
  const result = 'kind' in body ? { ...body, state, code: body.code } : await execute(`dialog:${answer.nonce}`, answer.haendelse, body, turn, services);
  if (result.kind !== 'rejected') return result.masked ? answerDialogSentence(context, CPR_TAKEN_OUT) : closeDialog(context);
  // Changed by somebody else meanwhile: the form comes back with what is true now.
  const dialog = form(result.code === 'foraeldet' ? { dialog: 'moede', haendelse: answer.haendelse, moede: 'moede' in answer ? answer.moede : '' } : answer, result.state, services, result.sentence);
  return dialog ? answerDialog(context, dialog) : answerDialogSentence(context, result.sentence);
}

function form(wanted: MeetingRequest | MeetingAnswer, state: IncidentState, services: Services, error?: string): Dialog | undefined {
  const { content, roster, now } = services.scenes.of(state);
  const nonce = 'nonce' in wanted ? wanted.nonce : services.newNonce();
  const moede = 'moede' in wanted && wanted.moede ? findMoede(state.moeder, wanted.moede) : undefined;
  if ('moede' in wanted && wanted.moede && !moede) return undefined;
  switch (wanted.dialog) {
    case 'moede':
      return {
        title: moede ? moede.titel : 'Indkald til møde',
        card: moedeDialog({ state, content, moede: wanted.moede, people: crisisPeople(roster), now, nonce, values: typed(wanted), error }),
      };
    case 'aflysMoede':
      return { title: 'Aflys møde', card: aflysMoedeDialog({ state, moede: wanted.moede, nonce, values: typed(wanted), error }) };
    case 'fremmoede':
      return { title: 'Fremmøde', card: fremmoedeDialog({ state, moede: wanted.moede, nonce, values: typed(wanted), error }) };
    case 'moedeSlut':
      return { title: 'Mødet er slut', card: moedeSlutDialog({ state, content, moede: wanted.moede, now, nonce, values: typed(wanted), error }) };
    case 'opdatering':
      return { title: 'Besked fra myndigheden', card: opdateringDialog({ state, nonce, values: typed(wanted), error }) };
    case 'kadence':
      return { title: 'Besked fra myndigheden', card: kadenceDialog({ state, content, now, nonce, values: typed(wanted), error }) };
  }
}

function typed<F extends MeetingRequest | MeetingAnswer>(wanted: F): Extract<F, { nonce: string }> | undefined {
  return 'nonce' in wanted ? (wanted as Extract<F, { nonce: string }>) : undefined;
}

function bodyOf(answer: MeetingAnswer, state: IncidentState, services: Services): CommandBody | Rejection {
  switch (answer.dialog) {
    case 'moede':
      return answer.moede ? changeOf(answer, state, services) : scheduleOf(answer, state, services);
    case 'aflysMoede':
      return { type: 'cancelMoede', moede: answer.moede, begrundelse: answer.begrundelse };
    case 'fremmoede': {
      const { deltagere = [] } = findMoede(state.moeder, answer.moede) ?? {};
      const away = chosenIds(answer.fravaerende);
      return { type: 'noteAttendance', moede: answer.moede, fravaerende: deltagere.filter(({ id }) => away.includes(id)) };
    }
    case 'moedeSlut':
      return endOf(answer, services);
    case 'opdatering':
      return { type: 'recordOpdatering', tekst: answer.tekst };
    case 'kadence': {
      const kadence = kadenceOf(answer, services.clock.incident().toISOString());
      return 'kind' in kadence ? kadence : { type: 'agreeKadence', kadence };
    }
  }
}

type Plan = Extract<MeetingAnswer, { dialog: 'moede' }>;

function scheduleOf(answer: Plan, state: IncidentState, { scenes }: Services): CommandBody | Rejection {
  const { content, now } = scenes.of(state);
  const start = instantAt(answer, now);
  const kind = kindOf(answer.instruks, content);
  if (!kind) return rejected('ufuldstaendig', 'Vælg, hvilket møde det er.');
  if (!start) return noSuchTime(answer);
  return { type: 'scheduleMoede', instruks: kind.instruks, plan: { start, minutter: Number(answer.minutter), deltagere: whoTakesPart(kind, state, content).deltagere } };
}

function changeOf(answer: Plan, state: IncidentState, services: Services): CommandBody | Rejection {
  const moede = findMoede(state.moeder, answer.moede);
  if (!moede) return rejected('ukendt-moede', NO_MEETING);
  const start = startOf(answer, moede, services);
  if (!start) return noSuchTime(answer);
  return { type: 'changeMoede', moede: moede.id, revision: answer.revision, plan: { start, minutter: Number(answer.minutter), deltagere: chosen(answer.deltagere, moede, state, services) } };
}

/** While it goes on the form asks for no time; what the form showed, and nobody changed, is no move, though the clock shows that hour twice. */
function startOf({ dato, tid }: Plan, { status, start }: MoedeState, { clock }: Services): Instant | undefined {
  const shown = dateAndTime(start);
  return status === 'begyndt' || (dato === shown.dato && tid === shown.tid) ? start : instantAt({ dato, tid }, clock.incident().toISOString());
}

/** Those who were chosen, in the order in which they stand in the meeting and then in the list. */
function chosen(values: string, moede: MoedeState, state: IncidentState, { scenes }: Services): readonly PersonRef[] {
  const ids = chosenIds(values);
  const known = [...moede.deltagere, ...state.myndigheder.flatMap(({ kontaktperson }) => kontaktperson ?? []), ...crisisPeople(scenes.of(state).roster)];
  return [...new Map(known.filter(({ id }) => ids.includes(id)).map((person) => [person.id, person])).values()];
}

function endOf(answer: Extract<MeetingAnswer, { dialog: 'moedeSlut' }>, { clock }: Services): CommandBody | Rejection {
  const now = clock.incident().toISOString();
  const more = answer.naeste === 'ja';
  const start = more ? instantAt(answer, now) : undefined;
  if (more && !start) return noSuchTime(answer);
  const kadence = answer.hverMinutter ? kadenceOf(answer, now) : undefined;
  if (kadence && 'kind' in kadence) return kadence;
  return { type: 'endMoede', moede: answer.moede, naeste: start ? { start, minutter: Number(answer.minutter) } : undefined, kadence, ingenFlere: answer.naeste === 'nej' ? answer.ingenFlere : '' };
}

function kadenceOf({ hverMinutter, beskedDato, beskedTid }: { readonly hverMinutter: string; readonly beskedDato: string; readonly beskedTid: string }, now: Instant): Kadence | Rejection {
  const chosen = { dato: beskedDato, tid: beskedTid };
  const naeste = instantAt(chosen, now);
  return naeste ? { hverMinutter: Number(hverMinutter), naeste } : noSuchTime(chosen);
}

function noSuchTime(chosen: DateAndTime): Rejection {
  if (isSkipped(chosen)) return rejected('sprunget-over', `Klokken ${chosen.tid.replace(':', '.')} findes ikke den nat: uret stilles frem. Vælg et andet klokkeslæt.`);
  return rejected('ufuldstaendig', 'Vælg både dato og klokkeslæt.');
}

function execute(id: string, incident: string, body: CommandBody, turn: Turn, { journal, clock }: Services): Promise<Result> {
  return journal.execute({ id, incident, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body });
}
