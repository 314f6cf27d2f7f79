import type { OutgoingMessage } from '../app/messenger';
import { refusedEverywhere } from '../app/rights';
import type { Route, Routing } from '../app/routing';
import { CHAT_CHOICE_SUMMARY, chatChoiceCard } from '../cards/chatChoiceCard';
import { escapeInline } from '../cards/escape';
import { mark, NO_INCIDENT } from '../cards/messages';
import type { IncidentState } from '../domain/state';
import type { Services } from './services';
import type { Turn } from './turn';

export async function reply(turn: Turn, message: OutgoingMessage, { messenger }: Services): Promise<void> {
  await messenger.reply(turn.place, message);
}

/** Which incident is meant by what is said here. */
export function routeOf(turn: Turn, { routing }: Services): Promise<Route> {
  return routing.find(...saidIn(turn));
}

/** The same for a line: see `Routing.findToWrite`. */
export function routeToWrite(turn: Turn, { routing }: Services): Promise<Route> {
  return routing.findToWrite(...saidIn(turn));
}

function saidIn({ kind, place: { conversation } }: Turn): Parameters<Routing['find']> {
  return [kind === 'thread' ? conversation : undefined, kind === 'personal' ? conversation : undefined];
}

/** The beginning of a sentence about one incident. In a personal chat nothing else tells which one it is. */
export function opening(turn: Turn, state: IncidentState): string {
  return `${mark(state)}${turn.kind === 'personal' ? `Hændelse ${state.nr}: ` : ''}`;
}

/** The incident that is meant, freshly read; without one, the user is told what to do. */
export async function stateFor(route: Route, turn: Turn, services: Services): Promise<IncidentState | undefined> {
  const say = async (text: string) => {
    await reply(turn, { text }, services);
    return undefined;
  };
  if (route.kind === 'none') return say(NO_INCIDENT);
  const states = route.kind === 'one' ? [await services.journal.refreshed(route.incident)] : route.incidents;
  // In the team's channels everybody reads along; elsewhere only those who take part.
  const refused = turn.channel ? undefined : refusedEverywhere(states, turn.actor);
  if (refused) return say(refused.sentence);
  if (route.kind === 'one') return states[0];
  if (turn.kind === 'personal') {
    // Asked in the chat itself, where there is no thread to go to.
    await reply(turn, { card: chatChoice(states) }, services);
    return undefined;
  }
  const names = states.map((state) => `${mark(state)}Hændelse ${state.nr}: ${escapeInline(state.kortNavn)}`);
  const why = names.length === 1 ? 'Den eneste åbne hændelse er en øvelse.' : 'Der er flere åbne hændelser.';
  return say([`${why} Skriv det i en tråd, der hører til den, du mener:`, ...names].join('\n\n'));
}

export function chatChoice(incidents: readonly IncidentState[], chosen?: string): NonNullable<OutgoingMessage['card']> {
  return { content: chatChoiceCard({ incidents, chosen }), summary: CHAT_CHOICE_SUMMARY };
}
