import type { IncidentContent } from './instruks';
import type { Rejection } from './rejection';
import { rejected } from './rejection';

/** No text is longer than this, whatever form it comes from. */
export function tooLong(body: unknown, content: IncidentContent): Rejection | undefined {
  const limit = content.graenser.logTekstTegn;
  const length = longestText(body);
  if (length <= limit) return undefined;
  return rejected('for-lang', `Teksten er for lang (${length} tegn). Der er plads til ${limit}. Del den i flere linjer – intet er gemt.`);
}

function longestText(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce((longest: number, part: unknown) => Math.max(longest, longestText(part)), 0);
}
