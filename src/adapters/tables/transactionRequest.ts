import { randomUUID } from 'node:crypto';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { HttpClient, PipelineResponse } from '@azure/core-rest-pipeline';
import { RestError } from '@azure/data-tables';
import type { TableClient } from '@azure/data-tables';
import * as z from 'zod';
import type { Keys, Row } from './rows';

/** `etag`: what the row has to have; "*" for any. */
export type Action =
  | readonly ['create', Row]
  | readonly ['replace' | 'merge', Row, { readonly etag: string }]
  | readonly ['upsert', Row]
  | readonly ['delete', Keys];

const HEADERS = { accept: 'application/json', 'x-ms-version': '2019-02-02', DataServiceVersion: '3.0;', MaxDataServiceVersion: '3.0;NetFx', 'Accept-Charset': 'UTF-8', Connection: 'Keep-Alive' };
const OPERATION = ['content-type: application/http', 'content-transfer-encoding: binary', ''];
const VERSION = 'DataServiceVersion: 3.0';
const MINIMAL_ANSWER = ['Accept: application/json;odata=minimalmetadata', VERSION];
const JSON_BODY = 'Content-Type: application/json';
const JSON_ANSWER = [VERSION, 'Accept: application/json'];

/**
 * The transactions of one table ("entity group transactions" in Azure's documents), each in one request: the one that the
 * library would send, byte for byte, through the library's own pipeline. Why the library does not write it: ADR 0023.
 */
export class TransactionRequest {
  private readonly url: string;
  private readonly table: string;

  constructor(private readonly client: TableClient, private readonly http: HttpClient) {
    const { origin, pathname, search } = new URL(client.url);
    const account = `${origin}${pathname.replace(/\/$/, '')}`;
    // A signature in the address (SAS) is the whole request's, not its parts'.
    this.url = `${account}/$batch${search}`;
    this.table = `${account}/${client.tableName}`;
  }

  /**
   * The ETag of each action's row, in their order; '' for a removed row.
   *
   * @throws RestError as the library's: a refusal bears the service's code, the status of the action that failed, and a
   * message that begins with its place ("2:The specified entity already exists.").
   */
  async send(actions: readonly Action[], abortSignal: AbortSignal): Promise<readonly string[]> {
    const batch = `batch_${randomUUID()}`;
    const response = await this.client.pipeline.sendRequest(this.http, createPipelineRequest({
      url: this.url, method: 'POST', abortSignal, allowInsecureConnection: this.url.startsWith('http:'),
      headers: createHttpHeaders({ ...HEADERS, 'Content-Type': `multipart/mixed; boundary=${batch}` }),
      body: this.body(batch, `changeset_${randomUUID()}`, actions),
    }));
    const answers = answersIn(response);
    if (answers.length !== actions.length) throw new Error(`${answers.length} answers to ${actions.length} operations`);
    // By position: only the answers to inserts name their row.
    return actions.map(([kind], index) => (kind === 'delete' ? '' : etagIn(answers[index])));
  }

  private body(batch: string, changeset: string, actions: readonly Action[]): string {
    return [
      `--${batch}`, `content-type: multipart/mixed; boundary=${changeset}`, '', '',
      ...actions.flatMap((action) => [`--${changeset}`, ...OPERATION, ...this.operation(action)]),
      `--${changeset}--`, `--${batch}--`, '',
    ].join('\r\n');
  }

  private operation(action: Action): readonly string[] {
    switch (action[0]) {
      case 'create':
        return [`POST ${this.table} HTTP/1.1`, `${JSON_BODY};odata=nometadata`, ...MINIMAL_ANSWER, 'Prefer: return-no-content', ...json(action[1])];
      case 'replace':
        return [`PUT ${this.row(action[1])} HTTP/1.1`, JSON_BODY, ...JSON_ANSWER, `If-Match: ${action[2].etag}`, ...json(action[1])];
      case 'merge':
        return [`PATCH ${this.row(action[1])} HTTP/1.1`, JSON_BODY, ...JSON_ANSWER, `If-Match: ${action[2].etag}`, ...json(action[1])];
      case 'upsert':
        return [`PUT ${this.row(action[1])} HTTP/1.1`, JSON_BODY, ...JSON_ANSWER, ...json(action[1])];
      case 'delete':
        return [`DELETE ${this.row(action[1])} HTTP/1.1`, ...MINIMAL_ANSWER, 'If-Match: *', '', ''];
    }
  }

  private row({ partitionKey, rowKey }: Keys): string {
    return `${this.table}(PartitionKey='${inAddress(partitionKey)}',RowKey='${inAddress(rowKey)}')`;
  }
}

function inAddress(key: string): string {
  return encodeURIComponent(key.replaceAll("'", "''"));
}

/** Headers end with two empty lines, as the library's do. */
function json({ partitionKey, rowKey, ...properties }: Row): readonly string[] {
  return ['', '', JSON.stringify({ PartitionKey: partitionKey, RowKey: rowKey, ...properties })];
}

/** One for each operation that was carried out. */
function answersIn(response: PipelineResponse): readonly string[] {
  const text = response.bodyAsText ?? '';
  if (!isGood(response.status)) throw refused(text, response.status, response);
  const answers = text.split('--changesetresponse_').slice(1, -1);
  for (const answer of answers) {
    const status = Number(/HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? NaN);
    if (!isGood(status)) throw refused(/\{[^]*\}/.exec(answer)?.[0] ?? '', status, response);
  }
  return answers;
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

function etagIn(answer: string | undefined): string {
  const etag = /^ETag: (.+)$/im.exec(answer ?? '')?.[1];
  if (etag === undefined) throw new Error('the table answered without an ETag');
  return etag;
}

const ServiceError = z.object({ 'odata.error': z.object({ code: z.string(), message: z.object({ value: z.string() }).optional().catch(undefined) }) });

function refused(body: string, statusCode: number, response: PipelineResponse): RestError {
  const error = serviceError(body);
  return new RestError(error?.message?.value ?? 'Transaction Failed', { code: error?.code, statusCode, request: response.request, response });
}

/** Undefined: it is somebody else's answer, e.g. a proxy's page. */
function serviceError(body: string) {
  try {
    return ServiceError.parse(JSON.parse(body))['odata.error'];
  } catch {
    return undefined;
  }
}
