/** Our own set of named properties in Exchange. Never changes: what was stored under it is looked for by it. */
const OUR_SET = '{6f2a1d0c-58b7-4c39-9e41-d7a30b5c8e12}';

/** The name that a meeting or a mail has for good. It is found again by it, whatever Exchange calls it. */
const KEY = `String ${OUR_SET} Name beredskab-noegle`;

/** PR_MESSAGE_CLASS, one of the properties that every item in Exchange has. */
const MESSAGE_CLASS = 'String 0x001A';

export function keyed(value: string): { readonly id: string; readonly value: string } {
  return { id: KEY, value };
}

/** For `$filter`. Exchange compares the value without regard to case. */
export function whereKeyIs(value: string): string {
  return `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(KEY)} and ep/value eq ${quoted(value)})`;
}

/** For `$expand`. */
export const WITH_MESSAGE_CLASS = `singleValueExtendedProperties($filter=id eq ${quoted(MESSAGE_CLASS)})`;

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
