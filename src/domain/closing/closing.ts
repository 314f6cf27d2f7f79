import type { Command } from '../command';
import type { Decision } from '../rejection';
import { accepted, rejected } from '../rejection';

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

export function closeAsMistake({ body }: Command<CloseAsMistake>): Decision<HaendelseClosedAsMistake> {
  const begrundelse = body.begrundelse.trim();
  if (body.grund === 'dublet' && !body.dubletAf) return rejected('mangler-dublet', 'Vælg, hvilken hændelse den er en dublet af.');
  if (body.grund === 'fejl' && !begrundelse) return rejected('mangler-begrundelse', 'Skriv kort, hvorfor hændelsen lukkes.');
  return accepted({ ...body, type: 'HaendelseClosedAsMistake', begrundelse });
}
