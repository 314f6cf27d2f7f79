import { Refusal } from '../connector/refusal';
import type { ExtendedProperty } from './outlookItems';
import { propertyId } from './outlookBodies';

type Filter = { kind: 'property'; id: string; value: string } | { kind: 'receivedSince'; at: number };

/** An item as a list answers with it, and what it can be asked by. */
export interface Listed {
  shown: Record<string, unknown>;
  properties: readonly ExtendedProperty[];
  receivedAt?: string;
}

const PAGE = { usual: 10, largest: 1000 };
const OPTIONS = new Set(['$filter', '$orderby', '$select', '$expand', '$top', '$skip']);

/** The query options that the bot uses; another one is refused rather than ignored. */
export function listed(items: readonly Listed[], url: URL): Record<string, unknown> {
  const { filter, inOrderOfTime } = readFilter(url);
  const found = items.filter((item) => filter === undefined || passes(item, filter));
  const sorted = inOrderOfTime ? [...found].sort((one, other) => (one.receivedAt ?? '').localeCompare(other.receivedAt ?? '')) : found;
  const top = count(url, '$top', PAGE.usual);
  const skip = count(url, '$skip', 0);
  if (top < 1 || top > PAGE.largest) throw badQuery(`The value of $top must be between 1 and ${PAGE.largest}.`);
  const next = new URL(url);
  next.searchParams.set('$skip', String(skip + top));
  return {
    ...(skip + top < sorted.length ? { '@odata.nextLink': next.href } : {}),
    value: sorted.slice(skip, skip + top).map((item) => projected(item, url)),
  };
}

/** One item, with what is asked of it. */
export function projected({ shown, properties }: Listed, url: URL): Record<string, unknown> {
  for (const option of url.searchParams.keys()) {
    if (!OPTIONS.has(option)) throw badQuery(`Query option '${option}' is not supported.`);
  }
  const selected = url.searchParams.get('$select')?.split(',');
  for (const name of selected ?? []) {
    if (!(name in shown)) throw badQuery(`Could not find a property named '${name}'.`);
  }
  const expanded = expandedProperty(url);
  const found = properties.filter(({ id }) => id === expanded);
  return {
    ...(selected === undefined ? shown : Object.fromEntries(Object.entries(shown).filter(([name]) => name === 'id' || selected.includes(name)))),
    ...(found.length > 0 ? { singleValueExtendedProperties: found } : {}),
  };
}

function expandedProperty(url: URL): string | undefined {
  const expand = url.searchParams.get('$expand');
  if (expand === null) return undefined;
  const id = /^singleValueExtendedProperties\(\$filter=id eq '((?:[^']|'')+)'\)$/i.exec(expand)?.[1];
  if (id === undefined) throw badQuery(`Could not expand '${expand}'.`);
  return propertyId(unquoted(id));
}

function readFilter(url: URL): { filter: Filter | undefined; inOrderOfTime: boolean } {
  const given = url.searchParams.get('$filter');
  const order = url.searchParams.get('$orderby');
  if (order !== null && !/^receivedDateTime( asc)?$/.test(order)) throw badQuery(`Could not order by '${order}'.`);
  const filter = given === null ? undefined : parsed(given);
  if (order !== null && filter !== undefined && filter.kind !== 'receivedSince') {
    throw new Refusal(400, 'InefficientFilter', 'The restriction or sort order is too complex for this operation.');
  }
  return { filter, inOrderOfTime: order !== null };
}

function parsed(filter: string): Filter {
  const property = /^singleValueExtendedProperties\/any\((\w+): \1\/id eq '((?:[^']|'')+)' and \1\/value eq '((?:[^']|'')*)'\)$/i.exec(filter);
  if (property) return { kind: 'property', id: propertyId(unquoted(property[2] ?? '')), value: unquoted(property[3] ?? '').toLowerCase() };
  const since = /^receivedDateTime ge (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/.exec(filter)?.[1];
  if (since !== undefined) return { kind: 'receivedSince', at: Date.parse(since) };
  throw badQuery(`Invalid filter clause: '${filter}'.`);
}

function passes({ properties, receivedAt }: Listed, filter: Filter): boolean {
  switch (filter.kind) {
    case 'property':
      return properties.some(({ id, value }) => id === filter.id && value.toLowerCase() === filter.value);
    case 'receivedSince':
      return receivedAt !== undefined && Date.parse(receivedAt) >= filter.at;
  }
}

function count(url: URL, option: string, otherwise: number): number {
  const value = Number(url.searchParams.get(option) ?? otherwise);
  if (!Number.isInteger(value) || value < 0) throw badQuery(`The value of ${option} is not a number.`);
  return value;
}

const unquoted = (text: string): string => text.replaceAll("''", "'");
const badQuery = (message: string): Refusal => new Refusal(400, 'BadRequest', message);
