import { RestError } from '@azure/data-tables';

/** The table understood and said no. Nothing was written. */
export class Refusal {
  constructor(
    readonly why: 'exists' | 'changed' | 'gone',
    /** Which action of a transaction, where the answer tells. */
    readonly action: number | undefined,
  ) {}
}

export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof RestError)) return undefined;
  const code = serviceCode(error);
  if (code === 'EntityAlreadyExists') return new Refusal('exists', failedAction(error));
  if (error.statusCode === 412) return new Refusal('changed', failedAction(error));
  // Not every 404: a missing table is no missing row.
  if (code === 'ResourceNotFound') return new Refusal('gone', failedAction(error));
  return undefined;
}

/** Single operations carry the service's code in `details`, transactions in `code`. */
function serviceCode(error: RestError): string | undefined {
  const details = error.details as { readonly odataError?: { readonly code?: string } } | undefined;
  return details?.odataError?.code ?? error.code;
}

/** Of a transaction that failed the message is "2:The specified entity already exists.…". */
function failedAction(error: RestError): number | undefined {
  const index = /^(\d+):/.exec(error.message)?.[1];
  return index === undefined ? undefined : Number(index);
}

/** The request cannot have been carried out: it never got there, or was turned away at the door. */
export function surelyNotDone(error: unknown): boolean {
  if (!(error instanceof RestError)) return false;
  return error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND' || error.statusCode === 429 || error.statusCode === 503;
}

/** Another try may help: no answer at all, or one that blames the moment. */
export function passing(error: unknown): boolean {
  if (!(error instanceof RestError)) return error instanceof Error && error.name === 'AbortError';
  const status = error.statusCode;
  return status === undefined || status === 408 || status === 429 || status >= 500;
}
