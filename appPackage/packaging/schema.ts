import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';

/** Of the manifest and of Microsoft's schemas for it. */
export const VERSION = '1.29';

/** Microsoft's own schemas, out of Microsoft's package: nothing is fetched. */
const SCHEMAS = path.join(path.dirname(require.resolve('@microsoft/app-manifest/package.json')), `build/json-schemas/teams/v${VERSION}`);
const FILES = { manifest: 'MicrosoftTeams.schema.json', localization: 'MicrosoftTeams.Localization.schema.json' } as const;

export function schemaProblems(kind: keyof typeof FILES, name: string, candidate: unknown): readonly string[] {
  const validate = validatorOf(path.join(SCHEMAS, FILES[kind]));
  return validate(candidate) ? [] : [...new Set((validate.errors ?? []).map((error) => inDanish(name, error)))];
}

const compiled = new Map<string, ValidateFunction>();

function validatorOf(file: string): ValidateFunction {
  const known = compiled.get(file);
  if (known) return known;
  // Draft 4, which has no name for itself that Ajv 8 knows; the keywords in use mean the same. Its patterns are of before "u".
  const { $schema: _draft4, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, verbose: true, unicodeRegExp: false }).compile(schema);
  compiled.set(file, validate);
  return validate;
}

function inDanish(name: string, error: ErrorObject): string {
  const where = `${name}${error.instancePath && `, ${inBrackets(error.instancePath)}`}`;
  const params = error.params as Readonly<Record<string, unknown>>;
  const value = JSON.stringify(error.data);
  switch (error.keyword) {
    case 'required':
      return `${where}: "${String(params.missingProperty)}" mangler.`;
    case 'additionalProperties':
      return `${where}: "${String(params.additionalProperty)}" kendes ikke i Microsofts skema.`;
    case 'maxLength':
      return `${where}: teksten er på ${String(error.data).length} tegn. Der må højst være ${String(params.limit)}.`;
    case 'minLength':
      return `${where}: teksten er for kort.`;
    case 'maxItems':
      return `${where}: der må højst være ${String(params.limit)}.`;
    case 'enum':
      return `${where}: ${value} er ikke en af dem, der må bruges (${(params.allowedValues as readonly unknown[]).join(', ')}).`;
    case 'type':
      return `${where}: ${value} er ikke af den rigtige slags (${String(params.type)}).`;
    case 'pattern':
      return `${where}: ${value} ${shapeOf(String(params.pattern))}`;
    default:
      return `${where}: ${error.message ?? error.keyword}.`;
  }
}

function shapeOf(pattern: string): string {
  if (pattern.includes('[0-9a-fA-F]{8}-')) return 'er ikke et id (GUID).';
  if (pattern.includes('[Hh][Tt][Tt][Pp]')) return 'er ikke en adresse, der begynder med https://.';
  return `har ikke den form, den skal have (${pattern}).`;
}

/** "/bots/0/botId" → "bots[0].botId" */
function inBrackets(pointer: string): string {
  return pointer
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.')
    .replace(/^\./, '');
}
