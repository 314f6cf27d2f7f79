import { commandProblems } from './commands';
import type { Files } from './files';
import { fill, type Environment } from './fill';
import { iconProblems } from './icons';
import { idProblems } from './ids';
import { languageProblems } from './languages';
import type { Manifest } from './manifest';
import { parseJson } from './parseJson';
import { schemaProblems, VERSION } from './schema';
import { slashSwitch, withSlashCommands } from './slashCommands';

export type Prepared =
  | { readonly kind: 'ready'; readonly files: Files; readonly slashCommands: boolean }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** The app package out of what lies in appPackage/ and the environment: filled in and checked, or everything that is wrong with it. */
export function prepare(source: Files, environment: Environment): Prepared {
  const template = source['manifest.json'];
  if (!template) return refused(['manifest.json mangler.']);
  const slash = slashSwitch(environment);
  const filled = fill(template.toString('utf8'), environment);
  if (slash.kind === 'refused' || filled.kind === 'refused') return refused([...problemsOf(slash), ...problemsOf(filled)]);
  const parsed = parseJson('manifest.json', Buffer.from(filled.text));
  if (parsed.kind === 'refused') return parsed;
  const invalid = invalidManifest(parsed.value);
  // The other checks read what the schema has promised.
  if (invalid.length > 0) return refused(invalid);
  const manifest = slash.on ? withSlashCommands(parsed.value as Manifest) : (parsed.value as Manifest);
  const problems = [
    ...(slash.on ? schemaProblems('manifest', 'manifest.json', manifest) : []),
    ...idProblems(manifest),
    ...commandProblems(manifest),
    ...languageProblems(manifest, source),
    ...iconProblems(manifest, source),
  ];
  if (problems.length > 0) return refused(problems);
  return { kind: 'ready', files: filesOf(manifest, source), slashCommands: slash.on };
}

function invalidManifest(value: unknown): readonly string[] {
  const { manifestVersion } = (value ?? {}) as { readonly manifestVersion?: unknown };
  if (manifestVersion !== VERSION) return [`manifest.json: manifestVersion er ${JSON.stringify(manifestVersion)}. Den skal være "${VERSION}".`];
  const needed = ['bots', 'localizationInfo', 'validDomains', 'webApplicationInfo'].filter((part) => !(part in (value as object)));
  return [...needed.map((part) => `manifest.json: "${part}" mangler.`), ...schemaProblems('manifest', 'manifest.json', value)];
}

/** What the manifest names, and nothing else that may lie beside it. */
function filesOf(manifest: Manifest, source: Files): Files {
  const { icons, localizationInfo } = manifest;
  const named = [icons.color, icons.outline, ...(localizationInfo.additionalLanguages ?? []).map(({ file }) => file)];
  const others = named.flatMap((name) => (source[name] ? [[name, source[name]] as const] : []));
  return { 'manifest.json': Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`), ...Object.fromEntries(others) };
}

function problemsOf(outcome: { readonly kind: string } | { readonly kind: 'refused'; readonly problems: readonly string[] }): readonly string[] {
  return 'problems' in outcome ? outcome.problems : [];
}

function refused(problems: readonly string[]): Prepared {
  return { kind: 'refused', problems };
}
