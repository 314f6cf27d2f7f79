/**
 * An expected refusal: a value, never an exception. `sentence` is Danish and is shown to the user as it stands;
 * `code` is for tests and logs.
 */
export interface Rejection {
  readonly kind: 'rejected';
  readonly code: string;
  readonly sentence: string;
}

export function rejected(code: string, sentence: string): Rejection {
  return { kind: 'rejected', code, sentence };
}

export interface Accepted<E> {
  readonly kind: 'accepted';
  readonly events: readonly E[];
}

export function accepted<E>(...events: E[]): Accepted<E> {
  return { kind: 'accepted', events };
}

export type Decision<E> = Accepted<E> | Rejection;
