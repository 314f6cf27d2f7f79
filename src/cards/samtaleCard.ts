import type { IncidentState } from '../domain/state';
import { shortTime, type Instant } from '../domain/time';
import { inertShort } from './inert';
import { NAVN_TEGN } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import template from './samtaleCard.json';
import { topOf } from './top';

export interface SamtaleCardInput {
  readonly state: IncidentState;
  readonly now: Instant;
  /** How many of the latest. */
  readonly count?: number | undefined;
  readonly notice?: string | undefined;
}

const SHOWN = 10;
const MOST = 20;

/** The answer to `/log vis samtale`: what people wrote in the threads, each to be made an entry by one press. */
export function samtaleCard({ state, now, count, notice }: SamtaleCardInput): AdaptiveCard {
  const shown = state.log.replies.slice(-Math.min(count ?? SHOWN, MOST));
  const view = {
    haendelse: state.id,
    forklaring: shown.length === 0 ? 'Ingen har skrevet i trådene endnu.' : `De seneste ${shown.length} af ${state.log.replies.length}. Et tryk gør et svar til en linje i loggen.`,
    svar: shown.map(({ nr, af, tekst, skrevet, slettet, logpost }) => ({
      nr,
      foer: `${nr} · ${shortTime(skrevet, now)} · ${inertShort(af, NAVN_TEGN)}: `,
      tekst: inertShort(tekst || 'Vedhæftet fil', 300),
      maerke: `${slettet ? ' (slettet i Teams)' : ''}${logpost === undefined ? '' : ` ✔ logpost ${logpost}`}`,
      kanLogges: state.phase === 'open' && logpost === undefined && tekst.trim() !== '',
    })),
  };
  return withBodyStart(render(template, view), topOf(state, { notice }));
}
