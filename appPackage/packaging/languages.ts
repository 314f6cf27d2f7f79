import type { Files } from './files';
import { textsOf, type Manifest, type Texts } from './manifest';
import { parseJson } from './parseJson';
import { schemaProblems } from './schema';

/** Danish stands in manifest.json; every other language says the same texts in a file of its own. */
export function languageProblems(manifest: Manifest, files: Files): readonly string[] {
  const { defaultLanguageTag, additionalLanguages = [] } = manifest.localizationInfo;
  const danish = defaultLanguageTag === 'da' ? [] : [`manifest.json: første sprog er "${defaultLanguageTag}". Det skal være dansk ("da").`];
  const english = additionalLanguages.some(({ languageTag }) => languageTag === 'en')
    ? []
    : ['manifest.json: engelsk ("en") mangler i localizationInfo.'];
  return [...danish, ...english, ...additionalLanguages.flatMap(({ file }) => problemsOf(file, manifest, files))];
}

function problemsOf(name: string, manifest: Manifest, files: Files): readonly string[] {
  const file = files[name];
  if (!file) return [`${name} mangler: manifest.json nævner den som sprogfil.`];
  const parsed = parseJson(name, file);
  if (parsed.kind === 'refused') return parsed.problems;
  const invalid = schemaProblems('localization', name, parsed.value);
  return invalid.length > 0 ? invalid : sameTexts(name, textsOf(manifest), parsed.value as Texts);
}

function sameTexts(name: string, danish: Texts, other: Texts): readonly string[] {
  const keys = Object.keys(other).filter((key) => key !== '$schema');
  const missing = Object.keys(danish).filter((key) => !(key in other));
  const unknown = keys.filter((key) => !(key in danish));
  // The bot knows its commands by one name.
  const renamed = keys.filter((key) => key.endsWith('.title') && key in danish && other[key] !== danish[key]);
  return [
    ...missing.map((key) => `${name}: "${key}" mangler. Den findes på dansk.`),
    ...unknown.map((key) => `${name}: "${key}" findes ikke på dansk.`),
    ...renamed.map((key) => `${name}: "${key}" er "${other[key]}", men botten kender kun "${danish[key]}".`),
  ];
}
