import { GraphFailed, type GraphTrouble } from '../../app/calendar';
import type { PostFailed } from '../../app/messenger';
import { failureOf } from './failure';

/** There is no such mailbox, or none that Graph reaches. Every other 404 is about something in a mailbox. */
const NO_MAILBOX = new Set([
  'ErrorInvalidUser',
  'Request_ResourceNotFound',
  'ResourceNotFound',
  'MailboxNotEnabledForRESTAPI',
  'MailboxNotSupportedForRESTAPI',
]);
/** Reported to come and go by itself while a draft is sent. */
const NO_MAILBOX_FOR_NOW = 'ErrorNonExistentMailbox';

/**
 * What of the calendar and the mailbox can be tried again, and what people can do about the rest. A read that was not
 * answered has done nothing; of a write nobody knows.
 */
export function graphFailed(error: unknown, asked: 'read' | 'write'): GraphFailed {
  if (error instanceof GraphFailed) return error;
  const { status, code, why, retryAfterMs } = failureOf(error);
  const failed = (outlook: PostFailed['outlook'], trouble: GraphTrouble) => new GraphFailed(outlook, trouble, retryAfterMs, why, error);
  const away = () => failed(asked === 'read' || code === 'NoToken' ? 'later' : 'unknown', 'svarerIkke');

  if (status === undefined || status === 408 || status >= 500) return away();
  if (code?.toLowerCase() === NO_MAILBOX_FOR_NOW.toLowerCase()) return failed('notFound', 'ingenPostkasse');
  switch (status) {
    case 429:
      return failed('later', 'forMange');
    case 401:
    case 403:
      return failed('never', 'ingenAdgang');
    case 404:
      return failed('never', code !== undefined && NO_MAILBOX.has(code) ? 'ingenPostkasse' : 'afvist');
    // Somebody else changed the same thing at the same moment.
    case 409:
    case 412:
      return failed('later', 'svarerIkke');
    default:
      return failed('never', 'afvist');
  }
}

/** Graph's own word for why, where it gave one. */
export function codeOf(error: unknown): string | undefined {
  const { status, code } = failureOf(error);
  return status === undefined ? undefined : code;
}

/** What was asked for is not in the mailbox (any more). */
export function isItemMissing(error: unknown): boolean {
  const { status, code } = failureOf(error);
  return status === 404 && (code === undefined || !NO_MAILBOX.has(code));
}
