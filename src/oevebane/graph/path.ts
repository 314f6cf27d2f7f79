import { Refusal } from '../connector/refusal';

/** One part of an address. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, 'BadRequest', 'The path is not well encoded.');
  }
}
