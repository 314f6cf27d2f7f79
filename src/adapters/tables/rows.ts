import { createHash } from 'node:crypto';

/** How rows are named and how their properties are read. Row kinds of an incident's partition: docs of `eventStore.ts`. */

/** A property holds at most 32 Ki UTF-16 units; a little below, as a round number. */
const PART = 32_000;
/** An entity holds 1 MiB, i.e. 512 Ki units; the rest is left to the other properties. */
const MAX_PARTS = 15;

export interface Keys {
  readonly partitionKey: string;
  readonly rowKey: string;
}

export type Row = Keys & Readonly<Record<string, string | number | boolean | undefined>>;
export type StoredRow = Keys & { readonly etag: string } & Readonly<Record<string, unknown>>;

/** 10 digits: keys are ordered as text. */
export function lineKey(nr: number): string {
  return String(nr).padStart(10, '0');
}

export function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
}

/**
 * An id as (part of) a key: itself where that is allowed and short, else its digest. Keys may not hold `/ \ # ?`, and
 * Azurite takes percent signs for escapes. "~" opens no id that is kept as it is, so that the two never meet.
 */
export function key(id: string): string {
  return /^[A-Za-z0-9_.:-]{1,200}$/.test(id) ? id : `~${digest(id)}`;
}

/** `name0`, `name1` …: one long text as several properties, no surrogate pair torn apart. */
export function split(name: string, value: string): Readonly<Record<string, string>> {
  const parts: Record<string, string> = {};
  let from = 0;
  let count = 0;
  do {
    if (count === MAX_PARTS) throw new Error(`${name} is too long for one row: ${value.length} UTF-16 units`);
    const to = partEnd(value, from);
    parts[`${name}${count}`] = value.slice(from, to);
    from = to;
    count += 1;
  } while (from < value.length);
  return parts;
}

function partEnd(value: string, from: number): number {
  const end = from + PART;
  if (end >= value.length) return value.length;
  const tornPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(value.slice(end - 1, end + 1));
  return tornPair ? end - 1 : end;
}

/** The text that was `split`; undefined when the row does not hold it (any more). */
export function joined(row: StoredRow, name: string): string | undefined {
  const parts: string[] = [];
  for (let part = row[`${name}0`]; typeof part === 'string'; part = row[`${name}${parts.length}`]) parts.push(part);
  return parts.length > 0 ? parts.join('') : undefined;
}

export function text(row: StoredRow, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw unreadable(row, name);
  return value;
}

export function optionalText(row: StoredRow, name: string): string | undefined {
  return row[name] === undefined ? undefined : text(row, name);
}

export function longText(row: StoredRow, name: string): string {
  const value = joined(row, name);
  if (value === undefined) throw unreadable(row, name);
  return value;
}

export function int(row: StoredRow, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw unreadable(row, name);
  return value;
}

export function optionalInt(row: StoredRow, name: string): number | undefined {
  return row[name] === undefined ? undefined : int(row, name);
}

export function flag(row: StoredRow, name: string): boolean {
  const value = row[name];
  if (typeof value !== 'boolean') throw unreadable(row, name);
  return value;
}

function unreadable(row: StoredRow, name: string): Error {
  return new Error(`row ${row.partitionKey} / ${row.rowKey} has no readable "${name}"`);
}
