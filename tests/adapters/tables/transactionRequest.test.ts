import { createDefaultHttpClient, createHttpHeaders } from '@azure/core-rest-pipeline';
import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { RestError, TableClient } from '@azure/data-tables';
import type { TransactionAction } from '@azure/data-tables';
import fc from 'fast-check';
import { TransactionRequest } from '../../../src/adapters/tables/transactionRequest';
import type { Action } from '../../../src/adapters/tables/transactionRequest';
import type { Row } from '../../../src/adapters/tables/rows';

/** Held against the library, which knows what Azure wants: the same request, and the same word about an answer. */

const KEY = Buffer.from('a key of nobody').toString('base64');
const SIGNATURE = 'sv=2020-08-04&ss=t&srt=sco&sp=rwdlacu&se=2030-01-01T00:00:00Z&sig=a%2Bb%3D';

type Access = (policy: (request: PipelineRequest) => Answer) => TableClient;

interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly bodyAsText: string;
}

const accesses: Readonly<Record<string, Access>> = {
  'an emulator by its key': (answer) =>
    TableClient.fromConnectionString(`DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${KEY};TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;`, 'haendelser', { ...options(answer), allowInsecureConnection: true }),
  'an account by its key': (answer) =>
    TableClient.fromConnectionString(`DefaultEndpointsProtocol=https;AccountName=ddh;AccountKey=${KEY};EndpointSuffix=core.windows.net`, 'haendelser', options(answer)),
  'an account by a signature': (answer) =>
    TableClient.fromConnectionString(`TableEndpoint=https://ddh.table.core.windows.net;SharedAccessSignature=${SIGNATURE}`, 'haendelser', options(answer)),
  'an account by a token': byToken,
};

function byToken(answer: (request: PipelineRequest) => Answer): TableClient {
  const credential = { getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  return new TableClient('https://ddh.table.core.windows.net/', 'haendelser', credential, options(answer));
}

function options(answer: (request: PipelineRequest) => Answer) {
  return {
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{
      // After everybody else has had the request: as it would leave.
      position: 'perRetry' as const,
      policy: {
        name: 'nowhere',
        sendRequest: (request: PipelineRequest) => {
          const { status, bodyAsText, contentType = 'multipart/mixed; boundary=batchresponse_b' } = answer(request);
          return Promise.resolve({ status, bodyAsText, request, headers: createHttpHeaders({ 'Content-Type': contentType }) });
        },
      },
    }],
  };
}

function inTermsOfTheLibrary(action: Action): TransactionAction {
  switch (action[0]) {
    case 'create': return ['create', action[1]];
    case 'replace': return ['update', action[1], 'Replace', action[2]];
    case 'merge': return ['update', action[1], 'Merge', action[2]];
    case 'upsert': return ['upsert', action[1], 'Replace'];
    case 'delete': return ['delete', { ...action[1] }];
  }
}

const PARTITION = 'hændelse: "7" (prøve)';

const keyText = fc.string({ minLength: 1, unit: 'grapheme' }).filter((key) => key.isWellFormed() && !/[/\\#?\0-\x1f\x7f-\x9f]/.test(key));
const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(undefined));
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,9}$/).filter((candidate) => !['etag', 'timestamp', 'partitionKey', 'rowKey'].includes(candidate));
const row = fc.tuple(keyText, fc.dictionary(name, value)).map(([rowKey, properties]): Row => ({ partitionKey: PARTITION, rowKey, ...properties }));
const etag = fc.constantFrom({ etag: '*' }, { etag: `W/"datetime'2026-11-22T01%3A02%3A03.4567890Z'"` });
const action: fc.Arbitrary<Action> = fc.oneof(
  row.map((of): Action => ['create', of]),
  fc.tuple(row, etag).map(([of, condition]): Action => ['replace', of, condition]),
  fc.tuple(row, etag).map(([of, condition]): Action => ['merge', of, condition]),
  row.map((of): Action => ['upsert', of]),
  row.map(({ partitionKey, rowKey }): Action => ['delete', { partitionKey, rowKey }]),
);

/** What is another one in each request gets a name. */
function comparable({ url, method, headers, body, allowInsecureConnection }: PipelineRequest) {
  const batch = /boundary=(batch_[0-9a-f-]{36})$/.exec(headers.get('content-type') ?? '')?.[1];
  const changeset = /boundary=(changeset_[0-9a-f-]{36})\r\n/.exec(String(body))?.[1];
  if (batch === undefined || changeset === undefined) throw new Error('no boundaries');
  const own = headers.toJSON({ preserveCase: true });
  for (const changing of ['x-ms-client-request-id', 'x-ms-date']) if (changing in own) own[changing] = 'another each time';
  // Signed: with the date and the address.
  if (own.authorization !== undefined) own.authorization = own.authorization.replace(/:.*/, ':signature');
  return {
    url, method, allowInsecureConnection,
    headers: { ...own, 'Content-Type': own['Content-Type']?.replace(batch, 'BATCH') },
    body: String(body).replaceAll(batch, 'BATCH').replaceAll(changeset, 'CHANGESET'),
  };
}

