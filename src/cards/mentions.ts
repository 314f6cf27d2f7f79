import type { PersonRef } from '../domain/person';
import { escapeInline, mentionName } from './escape';

export interface Mention {
  readonly teamsId: string;
  readonly name: string;
}

/** A post: markdown, and the people behind its `<at>name</at>` (the name in the entity is exactly that one). */
export interface TextMessage {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

export type TeamsIdOf = (personId: string) => string | undefined;

/** Gathers who is mentioned while a text is put together. */
export class Mentions {
  private readonly found = new Map<string, Mention>();

  constructor(private readonly teamsIdOf: TeamsIdOf) {}

  reaches(person: PersonRef): boolean {
    return this.teamsIdOf(person.id) !== undefined;
  }

  /** `<at>…</at>` the first time, the plain name after that and for somebody who is not in Teams. */
  at(person: PersonRef): string {
    const teamsId = this.teamsIdOf(person.id);
    if (teamsId === undefined || this.found.has(teamsId)) return escapeInline(person.name);
    const name = this.unused(mentionName(person.name));
    this.found.set(teamsId, { teamsId, name });
    return `<at>${name}</at>`;
  }

  all(): readonly Mention[] {
    return [...this.found.values()];
  }

  // Teams finds the person by the text between the tags: two people of one name must not share it.
  private unused(name: string): string {
    const taken = [...this.found.values()].filter((mention) => mention.name.replace(/ \(\d+\)$/, '') === name).length;
    return taken === 0 ? name : `${name} (${taken + 1})`;
  }
}
