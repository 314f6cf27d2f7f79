import { GENESIS } from '../../app/chain';
import type { SealedLine } from '../../app/chain';
import type { AppendResult, CommandCommit, EventStore, Head, OutboxRow } from '../../app/ports';
import { newOutboxRows, outboxInsert } from './outbox';
import { Refusal } from './refusal';
import { digest, int, joined, key, lineKey, optionalText, split, text } from './rows';
import type { Row, StoredRow } from './rows';
import type { Table } from './table';
import type { Action } from './transactionRequest';

/**
 * One incident = one partition (the model of Streamstone). Its rows:
 *
 *   HEAD                 number and hash of the last line; its ETag is in every append, so that only one of two can win
 *   E-<nr>               a line: envelope, payload, salt, hashes
 *   U-<digest>           a command that has been stored (id in clear inside), and the lines it led to
 *   O-<nr>-<index>       an effect that is still to be carried out; nr = the last line of its command
 *   C-<card> R-<digest>  posted cards and receipts        L-<digest>  leases        P-<id>  outside contacts
 *   MAIL-<dispatch>-<person> RET-<draft>  how far a mail to one recipient is; who is changing a text
 *   A-<instant> S        absences still to be told, and how far the threads have been compared
 */
export class TablesEventStore implements EventStore {
  constructor(private readonly table: Table) {}

  async readHead(incident: string): Promise<Head | undefined> {
    const row = await this.table.get({ partitionKey: key(incident), rowKey: 'HEAD' });
    return row && { nr: int(row, 'nr'), hash: text(row, 'hash'), etag: row.etag };
  }

  async readLines(incident: string, afterNr: number): Promise<readonly SealedLine[]> {
    return (await this.table.list(key(incident), 'E-', `E-${lineKey(afterNr)}`)).map(toLine);
  }

  async readLine(incident: string, nr: number): Promise<SealedLine | undefined> {
    const row = await this.table.get({ partitionKey: key(incident), rowKey: `E-${lineKey(nr)}` });
    return row && toLine(row);
  }

  async append(incident: string, expected: Head | undefined, commits: readonly CommandCommit[]): Promise<AppendResult> {
    if (new Set(commits.map((commit) => commit.commandId)).size < commits.length) return { kind: 'duplicate' };
    const partitionKey = key(incident);
    const { nr, hash } = newHead(expected, commits);
    const outbox = commits.flatMap((commit) => newOutboxRows(incident, commit));
    // Commands first: the table names the first row that does not fit, and a duplicate shall be called one even when
    // the head is stale too (as it is when our own answer got lost).
    const commands = commits.map((commit): Action => ['create', commandRow(partitionKey, commit)]);
    const head = { partitionKey, rowKey: 'HEAD', nr, hash };
    const result = await this.table.transact([
      ...commands,
      expected ? ['replace', head, { etag: expected.etag }] : ['create', head],
      ...commits.flatMap((commit) => commit.lines.map((line): Action => ['create', lineRow(partitionKey, line)])),
      // Replaced whole, since a merge cannot take a property away.
      ...commits.flatMap((commit) => (commit.erase ?? []).map((line): Action => ['replace', lineRow(partitionKey, withoutText(line)), { etag: '*' }])),
      ...outbox.map(outboxInsert),
    ]);
    if (result instanceof Refusal) return { kind: await this.whatStoodInTheWay(incident, commits, result) };
    const outboxEtags = result.slice(result.length - outbox.length);
    return {
      kind: 'appended',
      head: { nr, hash, etag: result[commands.length] ?? '' },
      outbox: outbox.map((row, index): OutboxRow => ({ ...row, etag: outboxEtags[index] ?? '' })),
    };
  }

  async findCommand(incident: string, commandId: string): Promise<{ readonly fromNr: number; readonly toNr: number } | undefined> {
    const row = await this.table.get({ partitionKey: key(incident), rowKey: commandKey(commandId) });
    return row && { fromNr: int(row, 'fromNr'), toNr: int(row, 'toNr') };
  }

  private async whatStoodInTheWay(incident: string, commits: readonly CommandCommit[], refusal: Refusal): Promise<'duplicate' | 'conflict'> {
    if (refusal.why !== 'exists') return 'conflict';
    if (refusal.action !== undefined) return refusal.action < commits.length ? 'duplicate' : 'conflict';
    const found = await Promise.all(commits.map((commit) => this.findCommand(incident, commit.commandId)));
    return found.some((command) => command !== undefined) ? 'duplicate' : 'conflict';
  }
}

/** @throws when the lines do not follow on the head: that is a mistake of ours, not a conflict. */
function newHead(expected: Head | undefined, commits: readonly CommandCommit[]): { readonly nr: number; readonly hash: string } {
  let { nr, hash } = expected ?? { nr: 0, hash: GENESIS };
  for (const { commandId, lines } of commits) {
    if (lines.length === 0) throw new Error(`command ${commandId} has no lines to store`);
    for (const line of lines) {
      nr += 1;
      if (line.envelope.nr !== nr) throw new Error(`line ${line.envelope.nr} cannot follow line ${nr - 1}`);
      hash = line.hash;
    }
  }
  if (nr === (expected?.nr ?? 0)) throw new Error('nothing to append');
  return { nr, hash };
}

function commandKey(commandId: string): string {
  return `U-${digest(commandId)}`;
}

function commandRow(partitionKey: string, { commandId, lines }: CommandCommit): Row {
  return { partitionKey, rowKey: commandKey(commandId), commandId, fromNr: lines[0]?.envelope.nr, toNr: lines.at(-1)?.envelope.nr };
}

function lineRow(partitionKey: string, { envelope, payload, salt, payloadHash, hash }: SealedLine): Row {
  return {
    partitionKey, rowKey: `E-${lineKey(envelope.nr)}`,
    ...envelope,
    ...(payload === undefined ? {} : split('payload', payload)), salt, payloadHash, hash,
  };
}

function withoutText({ envelope, payloadHash, hash }: SealedLine): SealedLine {
  return { envelope, payloadHash, hash };
}

function toLine(row: StoredRow): SealedLine {
  return {
    envelope: {
      nr: int(row, 'nr'), type: text(row, 'type'), actorId: text(row, 'actorId'), actorName: text(row, 'actorName'), at: text(row, 'at'),
      recordedAt: text(row, 'recordedAt'), commandId: text(row, 'commandId'), kanal: text(row, 'kanal'), instruks: text(row, 'instruks'),
      trin: text(row, 'trin'), retter: int(row, 'retter'),
    },
    payload: joined(row, 'payload'), salt: optionalText(row, 'salt'), payloadHash: text(row, 'payloadHash'), hash: text(row, 'hash'),
  };
}
