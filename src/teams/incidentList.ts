import type { IncidentIndexRow } from '../app/ports';
import type { OutgoingMessage } from '../app/messenger';
import { refusalToSeeIncidents, refusalToTakePart } from '../app/rights';
import { rolesSnapshot } from '../app/roster';
import { haendelserText } from '../cards/haendelserText';
import { endedWithout } from '../domain/activation/ended';
import { whyClosed } from '../domain/closing/closing';
import type { IncidentState } from '../domain/state';
import { chatChoice, reply } from './answers';
import { linkTo } from './links';
import type { Services } from './services';
import type { Turn } from './turn';

const SHOWN = 20;

/** `/hændelser`. In a personal chat with the choice which of them it is about, where there is one. */
export async function listIncidents(turn: Turn, services: Services): Promise<void> {
  const open = await services.routing.openIncidents();
  await reply(turn, await incidentList(turn, open, services), services);
  const choosable = open.filter((state) => !refusalToTakePart(turn.actor, state));
  if (turn.kind !== 'personal' || choosable.length === 0 || !(choosable.length > 1 || choosable[0]?.oevelse)) return;
  const choice = await services.chatChoices.find(turn.place.conversation);
  await reply(turn, { card: chatChoice(choosable, choice?.incident) }, services);
}

/** The open ones, then the closed ones, the latest first. */
async function incidentList(turn: Turn, open: readonly IncidentState[], services: Services): Promise<OutgoingMessage> {
  const { directory, roster, journal } = services;
  // In the team's channels everybody reads along.
  const refused = turn.channel ? undefined : refusalToSeeIncidents(turn.actor, rolesSnapshot(roster.current()));
  if (refused && open.every((state) => refusalToTakePart(turn.actor, state))) return { text: refused.sentence };
  const stateOf = (id: string) => open.find((state) => state.id === id);
  const isOpen = (id: string) => stateOf(id) !== undefined;
  const newestFirst = [...directory.all()].reverse();
  const rows = [...newestFirst.filter(({ id }) => isOpen(id)), ...newestFirst.filter(({ id }) => !isOpen(id))];
  const shown = await Promise.all(
    rows.slice(0, SHOWN).map(async (row) => ({
      ...row,
      ...(isOpen(row.id) ? { lukket: undefined } : row.lukket ? {} : closingOf(await journal.state(row.id))),
      slut: endOf(stateOf(row.id), services),
      link: await linkTo(row.id, 'haendelse', services),
    })),
  );
  return { text: haendelserText(shown, rows.length - shown.length) };
}

/** While it is still being seen through, the index does not say. */
function closingOf({ lukning }: IncidentState): Pick<IncidentIndexRow, 'lukket' | 'lukketHvorfor'> {
  return lukning ? { lukket: lukning.at, lukketHvorfor: whyClosed(lukning) } : {};
}

function endOf(state: IncidentState | undefined, { scenes }: Services): string | undefined {
  return state && endedWithout(state, scenes.contentFor(state.contentHash));
}
