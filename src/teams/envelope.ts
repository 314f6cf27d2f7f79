import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import * as z from 'zod';

/** Absent and null mean the same. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const id = z.string().min(1);
const named = z.object({ id: z.string() }).loose();
/** A mention without somebody who is mentioned makes the libraries throw; the message is read without it. */
const mention = z.object({ type: z.literal('mention'), mentioned: named, text: optional(z.string()) }).loose();
const otherEntity = z.object({ type: z.string().refine((type) => type !== 'mention') }).loose();
const entity = z.union([mention, otherEntity]);

/** What the libraries and we need to be there, or to be of the right kind when it is there. Everything else is let through. */
const envelope = z
  .object({
    type: id,
    id: optional(z.string()),
    name: optional(z.string()),
    channelId: id,
    serviceUrl: z.url({ protocol: /^https?$/ }),
    text: optional(z.string()),
    conversation: z.object({ id, tenantId: optional(z.string()), conversationType: optional(z.string()) }).loose(),
    from: z.object({ id, name: optional(z.string()), aadObjectId: optional(z.string()) }).loose(),
    recipient: z.object({ id }).loose(),
    channelData: optional(z.object({ tenant: optional(named), channel: optional(named), team: optional(named) }).loose()),
    entities: z.array(z.unknown()).catch([]).transform((all) => all.filter((one) => entity.safeParse(one).success)),
    membersAdded: optional(z.array(named)),
  })
  .loose();

export interface Envelope {
  readonly activity: Activity;
  /** Whose conversation it is. */
  readonly tenantId: string | undefined;
}

/** The body of a request as an activity; undefined when it is none. */
export function readEnvelope(body: unknown): Envelope | undefined {
  const parsed = envelope.safeParse(wellFormed(body));
  if (!parsed.success) return undefined;
  const { data } = parsed;
  // Without an id nothing tells a second delivery from a second message: it counts as another one, so that no line is lost.
  const activity = { ...data, id: data.id || `uden-id:${randomUUID()}` } as unknown as Activity;
  return { activity, tenantId: data.conversation.tenantId ?? data.channelData?.tenant?.id };
}

/** Deeper than this nothing that people or Teams write is nested. */
const DEEPEST = 100;

/**
 * Half of an emoji (cut off somewhere on its way) is no text that every store keeps: it becomes the replacement character
 * here. What is nested without end is cut off.
 */
function wellFormed(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((part) => wellFormed(part, depth + 1));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wellFormed(part, depth + 1)]));
  return value;
}
