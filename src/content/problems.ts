/** One thing that is wrong with the content, in Danish: the author of the YAML is the reader. */
export interface ContentProblem {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Everything that is wrong, as `file:line: what`. One start shows all of it, not just the first. */
export class ContentError extends Error {
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
    // Two sets may share a broken file: say it once.
    const lines = new Set(sorted.map((p) => `${p.file}:${p.line}: ${p.text}`));
    super(`Indholdet kan ikke bruges:\n${[...lines].join('\n')}`);
    this.name = 'ContentError';
    this.problems = sorted;
  }
}
