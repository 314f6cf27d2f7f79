import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gallery, type GalleryCard } from '../../src/cards/gallery';
import { CONTENT, PUBLISHED } from '../support/given';

export type Json = Record<string, unknown>;

const ROOT = join(__dirname, '../..');
/** Without the gates of activation: a test of a card needs no vote before it. The gallery goes the whole way. */
export const content = CONTENT;
export const cards: readonly GalleryCard[] = gallery(PUBLISHED);
export const named: [string, GalleryCard][] = cards.map((card) => [card.name, card]);

export const SCHEMA_FILE = join(ROOT, '../shared/schemas/adaptive-card-1.5.0.schema.json');
export const hasSchema = existsSync(SCHEMA_FILE);

export function readJson(...path: string[]): Json {
  return JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')) as Json;
}

/** Every object in a card, in document order. */
export function objectsIn(node: unknown): Json[] {
  if (Array.isArray(node)) return node.flatMap(objectsIn);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Json, ...Object.values(node).flatMap(objectsIn)];
}

export function cardOf(name: string): Json {
  const found = cards.find((card) => card.name === name);
  if (!found) throw new Error(`the gallery has no ${name}`);
  return found.card as Json;
}

/** Everything that a press would show as well. */
export function unfolded(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(unfolded);
  if (typeof node !== 'object' || node === null) return node;
  const { isVisible: _, ...rest } = node as Json;
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, unfolded(value)]));
}

export function actionsIn(node: unknown): Json[] {
  return objectsIn(node).filter(({ type }) => typeof type === 'string' && type.startsWith('Action.'));
}

/** All that a reader sees, in order; a hard space looks like any other. */
export function wordsIn(node: unknown): string[] {
  return objectsIn(node)
    .flatMap(({ text, title, label }) => [text, title, label])
    .filter((word): word is string => typeof word === 'string')
    .map((word) => word.replaceAll('\u00a0', ' '));
}
