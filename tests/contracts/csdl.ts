import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutlookOperation } from '../../src/oevebane/graph/outlookRequests';

/** Graph's own description of its types, where it lies beside the repository. */
export const SCHEMA_FILE = join(__dirname, '../../../shared/schemas/graph-v1-excerpt.csdl.xml');

interface Type {
  readonly base: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
}

interface Schema {
  readonly types: ReadonlyMap<string, Type>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Parameters of `cancel` on `graph.event`, as "cancel graph.event". */
  readonly actions: ReadonlyMap<string, Type>;
}

/** The excerpt names this type without having it. */
const EXTENDED_PROPERTY: [string, Type] = [
  'graph.singleValueLegacyExtendedProperty',
  { base: undefined, properties: new Map([['id', 'Edm.String'], ['value', 'Edm.String']]) }, // prettier-ignore
];

const PRIMITIVES: Readonly<Record<string, string>> = {
  'Edm.String': 'string',
  'Edm.Boolean': 'boolean',
  'Edm.DateTimeOffset': 'string',
  'Edm.Int32': 'number',
};

let schema: Schema | undefined;

/** What of a body the schema does not have, field by field; nothing where the schema is not at hand. */
export function problemsOf(operation: OutlookOperation, body: unknown): string[] {
  if (body === undefined || !existsSync(SCHEMA_FILE)) return [];
  schema ??= read(readFileSync(SCHEMA_FILE, 'utf8'));
  switch (operation) {
    case 'createEvent':
    case 'updateEvent':
      return problems(body, 'graph.event', operation);
    case 'createMail':
      return problems(body, 'graph.message', operation);
    case 'cancelEvent':
      return fieldProblems(body, schema.actions.get('cancel graph.event'), operation);
    default:
      return [`${operation}: takes no body`];
  }
}

function problems(value: unknown, type: string, at: string): string[] {
  const of = /^Collection\((.+)\)$/.exec(type)?.[1];
  if (of !== undefined) return Array.isArray(value) ? value.flatMap((item, nr) => problems(item, of, `${at}[${nr}]`)) : [`${at}: is no ${type}`];
  const primitive = PRIMITIVES[type];
  if (primitive !== undefined) return typeof value === primitive ? [] : [`${at}: is no ${type}`];
  const members = schema?.enums.get(type);
  if (members) return typeof value === 'string' && members.includes(value) ? [] : [`${at}: ${String(value)} is no ${type}`];
  return fieldProblems(value, schema?.types.get(type), at);
}

function fieldProblems(value: unknown, type: Type | undefined, at: string): string[] {
  if (!type) return [`${at}: is of a type that the schema does not have`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: is no object`];
  return Object.entries(value).flatMap(([name, field]) => {
    const of = propertyOf(type, name);
    return of === undefined ? [`${at}.${name}: is not in the schema`] : problems(field, of, `${at}.${name}`);
  });
}

function propertyOf(type: Type, name: string): string | undefined {
  const base = type.base === undefined ? undefined : schema?.types.get(type.base);
  return type.properties.get(name) ?? (base && propertyOf(base, name));
}

function read(xml: string): Schema {
  const types = [...xml.matchAll(/<(?:EntityType|ComplexType) ([^>]*[^/])>([^]*?)<\/(?:EntityType|ComplexType)>/g)].map(
    ([, head = '', inside = '']): [string, Type] => [
      `graph.${attribute(head, 'Name')}`,
      { base: attribute(head, 'BaseType'), properties: fields(inside, /<(?:Navigation)?Property ([^>]*)>/g) },
    ],
  );
  const enums = [...xml.matchAll(/<EnumType Name="(\w+)"[^>]*>([^]*?)<\/EnumType>/g)].map(([, name = '', inside = '']): [string, string[]] => [
    `graph.${name}`,
    [...inside.matchAll(/<Member Name="(\w+)"/g)].map(([, member = '']) => member),
  ]);
  const actions = [...xml.matchAll(/<Action Name="(\w+)"[^>]*>([^]*?)<\/Action>/g)].map(([, name = '', inside = '']): [string, Type] => {
    const properties = fields(inside, /<Parameter ([^>]*)>/g);
    const bound = properties.get('bindingParameter') ?? '';
    properties.delete('bindingParameter');
    return [`${name} ${bound}`, { base: undefined, properties }];
  });
  return { types: new Map([...types, EXTENDED_PROPERTY]), enums: new Map(enums), actions: new Map(actions) };
}

function fields(inside: string, tag: RegExp): Map<string, string> {
  return new Map([...inside.matchAll(tag)].map(([, head = '']) => [attribute(head, 'Name') ?? '', attribute(head, 'Type') ?? '']));
}

function attribute(head: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head)?.[1];
}
