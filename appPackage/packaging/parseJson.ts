export type Parsed = { readonly kind: 'parsed'; readonly value: unknown } | { readonly kind: 'refused'; readonly problems: readonly string[] };

export function parseJson(name: string, file: Buffer): Parsed {
  try {
    return { kind: 'parsed', value: JSON.parse(file.toString('utf8')) as unknown };
  } catch (error) {
    return { kind: 'refused', problems: [`${name} er ikke gyldig JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
