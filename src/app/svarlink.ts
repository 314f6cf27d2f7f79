import { createHash } from 'node:crypto';

/** 32 random bytes as base64url. */
export const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const SVAR_PATH = '/svar/';

/** All that is stored of a token. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function linkOf(publicUrl: string, token: string): string {
  return `${publicUrl}${SVAR_PATH}${token}`;
}

export interface SvarRequest {
  readonly method: 'GET' | 'POST';
  readonly token: string;
  /** What was sent along, if it was a form. */
  readonly form: unknown;
  /** The address that it came from. */
  readonly from: string;
}

export interface SvarAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/** The page behind a svarlink, for whoever has no Teams. */
export interface SvarPage {
  answer(request: SvarRequest): Promise<SvarAnswer>;
}
