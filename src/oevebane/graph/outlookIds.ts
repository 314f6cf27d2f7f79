import { createHash } from 'node:crypto';
import { Refusal } from '../connector/refusal';

/** Which of an item's two ids a request asks for, by `Prefer: IdType="ImmutableId"`. */
export type IdKind = 'immutable' | 'moving';

interface Placed {
  nr: number;
  folder: string;
}

/** One stays for good, the other changes when the item moves to another folder, as a draft does when it is sent. */
export function idOf({ nr, folder }: Placed, kind: IdKind): string {
  return kind === 'immutable' ? `AAkALg${digest(`item ${nr}`)}` : `AAMkAD${digest(`item ${nr} in ${folder}`)}`;
}

/** Moving ids are understood always, immutable ones only where they are asked for. */
export function isCalled(item: Placed, id: string, kind: IdKind): boolean {
  return id === idOf(item, 'moving') || (kind === 'immutable' && id === idOf(item, 'immutable'));
}

/** Exchange reads the id before it looks for anything. */
export function refuseMalformed(id: string): void {
  if (!/^AA[A-Za-z0-9_=-]{30,}$/.test(id)) throw new Refusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
