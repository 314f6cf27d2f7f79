import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { danishIssue, danishYamlError } from './messages';
import type { ContentProblem } from './problems';

export type Path = readonly PropertyKey[];

/** One YAML file: its bytes' hash, and where in the file a path of the parsed value stands. */
export interface Source {
  readonly file: string;
  readonly sha256: string;
  readonly problemAt: (path: Path, text: string) => ContentProblem;
  readonly parse: <T extends z.ZodType>(
    schema: T,
  ) => { readonly value?: z.output<T>; readonly problems: readonly ContentProblem[] };
}

/** A parsed file together with the place it came from, so that a check can name the line. */
export interface Parsed<T> {
  readonly source: Source;
  readonly value: T;
}

/** Reads one file; undefined when it is not there. */
export function readSource(dir: string, file: string): Source | undefined {
  const path = join(dir, file);
  if (!existsSync(path)) return undefined;
  // A checkout on Windows may turn every line end; the content is the same.
  const text = readFileSync(path, 'utf8').replace(/\r\n/g, '\n');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line);
  const problemAt = (path: Path, problem: string): ContentProblem => ({
    file,
    line: lineAt(offsetOf(document, path)),
    text: problem,
  });
  return {
    file,
    sha256: createHash('sha256').update(text).digest('hex'),
    problemAt,
    parse: (schema) => {
      const broken = [...document.errors, ...document.warnings];
      if (broken.length > 0) {
        const problems = broken.map((e) => ({
          file,
          line: lineAt(e.pos[0]),
          text: danishYamlError(e.code, e.message),
        }));
        return { problems };
      }
      const result = schema.safeParse(document.toJS(), { error: danishIssue });
      if (result.success) return { value: result.data, problems: [] };
      return {
        problems: result.error.issues.flatMap((issue) =>
          // Every unknown key has a line of its own; zod points at the object around them.
          issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => problemAt([...issue.path, key], `ukendt nøgle "${key}"`))
            : [problemAt(issue.path, issue.message)],
        ),
      };
    },
  };
}

/** Where the path stands; for a missing key, where its nearest parent stands. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === String(part));
      if (!pair || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
