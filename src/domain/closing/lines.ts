import type { LogLine } from '../logbook/logLine';
import { whyClosed, type ClosingEvent } from './closing';

/** How the end of an incident reads in the log. */
export function closingWords(event: ClosingEvent): Partial<LogLine> & Pick<LogLine, 'indhold'> {
  const udfald = event.type === 'HaendelseClosed' ? `. ${event.udfald}.` : '';
  return { indhold: `Hændelsen er lukket: ${whyClosed(event)}${udfald}`, begrundelse: event.begrundelse || null, status: 'lukket' };
}