describe.each(Object.entries(accesses))('to %s', (_, open) => {
  it('any transaction is the request that the library sends', async () => {
    await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 6 }), async (actions) => {
      const sent: PipelineRequest[] = [];
      const client = open((request) => {
        sent.push(request);
        return { status: 500, bodyAsText: '' };
      });
      await client.submitTransaction(actions.map(inTermsOfTheLibrary)).catch(() => undefined);
      await new TransactionRequest(client, createDefaultHttpClient()).send(actions, new AbortController().signal).catch(() => undefined);
      const [theirs, ours] = sent.map(comparable);
      expect(sent).toHaveLength(2);
      expect(ours).toEqual(theirs);
    }), { numRuns: 60 });
  });
});

const ROW = { partitionKey: 'h-1', rowKey: 'E-1' };
const TWO: readonly Action[] = [['create', ROW], ['delete', { partitionKey: 'h-1', rowKey: 'O-1' }]];

/** As Azure's documents show them: an answer to each operation, or the one that failed. */
const multipart = (...answers: readonly string[]): string =>
  ['--batchresponse_b', 'Content-Type: multipart/mixed; boundary=changesetresponse_c', '',
    ...answers.flatMap((answer) => ['--changesetresponse_c', 'Content-Type: application/http', 'Content-Transfer-Encoding: binary', '', answer, '']),
    '--changesetresponse_c--', '--batchresponse_b--', ''].join('\r\n');

const CREATED = ['HTTP/1.1 204 No Content', 'X-Content-Type-Options: nosniff', 'Preference-Applied: return-no-content', 'DataServiceVersion: 3.0;',
  "Location: https://ddh.table.core.windows.net/haendelser(PartitionKey='h-1',RowKey='E-1')", `ETag: W/"datetime'2026-11-22T01%3A02%3A03.4567890Z'"`, '', ''].join('\r\n');
const REMOVED = ['HTTP/1.1 204 No Content', 'X-Content-Type-Options: nosniff', 'DataServiceVersion: 1.0;', '', ''].join('\r\n');
const refusal = (status: string, code: string, message: string): string =>
  [`HTTP/1.1 ${status}`, 'Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8', '',
    JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: message } } })].join('\r\n');
const unauthorized = JSON.stringify({ 'odata.error': { code: 'AuthenticationFailed', message: { lang: 'en-US', value: 'Server failed to authenticate the request.' } } });

const refusals: Readonly<Record<string, Answer>> = {
  'a row that exists': { status: 202, bodyAsText: multipart(refusal('409 Conflict', 'EntityAlreadyExists', '0:The specified entity already exists.\nRequestId:1\nTime:2026-11-22T01:02:03Z')) },
  'a row that has changed': { status: 202, bodyAsText: multipart(refusal('412 Precondition Failed', 'UpdateConditionNotSatisfied', '1:The update condition specified in the request was not satisfied.')) },
  'a row that is gone': { status: 202, bodyAsText: multipart(refusal('404 Not Found', 'ResourceNotFound', '1:The specified resource does not exist.')) },
  'somebody without rights': { status: 403, contentType: 'application/json', bodyAsText: unauthorized },
  'a service that is busy': { status: 503, contentType: 'text/html', bodyAsText: '<html><body>{ Service Unavailable }</body></html>' },
  'a body that is too large, without a word': { status: 413, bodyAsText: '' },
};

async function outcome(send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return { statusCode: error.statusCode, code: error.code, message: error.message };
  }
}

const sendingTwo = (answer: Answer): Promise<unknown> => new TransactionRequest(byToken(() => answer), createDefaultHttpClient()).send(TWO, new AbortController().signal);

describe('what the service answers', () => {
  it('is the rows\' ETags, in the order of the actions, with none for a row that is removed', async () => {
    const answer = { status: 202, bodyAsText: multipart(CREATED, REMOVED) };
    expect(await sendingTwo(answer)).toEqual([`W/"datetime'2026-11-22T01%3A02%3A03.4567890Z'"`, '']);
    const { subResponses } = await byToken(() => answer).submitTransaction(TWO.map(inTermsOfTheLibrary));
    expect(subResponses.map(({ etag: of }) => of ?? '')).toEqual(await sendingTwo(answer));
  });

  it.each(Object.entries(refusals))('%s is the error that the library makes of it', async (_, answer) => {
    const theirs = await outcome(() => byToken(() => answer).submitTransaction(TWO.map(inTermsOfTheLibrary)));
    expect(await outcome(() => sendingTwo(answer))).toEqual(theirs);
  });

  it.each([
    ['fewer answers than operations', multipart(CREATED), '1 answers to 2 operations'],
    ['a row that is written without an ETag', multipart(REMOVED, REMOVED), 'without an ETag'],
    ['nothing', '', '0 answers to 2 operations'],
  ])('%s is no success', async (_, bodyAsText, message) => {
    await expect(sendingTwo({ status: 202, bodyAsText })).rejects.toThrow(message);
  });
});
