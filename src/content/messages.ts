import type { z } from 'zod';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const TYPES: Readonly<Record<string, string>> = {
  string: 'en tekst',
  number: 'et tal',
  int: 'et helt tal',
  boolean: 'true eller false',
  array: 'en liste',
  object: 'et afsnit med nøgler',
  record: 'et afsnit med nøgler',
};

const YAML_ERRORS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'den samme nøgle står her to gange',
  TAB_AS_INDENT: 'indrykning skal laves med mellemrum, ikke tabulator',
  BAD_INDENT: 'indrykningen passer ikke',
  MISSING_CHAR: 'der mangler et tegn, fx et anførselstegn eller en parentes',
  MULTILINE_IMPLICIT_KEY: 'en nøgle må ikke gå over flere linjer; mangler der et kolon?',
};

/** Zod's issue in Danish; a schema's own message wins over this one. */
export function danishIssue(issue: RawIssue): string | undefined {
  const last = issue.path?.at(-1);
  const key = last === undefined ? 'filen' : typeof last === 'number' ? `punkt ${last + 1}` : `"${String(last)}"`;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `${key} mangler`
        : `${key} skal være ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined
        ? `${key} mangler`
        : `${key} er ${JSON.stringify(issue.input)}, men skal være ${issue.values.map(String).join(', ')}`;
    case 'invalid_key':
      return `${key} er ikke et gyldigt id`;
    case 'too_small':
      return issue.origin === 'number' ? `${key} skal være større end 0` : `${key} må ikke være tom`;
    default:
      return `${key} er ikke gyldig`;
  }
}

/** The yaml parser's error in Danish. Its English text is kept where there is no better one: it names the detail. */
export function danishYamlError(code: string, message: string): string {
  return `filen er ikke gyldig YAML: ${YAML_ERRORS[code] ?? message}`;
}
