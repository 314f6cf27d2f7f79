import type { Command } from '../command';
import type { RecordedEvent } from '../event';
import type { PersonRef } from '../person';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { IncidentState } from '../state';
import type { Instant } from '../time';

/** Closing an incident that should not have been one. The ordinary end of an incident is a capability of its own. */
export interface CloseAsMistake {
  readonly type: 'closeAsMistake';
  readonly grund: 'dublet' | 'fejl';
  /** The number of the incident that it is a duplicate of. */
  readonly dubletAf?: number | undefined;
  readonly begrundelse: string;
}

export interface HaendelseClosedAsMistake {
  readonly type: 'HaendelseClosedAsMistake';
  readonly grund: 'dublet' | 'fejl';
  readonly dubletAf?: number | undefined;
  readonly begrundelse: string;
}

/** What the state keeps of it. */
export interface Lukning {
  readonly grund: 'dublet' | 'fejl';
  readonly dubletAf?: number | undefined;
  readonly begrundelse: string;
  readonly by: PersonRef;
  readonly at: Instant;
}

export function closeAsMistake({ body }: Command<CloseAsMistake>, state: IncidentState): Decision<HaendelseClosedAsMistake> {
  const { grund, dubletAf } = body;
  const begrundelse = body.begrundelse.trim();
  if (grund === 'dublet' && !dubletAf) return rejected('mangler-dublet', 'Vælg, hvilken hændelse den er en dublet af.');
  if (grund === 'dublet' && dubletAf === state.nr) return rejected('dublet-af-sig-selv', 'En hændelse kan ikke være en dublet af sig selv.');
  if (grund === 'fejl' && !begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor hændelsen lukkes.');
  return accepted({ type: 'HaendelseClosedAsMistake', grund, ...(grund === 'dublet' ? { dubletAf } : {}), begrundelse });
}

export function closingOf(event: HaendelseClosedAsMistake, { actor, at }: RecordedEvent): Lukning {
  const { type: _, ...why } = event;
  return { ...why, by: actor, at };
}

/** "dublet af hændelse 2" */
export function whyClosed({ grund, dubletAf }: Pick<Lukning, 'grund' | 'dubletAf'>): string {
  return grund === 'dublet' ? `dublet af hændelse ${dubletAf}` : 'oprettet ved fejl';
}

/** The answer to whoever still wants to change something. */
export function closedSentence({ nr, lukning }: Pick<IncidentState, 'nr' | 'lukning'>): string {
  return `Hændelse ${nr} er lukket${lukning ? ` (${whyClosed(lukning)})` : ''}. Intet er ændret.`;
}
