import { Refusal } from '../connector/refusal';
import type { Outlook } from './outlook';
import { isCalled, refuseMalformed, type IdKind } from './outlookIds';

/** Which mailbox is asked, and how. */
export interface Asked {
  outlook: Outlook;
  mailbox: string;
  ids: IdKind;
  url: URL;
}

export function called<Item>(items: readonly Item[], id: string, { ids }: Asked, place: (item: Item) => { nr: number; folder: string }): Item {
  refuseMalformed(id);
  const found = items.find((item) => isCalled(place(item), id, ids));
  if (found === undefined) throw new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return found;
}
