import type { OutgoingMessage } from '../app/ports';
import { refusalToSeeIncidents, refusalToTakePart } from '../app/rights';
import { rolesSnapshot } from '../app/roster';
import { haendelserText } from '../cards/haendelserText';
import { linkTo } from './links';
import type { Services } from './services';
import type { Turn } from './turn';

const SHOWN = 20;

/** `/hændelser`: the open ones, then the closed ones, the latest first. */
export async function incidentList(turn: Turn, services: Services): Promise<OutgoingMessage> {
  const { routing, directory, roster, journal } = services;
  const open = await routing.openIncidents();
  // In the team's channels everybody reads along.
  const refused = turn.channel ? undefined : refusalToSeeIncidents(turn.actor, rolesSnapshot(roster.current()));
  if (refused && open.every((state) => refusalToTakePart(turn.actor, state))) return { text: refused.sentence };
  const isOpen = (id: string) => open.some((state) => state.id === id);
  const newestFirst = [...directory.all()].reverse();
  const rows = [...newestFirst.filter(({ id }) => isOpen(id)), ...newestFirst.filter(({ id }) => !isOpen(id))];
  const shown = await Promise.all(
    rows.slice(0, SHOWN).map(async (row) => ({
      ...row,
      lukket: isOpen(row.id) ? undefined : (row.lukket ?? (await journal.state(row.id)).lukning?.at),
      link: await linkTo(row.id, 'haendelse', services),
    })),
  );
  return { text: haendelserText(shown, rows.length - shown.length) };
}
