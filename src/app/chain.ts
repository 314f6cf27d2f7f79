import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { DomainEvent, RecordedEvent } from '../domain/event';
import { LINE_TYPES } from '../domain/logbook/lineTypes';
import { FromNewerBuild } from './fromNewerBuild';

/**
 * The hash chain of one incident's log. Each line's hash covers the previous hash, the envelope and
 * SHA-256(salt ‖ payload), so that a payload can be erased (with its salt) without breaking the chain.
 */
export const GENESIS = '0'.repeat(64);

export interface Envelope {
  readonly nr: number;
  readonly type: string;
  readonly actorId: string;
  readonly actorName: string;
  /** Incident time. */
  readonly at: string;
  /** Real time. */
  readonly recordedAt: string;
  readonly commandId: string;
  readonly kanal: string;
  readonly instruks: string;
  readonly trin: string;
  /** The line that this one corrects, completes or takes back; 0 = none. */
  readonly retter: number;
}

/** A line as it is stored. `payload` and `salt` are gone once the line has been erased. */
export interface SealedLine {
  readonly envelope: Envelope;
  readonly payload?: string | undefined;
  readonly salt?: string | undefined;
  readonly payloadHash: string;
  readonly hash: string;
}

export function seal(line: RecordedEvent, previousHash: string, salt: string): SealedLine {
  const { event } = line;
  const envelope: Envelope = {
    nr: line.nr, type: event.type, actorId: line.actor.id, actorName: line.actor.name, at: line.at, recordedAt: line.recordedAt,
    commandId: line.commandId, kanal: line.kanal,
    instruks: 'instruks' in event ? (event.instruks ?? '') : '', trin: 'trin' in event ? event.trin : '', retter: 'retter' in event ? event.retter : 0,
  };
  const payload = JSON.stringify({ event, calls: line.calls });
  const payloadHash = sha256(salt + payload);
  return { envelope, payload, salt, payloadHash, hash: lineHash(previousHash, envelope, payloadHash) };
}

const ERASED = { event: { type: 'ErasedLine' }, calls: [] };

const payloadSchema = z.object({ event: z.object({ type: z.string() }).loose(), calls: z.array(z.unknown()) });

/**
 * An erased line is read as one that says nothing. @throws when a payload that is there is not one of ours, also when a
 * newer build wrote it: whatever would be decided or shown without that line would be wrong.
 */
export function unseal(sealed: SealedLine): RecordedEvent {
  const { envelope } = sealed;
  const { event, calls } = sealed.payload === undefined ? ERASED : payloadSchema.parse(JSON.parse(sealed.payload));
  if (!Object.hasOwn(LINE_TYPES, event.type)) throw new FromNewerBuild(`line ${envelope.nr} (${event.type})`);
  return {
    nr: envelope.nr, actor: { id: envelope.actorId, name: envelope.actorName }, at: envelope.at, recordedAt: envelope.recordedAt,
    commandId: envelope.commandId, kanal: envelope.kanal,
    event: event as unknown as DomainEvent, calls: calls as RecordedEvent['calls'],
  };
}

export type Verification =
  | { readonly kind: 'intact'; readonly lines: number; readonly erased: readonly number[]; readonly lastHash: string }
  | { readonly kind: 'broken'; readonly nr: number; readonly why: 'nummer' | 'indhold' | 'kaede' | 'slettet' };

/** Walks the whole chain from the first line and names the first one that does not fit. */
export function verify(lines: readonly SealedLine[]): Verification {
  let previous = GENESIS;
  const erased: number[] = [];
  // A text may only be gone when a line of the chain says that two people erased it.
  const marked = new Set(lines.filter(({ envelope }) => envelope.type === 'LineErased').map(({ envelope }) => envelope.retter));
  for (const [index, line] of lines.entries()) {
    const nr = index + 1;
    if (line.envelope.nr !== nr) return { kind: 'broken', nr, why: 'nummer' };
    if (line.payload === undefined && !marked.has(nr)) return { kind: 'broken', nr, why: 'slettet' };
    if (line.payload === undefined) erased.push(nr);
    else if (sha256((line.salt ?? '') + line.payload) !== line.payloadHash) return { kind: 'broken', nr, why: 'indhold' };
    if (lineHash(previous, line.envelope, line.payloadHash) !== line.hash) return { kind: 'broken', nr, why: 'kaede' };
    previous = line.hash;
  }
  return { kind: 'intact', lines: lines.length, erased, lastHash: previous };
}

/** The order of the fields is part of the format: never change it. */
function lineHash(previousHash: string, e: Envelope, payloadHash: string): string {
  return sha256(JSON.stringify([previousHash, e.nr, e.type, e.actorId, e.actorName, e.at, e.recordedAt, e.commandId, e.kanal, e.instruks, e.trin, e.retter, payloadHash]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
