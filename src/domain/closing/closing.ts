import type { RecordedEvent } from '../event';
import type { PersonRef } from '../person';
import type { IncidentState } from '../state';
import type { Instant } from '../time';

// ---- commands ------------------------------------------------------------------------------------------------

/** Closing an incident that should not have been one. */
export interface CloseAsMistake {
  readonly type: 'closeAsMistake';
  readonly grund: 'dublet' | 'fejl';
  /** The number of the incident that it is a duplicate of. */
  readonly dubletAf?: number | undefined;
  readonly begrundelse: string;
}

/** The ordinary end of an incident. So far of one that was never activated; an activated one is stood down first. */
export interface CloseHaendelse {
  readonly type: 'closeHaendelse';
  readonly grund: 'uden-aktivering';
  readonly begrundelse: string;
}

// ---- events --------------------------------------------------------------------------------------------------

export interface HaendelseClosedAsMistake {
  readonly type: 'HaendelseClosedAsMistake';
  readonly grund: 'dublet' | 'fejl';
  readonly dubletAf?: number | undefined;
  readonly begrundelse: string;
}

export interface HaendelseClosed {
  readonly type: 'HaendelseClosed';
  readonly grund: 'uden-aktivering';
  /** How START HER had ended, in words. */
  readonly udfald: string;
  readonly begrundelse: string;
}

export type ClosingEvent = HaendelseClosedAsMistake | HaendelseClosed;

// ---- state and words -----------------------------------------------------------------------------------------

type Why = Omit<HaendelseClosedAsMistake, 'type'> | Omit<HaendelseClosed, 'type'>;

/** What the state keeps of it. */
export type Lukning = Why & { readonly by: PersonRef; readonly at: Instant };

export function closingOf(event: ClosingEvent, { actor, at }: RecordedEvent): Lukning {
  const { type: _, ...why } = event;
  return { ...why, by: actor, at };
}

/** "dublet af hændelse 2" */
export function whyClosed(why: Why): string {
  switch (why.grund) {
    case 'dublet':
      return `dublet af hændelse ${why.dubletAf}`;
    case 'fejl':
      return 'oprettet ved fejl';
    case 'uden-aktivering':
      return 'afsluttet uden aktivering';
  }
}

/** The answer to whoever still wants to change something. */
export function closedSentence({ nr, lukning }: Pick<IncidentState, 'nr' | 'lukning'>): string {
  return `Hændelse ${nr} er lukket${lukning ? ` (${whyClosed(lukning)})` : ''}. Intet er ændret.`;
}
