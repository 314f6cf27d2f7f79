import type { Instant } from '../time';
import type { Kadence } from './meetings';

/** One meeting, as somebody outside is asked whether it suits. */
export interface AgreedMoede {
  readonly moede: string;
  readonly titel: string;
  readonly start: Instant;
  readonly minutter: number;
  /** When they had been told that it was. */
  readonly flyttetFra?: Instant | undefined;
}

/** A decision that the kontaktperson has a part in (criterion 52: 2C.1 and 4A.1). */
export interface AgreedBeslutning {
  readonly instruks: string;
  readonly trin: string;
  /** "2C.1". */
  readonly nummer: string;
  /** What its section is about. */
  readonly emne: string;
  /** What was decided. */
  readonly tekst: string;
}

/** What a kontaktperson is asked whether it suits: meetings to come, how often they tell how things are, what was decided with them. */
export interface Aftale {
  readonly moeder: readonly AgreedMoede[];
  /** Absent in logs of before decisions were asked about. */
  readonly beslutninger?: readonly AgreedBeslutning[] | undefined;
  /** `udgave`: which of the agreements on it. */
  readonly kadence?: (Kadence & { readonly udgave: number }) | undefined;
}
