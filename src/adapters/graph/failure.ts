import { GraphError } from '@microsoft/microsoft-graph-client';
import * as z from 'zod';

/** What is known of a request that went wrong. */
export interface Failure {
  /** Undefined: no answer that could be used; whether anything was done is not known. */
  readonly status: number | undefined;
  /** Graph's own word for it, or the name of what was thrown. */
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly why: string;
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof GraphError)) {
    const why = error instanceof z.ZodError ? 'Graph answered something else than expected' : String(error);
    return { status: undefined, code: undefined, retryAfterMs: undefined, why };
  }
  const { statusCode, code, headers } = error;
  const ownWord = code ?? undefined;
  if (statusCode < 400)
    return { status: undefined, code: ownWord, retryAfterMs: undefined, why: `Graph did not answer: ${ownWord ?? error.message}` };
  return {
    status: statusCode,
    code: ownWord,
    retryAfterMs: retryAfter(headers?.get('Retry-After') ?? undefined),
    why: `Graph answered ${statusCode}${ownWord ? ` ${ownWord}` : ''}`,
  };
}

/** Seconds, or a date. */
function retryAfter(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : undefined;
}
