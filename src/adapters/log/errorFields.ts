/** Their messages are ours, or about code; any other may quote what somebody wrote, or a server's answer about it. */
const PLAIN = new Set(['PostFailed', 'StoreUnavailable', 'NoToken', 'FromNewerBuild', 'TypeError', 'RangeError', 'ReferenceError', 'FetchError']);
const DEEPEST = 5;

export interface ErrorFields {
  readonly name: string;
  readonly message?: string;
  readonly code?: string;
  readonly status?: number;
  readonly stack?: readonly string[];
  readonly cause?: ErrorFields;
}

/** What may stand in the technical log about an error: what kind, where in the code and why, never its other fields (libraries keep whole requests in them). */
export function errorFields(error: unknown, depth = 0): ErrorFields | undefined {
  if (error === undefined || error === null || depth > DEEPEST) return undefined;
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  const cause = errorFields(error.cause, depth + 1);
  const stack = framesOf(error);
  return {
    name: error.name,
    ...(PLAIN.has(error.name) ? { message: error.message } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { status: statusCode } : {}),
    ...(stack.length > 0 ? { stack } : {}),
    ...(cause ? { cause } : {}),
  };
}

/** Without the first lines: they are the message again. */
function framesOf({ stack = '' }: Error): readonly string[] {
  return stack.split('\n').flatMap((line) => /^\s+at (.+)$/.exec(line)?.[1] ?? []);
}
