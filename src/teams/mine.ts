import type { OutgoingMessage } from '../app/ports';
import { refusalToTakePart } from '../app/rights';
import type { DialogAnswer } from '../cards/actions';
import { mineButtonCard } from '../cards/mineButtonCard';
import { mineCard } from '../cards/mineCard';
import type { Dialog } from './invoke';
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

export async function myCard(i: 'chat' | 'dialog', turn: Turn, { routing, scenes, clock }: Services, notice?: string): Promise<object> {
  const open = await routing.openIncidents();
  // Somebody whom the roster does not know learns nothing by bearing another one's name.
  const mine = open.filter((state) => turn.actor.inRoster || !refusalToTakePart(turn.actor, state));
  const haendelser = mine.map((state) => ({ state, content: scenes.of(state).content }));
  return mineCard({ person: turn.actor, haendelser, now: clock.incident().toISOString(), i, notice });
}

type Done = Extract<Extract<DialogAnswer, { dialog: 'mine' }>['tryk'], { verb: 'udfoert' }>;

/** "Udført" in the dialog: it comes back without the step, or with what stood in the way. */
export async function pressMine(press: Done, turn: Turn, services: Services): Promise<Dialog> {
  const result = await pressStep(press, turn, services);
  return mineDialog(turn, services, result.kind === 'rejected' ? result.sentence : undefined);
}
