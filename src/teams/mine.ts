import type { OutgoingMessage } from '../app/messenger';
import { refusalToTakePart } from '../app/rights';
import type { DialogAnswer } from '../cards/actions';
import { mineButtonCard } from '../cards/mineButtonCard';
import { cardsThatWait, mineCard } from '../cards/mineCard';
import { answerAlarmOnce } from './activation/alarm';
import type { Dialog } from './invoke';
import { linkTo } from './links';
import type { Services } from './services';
import { pressStep } from './steps';
import type { Turn } from './turn';

/** `/mine`: a person's own tasks. Where others read along there is only a button to them. */
export async function mineMessage(turn: Turn, services: Services): Promise<OutgoingMessage> {
  const content = turn.kind === 'personal' ? await myCard('chat', turn, services) : mineButtonCard();
  return { card: { content, summary: 'Dine opgaver' } };
}

export async function mineDialog(turn: Turn, services: Services, notice?: string): Promise<Dialog> {
  return { title: 'Mine opgaver', card: await myCard('dialog', turn, services, notice) };
}

export async function myCard(i: 'chat' | 'dialog', turn: Turn, services: Services, notice?: string): Promise<object> {
  const { routing, scenes, clock } = services;
  const open = await routing.openIncidents();
  // Somebody whom the roster does not know learns nothing by bearing another one's name.
  const mine = open.filter((state) => turn.actor.inRoster || !refusalToTakePart(turn.actor, state));
  const haendelser = mine.map((state) => ({ state, content: scenes.of(state).content }));
  const links = await linksTo(mine.flatMap((state) => cardsThatWait(turn.actor, state).map((kort) => [state.id, kort] as const)), services);
  const linkTo = (haendelse: string, kort: string) => links.get(`${haendelse} ${kort}`);
  return mineCard({ person: turn.actor, haendelser, now: clock.incident().toISOString(), i, linkTo, notice });
}

async function linksTo(cards: readonly (readonly [string, string])[], services: Services): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(cards.map(async ([haendelse, kort]) => [`${haendelse} ${kort}`, await linkTo(haendelse, kort, services)] as const));
  return new Map(found.flatMap(([key, link]) => (link ? [[key, link] as const] : [])));
}

type Press = Extract<DialogAnswer, { dialog: 'mine' }>['tryk'];
type Done = Extract<Press, { verb: 'udfoert' }>;
type Answered = Extract<Press, { verb: 'alarmPaaVej' | 'alarmKanIkke' }>;

/** The alarm answered in the dialog: it comes back without it. */
export async function answerMyAlarm(press: Answered, turn: Turn, services: Services): Promise<Dialog> {
  const result = await answerAlarmOnce(turn, press, services);
  return mineDialog(turn, services, result.kind === 'rejected' ? result.sentence : undefined);
}

/** "Udført" in the dialog: it comes back without the step, or with what stood in the way. */
export async function pressMine(press: Done, turn: Turn, services: Services): Promise<Dialog> {
  const result = await pressStep(press, turn, services);
  return mineDialog(turn, services, result.kind === 'rejected' ? result.sentence : undefined);
}
