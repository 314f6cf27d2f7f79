import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';

/** The templates as trees. The grammar is tree-sitter's: it knows the syntax, not what Azure makes of it. */

export const PROJECT = path.resolve(__dirname, '../..');
export const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8');
export const MODULES = readdirSync(path.join(PROJECT, 'infra/modules')).map((file) => `infra/modules/${file}`);
export const TEMPLATES = ['infra/azure.bicep', ...MODULES];

export async function createBicepParser(): Promise<(text: string) => Node> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'))));
  return (text) => {
    const tree = parser.parse(text);
    if (!tree) throw new Error('not parsed');
    return tree.rootNode;
  };
}

const childrenOf = (node: Node | null | undefined, type?: string) =>
  (node?.namedChildren ?? []).filter((child): child is Node => child !== null && (type === undefined || child.type === type));
const declarations = (root: Node, type: string) => childrenOf(root, type);
const nameOf = (declaration: Node) => childrenOf(declaration, 'identifier')[0]?.text ?? '';

export interface Parameter {
  readonly name: string;
  readonly hasDefault: boolean;
}

export function parametersOf(root: Node): readonly Parameter[] {
  return declarations(root, 'parameter_declaration').map((node) => ({ name: nameOf(node), hasDefault: childrenOf(node).length > 2 }));
}

export function outputsOf(root: Node): readonly string[] {
  return declarations(root, 'output_declaration').map(nameOf);
}

export interface Module {
  readonly name: string;
  readonly file: string;
  readonly params: readonly string[];
}

export function modulesOf(root: Node): readonly Module[] {
  return declarations(root, 'module_declaration').map((node) => ({
    name: nameOf(node),
    file: textOf(childrenOf(node, 'string')[0]),
    params: childrenOf(valueAt(childrenOf(node, 'object')[0], 'params')).map(keyOf),
  }));
}

/** "storage.outputs.tablesEndpoint", wherever it is used. */
export function usedOutputsOf(root: Node): readonly { readonly module: string; readonly output: string }[] {
  const all = [...root.text.matchAll(/\b(\w+)\.outputs\.(\w+)/g)];
  return all.map(([, module = '', output = '']) => ({ module, output }));
}

/** Names that stand where a value belongs and that nobody has declared. Functions count as declared when they are `known`. */
export function undeclaredIn(root: Node, known: readonly string[]): readonly string[] {
  const declared = childrenOf(root)
    .filter(({ type }) => type.endsWith('_declaration'))
    .map(nameOf);
  const used = identifiersIn(root)
    .filter((node) => !isName(node))
    .map(({ text }) => text);
  return [...new Set(used)].filter((name) => !declared.includes(name) && !known.includes(name));
}

function identifiersIn(node: Node): readonly Node[] {
  return node.type === 'identifier' ? [node] : childrenOf(node).flatMap(identifiersIn);
}

/** The key of a property, or what a declaration declares. */
function isName(node: Node): boolean {
  const { parent } = node;
  return (parent?.type === 'object_property' || (parent?.type.endsWith('_declaration') ?? false)) && childrenOf(parent)[0]?.id === node.id;
}

export interface Resource {
  readonly name: string;
  readonly type: string;
  readonly body: Node;
}

export function resourcesOf(root: Node): readonly Resource[] {
  return declarations(root, 'resource_declaration').map((node) => ({
    name: nameOf(node),
    type: textOf(childrenOf(node, 'string')[0]).replace(/@.*/, ''),
    body: childrenOf(node, 'object')[0]!,
  }));
}

/** The value at "properties.siteConfig.alwaysOn", as it is written. */
export function valueOf({ body }: Resource, at: string): string | undefined {
  return textOf(at.split('.').reduce<Node | undefined>((node, key) => valueAt(node, key), body));
}

export function itemsOf({ body }: Resource, at: string): readonly Readonly<Record<string, string>>[] {
  const list = at.split('.').reduce<Node | undefined>((node, key) => valueAt(node, key), body);
  return childrenOf(list, 'object').map((item) =>
    Object.fromEntries(childrenOf(item, 'object_property').map((property) => [keyOf(property), textOf(childrenOf(property)[1])])),
  );
}

function valueAt(object: Node | undefined, key: string): Node | undefined {
  const property = childrenOf(object, 'object_property').find((candidate) => keyOf(candidate) === key);
  return property && childrenOf(property)[1];
}

function keyOf(property: Node): string {
  return textOf(childrenOf(property)[0]);
}

function textOf(node: Node | undefined): string {
  return (node?.text ?? '').replace(/^'(.*)'$/s, '$1');
}
