import type { Attachment } from '../domain/conversation/conversation';
import type { LogbookCommand } from '../domain/logbook/logbook';
import type { LogRequest } from '../domain/logbook/grammar';

/** What was read from `/log` as a command; `instruks` is the one in whose thread it was written. */
export function logCommand(request: Extract<LogRequest, { kind: 'write' | 'correct' }>, instruks: string | undefined, files: readonly Attachment[] = []): LogbookCommand {
  const bilag = files.length > 0 ? { bilag: files } : {};
  return request.kind === 'write'
    ? { type: 'writeLogEntry', entry: request.entry, instruks, ...bilag }
    : { type: 'correctLogEntry', nr: request.nr, entry: request.entry, ...bilag };
}
