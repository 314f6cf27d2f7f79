import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import type { Result } from '../app/journal';
import { cardOf } from '../app/outgoing';
import { mark } from '../cards/messages';
import { pressSchema, type Press } from '../cards/actions';
import { erasureCard } from '../cards/erasureCard';
import { cardsThatWait } from '../cards/mineCard';
import { samtaleCard } from '../cards/samtaleCard';
import type { CommandBody } from '../domain/command';
import type { IncidentState } from '../domain/state';
import { pressAlarm } from './activation/alarm';
import { pressDraft } from './activation/drafts';
import { pressFlow } from './activation/flow';
import { pressVote } from './activation/vote';
import { chooseForChat, chooseForLine } from './choices';
import { answerCard, answerSentence } from './invoke';
import { pressMeeting } from './meetings';
import { myCard } from './mine';
import { bindOrphan } from './orphans';
import type { Services } from './services';
import { pressStep } from './steps';
import { readTurn, type Turn } from './turn';

const invokeSchema = z.object({ action: z.object({ verb: z.string().max(100).default(''), data: z.record(z.string(), z.unknown()).nullish() }).loose() }).loose();

/** A button on a card (`adaptiveCard/action`). Stored first, answered after; the answer is the card as it is now. */
export async function handlePress(context: TurnContext, services: Services): Promise<void> {
  const turn = readTurn(context, services.roster.current());
  const invoke = invokeSchema.safeParse(context.activity.value);
  const press = invoke.success ? pressSchema.safeParse({ ...invoke.data.action.data, verb: invoke.data.action.verb }) : invoke;
  if (!press.success) return answerSentence(context, 'Knappen kunne ikke læses. Intet er ændret. Skriv /instruks og et nummer for at få kortet frem igen.');
  await carryOut(context, turn, press.data, services);
}

async function carryOut(context: TurnContext, turn: Turn, press: Press, services: Services): Promise<void> {
  if (!(await services.directory.find(press.haendelse))) return answerSentence(context, 'Den hændelse findes ikke her. Intet er ændret.');
  await bindOrphan(context, turn, press, services);
  switch (press.verb) {
    case 'udfoert':
    case 'fortryd': {
      const { instruks } = press;
      const drawn = new Map<IncidentState, object>();
      const draw = (state: IncidentState, notice?: string) => cardOf(instruks, services.scenes.of(state), notice).content;
      const result = await pressStep(press, turn, services, (state) => drawn.set(state, draw(state)));
      if (press.verb === 'udfoert' && press.kort === 'mine') return answerCard(context, await myCard('chat', turn, services, result.kind === 'rejected' ? result.sentence : undefined));
      // A step of an instruks that is not started has no card to show.
      if (!Object.hasOwn(result.state.instrukser, instruks)) return answerSentence(context, result.kind === 'rejected' ? result.sentence : '');
      if (result.kind === 'rejected') return answerCard(context, draw(result.state, result.sentence));
      return answerCard(context, drawn.get(result.state) ?? draw(result.state));
    }
    case 'startInstruks': {
      const { instruks } = press;
      const result = await execute(turn, press.haendelse, `knap:start:${instruks}:${turn.actor.id}`, { type: 'startInstruks', instruks }, services);
      const nummer = services.scenes.current().instrukser.find((candidate) => candidate.id === instruks)?.nummer;
      return answerSentence(context, mark(result.state) + (result.kind === 'rejected' ? result.sentence : `Instruks ${nummer} er startet. Den kommer som sin egen tråd i kanalen.`));
    }
    case 'goerTilLogpost': {
      const { haendelse, nr } = press;
      const result = await execute(turn, haendelse, `knap:logpost:${nr}`, { type: 'promoteReply', nr, entryType: 'information' }, services);
      const notice = result.kind === 'rejected' ? result.sentence : `Svaret er nu linje ${result.toNr} i loggen.`;
      return answerCard(context, samtaleCard({ state: result.state, now: services.scenes.of(result.state).now, notice }));
    }
    case 'bekraeftSletning': {
      const { haendelse, nr } = press;
      const result = await execute(turn, haendelse, `knap:slet:${nr}:${turn.actor.id}`, { type: 'confirmErasure', nr }, services);
      return answerCard(context, erasureCard({ state: result.state, nr, notice: result.kind === 'rejected' ? result.sentence : undefined }));
    }
    case 'forloebUdfoert':
    case 'forvaerret':
      return pressFlow(context, turn, press, services);
    case 'stemEnig':
    case 'bekraeftStemme':
    case 'visAfstemning':
      return pressVote(context, turn, press, services);
    case 'alarmPaaVej':
    case 'alarmKanIkke':
      return pressAlarm(context, turn, press, services);
    case 'godkendUdkast':
    case 'fortrydGodkendelse':
    case 'sendMailIgen':
      return pressDraft(context, turn, press, services);
    case 'moedeBegynder':
    case 'proevIndkaldelseIgen':
    case 'sendMoedemailIgen':
    case 'godkendReferat':
      return pressMeeting(context, turn, press, services);
    case 'visKort':
      return showCard(context, turn, press, services);
    case 'vaelgHaendelse':
      return chooseForLine(context, turn, press, services);
    case 'vaelgTilChat':
      return chooseForChat(context, turn, press.haendelse, services);
  }
}

/** The card that /mine named, in the chat of the one who is waited for. */
async function showCard(context: TurnContext, turn: Turn, { haendelse, kort }: Extract<Press, { verb: 'visKort' }>, { journal, scenes }: Services): Promise<void> {
  const state = await journal.refreshed(haendelse);
  const asked = cardsThatWait(turn.actor, state).includes(kort);
  return asked ? answerCard(context, cardOf(kort, scenes.of(state)).content) : answerSentence(context, 'Det venter ikke på dig længere.');
}

function execute(turn: Turn, incident: string, id: string, body: CommandBody, { journal, clock }: Services): Promise<Result> {
  return journal.execute({ id, incident, actor: turn.actor, now: clock.incident().toISOString(), kanal: turn.kanal, body });
}
