import { DateTime } from 'luxon';
import * as z from 'zod';
import { Refusal } from '../connector/refusal';
import type { Address, ExtendedProperty } from './outlookItems';

/**
 * The bodies that the bot sends, and nothing else: a field that would be ignored here is refused, so that nobody believes
 * it did something.
 */
const recipient = z.strictObject({ emailAddress: z.strictObject({ address: z.string(), name: z.string().optional() }) });
const time = z.strictObject({ dateTime: z.string(), timeZone: z.string().default('UTC') });
const body = z.strictObject({ contentType: z.enum(['text', 'html']), content: z.string() });
const properties = z.array(z.strictObject({ id: z.string(), value: z.string() }));

const event = z.strictObject({
  subject: z.string().optional(),
  body: body.optional(),
  start: time.optional(),
  end: time.optional(),
  attendees: z.array(recipient.extend({ type: z.enum(['required', 'optional', 'resource']).default('required') })).optional(),
  isOnlineMeeting: z.boolean().optional(),
  onlineMeetingProvider: z.enum(['unknown', 'teamsForBusiness', 'skypeForBusiness', 'skypeForConsumer']).optional(),
  transactionId: z.string().optional(),
  singleValueExtendedProperties: properties.optional(),
});

const message = z.strictObject({
  subject: z.string().default(''),
  body: body.default({ contentType: 'text', content: '' }),
  toRecipients: z.array(recipient).default([]),
  replyTo: z.array(recipient).default([]),
  singleValueExtendedProperties: properties.default([]),
});

/** Parameters of an action are known in any case of letters. */
const cancellation = z.strictObject({ comment: z.string().default('') });

export const readEvent = (given: unknown) => read(event, 'microsoft.graph.event', given);
export const readMessage = (given: unknown) => read(message, 'microsoft.graph.message', given);
export const readCancellation = (given: unknown) => read(cancellation, 'cancel', lowerCased(given ?? {}));

function read<T>(schema: z.ZodType<T>, type: string, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    throw new Refusal(
      400,
      'RequestBodyRead',
      `The property '${issue.keys[0] ?? ''}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`,
    );
  }
  throw new Refusal(400, 'RequestBodyRead', `Cannot read '${issue?.path.join('/') ?? ''}' of type '${type}': ${issue?.message ?? ''}`);
}

function lowerCased(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value as unknown]));
}

/** Windows' names that are documented for Graph; those that a Danish meeting may meet. */
const ZONES: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'Romance Standard Time': 'Europe/Paris',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'FLE Standard Time': 'Europe/Kiev',
  'GTB Standard Time': 'Europe/Bucharest',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'Greenland Standard Time': 'America/Nuuk',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Tokyo Standard Time': 'Asia/Tokyo',
};

export function instantOf({ dateTime, timeZone }: z.infer<typeof time>): string {
  const zone = ZONES[timeZone];
  if (zone === undefined) {
    throw new Refusal(
      400,
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${timeZone}'.`,
    );
  }
  const at = DateTime.fromISO(dateTime, { zone });
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?$/.test(dateTime) || !at.isValid) {
    throw new Refusal(400, 'ErrorPropertyValidationFailure', `At least one property failed validation: '${dateTime}' is no time.`);
  }
  return at.toUTC().toISO();
}

export function addressesOf(recipients: readonly z.infer<typeof recipient>[]): Address[] {
  return recipients.map(({ emailAddress: { address, name } }) => {
    if (!/^[^\s@<>;,]+@[^\s@<>;,.]+(\.[^\s@<>;,.]+)+$/.test(address))
      throw new Refusal(400, 'ErrorInvalidRecipients', "At least one recipient isn't valid.");
    return { address, name: name ?? address };
  });
}

/** "String {guid} Name x" or "String 0x001A"; Exchange writes both its own way. */
export function propertyId(id: string): string {
  const named = /^(String) (\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}) Name (\S.*)$/i.exec(id);
  if (named) return `String ${named[2]?.toLowerCase()} Name ${named[3]}`;
  const tagged = /^String 0x([0-9a-f]{1,4})$/i.exec(id);
  if (tagged) return `String 0x${Number.parseInt(tagged[1] ?? '', 16).toString(16)}`;
  throw new Refusal(400, 'ErrorInvalidPropertyRequest', `The property id '${id}' is not valid.`);
}

export function propertiesOf(given: readonly ExtendedProperty[]): ExtendedProperty[] {
  return given.map(({ id, value }) => ({ id: propertyId(id), value }));
}
