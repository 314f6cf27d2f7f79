import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonObject, type JsonObject } from './connector/json';
import { Refusal } from './connector/refusal';

const LARGEST_BODY_BYTES = 1024 * 1024;

// 127.0.0.1 alone does not keep other websites out: a name may be rebound to it, and a form may post across sites.
export function refuseForeignCallers(request: IncomingMessage, port: number): void {
  const { host, origin } = request.headers;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !own.includes(host)) throw new Refusal(403, 'Forbidden', 'Ukendt adresse.');
  if (origin !== undefined && !own.some((address) => origin === `http://${address}`)) {
    throw new Refusal(403, 'Forbidden', 'Kald fra andre sider er ikke tilladt.');
  }
  const site = request.headers['sec-fetch-site'];
  if (request.method !== 'GET' && site !== undefined && site !== 'same-origin') {
    throw new Refusal(403, 'Forbidden', 'Kald fra andre sider er ikke tilladt.');
  }
}

export async function readJson(request: IncomingMessage): Promise<JsonObject> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new Refusal(415, 'BadSyntax', 'Kun JSON.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Refusal(413, 'MessageSizeTooBig', 'Beskeden er for lang.');
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (isJsonObject(body)) return body;
  } catch {
    // Falls through to the same answer as JSON that is no object.
  }
  throw new Refusal(400, 'BadSyntax', 'Kaldet kunne ikke læses.');
}

export function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
