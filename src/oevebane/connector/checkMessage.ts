import { isJsonObject, type JsonObject } from './json';
import { malformed, Refusal } from './refusal';

const LARGEST_MESSAGE_BYTES = 100 * 1024;

/** Refuses what Teams would not take as a message of the bot's. */
export function checkMessage(activity: JsonObject): void {
  if (activity.type !== 'message') throw malformed('Activity type must be message.');
  const { text, attachments } = activity;
  if (text !== undefined && typeof text !== 'string') throw malformed('Text must be a string.');
  if (attachments !== undefined && !(Array.isArray(attachments) && attachments.every(isAttachment))) {
    throw malformed('Attachments are malformed.');
  }
  if (!text && !(Array.isArray(attachments) && attachments.length > 0)) throw malformed('Activity resulted into empty.');
  // Teams counts UTF-16, so every character of the JSON is two bytes.
  if (JSON.stringify(activity).length * 2 > LARGEST_MESSAGE_BYTES) {
    throw new Refusal(413, 'MessageSizeTooBig', 'Message size too large.');
  }
}

function isAttachment(value: unknown): boolean {
  if (!isJsonObject(value) || typeof value.contentType !== 'string') return false;
  return value.contentType !== 'application/vnd.microsoft.card.adaptive' || isJsonObject(value.content);
}
