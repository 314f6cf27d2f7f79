/**
 * CPR numbers have no place in the log (requirements §7): what looks like one is masked before anything is stored. Six
 * digits that are a date (day, month, year), then four, with or without a hyphen or a space between.
 */
const LIKE_CPR = /(?<![\d-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d{2})[- ]?(\d{4})(?![\d-])/g;

export const CPR_MARK = '[CPR-nummer fjernet]';

export function maskCpr(text: string): string {
  return text.replace(LIKE_CPR, CPR_MARK);
}

/** The same for every text in a command. */
export function maskAll<T>(value: T): T {
  if (typeof value === 'string') return maskCpr(value) as T;
  if (Array.isArray(value)) return value.map(maskAll) as T;
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, maskAll(part as unknown)])) as T;
  return value;
}
